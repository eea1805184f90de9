// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading once more what is about to be done with many cases, and what came of it, row by row.
#include "modules/casework/pages_bulk.hpp"
#include "modules/casework/pages_tags.hpp"
#include "modules/casework/team.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace panoh::casework {

using web::Html;
using web::PageContext;
using web::Response;
using web::Tone;
using web::Url;
using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::size_t numbers_shown = 10;
constexpr std::array<std::string_view, 4> task_fields{"heading", "kind", "priority", "due_on"};

/// What was sent, as far as the reader may know of the cases.
struct Sent {
    std::optional<Deed> deed;
    std::vector<BulkItem> items;
    std::vector<std::string> numbers;  ///< of the items
};

std::optional<Deed> deed_named(std::string_view text)
{
    if (text == "assign") return Deed::assign;
    if (text == "task") return Deed::task;
    if (text == "tag") return Deed::tag;
    if (text == "untag") return Deed::untag;
    return std::nullopt;
}

std::string_view name_of(Deed deed)
{
    constexpr std::array<std::string_view, 4> names{"assign", "task", "tag", "untag"};
    return names[static_cast<std::size_t>(deed)];
}

/// "<record>.<revision>" of the check page, or a record alone from a list: then as it is now.
std::optional<BulkItem> item_of(std::string_view text)
{
    const auto dot = text.find('.');
    const auto record = RecordId::parse(text.substr(0, dot));
    if (!record) return std::nullopt;
    BulkItem item{*record, 0};
    if (dot != std::string_view::npos) {
        const std::string_view number = text.substr(dot + 1);
        std::from_chars(number.data(), number.data() + number.size(), item.revision);
    }
    return item;
}

Sent sent_of(PageContext& context)
{
    const web::Parameters& form = context.request().form;
    Sent sent;
    sent.deed = deed_named(form.text("deed"));
    for (const std::string_view text : form.all("case")) {
        auto item = item_of(text);
        if (!item || sent.items.size() >= most_at_once) continue;
        const bool known = std::any_of(sent.items.begin(), sent.items.end(), [&](const BulkItem& each) {
            return each.record == item->record;
        });
        const auto head = known ? Result<CaseHead>(fail(ErrorCode::conflict, "named twice"))
                                : case_head(context.records(), context.caller(), item->record);
        if (!head) continue;
        if (item->revision == 0) item->revision = head->revision;
        sent.items.push_back(*item);
        sent.numbers.push_back(head->number);
    }
    return sent;
}

MessageId heading_of(Deed deed)
{
    switch (deed) {
    case Deed::assign:
        return msg("bulk.assign.heading");
    case Deed::task:
        return msg("bulk.task.heading");
    case Deed::tag:
        return msg("bulk.tag.heading");
    case Deed::untag:
        break;
    }
    return msg("bulk.untag.heading");
}

web::PageHead head_of(const PageContext& context, const MessageId& heading, const i18n::Arguments& arguments = {})
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(heading, arguments));
    head.title = context.text(msg("bulk.title"));
    head.place = web::Place::cases;
    return head;
}

Html assign_fields(const PageContext& context, const std::string& mistake)
{
    const web::Parameters& form = context.request().form;
    std::vector<web::Choice> choices;
    for (const UserId& user : possible_workers(context.records(), context.actor().organisation))
        choices.push_back({user.text(), context.user_name(user).reveal(), {}});
    web::InputOptions worker;
    worker.name = "worker";
    worker.label = context.text(msg("bulk.worker"));
    worker.error = mistake;
    worker.value = Sensitive<std::string>(std::string(form.text("worker")));
    web::InputOptions leads;
    leads.name = "leads";
    leads.label = context.text(msg("bulk.leads"));
    const std::array lead_choices{web::Choice{"yes", context.text(msg("bulk.leads.yes")), {}}};
    std::vector<std::string> chosen;
    if (form.text("leads") == "yes") chosen.emplace_back("yes");
    return group(
        web::select(context, worker, choices),
        web::checkboxes(context, leads, lead_choices, chosen),
        el<"p">(cls("meta"), context.text(msg("bulk.assign.keys")))
    );
}

