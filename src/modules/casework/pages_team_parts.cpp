// SPDX-License-Identifier: AGPL-3.0-or-later
// Parts that pages about who works on what have in common.
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Tone;
using web::Url;
using namespace html;

constexpr std::string_view case_prefix = "case:";
constexpr std::string_view call_prefix = "call:";

std::string role_words(const PageContext& context, const UserId& user)
{
    const auto directory = context.vault().directory();
    const vault::User* found = directory->user(user);
    std::vector<std::string> words;
    if (found != nullptr) {
        for (const std::string& role : found->roles)
            words.push_back(context.text(MessageId("role." + role + ".label")));
    }
    return context.translator().list(words);
}

bool is_away(const PageContext& context, const Workload& load)
{
    const std::string today = context.today();
    return !load.away_until.empty() && load.away_from <= today && today <= load.away_until;
}

Html choice_row(const ChoiceTable& table, const ChoiceTable::Row& row, bool may_assign)
{
    std::vector<Html> cells;
    if (may_assign) {
        cells.push_back(el<"td">(
            cls("table-check"),
            el<"input">(
                a<"type">("checkbox"),
                name("item"),
                value(row.place.text()),
                aria<"label">(row.number),
                flag<"checked">(table.chosen)
            )
        ));
    }
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
        if (at == 0) {
            cells.push_back(el<"th">(a<"scope">("row"), row.cells[at]));
        } else {
            cells.push_back(el<"td">(data<"label">(table.headings.at(at)), row.cells[at]));
        }
    }
    return el<"tr">(cells);
}

Html bulk_bar(const PageContext& context, const ChoiceTable& table)
{
    const std::string select_id = "to-" + table.name;
    std::vector<Html> options{el<"option">(value(""), context.text(msg("team.choose_colleague")))};
    for (const Choice& choice : table.receivers)
        options.push_back(el<"option">(value(choice.value), choice.label));
    return el<"div">(
        cls("bulk"),
        el<"label">(a<"for">(select_id), context.text(msg("team.give_chosen"))),
        el<"select">(cls("input"), id(select_id), name("to"), options),
        el<"button">(cls("button button-secondary"), a<"type">("submit"), context.text(msg("team.continue")))
    );
}

Html notice_with_link(
    const PageContext& context, Tone tone, const std::string& sentence, const Url& url, const MessageId& label
)
{
    return web::notice(tone, sentence, el<"p">(web::link(url, context.text(label))));
}

}  // namespace

std::optional<WorkPlace> WorkPlace::parse(std::string_view text)
{
    const bool is_call = text.starts_with(call_prefix);
    if (!is_call && !text.starts_with(case_prefix)) return std::nullopt;
    const auto record = RecordId::parse(text.substr(case_prefix.size()));
    if (!record) return std::nullopt;
    return WorkPlace{*record, is_call};
}

std::string names_or(const PageContext& context, std::span<const UserId> users)
{
    std::string names;
    for (std::size_t at = 0; at < users.size(); ++at) {
        const std::string name = context.user_name(users[at]).reveal();
        if (at == 0) {
            names = name;
        } else if (at + 1 == users.size()) {
            names = context.text(msg("team.names.or"), {{"some", names}, {"last", name}});
        } else {
            names = context.text(msg("team.names.more"), {{"some", names}, {"next", name}});
        }
    }
    return names;
}

std::string key_sentence(const PageContext& context, const KeyWait& wait)
{
    const std::string who = context.user_name(wait.user).reveal();
    const std::string givers = names_or(context, wait.givers);
    if (wait.givers.empty()) return context.text(msg("team.keys.nobody"), {{"who", who}});
    if (wait.only_leavers) return context.text(msg("team.keys.leaver"), {{"who", who}, {"givers", givers}});
    if (!wait.all_have_to) return context.text(msg("team.keys.any"), {{"who", who}, {"givers", givers}});
    std::vector<std::string> names;
    for (const UserId& giver : wait.givers)
        names.push_back(context.user_name(giver).reveal());
    return context.text(msg("team.keys.all"), {{"who", who}, {"givers", context.translator().list(names)}});
}

std::string key_sentence_to_reader(const PageContext& context, const KeyWait& wait)
{
    if (wait.givers.empty()) return context.text(msg("team.keys.reader.nobody"));
    if (!wait.all_have_to) {
        return context.text(msg("team.keys.reader.any"), {{"givers", names_or(context, wait.givers)}});
    }
    std::vector<std::string> names;
    for (const UserId& giver : wait.givers)
        names.push_back(context.user_name(giver).reveal());
    return context.text(msg("team.keys.reader.all"), {{"givers", context.translator().list(names)}});
}

