// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/tasks.hpp"

#include "base/json_text.hpp"
#include "modules/casework/matters.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/tasks_rules.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using records::Caller;
using records::Records;

Result<vault::Record> read_task(const Records& records, const Caller& caller, const RecordId& task)
{
    auto current = records.read(caller, task);
    if (current && (current->type != "task" || current->removed)) {
        return fail(ErrorCode::not_found, "the record is no task");
    }
    return current;
}

bool is_closed(const Records& records, const FileId& case_file)
{
    const auto rows = records.vault().workspace().query(
        "SELECT status FROM t_case WHERE file=? AND deleted=0", {vault::sql(case_file)}
    );
    return rows && !rows->empty() && rows->text(0, "status") == "closed";
}

bool has_follower(const Records& records, const RecordId& task)
{
    const auto rows =
        records.vault().workspace().query("SELECT record FROM t_task WHERE follows=?", {vault::sql(task)});
    return rows && !rows->empty();
}

/// Adds the next task of a row to what is written, when there is to be one.
void add_next(
    const Records& records,
    const Caller& caller,
    const vault::RecordChange& ended,
    std::vector<vault::RecordChange>& all
)
{
    const std::string reason = text_at(ended.coded, "ended_because");
    if (!reason.empty() && !goes_on_after(reason)) return;
    if (is_closed(records, ended.file) || has_follower(records, ended.id)) return;
    const Repetition repetition = repetition_of(ended.coded);
    const std::string due = next_due(repetition, text_at(ended.coded, "due_on"), today_of(records, caller));
    if (due.empty()) return;
    json::object coded = ended.coded;
    json::object content = ended.content.reveal();
    for (const char* field : {"done_on", "ended_because"})
        coded.erase(field);
    content.erase("outcome");
    coded["state"] = "open";
    coded["due_on"] = due;
    coded["repeat_from"] = repetition.from;
    coded["follows"] = ended.id.text();
    all.push_back(
        records::new_record(records.vault().random(), "task", ended.file, std::move(coded), std::move(content))
    );
}

Result<void>
write(const Records& records, const Caller& caller, const BatchId& batch, std::vector<vault::RecordChange> changes)
{
    vault::Batch writing;
    writing.id = batch;
    writing.records = std::move(changes);
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

bool works_here(const Records& records, const Caller& caller, const UserId& person)
{
    const auto directory = records.vault().directory();
    const vault::User* user = directory->user(person);
    return user != nullptr && user->active && user->organisation == caller.actor.organisation;
}

/// Somebody ended it while another form about it was open: what stands in that form is not to get lost.
Error has_ended()
{
    return fail(ErrorCode::conflict, "the task has ended", {msg("tasks.ended_meanwhile"), {}});
}

bool is_open(const vault::Record& task)
{
    return is_open_task(text_at(task.coded, "state"));
}

Error not_both()
{
    return fail(ErrorCode::invalid_input, "one person or one role", {msg("tasks.reassign.choose"), {}});
}

}  // namespace

Result<void> complete_task(const Records& records, const Caller& caller, const RecordId& task, const BatchId& batch)
{
    const auto current = read_task(records, caller, task);
    if (!current) return current.error();
    if (text_at(current->coded, "state") == "done" || records.vault().has_batch(batch)) return {};
    vault::RecordChange change = revision_of(*current);
    change.coded["state"] = "done";
    change.coded["done_on"] = today_of(records, caller);
    change.coded.erase("ended_because");
    std::vector<vault::RecordChange> changes{change};
    add_next(records, caller, change, changes);
    return write(records, caller, batch, std::move(changes));
}

Result<void> postpone_task(
    const Records& records,
    const Caller& caller,
    const RecordId& task,
    const std::string& due_on,
    std::string reason,
    const BatchId& batch
)
{
    const auto current = read_task(records, caller, task);
    if (!current) return current.error();
    if (records.vault().has_batch(batch)) return {};
    if (!is_open(*current)) return has_ended();
    vault::RecordChange change = revision_of(*current);
    // The row keeps the days that it began with.
    if (repetition_of(change.coded).repeats()) change.coded["repeat_from"] = repetition_of(change.coded).from;
    change.coded["due_on"] = due_on;
    change.coded.erase("due_at");
    const std::string heading = text_at(current->content.reveal(), "heading");
    const std::string today = today_of(records, caller);
    vault::RecordChange note = records::new_record(
        records.vault().random(),
        "note",
        current->file,
        {{"kind", "team"}, {"occurred_on", today}},
        {{"text", heading + "\n" + text_at(current->coded, "due_on") + " → " + due_on + "\n" + std::move(reason)}}
    );
    return write(records, caller, batch, {std::move(change), std::move(note)});
}

