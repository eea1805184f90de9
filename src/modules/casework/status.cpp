// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/status.hpp"

#include "base/json_text.hpp"
#include "modules/casework/keys_of_files.hpp"
#include "modules/casework/matters.hpp"
#include "modules/casework/restriction.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/tasks.hpp"
#include "records/colleagues.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::FormOutcome;
using records::Records;

Result<std::vector<StateRequest>>
requests_where(const Records& records, const Caller& caller, std::string_view condition, vault::SqlValue value)
{
    const std::string waiting = "t.state='asked' AND " + std::string(condition);
    return matters_where<StateRequest>(
        records,
        caller,
        {Verb::read, "state_request", "t.status, t.closing_reason, t.approver, t.asked_by", waiting},
        std::move(value),
        [](StateRequest& each, const vault::Rows& rows, std::size_t row) {
            each.status = rows.text(row, "status");
            each.closing_reason = rows.text(row, "closing_reason");
            each.approver = rows.id<UserId>(row, "approver");
            each.asked_by = rows.id<UserId>(row, "asked_by");
        }
    );
}

/// The case as it stands after a change of state.
vault::RecordChange case_after(const vault::Record& record, const json::object& change)
{
    vault::RecordChange revised = revision_of(record);
    apply_state(revised.coded, change);
    return revised;
}

/// For a case that waits: what to look at, and when.
vault::RecordChange
task_to_look_again(const Records& records, const vault::Record& of_case, const json::object& change, std::string what)
{
    json::object coded{{"kind", "review"}, {"state", "open"}, {"due_on", text_at(change, "look_again_on")}};
    const std::string keyworker = text_at(of_case.coded, "keyworker");
    if (!keyworker.empty()) coded["assigned_to"] = keyworker;
    return records::new_record(
        records.vault().random(), "task", of_case.file, std::move(coded), {{"heading", std::move(what)}}
    );
}

/// The records of a change of state: the case, the change, and what follows from it.
Result<void> add_change(
    const Records& records,
    const Caller& caller,
    const vault::Record& of_case,
    vault::RecordChange change,
    std::vector<vault::RecordChange>& writing
)
{
    const std::string status = text_at(change.coded, "status");
    writing.push_back(case_after(of_case, change.coded));
    if (status == "closed") {
        auto ended = tasks_ended_with_case(records, caller, of_case.file);
        if (!ended) return ended.error();
        std::move(ended->begin(), ended->end(), std::back_inserter(writing));
    }
    if (status == "waiting" && change.coded.contains("look_again_on")) {
        writing.push_back(
            task_to_look_again(records, of_case, change.coded, text_at(change.content.reveal(), "look_again_at"))
        );
    }
    writing.push_back(std::move(change));
    return {};
}

/// Asks a second person instead of making the change.
Result<FormOutcome>
ask(const Records& records,
    const Caller& caller,
    const FileId& file,
    const json::object& coded,
    std::string reason,
    std::string_view approver,
    const BatchId& batch)
{
    FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    const auto wanted = UserId::parse(approver);
    const auto possible = possible_approvers(records, caller, file);
    if (!wanted || std::find(possible.begin(), possible.end(), *wanted) == possible.end()) {
        outcome.problems.push_back({"approver", {msg("case_states.problem.approver"), {}}});
        return outcome;
    }
    json::object request{
        {"status", text_at(coded, "status")},
        {"approver", wanted->text()},
        {"state", "asked"},
        {"asked_by", caller.actor.user.text()},
        {"asked_on", today_of(records, caller)}};
    if (coded.contains("closing_reason")) request["closing_reason"] = coded.at("closing_reason");
    KeysOfFiles keys(records, caller, {file});
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {outcome.record,
         file,
         "state_request",
         0,
         std::move(request),
         Sensitive<json::object>(json::object{{"reason", std::move(reason)}}),
         false}
    );
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    if (auto done = keys.settle({file}); !done) return done.error();
    return outcome;
}

/// The request that waits, when the caller is the one whose turn it is.
Result<vault::Record> request_for(const Records& records, const Caller& caller, const FileId& file, bool by_asker)
{
    const auto current = state_request_of(records, caller, file);
    if (!current) return current.error();
    if (!current->has_value()) {
        return refusal(ErrorCode::conflict, "no change of state waits", msg("case_states.problem.answered"));
    }
    const UserId& turn = by_asker ? (*current)->asked_by : (*current)->approver;
    if (turn != caller.actor.user) {
        return refusal(ErrorCode::denied, "somebody else answers this", msg("case_states.problem.not_yours"));
    }
    return records.read(caller, (*current)->record);
}

vault::RecordChange answered(const vault::Record& request, std::string state, std::string today, std::string answer)
{
    vault::RecordChange revised = revision_of(request);
    revised.coded["state"] = std::move(state);
    revised.coded["answered_on"] = std::move(today);
    if (!answer.empty()) revised.content.reveal()["answer"] = std::move(answer);
    return revised;
}

/// Writes what an answer makes, and takes the key that the second person had for it.
Result<void> settle(const Records& records, const Caller& caller, const FileId& file, vault::Batch writing)
{
    KeysOfFiles keys(records, caller, {file});
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return keys.settle({file});
}

/// The change that was asked for, as of today.
vault::RecordChange
change_of(const Records& records, const vault::Record& request, std::string former, std::string today)
{
    json::object coded{
        {"former_status", std::move(former)},
        {"status", text_at(request.coded, "status")},
        {"changed_on", std::move(today)},
        {"asked_by", text_at(request.coded, "asked_by")}};
    if (request.coded.contains("closing_reason")) coded["closing_reason"] = request.coded.at("closing_reason");
    return records::new_record(
        records.vault().random(),
        "status_change",
        request.file,
        std::move(coded),
        {{"reason", text_at(request.content.reveal(), "reason")}}
    );
}

}  // namespace

