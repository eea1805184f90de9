// SPDX-License-Identifier: AGPL-3.0-or-later
// Deadlines of a case: the list, and one of them with what became of it.
#include "base/text.hpp"
#include "forms/date_parts.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/deadline.hpp"
#include "modules/casework/pages_matter.hpp"
#include "modules/casework/pages_team.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

/// What is to be done, for those who may read it; else that it is a deadline.
Sensitive<std::string> heading_of(PageContext& context, const CaseHead& head, const RecordId& deadline)
{
    if (head.readable) {
        const auto record = context.records().read(context.caller(), deadline);
        if (record) return Sensitive<std::string>(text_at(record->content.reveal(), "heading"));
    }
    return Sensitive<std::string>(context.text(msg("type.deadline.label")));
}

Html what(PageContext& context, const CaseHead& head, const DeadlineLine& line)
{
    const auto heading = heading_of(context, head, line.record);
    return head.readable ? web::link(Url::local("/cases/{}/deadlines/{}", head.record, line.record), heading)
                         : group(heading);
}

Html who(const PageContext& context, const DeadlineLine& line)
{
    if (line.second.is_none()) return group(context.user_name(line.owner));
    return group(
        context.user_name(line.owner),
        el<"br">(),
        el<"small">(context.text(msg("deadlines.second_is"), {{"who", context.user_name(line.second).reveal()}}))
    );
}

Html open_table(PageContext& context, const CaseHead& head, std::span<const DeadlineLine> lines)
{
    const std::array columns{
        web::Column{context.text(msg("type.deadline.field.heading.label")), {}},
        web::Column{context.text(msg("type.deadline.field.due_on.label")), {}},
        web::Column{context.text(msg("type.deadline.field.owner.label")), {}},
    };
    std::vector<std::vector<Html>> rows;
    for (const DeadlineLine& line : lines) {
        if (!line.is_open()) continue;
        rows.push_back({what(context, head, line), web::due_tag(context, line.due_on), who(context, line)});
    }
    if (rows.empty()) return web::empty_state(context.text(msg("deadlines.none")));
    return web::table(context.text(msg("deadlines.open")), columns, rows);
}

Html ended(PageContext& context, const CaseHead& head, std::span<const DeadlineLine> lines)
{
    std::vector<Html> items;
    for (const DeadlineLine& line : lines) {
        if (line.is_open()) continue;
        items.push_back(el<"li">(
            what(context, head, line),
            " · ",
            number_of(context.translator().date_short(line.due_on)),
            " · ",
            context.code_label("deadline_states", line.state)
        ));
    }
    if (items.empty()) return {};
    const auto count = static_cast<std::int64_t>(items.size());
    return web::details(context.text(msg("deadlines.ended"), {{"count", count}}), el<"ul">(items));
}

/// What a form on the page of a deadline was sent with, and what is wrong with it.
struct Typed {
    std::string_view step;  ///< "end" or "postpone"; empty: nothing was sent
    std::vector<web::Mistake> mistakes;

    [[nodiscard]] std::string error_of(std::string_view field) const
    {
        const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&](const web::Mistake& mistake) {
            return mistake.field == field;
        });
        return found == mistakes.end() ? std::string() : found->sentence;
    }
};

web::InputOptions
input_of(const PageContext& context, const Typed& typed, std::string_view name, const MessageId& label)
{
    web::InputOptions made;
    made.name = name;
    made.label = context.text(label);
    made.error = typed.error_of(name);
    made.value = Sensitive<std::string>(std::string(context.request().form.text(name)));
    return made;
}

Html step_form(PageContext& context, const Url& target, const MessageId& title, const Html& body)
{
    return web::section(context.text(title), web::post_form(context, target, body));
}

