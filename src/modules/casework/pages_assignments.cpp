// SPDX-License-Identifier: AGPL-3.0-or-later
// Giving work to others: chosen on the board, checked here, done.
#include "modules/casework/bulk.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Html;
using web::Tone;
using web::Url;
using namespace html;

/// One line of the check: what goes to whom.
struct Item {
    WorkPlace place;
    std::string number;
    UserId keyworker;
    std::string to;  ///< as it was sent

    /// Whether the new person is to lead the case.
    [[nodiscard]] bool leads(const PageContext& context, const UserId& from) const
    {
        const auto directory = context.vault().directory();
        const vault::User* user = directory->user(keyworker);
        return !place.is_call && (user == nullptr || !user->active || keyworker == from);
    }
};

/// What the form of the check holds.
struct Check {
    std::vector<Item> items;
    UserId from;
    std::string ends;  ///< "yes", "no", or empty: not answered
};

std::string input_of(std::size_t at)
{
    return "to-" + std::to_string(at);
}

/// A case or call that the reader sees the desk of; nothing for others.
std::optional<Item> item_for(PageContext& context, const WorkPlace& place)
{
    const std::string_view type = place.is_call ? "contact" : "case";
    const auto rows = context.records().query(
        context.caller(),
        access::Verb::desk,
        type,
        "t.file",
        "SELECT t.number, t.keyworker FROM t_" + std::string(type) + " t WHERE {scope} AND t.record=? AND t.deleted=0",
        {vault::sql(place.record)}
    );
    if (!rows || rows->empty()) return std::nullopt;
    return Item{place, rows->text(0, "number"), rows->id<UserId>(0, "keyworker"), {}};
}

/// What was sent: each item once, in order, and only what the reader may see.
Check check_of(PageContext& context)
{
    const web::Parameters& form = context.request().form;
    Check check;
    check.from = UserId::parse(form.text("from")).value_or(UserId{});
    check.ends = std::string(form.text("ends"));
    const std::string for_all(form.text("to"));
    std::size_t at = 0;
    for (const std::string_view text : form.all("item")) {
        const std::string chosen(form.text(input_of(at++)));
        const auto place = WorkPlace::parse(text);
        if (!place) continue;
        const bool known = std::any_of(check.items.begin(), check.items.end(), [&](const Item& each) {
            return each.place.record == place->record;
        });
        auto item = known ? std::nullopt : item_for(context, *place);
        if (!item) continue;
        item->to = chosen.empty() ? for_all : chosen;
        check.items.push_back(std::move(*item));
    }
    return check;
}

Html receiver_select(
    const PageContext& context, const Item& item, std::size_t at, std::span<const web::Choice> choices, bool is_wrong
)
{
    std::vector<Html> options{el<"option">(value(""), context.text(msg("team.choose_colleague")))};
    for (const web::Choice& choice : choices) {
        options.push_back(el<"option">(value(choice.value), flag<"selected">(choice.value == item.to), choice.label));
    }
    const std::string input = input_of(at);
    return group(
        el<"label">(
            cls("visually-hidden"), a<"for">(input), context.text(msg("team.to_whom"), {{"number", item.number}})
        ),
        el<"select">(
            cls("input"),
            id(input),
            name(input),
            aria<"invalid">(is_wrong ? std::optional("true") : std::nullopt),
            options
        )
    );
}

Html ends_question(const PageContext& context, const Check& check, const std::string& mistake)
{
    if (check.from.is_none()) return {};
    const std::string who = context.user_name(check.from).reveal();
    web::InputOptions options;
    options.name = "ends";
    options.label = context.text(msg("team.ends.label"), {{"who", who}});
    options.error = mistake;
    options.value = Sensitive<std::string>(check.ends);
    const std::array choices{
        web::Choice{"yes", context.text(msg("team.ends.yes")), context.text(msg("team.ends.yes.hint"))},
        web::Choice{"no", context.text(msg("team.ends.no")), context.text(msg("team.ends.no.hint"))},
    };
    return web::radios(context, options, choices);
}