Html tag_fields(PageContext& context, const std::string& mistake)
{
    const auto tags = tags_of(context.records(), context.caller());
    web::InputOptions options;
    options.name = "tag";
    options.label = context.text(msg("type.tag.label"));
    options.error = mistake;
    options.value = Sensitive<std::string>(std::string(context.request().form.text("tag")));
    return web::select(context, options, tags ? tag_choices(*tags) : std::vector<web::Choice>{});
}

Html task_view(PageContext& context, const forms::Submission& values, std::span<const forms::FormProblem> problems)
{
    web::FormView view;
    view.type = context.records().schema().type("task");
    view.values = &values;
    view.problems = problems;
    view.only.assign(task_fields.begin(), task_fields.end());
    return group(web::form_fields(context, view), el<"p">(cls("meta"), context.text(msg("bulk.task.who"))));
}

Html first_numbers(const PageContext& context, const Sent& sent)
{
    Html line;
    for (std::size_t at = 0; at < std::min(sent.numbers.size(), numbers_shown); ++at)
        line += group(at == 0 ? "" : ", ", number_of(sent.numbers[at]));
    if (sent.numbers.size() > numbers_shown) {
        const auto more = static_cast<std::int64_t>(sent.numbers.size() - numbers_shown);
        line += group(" ", context.text(msg("bulk.more"), {{"count", more}}));
    }
    return el<"p">(line);
}

/// What is wrong before anything is done: a sentence for the one field, or problems of the task's form.
struct Mistakes {
    std::string field;
    std::string sentence;
    std::vector<forms::FormProblem> problems;
    [[nodiscard]] bool empty() const noexcept { return sentence.empty() && problems.empty(); }
};

Response check_page(PageContext& context, const Sent& sent, const Mistakes& mistakes)
{
    const auto count = static_cast<std::int64_t>(sent.items.size());
    Html hidden = el<"input">(a<"type">("hidden"), name("deed"), value(name_of(*sent.deed)));
    for (const BulkItem& item : sent.items) {
        hidden += el<"input">(
            a<"type">("hidden"), name("case"), value(item.record.text() + "." + std::to_string(item.revision))
        );
    }
    Html fields;
    if (!mistakes.sentence.empty()) {
        const std::array list{web::Mistake{mistakes.field, mistakes.sentence}};
        fields = web::error_summary(context, list);
    }
    switch (*sent.deed) {
    case Deed::assign:
        fields += assign_fields(context, mistakes.sentence);
        break;
    case Deed::task:
        fields += task_view(context, context.submission(), mistakes.problems);
        break;
    case Deed::tag:
    case Deed::untag:
        fields += tag_fields(context, mistakes.sentence);
        break;
    }
    const Html body = group(
        hidden,
        web::paragraph(context.text(msg("bulk.check.explain"), {{"count", count}})),
        first_numbers(context, sent),
        fields,
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("bulk.do"), {{"count", count}})),
            web::quiet_link_button(Url::local("/cases"), context.text(msg("casework.form.cancel")))
        )
    );
    auto head = head_of(context, heading_of(*sent.deed));
    head.typed_text = true;
    return web::page(
        context,
        head,
        web::post_form(context, Url::local("/cases/bulk/done"), body),
        mistakes.empty() ? 200 : http_status(ErrorCode::invalid_input)
    );
}

Response nothing_chosen(PageContext& context)
{
    const Html body = group(
        web::paragraph(context.text(msg("bulk.nothing.explain"))),
        el<"p">(web::link_button(Url::local("/cases"), context.text(msg("bulk.back"))))
    );
    return web::page(context, head_of(context, msg("bulk.nothing")), body, http_status(ErrorCode::invalid_input));
}