Html end_form(PageContext& context, const Url& target, const Typed& typed)
{
    auto state = input_of(context, typed, "state", msg("deadlines.how_ended"));
    const std::array choices{
        web::Choice{"done", context.code_label("deadline_states", "done"), {}},
        web::Choice{"missed", context.code_label("deadline_states", "missed"), {}},
    };
    auto day = input_of(context, typed, "ended_on", msg("type.deadline.field.ended_on.label"));
    day.hint = context.text(msg("casework.postpone.date_hint"));
    if (typed.step != "end") day.value = Sensitive<std::string>(context.translator().date_short(context.today()));
    auto words = input_of(context, typed, "outcome", msg("type.deadline.field.outcome.label"));
    words.hint = context.text(msg("deadlines.outcome.hint"));
    words.lines = 3;
    words.optional = true;
    return step_form(
        context,
        target,
        msg("deadlines.end"),
        group(
            web::radios(context, state, choices),
            web::text_input(context, day),
            web::text_input(context, words),
            el<"div">(cls("actions"), web::submit_button(context.text(msg("deadlines.end.save")), "step", "end"))
        )
    );
}

Html postpone_form(PageContext& context, const Url& target, const Typed& typed)
{
    auto due = input_of(context, typed, "due_on", msg("deadlines.new_date"));
    due.hint = context.text(msg("casework.postpone.date_hint"));
    auto reason = input_of(context, typed, "reason", msg("type.deadline.field.postponed_because.label"));
    reason.hint = context.text(msg("deadlines.postpone.hint"));
    reason.lines = 3;
    return step_form(
        context,
        target,
        msg("deadlines.postpone"),
        group(
            web::text_input(context, due),
            web::text_input(context, reason),
            el<"div">(
                cls("actions"), web::secondary_submit(context.text(msg("deadlines.postpone.save")), "step", "postpone")
            )
        )
    );
}

Response one_page(PageContext& context, const CaseFrame& frame, const vault::Record& record, const Typed& typed)
{
    const bool may_write =
        !record.removed && context.records().may(context.caller(), Verb::write, record.file, Compartment::core);
    const bool is_open = text_at(record.coded, "state") == "open" && !record.removed;
    const Url target = Url::local("/cases/{}/deadlines/{}", frame.head.record, record.id);
    const Sensitive<std::string> heading(text_at(record.content.reveal(), "heading"));
    Html left = web::error_summary(context, typed.mistakes);
    if (is_open) {
        left += el<"p">(web::due_tag(context, text_at(record.coded, "due_on")));
    }
    left += web::record_facts(context, *context.records().schema().type("deadline"), record.merged().reveal());
    Html right;
    if (may_write && is_open) {
        right = group(end_form(context, target, typed), postpone_form(context, target, typed));
    } else if (may_write) {
        right = web::post_form(
            context,
            target,
            el<"div">(cls("actions"), web::secondary_submit(context.text(msg("deadlines.reopen")), "step", "reopen"))
        );
    }
    auto head = frame.page(heading);
    head.typed_text = may_write && is_open;
    head.actions = record_ways(context, record, may_write);
    return web::page(
        context,
        head,
        group(
            el<"p">(link_to(context, Url::local("/cases/{}/deadlines", frame.head.record), msg("deadlines.back"))),
            right.empty() ? left : el<"div">(cls("columns"), el<"div">(left), el<"div">(right))
        ),
        typed.mistakes.empty() ? 200 : 422
    );
}

Result<vault::Record> deadline_in_path(PageContext& context, const CaseHead& head)
{
    const auto id = context.path_id<RecordId>("deadline").value_or(RecordId{});
    auto record = context.records().read(context.caller(), id);
    if (record && (record->type != "deadline" || record->file != head.file))
        return fail(ErrorCode::not_found, "the case has no such deadline");
    return record;
}

/// A day that was typed, or nothing.
std::string day_typed(const PageContext& context, std::string_view input)
{
    const auto typed = forms::edtf_of_text(trimmed(context.request().form.text(input)));
    return typed && forms::parse_iso_day(*typed) ? *typed : std::string();
}

std::vector<web::Mistake> mistakes_of_end(const PageContext& context)
{
    const web::Parameters& form = context.request().form;
    std::vector<web::Mistake> mistakes;
    const std::string_view state = form.text("state");
    if (state != "done" && state != "missed")
        mistakes.push_back({"state", context.text(msg("deadlines.problem.how_ended"))});
    const std::string day = day_typed(context, "ended_on");
    if (day.empty()) {
        mistakes.push_back({"ended_on", context.text(msg("casework.postpone.say_date"))});
    } else if (day > context.today()) {
        mistakes.push_back({"ended_on", context.text(msg("deadlines.problem.ended_ahead"))});
    }
    if (state == "missed" && trimmed(form.text("outcome")).empty())
        mistakes.push_back({"outcome", context.text(msg("deadlines.problem.why_missed"))});
    return mistakes;
}