web::PageHead head_of(const PageContext& context, const MessageId& title, const i18n::Arguments& arguments = {})
{
    web::PageHead head;
    head.title = context.text(msg("team.title"));
    head.heading = Sensitive<std::string>(context.text(title, arguments));
    head.place = web::Place::team;
    return head;
}

std::string sentence_of(const PageContext& context, const Error& error)
{
    return error.message.id.empty() ? context.text(default_message(error.code)) : context.text(error.message);
}

Response check_page(PageContext& context, const Check& check, std::span<const web::Mistake> mistakes)
{
    const auto board = team_board(context.records(), context.caller(), context.today());
    if (!board) return web::error_page(context, board.error());
    const OrganisationId& organisation = context.actor().organisation;
    const auto choices = [&](std::vector<UserId> users) {
        std::erase(users, check.from);
        return colleague_choices(context, users, board->colleagues);
    };
    const auto leaders = choices(possible_keyworkers(context.records(), organisation));
    const auto workers = choices(possible_workers(context.records(), organisation));
    const auto takers = choices(possible_call_takers(context.records(), organisation));
    std::vector<std::vector<Html>> rows;
    Html hidden;
    for (std::size_t at = 0; at < check.items.size(); ++at) {
        const Item& item = check.items[at];
        const bool is_wrong = std::any_of(mistakes.begin(), mistakes.end(), [&](const web::Mistake& mistake) {
            return mistake.field == input_of(at);
        });
        const auto& possible = item.place.is_call ? takers : item.leads(context, check.from) ? leaders : workers;
        hidden += el<"input">(a<"type">("hidden"), name("item"), value(item.place.text()));
        rows.push_back(
            {number_of(item.number),
             group(context.text(item.place.is_call ? msg("team.kind.call") : msg("team.kind.case"))),
             receiver_select(context, item, at, possible, is_wrong)}
        );
    }
    const std::array columns{
        web::Column{context.text(msg("team.column.number")), {}},
        web::Column{context.text(msg("team.column.what")), {}},
        web::Column{context.text(msg("team.column.new_person")), {}},
    };
    const auto ends_mistake = std::find_if(mistakes.begin(), mistakes.end(), [](const web::Mistake& mistake) {
        return mistake.field == "ends";
    });
    const auto total = static_cast<std::int64_t>(check.items.size());
    const Html body = group(
        web::error_summary(context, mistakes),
        hidden,
        check.from.is_none() ? Html() : el<"input">(a<"type">("hidden"), name("from"), value(check.from.text())),
        web::paragraph(context.text(msg("team.check.explain"), {{"count", total}})),
        web::table(context.text(msg("team.check.heading")), columns, rows),
        ends_question(context, check, ends_mistake == mistakes.end() ? std::string() : ends_mistake->sentence),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("team.check.button"), {{"count", total}})),
            web::quiet_link_button(
                check.from.is_none() ? Url::local("/team") : Url::local("/team/{}", check.from),
                context.text(msg("casework.form.cancel"))
            )
        )
    );
    auto head = head_of(context, msg("team.check.heading"));
    head.typed_text = true;
    const Url target = Url::local("/team/assign");
    // Wider than other forms: who has how much stands in the choices.
    const Html form = el<"form">(a<"method">("post"), action(target), context.form_start(target), body);
    return web::page(context, head, form, mistakes.empty() ? 200 : 422);
}

Response nothing_chosen(PageContext& context)
{
    const UserId from = UserId::parse(context.request().form.text("from")).value_or(UserId{});
    const Url back = from.is_none() ? Url::local("/team") : Url::local("/team/{}", from);
    const Html body = group(
        web::paragraph(context.text(msg("team.nothing_chosen.explain"))),
        el<"p">(web::link_button(back, context.text(msg("team.nothing_chosen.back"))))
    );
    return web::page(
        context, head_of(context, msg("team.nothing_chosen")), body, http_status(ErrorCode::invalid_input)
    );
}

