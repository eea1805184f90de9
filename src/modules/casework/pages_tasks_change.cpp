// SPDX-License-Identifier: AGPL-3.0-or-later
// One task: later, somebody else, or not at all.
#include "base/text.hpp"
#include "forms/date_parts.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_tasks.hpp"
#include "modules/casework/tasks.hpp"
#include "modules/casework/tasks_rules.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Html;
using web::Mistake;
using web::Url;
using namespace html;

std::string mistake_at(std::span<const Mistake> mistakes, std::string_view field)
{
    const auto found =
        std::find_if(mistakes.begin(), mistakes.end(), [&](const Mistake& each) { return each.field == field; });
    return found == mistakes.end() ? std::string() : found->sentence;
}

/// A field of one of these pages, with what was typed.
web::InputOptions
input(const PageContext& context, std::span<const Mistake> mistakes, std::string_view field, const MessageId& label)
{
    web::InputOptions options;
    options.name = std::string(field);
    options.label = context.text(label);
    options.error = mistake_at(mistakes, field);
    options.value = Sensitive<std::string>(std::string(context.request().form.text(field)));
    return options;
}

/// What the pages about one task have in common.
struct TaskPage {
    MessageId heading;
    MessageId save;
    Url target;
    Html explain;
    Html fields;
};

Response
page_of(PageContext& context, const vault::Record& task, const TaskPage& page, std::span<const Mistake> mistakes)
{
    const RecordId of_case = case_of_file(context.records(), task.file);
    const auto frame = case_frame(context, of_case, CaseTab::tasks);
    if (!frame) return web::error_page(context, frame.error());
    const Html body = group(
        web::error_summary(context, mistakes),
        page.fields,
        el<"div">(
            cls("actions"),
            web::submit_button(context.text(page.save)),
            web::quiet_link_button(Url::local("/cases/{}/tasks", of_case), context.text(msg("casework.form.cancel")))
        )
    );
    const Sensitive<std::string> heading(text_at(task.content.reveal(), "heading"));
    auto head = frame->page(Sensitive<std::string>(context.text(page.heading)));
    head.typed_text = true;
    return web::page(
        context,
        head,
        group(el<"p">(heading), page.explain, web::post_form(context, page.target, body)),
        mistakes.empty() ? 200 : 422
    );
}

Response postpone_page(PageContext& context, const vault::Record& task, std::span<const Mistake> mistakes)
{
    auto due = input(context, mistakes, "due_on", msg("casework.postpone.new_date"));
    due.hint = context.text(msg("casework.postpone.date_hint"));
    auto reason = input(context, mistakes, "reason", msg("casework.postpone.reason"));
    reason.hint = context.text(msg("casework.postpone.reason_hint"));
    reason.lines = 2;
    const TaskPage page{
        msg("casework.postpone.title"),
        msg("casework.postpone.save"),
        Url::local("/records/{}/postpone", task.id),
        {},
        group(web::text_input(context, due), web::text_input(context, reason))};
    return page_of(context, task, page, mistakes);
}

Response not_done_page(PageContext& context, const vault::Record& task, std::span<const Mistake> mistakes)
{
    auto words = input(context, mistakes, "words", msg("tasks.not_done.words"));
    words.lines = 3;
    words.optional = true;
    const TaskPage page{
        msg("tasks.not_done.heading"),
        msg("tasks.not_done.save"),
        Url::local("/records/{}/not-done", task.id),
        web::paragraph(context.text(msg("tasks.not_done.explain"))),
        group(
            web::radios(
                context,
                input(context, mistakes, "reason", msg("type.task.field.ended_because.label")),
                code_choices(context, "task_end_reasons")
            ),
            web::text_input(context, words)
        )};
    return page_of(context, task, page, mistakes);
}

std::vector<web::Choice> with_nobody(const PageContext& context, std::vector<web::Choice> choices)
{
    choices.insert(choices.begin(), {"", context.text(msg("tasks.reassign.nobody")), ""});
    return choices;
}

Response reassign_page(PageContext& context, const vault::Record& task, std::span<const Mistake> mistakes)
{
    auto person = input(context, mistakes, "person", msg("tasks.reassign.person"));
    auto role = input(context, mistakes, "role", msg("tasks.reassign.role"));
    if (!context.request().form.has("person")) {
        person.value = Sensitive<std::string>(text_at(task.coded, "assigned_to"));
        role.value = Sensitive<std::string>(text_at(task.coded, "assigned_role"));
    }
    const TaskPage page{
        msg("tasks.reassign.heading"),
        msg("tasks.reassign.save"),
        Url::local("/records/{}/reassign", task.id),
        {},
        group(
            web::select(context, person, with_nobody(context, web::staff_choices(context))),
            web::select(context, role, with_nobody(context, code_choices(context, "case_roles")))
        )};
    return page_of(context, task, page, mistakes);
}