Result<void> give_up_task(
    const Records& records,
    const Caller& caller,
    const RecordId& task,
    std::string_view reason,
    std::string words,
    const BatchId& batch
)
{
    const forms::CodeList* reasons = records.schema().list("task_end_reasons");
    if (reasons == nullptr || reasons->find(reason) == nullptr) {
        return fail(ErrorCode::invalid_input, "no such reason", {msg("tasks.not_done.say_why"), {}});
    }
    const auto current = read_task(records, caller, task);
    if (!current) return current.error();
    if (records.vault().has_batch(batch)) return {};
    if (!is_open(*current)) return has_ended();
    vault::RecordChange change = revision_of(*current);
    change.coded["state"] = "not_done";
    change.coded["ended_because"] = reason;
    if (!words.empty()) change.content.reveal()["outcome"] = std::move(words);
    std::vector<vault::RecordChange> changes{change};
    add_next(records, caller, change, changes);
    return write(records, caller, batch, std::move(changes));
}

Result<void> pass_task_on(
    const Records& records,
    const Caller& caller,
    const RecordId& task,
    const UserId& person,
    std::string_view role,
    const BatchId& batch
)
{
    const forms::CodeList* roles = records.schema().list("case_roles");
    if (!person.is_none() && !role.empty()) return not_both();
    if (!role.empty() && (roles == nullptr || roles->find(role) == nullptr)) return not_both();
    if (!person.is_none() && !works_here(records, caller, person)) {
        return fail(
            ErrorCode::invalid_input, "nobody of that name works here", {msg("casework.problem.keyworker"), {}}
        );
    }
    const auto current = read_task(records, caller, task);
    if (!current) return current.error();
    if (records.vault().has_batch(batch)) return {};
    if (!is_open(*current)) return has_ended();
    vault::RecordChange change = revision_of(*current);
    change.coded.erase("assigned_to");
    change.coded.erase("assigned_role");
    if (!person.is_none()) change.coded["assigned_to"] = person.text();
    if (!role.empty()) change.coded["assigned_role"] = role;
    return write(records, caller, batch, {std::move(change)});
}

Result<void> continue_row(const Records& records, const Caller& caller, const RecordId& task)
{
    const auto current = read_task(records, caller, task);
    if (!current) return current.error();
    if (is_open_task(text_at(current->coded, "state"))) return {};
    std::vector<vault::RecordChange> changes;
    add_next(records, caller, revision_of(*current), changes);
    if (changes.empty()) return {};
    return write(records, caller, records.vault().random().id<BatchId>(), std::move(changes));
}

Result<std::vector<vault::RecordChange>>
tasks_ended_with_case(const Records& records, const Caller& caller, const FileId& case_file)
{
    if (!records.may(caller, Verb::read, case_file, Compartment::core)) {
        return fail(ErrorCode::denied, "no rule lets the writer end the tasks of the case");
    }
    const auto tasks = records.of_file(caller, case_file, "task");
    if (!tasks) return tasks.error();
    std::vector<vault::RecordChange> changes;
    for (const vault::Record& task : *tasks) {
        if (task.removed || !is_open_task(text_at(task.coded, "state"))) continue;
        changes.push_back(revision_of(task));
        changes.back().coded["state"] = "not_done";
        changes.back().coded["ended_because"] = "case_closed";
    }
    return changes;
}

Result<void> add_from_templates(
    const Records& records,
    const Caller& caller,
    const FileId& case_file,
    std::span<const ChosenTask> chosen,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const std::string today = today_of(records, caller);
    const auto team = team_of(records, case_file);
    std::vector<vault::RecordChange> changes;
    for (const ChosenTask& each : chosen) {
        json::object coded{{"state", "open"}, {"due_on", day_after(today, each.from.after_days)}};
        if (!each.from.kind.empty()) coded["kind"] = each.from.kind;
        if (!each.from.priority.empty()) coded["priority"] = each.from.priority;
        const bool somebody_has_it = std::any_of(team.begin(), team.end(), [&](const TeamMember& member) {
            return member.until.empty() && member.role == each.from.role;
        });
        if (somebody_has_it) coded["assigned_role"] = each.from.role;
        changes.push_back(records::new_record(
            records.vault().random(), "task", case_file, std::move(coded), {{"heading", each.heading}}
        ));
    }
    return write(records, caller, batch, std::move(changes));
}

}  // namespace panoh::casework
