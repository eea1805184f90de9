// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/transfer.hpp"

#include "modules/casework/keys_of_files.hpp"
#include "modules/casework/matters.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/team.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::FormOutcome;
using records::Records;

Result<std::vector<Transfer>>
transfers_where(const Records& records, const Caller& caller, std::string_view condition, vault::SqlValue value)
{
    return matters_where<Transfer>(
        records,
        caller,
        {Verb::desk,
         "case_transfer",
         "t.\"from\" AS giver, t.\"to\" AS receiver, t.state, t.answered_on, t.stays",
         condition},
        std::move(value),
        [&](Transfer& each, const vault::Rows& rows, std::size_t row) {
            each.from = rows.id<UserId>(row, "giver");
            each.to = rows.id<UserId>(row, "receiver");
            each.state = rows.text(row, "state");
            each.answered_on = rows.text(row, "answered_on");
            each.stays = rows.integer(row, "stays") != 0;
            each.readable = records.may(caller, Verb::read, each.file, forms::Compartment::core);
        }
    );
}

const Transfer* open_one(const std::vector<Transfer>& transfers)
{
    const auto found =
        std::find_if(transfers.begin(), transfers.end(), [](const Transfer& each) { return each.state == "asked"; });
    return found == transfers.end() ? nullptr : &*found;
}

/// A transfer that waits, with its case, for one step of the caller.
struct Step {
    Transfer transfer;
    CaseHead head;
    vault::Record record;
};

Result<Step> step_of(const Records& records, const Caller& caller, const RecordId& id, TransferStep step)
{
    auto record = records.read(caller, id);
    if (!record) return record.error();
    if (record->type != "case_transfer") return fail(ErrorCode::not_found, "the record is no transfer");
    auto head = case_head(records, caller, case_of_file(records, record->file));
    if (!head) return head.error();
    const auto transfers = transfers_of(records, caller, record->file);
    if (!transfers) return transfers.error();
    const Transfer* open = open_one(*transfers);
    if (open == nullptr || open->record != id) {
        return refusal(ErrorCode::conflict, "the transfer was answered", msg("team.problem.transfer_over"));
    }
    if (!may_take_step(step, caller.actor.user, head->keyworker, open)) {
        return refusal(ErrorCode::denied, "somebody else answers the transfer", msg("team.problem.transfer_not_yours"));
    }
    return Step{*open, std::move(*head), std::move(*record)};
}

vault::RecordChange
answered(const Records& records, const Caller& caller, Step& step, std::string_view state, std::string answer)
{
    json::object coded = step.record.coded;
    coded["state"] = state;
    coded["answered_on"] = today_of(records, caller);
    if (!answer.empty()) step.record.content.reveal()["answer"] = std::move(answer);
    return {
        step.record.id,
        step.record.file,
        step.record.type,
        step.record.revision,
        std::move(coded),
        std::move(step.record.content),
        false};
}

Result<void> write_with_keys(
    const Records& records,
    const Caller& caller,
    const FileId& case_file,
    const BatchId& batch,
    std::vector<vault::RecordChange> changes
)
{
    KeysOfFiles keys(records, caller, reached_files(records, case_file));
    vault::Batch writing;
    writing.id = batch;
    writing.records = std::move(changes);
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return keys.settle(reached_files(records, case_file));
}

Result<void> close_transfer(
    const Records& records,
    const Caller& caller,
    const RecordId& transfer,
    TransferStep what,
    std::string_view state,
    std::string answer,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto step = step_of(records, caller, transfer, what);
    if (!step) return step.error();
    const FileId file = step->head.file;
    std::vector<vault::RecordChange> changes;
    changes.push_back(answered(records, caller, *step, state, std::move(answer)));
    return write_with_keys(records, caller, file, batch, std::move(changes));
}

std::vector<forms::FormProblem>
problems_of(const Records& records, const Caller& caller, const CaseHead& head, const forms::Submission& submission)
{
    const forms::RecordType& type = *records.schema().type("case_transfer");
    auto problems = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr)).problems;
    const auto to = UserId::parse(submission.first("to"));
    const auto possible = possible_keyworkers(records, caller.actor.organisation);
    const bool fits = to && *to != head.keyworker && std::find(possible.begin(), possible.end(), *to) != possible.end();
    const bool told =
        std::any_of(problems.begin(), problems.end(), [](const auto& each) { return each.field == "to"; });
    if (!fits && !told) problems.push_back({"to", {msg("team.problem.receiver"), {}}});
    return problems;
}

}  // namespace