Response back_to_list(PageContext& context, const vault::Record& task)
{
    return Response::redirect(home_of(context, task.file, "task"));
}

/// The form of an open task; of one that has ended the page that says how.
Response
form_of_task(PageContext& context, Response (*form)(PageContext&, const vault::Record&, std::span<const Mistake>))
{
    const auto task = task_in_path(context);
    if (!task) return web::error_page(context, task.error());
    if (!is_open_task(text_at(task->coded, "state"))) return Response::redirect(Url::local("/records/{}", task->id));
    return form(context, *task, {});
}

}  // namespace

Html task_buttons(PageContext& context, const vault::Record& task)
{
    if (!is_open_task(text_at(task.coded, "state"))) return {};
    return group(
        web::action_button(context, Url::local("/records/{}/done", task.id), context.text(msg("casework.tasks.done"))),
        web::quiet_link_button(
            Url::local("/records/{}/postpone", task.id), context.text(msg("casework.tasks.postpone"))
        ),
        web::quiet_link_button(Url::local("/records/{}/reassign", task.id), context.text(msg("tasks.reassign"))),
        web::quiet_link_button(Url::local("/records/{}/not-done", task.id), context.text(msg("tasks.not_done")))
    );
}

Response postpone_form(PageContext& context)
{
    return form_of_task(context, postpone_page);
}

Response save_postponed(PageContext& context)
{
    const auto task = task_in_path(context);
    if (!task) return web::error_page(context, task.error());
    std::vector<Mistake> mistakes;
    const auto typed = forms::edtf_of_text(trimmed(context.request().form.text("due_on")));
    const std::string due_on = typed ? *typed : std::string();
    if (!forms::parse_iso_day(due_on)) {
        mistakes.push_back({"due_on", context.text(msg("casework.postpone.say_date"))});
    } else if (due_on < context.today()) {
        mistakes.push_back({"due_on", context.text(msg("casework.postpone.date_passed"))});
    }
    const std::string reason(trimmed(context.request().form.text("reason")));
    if (reason.empty()) mistakes.push_back({"reason", context.text(msg("casework.postpone.say_why"))});
    if (!mistakes.empty()) return postpone_page(context, *task, mistakes);
    const auto done = postpone_task(context.records(), context.caller(), task->id, due_on, reason, context.batch());
    if (!done) return web::error_page(context, done.error());
    return back_to_list(context, *task);
}

Response not_done_form(PageContext& context)
{
    return form_of_task(context, not_done_page);
}

Response save_not_done(PageContext& context)
{
    const auto task = task_in_path(context);
    if (!task) return web::error_page(context, task.error());
    const std::string_view reason = context.request().form.text("reason");
    std::string words(trimmed(context.request().form.text("words")));
    const forms::CodeList* reasons = context.records().schema().list("task_end_reasons");
    std::vector<Mistake> mistakes;
    if (reasons == nullptr || reasons->find(reason) == nullptr) {
        mistakes.push_back({"reason", context.text(msg("tasks.not_done.say_why"))});
    } else if (reason == "other" && words.empty()) {
        mistakes.push_back({"words", context.text(msg("tasks.not_done.say_other"))});
    }
    if (!mistakes.empty()) return not_done_page(context, *task, mistakes);
    const auto done =
        give_up_task(context.records(), context.caller(), task->id, reason, std::move(words), context.batch());
    if (!done) return web::error_page(context, done.error());
    return back_to_list(context, *task);
}

Response reassign_form(PageContext& context)
{
    return form_of_task(context, reassign_page);
}

Response save_reassigned(PageContext& context)
{
    const auto task = task_in_path(context);
    if (!task) return web::error_page(context, task.error());
    const auto& form = context.request().form;
    const UserId person = UserId::parse(form.text("person")).value_or(UserId{});
    const auto done =
        pass_task_on(context.records(), context.caller(), task->id, person, form.text("role"), context.batch());
    if (done) return back_to_list(context, *task);
    if (done.error().code != ErrorCode::invalid_input) return web::error_page(context, done.error());
    const std::vector<Mistake> mistakes{{"person", context.text(done.error().message)}};
    return reassign_page(context, *task, mistakes);
}

}  // namespace panoh::casework
