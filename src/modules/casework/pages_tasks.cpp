// SPDX-License-Identifier: AGPL-3.0-or-later
// Tasks of a case: quick to add, one click when done.
#include "modules/casework/pages_tasks.hpp"

#include "modules/casework/pages_shared.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/tasks_rules.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using web::Html;
using web::Url;
using namespace html;

/// Any one box of a date takes the whole of it.
constexpr std::string_view date_input = "due_on.day";

/// What a task says, for those who may read it; else that it is a task.
Sensitive<std::string> heading_of(PageContext& context, const CaseHead& head, const TaskLine& task)
{
    if (head.readable) {
        const auto record = context.records().read(context.caller(), task.record);
        if (record) return Sensitive<std::string>(text_at(record->content.reveal(), "heading"));
    }
    return Sensitive<std::string>(context.text(msg("casework.work.kind.task")));
}

Html what(const CaseHead& head, const TaskLine& task, const Sensitive<std::string>& heading)
{
    return head.readable ? web::link(Url::local("/records/{}", task.record), heading) : group(heading);
}

/// How it comes again, and when or since when the coordinator has it on their list.
Html remarks(const PageContext& context, const TaskLine& task)
{
    std::vector<std::string> sentences;
    if (task.repeat_every > 0 && !task.repeat_unit.empty()) {
        const MessageId words = task.repeat_unit == "months"  ? msg("tasks.repeats.months")
                                : task.repeat_unit == "weeks" ? msg("tasks.repeats.weeks")
                                                              : msg("tasks.repeats.days");
        sentences.push_back(context.text(words, {{"count", std::int64_t{task.repeat_every}}}));
        if (!task.repeat_until.empty()) {
            const std::string until = context.translator().date_short(task.repeat_until);
            sentences.back() += " " + context.text(msg("tasks.repeats.until"), {{"date", until}});
        }
    }
    const std::string today = context.today();
    const std::string since = escalated_on(task.due_on, task.escalates_after, today);
    if (!since.empty()) {
        sentences.push_back(context.text(msg("tasks.escalated"), {{"date", context.translator().date_short(since)}}));
    } else if (due_of(task.due_on, today) == Due::overdue) {
        const int days = task.escalates_after > 0 ? task.escalates_after : usual_escalation_days;
        const std::string day = context.translator().date_short(day_after(task.due_on, days));
        sentences.push_back(context.text(msg("tasks.escalates"), {{"date", day}}));
    }
    Html lines;
    for (const std::string& sentence : sentences)
        lines += el<"small">(cls("meta"), el<"br">(), sentence);
    return lines;
}

Html priority_tag(const PageContext& context, const TaskLine& task)
{
    if (task.priority != "urgent" && task.priority != "high") return {};
    return group(" ", web::tag(web::Tone::late, context.code_label("task_priorities", task.priority)));
}

Html who_does(const PageContext& context, const TaskLine& task)
{
    if (!task.who.is_none()) return group(context.user_name(task.who));
    return task.role.empty() ? Html() : group(context.code_label("case_roles", task.role));
}

Html task_actions(const PageContext& context, const TaskLine& task, const Sensitive<std::string>& heading)
{
    const Html about = el<"span">(cls("visually-hidden"), ": ", heading);
    const Url target = Url::local("/records/{}/done", task.record);
    return el<"div">(
        cls("actions"),
        el<"form">(
            a<"method">("post"),
            action(target),
            context.form_start(target),
            el<"button">(
                cls("button button-secondary"), a<"type">("submit"), context.text(msg("casework.tasks.done")), about
            )
        ),
        el<"a">(
            cls("button button-quiet"),
            href(Url::local("/records/{}/postpone", task.record)),
            context.text(msg("casework.tasks.postpone")),
            about
        )
    );
}

Html open_table(PageContext& context, const CaseHead& head, std::span<const TaskLine> tasks, bool may_write)
{
    std::vector<web::Column> columns{
        {context.text(msg("casework.tasks.what")), {}},
        {context.text(msg("casework.tasks.due")), {}},
        {context.text(msg("casework.tasks.who")), {}},
    };
    if (may_write) columns.push_back({context.text(msg("casework.consent.actions")), {}});
    std::vector<std::vector<Html>> rows;
    for (const TaskLine& task : tasks) {
        if (!is_open_task(task.state)) continue;
        const auto heading = heading_of(context, head, task);
        std::vector<Html> row{
            group(what(head, task, heading), priority_tag(context, task), remarks(context, task)),
            task.due_on.empty() ? Html() : group(web::due_tag(context, task.due_on), " ", task.due_at),
            who_does(context, task),
        };
        if (may_write) row.push_back(task_actions(context, task, heading));
        rows.push_back(std::move(row));
    }
    if (rows.empty()) return web::empty_state(context.text(msg("casework.tasks.none")));
    return web::table(context.text(msg("casework.tasks.open")), columns, rows);
}