bool may_take_step(TransferStep step, const UserId& who, const UserId& keyworker, const Transfer* open)
{
    switch (step) {
    case TransferStep::ask:
        return open == nullptr && who == keyworker;
    case TransferStep::answer:
        return open != nullptr && who == open->to;
    case TransferStep::withdraw:
        return open != nullptr && (who == open->from || who == keyworker);
    }
    return false;
}

Result<std::vector<Transfer>> transfers_of(const Records& records, const Caller& caller, const FileId& case_file)
{
    return transfers_where(records, caller, "t.file=?", vault::sql(case_file));
}

Result<std::vector<Transfer>> transfers_to(const Records& records, const Caller& caller)
{
    return transfers_where(records, caller, "t.state='asked' AND t.\"to\"=?", vault::sql(caller.actor.user));
}

Result<FormOutcome> ask_transfer(
    const Records& records,
    const Caller& caller,
    const CaseHead& head,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    const auto transfers = transfers_of(records, caller, head.file);
    if (!transfers) return transfers.error();
    if (!may_take_step(TransferStep::ask, caller.actor.user, head.keyworker, open_one(*transfers))) {
        return refusal(ErrorCode::conflict, "no transfer can begin now", msg("team.problem.no_transfer"));
    }
    outcome.problems = problems_of(records, caller, head, submission);
    if (!outcome.problems.empty()) return outcome;
    KeysOfFiles keys(records, caller, reached_files(records, head.file));
    records::FormChange change;
    change.type = "case_transfer";
    change.file = head.file;
    auto saved = records.save(caller, change, submission, batch, [&](json::object& coded, json::object&) {
        coded["from"] = caller.actor.user.text();
        coded["state"] = "asked";
        coded["asked_on"] = today_of(records, caller);
    });
    if (!saved || !saved->saved()) return saved;
    if (auto done = keys.settle(reached_files(records, head.file)); !done) return done.error();
    return saved;
}

Result<void>
accept_transfer(const Records& records, const Caller& caller, const RecordId& transfer, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    auto step = step_of(records, caller, transfer, TransferStep::answer);
    if (!step) return step.error();
    if (step->head.keyworker != step->transfer.from) {
        return refusal(ErrorCode::conflict, "somebody else leads the case", msg("team.problem.other_keyworker"));
    }
    const auto current = records.read(caller, step->head.record);
    if (!current) return current.error();
    const Transfer asked = step->transfer;
    const FileId file = step->head.file;
    std::vector<vault::RecordChange> changes;
    changes.push_back(answered(records, caller, *step, "accepted", {}));
    json::object fields = current->coded;
    fields["keyworker"] = asked.to.text();
    changes.push_back({current->id, file, current->type, current->revision, std::move(fields), current->content, false}
    );
    bool is_there = false;
    for (const TeamMember& member : team_of(records, file)) {
        if (!member.until.empty()) continue;
        is_there = is_there || member.user == asked.to;
        if (member.user != asked.from || asked.stays) continue;
        const auto ending = records.read(caller, member.assignment);
        if (!ending) return ending.error();
        json::object coded = ending->coded;
        coded["until"] = today_of(records, caller);
        changes.push_back({ending->id, file, ending->type, ending->revision, std::move(coded), ending->content, false});
    }
    if (!is_there) {
        changes.push_back(records::new_record(
            records.vault().random(),
            "assignment",
            file,
            {{"user", asked.to.text()},
             {"role", case_role_of(records, asked.to)},
             {"organisation", caller.actor.organisation.text()},
             {"since", today_of(records, caller)}}
        ));
    }
    return write_with_keys(records, caller, file, batch, std::move(changes));
}

Result<void> decline_transfer(
    const Records& records, const Caller& caller, const RecordId& transfer, std::string answer, const BatchId& batch
)
{
    return close_transfer(records, caller, transfer, TransferStep::answer, "declined", std::move(answer), batch);
}

Result<void>
withdraw_transfer(const Records& records, const Caller& caller, const RecordId& transfer, const BatchId& batch)
{
    return close_transfer(records, caller, transfer, TransferStep::withdraw, "withdrawn", {}, batch);
}

}  // namespace panoh::casework