/// What came of one row.
struct Row {
    Item item;
    UserId to;
    Result<void> done;
};

Html result_page_body(PageContext& context, const std::vector<Row>& rows)
{
    std::vector<std::vector<Html>> lines;
    std::vector<Html> keys;
    std::int64_t done = 0;
    for (const Row& row : rows) {
        const Url place = row.item.place.is_call ? Url::local("/calls/{}", row.item.place.record)
                                                 : Url::local("/cases/{}/team", row.item.place.record);
        Html result =
            row.done
                ? web::tag(Tone::ok, context.text(msg("team.done")))
                : group(
                    web::tag(Tone::late, context.text(msg("team.failed"))), " ", sentence_of(context, row.done.error())
                );
        lines.push_back(
            {el<"a">(href(place), number_of(row.item.number)), group(context.user_name(row.to)), std::move(result)}
        );
        if (!row.done) continue;
        ++done;
        if (row.item.place.is_call) continue;
        const auto head = case_head(context.records(), context.caller(), row.item.place.record);
        if (!head) continue;
        const auto waits = waiting_for_keys(context.records(), head->file);
        if (!waits) continue;
        for (const KeyWait& wait : *waits)
            keys.push_back(el<"li">(number_of(row.item.number), ": ", key_sentence(context, wait)));
    }
    const std::array columns{
        web::Column{context.text(msg("team.column.number")), {}},
        web::Column{context.text(msg("team.column.new_person")), {}},
        web::Column{context.text(msg("team.column.result")), {}},
    };
    const auto total = static_cast<std::int64_t>(rows.size());
    Html body = web::notice(
        done == total ? Tone::ok : Tone::due,
        context.text(msg("team.result.count"), {{"done", done}, {"total", total}}),
        Html()
    );
    body += web::table(context.text(msg("team.result.heading")), columns, lines);
    if (!keys.empty()) {
        body += web::notice(Tone::info, context.text(msg("team.keys.heading")), el<"ul">(keys));
    }
    return group(body, el<"p">(web::link_button(Url::local("/team"), context.text(msg("team.back")))));
}

}  // namespace

Response check_assignments(PageContext& context)
{
    const Check check = check_of(context);
    if (check.items.empty()) return nothing_chosen(context);
    return check_page(context, check, {});
}

Response save_assignments(PageContext& context)
{
    const Check check = check_of(context);
    if (check.items.empty()) return nothing_chosen(context);
    std::vector<web::Mistake> mistakes;
    for (std::size_t at = 0; at < check.items.size(); ++at) {
        const Item& item = check.items[at];
        if (UserId::parse(item.to)) continue;
        mistakes.push_back({input_of(at), context.text(msg("team.problem.to_whom"), {{"number", item.number}})});
    }
    if (!check.from.is_none() && check.ends != "yes" && check.ends != "no") {
        mistakes.push_back({"ends", context.text(msg("team.problem.ends"))});
    }
    if (!mistakes.empty()) return check_page(context, check, mistakes);
    const BatchId batch = context.batch();
    std::vector<Row> rows;
    for (const Item& item : check.items) {
        const UserId to = UserId::parse(item.to).value_or(UserId{});
        Reassignment what{item.place.record, item.place.is_call, check.from, to, check.ends == "yes"};
        // Somebody who has left may still stand there.
        if (what.from.is_none() && item.leads(context, {})) what.from = item.keyworker;
        auto done = reassign(context.records(), context.caller(), what, batch_of_row(batch, item.place.record));
        rows.push_back({item, to, std::move(done)});
    }
    return web::page(context, head_of(context, msg("team.result.heading")), result_page_body(context, rows));
}

}  // namespace panoh::casework