bool needs_agreement(const forms::Schema& schema, std::string_view status)
{
    const forms::CodeList* agreed = schema.list("agreed_states");
    const forms::Code* code = agreed == nullptr ? nullptr : agreed->find(status);
    return code != nullptr && !code->retired;
}

forms::RecordType state_form(const forms::Schema& schema)
{
    forms::RecordType form = *schema.type("status_change");
    for (forms::Field& field : form.fields) {
        const bool is_asked = field.name == "reason" || field.name == "waiting_for" || field.name == "look_again_on"
                              || field.name == "look_again_at";
        field.required = field.required || is_asked;
    }
    return form;
}

void apply_state(json::object& case_coded, const json::object& change)
{
    const std::string status = text_at(change, "status");
    case_coded["status"] = status;
    if (status != "closed") {
        case_coded.erase("closed_on");
        case_coded.erase("closing_reason");
        return;
    }
    for (const auto& [from, to] : {std::pair("changed_on", "closed_on"), {"closing_reason", "closing_reason"}}) {
        if (const json::value* value = change.if_contains(from)) case_coded[to] = *value;
    }
}

Result<std::optional<StateRequest>>
state_request_of(const Records& records, const Caller& caller, const FileId& case_file)
{
    auto found = requests_where(records, caller, "t.file=?", vault::sql(case_file));
    if (!found) return found.error();
    if (found->empty()) return std::optional<StateRequest>();
    return std::optional(std::move(found->front()));
}

Result<std::vector<StateRequest>> state_requests_for(const Records& records, const Caller& caller)
{
    return requests_where(records, caller, "t.approver=?", vault::sql(caller.actor.user));
}

std::vector<UserId> possible_approvers(const Records& records, const Caller& caller, const FileId& case_file)
{
    const auto directory = records.vault().directory();
    std::vector<UserId> found = possible_confirmers(records, caller);
    for (const TeamMember& member : team_of(records, case_file)) {
        const vault::User* user = directory->user(member.user);
        const bool is_here = user != nullptr && user->active && user->organisation == caller.actor.organisation;
        if (!is_here || !member.until.empty() || member.user == caller.actor.user) continue;
        const access::Actor actor{member.user, user->organisation, directory->roles_of(member.user)};
        const access::Subject core{
            forms::FileKind::case_file, forms::Compartment::core, user->organisation, true, false, true};
        const bool can_write = records.access().decide(actor, Verb::write, core).allowed;
        if (can_write && std::find(found.begin(), found.end(), member.user) == found.end())
            found.push_back(member.user);
    }
    records::sort_by_name(*directory, found);
    return found;
}

Result<FormOutcome> change_state(
    const Records& records,
    const Caller& caller,
    const FileId& case_file,
    const forms::Submission& submission,
    const BatchId& batch,
    Decided decided
)
{
    FormOutcome outcome;
    // The batch names the record, so that a repeated form answers as the first one did.
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    const RecordId case_record = case_of_file(records, case_file);
    if (case_record.is_none()) return fail(ErrorCode::not_found, "there is no such case");
    const auto current = records.read(caller, case_record);
    if (!current) return current.error();
    const auto waiting = state_request_of(records, caller, case_file);
    if (!waiting) return waiting.error();
    const bool is_now = decided == Decided::now;
    const forms::RecordType type = is_now ? state_form(records.schema()) : *records.schema().type("status_change");
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    outcome.problems = std::move(read.problems);
    const std::string from = text_at(current->coded, "status");
    const std::string to = text_at(read.coded, "status");
    const auto problem = to.empty() ? std::nullopt : transition_problem(from, to);
    if (problem) outcome.problems.push_back({"status", {*problem, {}}});
    if (waiting->has_value()) outcome.problems.push_back({"status", {msg("case_states.problem.answer_awaited"), {}}});
    if (!outcome.problems.empty()) return outcome;
    if (is_now && needs_agreement(records.schema(), to)) {
        std::string reason = text_at(read.content.reveal(), "reason");
        return ask(records, caller, case_file, read.coded, std::move(reason), submission.first("approver"), batch);
    }
    read.coded["former_status"] = from;
    vault::Batch writing;
    writing.id = batch;
    auto added = add_change(
        records,
        caller,
        *current,
        {outcome.record, case_file, type.name, 0, std::move(read.coded), std::move(read.content), false},
        writing.records
    );
    if (!added) return added.error();
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

Result<void> answer_state_request(
    const Records& records,
    const Caller& caller,
    const CaseHead& head,
    bool agrees,
    std::string answer,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto request = request_for(records, caller, head.file, false);
    if (!request) return request.error();
    const std::string today = today_of(records, caller);
    vault::Batch writing;
    writing.id = batch;
    if (agrees) {
        const auto current = records.read(caller, head.record);
        if (!current) return current.error();
        const std::string from = text_at(current->coded, "status");
        if (auto problem = transition_problem(from, text_at(request->coded, "status"))) {
            return refusal(ErrorCode::conflict, "the case is in another state by now", *problem);
        }
        auto added = add_change(records, caller, *current, change_of(records, *request, from, today), writing.records);
        if (!added) return added;
    }
    writing.records.push_back(answered(*request, agrees ? "agreed" : "refused", today, std::move(answer)));
    return settle(records, caller, head.file, std::move(writing));
}

Result<void>
withdraw_state_request(const Records& records, const Caller& caller, const CaseHead& head, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto request = request_for(records, caller, head.file, true);
    if (!request) return request.error();
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(answered(*request, "withdrawn", today_of(records, caller), {}));
    return settle(records, caller, head.file, std::move(writing));
}

}  // namespace panoh::casework