Html finished(PageContext& context, const CaseHead& head, std::span<const TaskLine> tasks)
{
    constexpr std::size_t most_finished = 50;
    std::vector<Html> lines;
    std::int64_t count = 0;
    for (const TaskLine& task : tasks) {
        if (is_open_task(task.state)) continue;
        if (static_cast<std::size_t>(++count) > most_finished) continue;
        const std::string when = task.done_on.empty() ? std::string() : context.translator().date_short(task.done_on);
        lines.push_back(el<"li">(
            what(head, task, heading_of(context, head, task)),
            " · ",
            context.code_label("task_states", task.state),
            " ",
            number_of(when),
            task.ended_because.empty() ? Html()
                                       : group(": ", context.code_label("task_end_reasons", task.ended_because))
        ));
    }
    if (lines.empty()) return {};
    return web::details(context.text(msg("casework.tasks.finished"), {{"count", count}}), el<"ul">(lines));
}

/// The three questions that every task needs. One box takes the whole date.
Html quick_add(
    PageContext& context,
    const CaseHead& head,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems
)
{
    const auto options = [&](std::string_view input, MessageId label, std::string_view field) {
        web::InputOptions made;
        made.name = input;
        made.label = context.text(label);
        made.value = Sensitive<std::string>(std::string(values.first(input)));
        for (const forms::FormProblem& problem : problems) {
            if (problem.field == field) made.error = context.text(problem.message);
        }
        return made;
    };
    auto mistakes = mistakes_of(context, problems);
    for (web::Mistake& mistake : mistakes) {
        if (mistake.field == "due_on") mistake.field = date_input;
    }
    auto heading = options("heading", msg("type.task.field.heading.label"), "heading");
    heading.hint = context.text(msg("type.task.field.heading.hint"));
    auto due = options(date_input, msg("type.task.field.due_on.label"), "due_on");
    due.hint = context.text(msg("casework.postpone.date_hint"));
    due.optional = true;
    const Html body = group(
        web::error_summary(context, mistakes),
        web::text_input(context, heading),
        web::text_input(context, due),
        web::select(
            context,
            options("assigned_to", msg("type.task.field.assigned_to.label"), "assigned_to"),
            web::staff_choices(context)
        ),
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(msg("casework.tasks.add"))),
            el<"a">(
                cls("button button-quiet"),
                href(Url::local("/files/{}/new/task", head.file)),
                context.text(msg("casework.tasks.add_more_fields"))
            ),
            el<"a">(
                cls("button button-quiet"),
                href(Url::local("/cases/{}/tasks/from-list", head.record)),
                context.text(msg("tasks.from_list"))
            ),
            el<"a">(
                cls("button button-quiet"),
                href(Url::local("/files/{}/new/appointment", head.file)),
                context.text(msg("calendar.new_appointment"))
            )
        )
    );
    return web::section(
        context.text(msg("casework.tasks.new")),
        web::post_form(context, Url::local("/cases/{}/tasks", head.record), body)
    );
}

Html who_works(PageContext& context, const CaseHead& head)
{
    std::vector<web::Fact> members;
    for (const TeamMember& member : team_of(context.records(), head.file)) {
        if (member.until.empty()) {
            members.push_back({context.code_label("case_roles", member.role), group(context.user_name(member.user))});
        }
    }
    if (members.empty()) return {};
    return web::section(context.text(msg("casework.overview.team")), narrow_facts(members));
}

Response tasks_page(
    PageContext& context,
    const CaseFrame& frame,
    const forms::Submission& values,
    std::span<const forms::FormProblem> problems,
    int status
)
{
    const auto caller = context.caller();
    const auto tasks = tasks_of(context.records(), caller, frame.head.file);
    if (!tasks) return web::error_page(context, tasks.error());
    const bool may_write = context.records().may(caller, Verb::write, frame.head.file, Compartment::core);
    const Html left =
        el<"div">(open_table(context, frame.head, *tasks, may_write), finished(context, frame.head, *tasks));
    const Html right = el<"div">(
        may_write ? quick_add(context, frame.head, values, problems) : Html(), who_works(context, frame.head)
    );
    auto head = frame.page(Sensitive<std::string>(context.text(msg("casework.tab.tasks"))));
    head.typed_text = may_write;
    return web::page(context, head, el<"div">(cls("columns"), left, right), status);
}

}  // namespace

Result<vault::Record> task_in_path(PageContext& context)
{
    auto record = context.records().read(context.caller(), context.path_record());
    if (record && record->type != "task") return fail(ErrorCode::not_found, "the record is no task");
    return record;
}

Response case_tasks(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::tasks);
    if (!frame) return web::error_page(context, frame.error());
    forms::Submission start;
    start.add("assigned_to", context.actor().user.text());
    return tasks_page(context, *frame, start, {}, 200);
}

Response add_task(PageContext& context)
{
    const auto frame = case_frame(context, context.path_record(), CaseTab::tasks);
    if (!frame) return web::error_page(context, frame.error());
    const forms::Submission sent = context.submission();
    const auto outcome =
        save_form(context.records(), context.caller(), {"task", frame->head.file, {}, 0}, sent, context.batch());
    if (!outcome) return web::error_page(context, outcome.error());
    if (!outcome->saved()) return tasks_page(context, *frame, sent, outcome->problems, 422);
    return Response::redirect(Url::local("/cases/{}/tasks", frame->head.record));
}

Response finish_task(PageContext& context)
{
    const auto task = task_in_path(context);
    if (!task) return web::error_page(context, task.error());
    const auto done = complete_task(context.records(), context.caller(), task->id, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(home_of(context, task->file, "task"));
}

}  // namespace panoh::casework