/// The order that was sent, and what is wrong with it.
std::pair<BulkOrder, Mistakes> order_of(PageContext& context, Deed deed)
{
    const web::Parameters& form = context.request().form;
    BulkOrder order;
    order.deed = deed;
    Mistakes mistakes;
    if (deed == Deed::assign) {
        order.worker = UserId::parse(form.text("worker")).value_or(UserId{});
        order.leads = form.text("leads") == "yes";
        if (order.worker.is_none()) mistakes = {"worker", context.text(msg("bulk.problem.worker")), {}};
    } else if (deed == Deed::task) {
        const forms::Submission sent = context.submission();
        for (const std::string_view field : task_fields) {
            for (const auto& [input, text] : sent.entries()) {
                if (input == field || input.starts_with(std::string(field) + ".")) order.task.add(input, text);
            }
        }
        const forms::RecordType& type = *context.records().schema().type("task");
        const auto reading = context.records().reading(context.caller(), nullptr);
        mistakes.problems = forms::read_form(type, context.records().schema(), order.task, reading).problems;
    } else {
        order.tag = RecordId::parse(form.text("tag")).value_or(RecordId{});
        if (order.tag.is_none()) mistakes = {"tag", context.text(msg("bulk.problem.tag")), {}};
    }
    return {std::move(order), std::move(mistakes)};
}

Html outcome_view(const PageContext& context, const BulkResult& result)
{
    const auto with_why = [&](Tone tone, const MessageId& word) {
        return group(web::tag(tone, context.text(word)), " ", context.text(result.why));
    };
    switch (result.outcome) {
    case BulkResult::Outcome::done:
        return web::tag(Tone::ok, context.text(msg("bulk.done")));
    case BulkResult::Outcome::not_allowed:
        return with_why(Tone::late, msg("bulk.not_allowed"));
    case BulkResult::Outcome::changed:
        return with_why(Tone::due, msg("bulk.changed"));
    case BulkResult::Outcome::failed:
        break;
    }
    return with_why(Tone::late, msg("bulk.failed"));
}

Response result_page(PageContext& context, Deed deed, std::span<const BulkResult> results)
{
    std::int64_t done = 0;
    std::vector<std::vector<Html>> rows;
    for (const BulkResult& result : results) {
        if (result.outcome == BulkResult::Outcome::done) ++done;
        rows.push_back(
            {el<"a">(href(Url::local("/cases/{}", result.record)), number_of(result.number)),
             outcome_view(context, result)}
        );
    }
    const auto total = static_cast<std::int64_t>(results.size());
    const std::array columns{
        web::Column{context.text(msg("casework.cases.number")), {}},
        web::Column{context.text(msg("bulk.column.result")), {}},
    };
    const Html body = group(
        web::notice(
            done == total ? Tone::ok : Tone::due,
            context.text(msg("bulk.result.count"), {{"done", done}, {"total", total}}),
            Html()
        ),
        web::table(context.text(msg("bulk.result")), columns, rows),
        el<"p">(web::link_button(Url::local("/cases"), context.text(msg("bulk.back"))))
    );
    return web::page(context, head_of(context, heading_of(deed)), body);
}

}  // namespace

Response check_bulk(PageContext& context)
{
    const Sent sent = sent_of(context);
    if (sent.items.empty() || !sent.deed) return nothing_chosen(context);
    return check_page(context, sent, {});
}

Response save_bulk(PageContext& context)
{
    const Sent sent = sent_of(context);
    if (sent.items.empty() || !sent.deed) return nothing_chosen(context);
    const auto [order, mistakes] = order_of(context, *sent.deed);
    if (!mistakes.empty()) return check_page(context, sent, mistakes);
    const auto results = do_for_all(context.records(), context.caller(), sent.items, order, context.batch());
    return result_page(context, *sent.deed, results);
}

}  // namespace panoh::casework