Notices case_notices(PageContext& context, const CaseHead& head)
{
    Notices found;
    Html& notices = found.html;
    const auto caller = context.caller();
    const UserId& me = caller.actor.user;
    const auto waits = waiting_for_keys(context.records(), head.file, me);
    if (waits && !waits->empty()) {
        notices += web::notice(
            Tone::due,
            context.text(msg("team.keys.reader.heading")),
            web::paragraph(key_sentence_to_reader(context, waits->front()))
        );
        found.account_is_closed = waits->front().account;
    }
    const auto transfers = transfers_of(context.records(), caller, head.file);
    if (transfers) {
        for (const Transfer& each : *transfers) {
            if (each.state != "asked" || each.to != me) continue;
            notices += notice_with_link(
                context,
                Tone::info,
                context.text(msg("team.transfer.asks_you"), {{"who", context.user_name(each.from).reveal()}}),
                Url::local("/cases/{}/transfer", head.record),
                msg("team.transfer.read_and_answer")
            );
        }
    }
    const auto restriction = restriction_of(context.records(), caller, head.file);
    if (restriction && restriction->has_value()
        && may_take_step(RestrictionStep::answer, me, head.keyworker, &**restriction)) {
        const bool lifts = (*restriction)->state == "lift_asked";
        notices += notice_with_link(
            context,
            Tone::consent,
            context.text(
                lifts ? msg("team.restriction.asks_lift") : msg("team.restriction.asks_you"),
                {{"who", context.user_name((*restriction)->asked_by).reveal()}}
            ),
            Url::local("/cases/{}/restriction", head.record),
            msg("team.restriction.read_and_answer")
        );
    }
    return found;
}

std::vector<Choice>
colleague_choices(const PageContext& context, std::span<const UserId> users, std::span<const Workload> loads)
{
    std::vector<Choice> choices;
    for (const UserId& user : users) {
        std::string label = context.text(
            msg("team.choice"), {{"name", context.user_name(user).reveal()}, {"role", role_words(context, user)}}
        );
        const auto load =
            std::find_if(loads.begin(), loads.end(), [&](const Workload& each) { return each.user == user; });
        if (load != loads.end()) {
            const auto leads = static_cast<std::int64_t>(load->leads);
            label = context.text(msg("team.choice.leads"), {{"who", label}, {"count", leads}});
            if (is_away(context, *load)) {
                label = context.text(
                    msg("team.choice.away"),
                    {{"who", label}, {"date", context.translator().date_short(load->away_until)}}
                );
            }
        }
        choices.push_back({user.text(), std::move(label), {}});
    }
    return choices;
}

Html away_tag(const PageContext& context, const Workload& load)
{
    if (load.away_until.empty()) return {};
    if (is_away(context, load)) {
        return web::tag(
            Tone::due,
            context.text(msg("team.away.until"), {{"date", context.translator().date_short(load.away_until)}})
        );
    }
    return el<"small">(context.text(
        msg("team.away.coming"),
        {{"from", context.translator().date_short(load.away_from)},
         {"until", context.translator().date_short(load.away_until)}}
    ));
}

Html choice_table(PageContext& context, const ChoiceTable& table)
{
    const bool may_assign = context.may("assign");
    std::vector<Html> headings;
    if (may_assign) {
        headings.push_back(
            el<"td">(cls("table-check"), el<"span">(cls("visually-hidden"), context.text(msg("team.choose"))))
        );
    }
    for (const std::string& heading : table.headings)
        headings.push_back(el<"th">(a<"scope">("col"), heading));
    std::vector<Html> rows;
    for (const ChoiceTable::Row& row : table.rows)
        rows.push_back(choice_row(table, row, may_assign));
    const Url target = Url::local("/team/check");
    return el<"form">(
        a<"method">("post"),
        action(target),
        context.form_token(),
        table.from.is_none() ? Html() : el<"input">(a<"type">("hidden"), name("from"), value(table.from.text())),
        el<"div">(
            cls("table-scroll"),
            a<"role">("region"),
            aria<"label">(table.caption),
            a<"tabindex">("0"),
            may_assign ? bulk_bar(context, table) : Html(),
            el<"table">(
                cls("table table-stack"),
                el<"caption">(cls("visually-hidden"), table.caption),
                el<"thead">(el<"tr">(headings)),
                el<"tbody">(rows)
            )
        )
    );
}

}  // namespace panoh::casework