std::vector<web::Mistake> mistakes_of_postponing(const PageContext& context)
{
    std::vector<web::Mistake> mistakes;
    const std::string day = day_typed(context, "due_on");
    if (day.empty()) {
        mistakes.push_back({"due_on", context.text(msg("casework.postpone.say_date"))});
    } else if (day < context.today()) {
        mistakes.push_back({"due_on", context.text(msg("casework.postpone.date_passed"))});
    }
    if (trimmed(context.request().form.text("reason")).empty())
        mistakes.push_back({"reason", context.text(msg("casework.postpone.say_why"))});
    return mistakes;
}

}  // namespace

Response case_deadlines_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto caller = context.caller();
    const auto lines = deadlines_of(context.records(), caller, frame->head.file);
    if (!lines) return web::error_page(context, lines.error());
    auto head = frame->page(Sensitive<std::string>(context.text(msg("deadlines.heading"))));
    if (context.records().may(caller, Verb::write, frame->head.file, Compartment::core)) {
        head.actions = web::link_button(
            Url::local("/files/{}/new/deadline", frame->head.file), context.text(msg("deadlines.add"))
        );
    }
    const Html body = group(
        web::paragraph(context.text(msg("deadlines.explain"))),
        open_table(context, frame->head, *lines),
        ended(context, frame->head, *lines)
    );
    return web::page(context, head, body);
}

Response deadline_page(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto record = deadline_in_path(context, frame->head);
    if (!record) return web::error_page(context, record.error());
    return one_page(context, *frame, *record, {});
}

Response save_deadline_step(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::none);
    if (!frame) return web::error_page(context, frame.error());
    const auto record = deadline_in_path(context, frame->head);
    if (!record) return web::error_page(context, record.error());
    const web::Parameters& form = context.request().form;
    const std::string_view step = form.text("step");
    Typed typed{step, {}};
    if (step == "end") typed.mistakes = mistakes_of_end(context);
    if (step == "postpone") typed.mistakes = mistakes_of_postponing(context);
    if (!typed.mistakes.empty()) return one_page(context, *frame, *record, typed);
    const auto caller = context.caller();
    const auto& records = context.records();
    Result<void> done = fail(ErrorCode::invalid_input, "the form names no step");
    if (step == "end") {
        done = end_deadline(
            records,
            caller,
            record->id,
            form.text("state"),
            day_typed(context, "ended_on"),
            std::string(trimmed(form.text("outcome"))),
            context.batch()
        );
    } else if (step == "postpone") {
        std::string reason(trimmed(form.text("reason")));
        done = postpone_deadline(
            records, caller, record->id, day_typed(context, "due_on"), std::move(reason), context.batch()
        );
    } else if (step == "reopen") {
        done = end_deadline(records, caller, record->id, "open", {}, {}, context.batch());
    }
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/cases/{}/deadlines", frame->head.record));
}

std::vector<web::Choice> deadline_people(PageContext& context, const FileId& case_file)
{
    const auto possible = people_for_deadline(context.records(), context.caller(), case_file);
    return colleague_choices(context, possible, {});
}

std::optional<DeadlineLine> next_deadline(PageContext& context, const CaseHead& head)
{
    const auto lines = deadlines_of(context.records(), context.caller(), head.file);
    if (!lines || lines->empty() || !lines->front().is_open()) return std::nullopt;
    return lines->front();
}

std::vector<std::pair<std::string, Html>> deadlines_by_day(PageContext& context, const CaseHead& head)
{
    std::vector<std::pair<std::string, Html>> found;
    const auto lines = deadlines_of(context.records(), context.caller(), head.file);
    if (!lines) return found;
    for (const DeadlineLine& line : *lines) {
        if (line.is_open()) found.emplace_back(line.due_on, what(context, head, line));
    }
    return found;
}

}  // namespace panoh::casework
