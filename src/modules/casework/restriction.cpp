// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/restriction.hpp"

#include "base/json_text.hpp"
#include "modules/casework/keys_of_files.hpp"
#include "modules/casework/matters.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "records/colleagues.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::FormOutcome;
using records::Records;

/// Restrictions that hold or are asked for.
Result<std::vector<Restriction>>
restrictions_where(const Records& records, const Caller& caller, std::string_view condition, vault::SqlValue value)
{
    const std::string standing = "t.state IN ('asked','in_force','lift_asked') AND " + std::string(condition);
    return matters_where<Restriction>(
        records,
        caller,
        {Verb::read, "case_restriction", "t.coordinator, t.asked_by, t.state, t.answered_on", standing},
        std::move(value),
        [](Restriction& each, const vault::Rows& rows, std::size_t row) {
            each.coordinator = rows.id<UserId>(row, "coordinator");
            each.asked_by = rows.id<UserId>(row, "asked_by");
            each.state = rows.text(row, "state");
            each.answered_on = rows.text(row, "answered_on");
        }
    );
}

/// The restriction as it stands, when the caller may take this step now.
Result<vault::Record>
record_for(const Records& records, const Caller& caller, const CaseHead& head, RestrictionStep step)
{
    const auto current = restriction_of(records, caller, head.file);
    if (!current) return current.error();
    const Restriction* known = current->has_value() ? &**current : nullptr;
    if (known == nullptr || !may_take_step(step, caller.actor.user, head.keyworker, known)) {
        return refusal(ErrorCode::denied, "this is not for the caller now", msg("team.problem.restriction_step"));
    }
    return records.read(caller, known->record);
}

/// What a step makes of the record.
struct Change {
    std::string state;
    std::string_view words;  ///< field of the content box that `text` goes into
    std::string text;
    UserId coordinator;  ///< none: stays as it is
};

/// Writes the next revision, and gives and takes the keys that follow: those of the teams too.
Result<void>
revise(const Records& records, const Caller& caller, vault::Record record, Change change, const BatchId& batch)
{
    const std::string today = today_of(records, caller);
    const bool asks = change.state == "lift_asked";
    json::object coded = record.coded;
    coded["state"] = change.state;
    coded[asks ? "asked_by" : "answered_by"] = caller.actor.user.text();
    coded[asks ? "asked_on" : "answered_on"] = today;
    if (!change.coordinator.is_none()) coded["coordinator"] = change.coordinator.text();
    if (!change.text.empty()) record.content.reveal()[change.words] = std::move(change.text);
    const FileId file = record.file;
    KeysOfFiles keys(records, caller, {file});
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {record.id, file, record.type, record.revision, std::move(coded), std::move(record.content), false}
    );
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return keys.settle({file});
}

bool may_confirm(const Records& records, const Caller& caller, const UserId& user)
{
    const auto possible = possible_confirmers(records, caller);
    return std::find(possible.begin(), possible.end(), user) != possible.end();
}

}  // namespace

bool may_take_step(RestrictionStep step, const UserId& who, const UserId& keyworker, const Restriction* current)
{
    if (step == RestrictionStep::ask) return current == nullptr && who == keyworker;
    if (current == nullptr) return false;
    const bool is_side = who == keyworker || who == current->coordinator;
    switch (step) {
    case RestrictionStep::answer: {
        // Two persons: never whoever asked, and each only for their own side.
        const UserId& other = current->asked_by == current->coordinator ? keyworker : current->coordinator;
        return current->waits() && who == other && who != current->asked_by;
    }
    case RestrictionStep::withdraw:
        return current->waits() && who == current->asked_by;
    case RestrictionStep::ask_lift:
        return current->state == "in_force" && is_side;
    case RestrictionStep::ask:
        break;
    }
    return false;
}

Result<std::optional<Restriction>> restriction_of(const Records& records, const Caller& caller, const FileId& case_file)
{
    auto found = restrictions_where(records, caller, "t.file=?", vault::sql(case_file));
    if (!found) return found.error();
    if (found->empty()) return std::optional<Restriction>();
    return std::optional(std::move(found->front()));
}

Result<std::vector<Restriction>> restrictions_for(const Records& records, const Caller& caller)
{
    const std::string me = "'" + caller.actor.user.text() + "'";
    return restrictions_where(
        records,
        caller,
        "t.state<>'in_force' AND t.asked_by<>" + me + " AND (CASE WHEN t.asked_by=t.coordinator THEN c.keyworker"
            + " ELSE t.coordinator END)=?",
        vault::sql(caller.actor.user)
    );
}

std::vector<UserId> possible_confirmers(const Records& records, const Caller& caller)
{
    const access::Subject core{
        forms::FileKind::case_file, forms::Compartment::core, caller.actor.organisation, false, true, true};
    return records::colleagues(records, caller.actor.organisation, [&](const access::Actor& actor) {
        const bool can_answer = records.access().decide(actor, Verb::write, core).allowed;
        return actor.user != caller.actor.user && can_answer && records.access().may(actor, "assign");
    });
}

Result<FormOutcome> ask_restriction(
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
    const auto current = restriction_of(records, caller, head.file);
    if (!current) return current.error();
    const Restriction* known = current->has_value() ? &**current : nullptr;
    if (!may_take_step(RestrictionStep::ask, caller.actor.user, head.keyworker, known)) {
        return refusal(ErrorCode::denied, "no restriction can be asked for", msg("team.problem.restriction_step"));
    }
    const forms::RecordType& type = *records.schema().type("case_restriction");
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    outcome.problems = std::move(read.problems);
    const auto coordinator = UserId::parse(text_at(read.coded, "coordinator"));
    if (coordinator && !may_confirm(records, caller, *coordinator)) {
        outcome.problems.push_back({"coordinator", {msg("team.problem.confirmer"), {}}});
    }
    if (!outcome.problems.empty()) return outcome;
    KeysOfFiles keys(records, caller, {head.file});
    records::FormChange change;
    change.type = "case_restriction";
    change.file = head.file;
    auto saved = records.save(caller, change, submission, batch, [&](json::object& coded, json::object&) {
        coded["state"] = "asked";
        coded["asked_by"] = caller.actor.user.text();
        coded["asked_on"] = today_of(records, caller);
    });
    if (!saved || !saved->saved()) return saved;
    if (auto done = keys.settle({head.file}); !done) return done.error();
    return saved;
}

Result<void> ask_lift(
    const Records& records,
    const Caller& caller,
    const CaseHead& head,
    const UserId& coordinator,
    std::string reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto record = record_for(records, caller, head, RestrictionStep::ask_lift);
    if (!record) return record.error();
    if (!coordinator.is_none() && !may_confirm(records, caller, coordinator)) {
        return refusal(ErrorCode::invalid_input, "the colleague cannot confirm", msg("team.problem.confirmer"));
    }
    Change change{"lift_asked", "lift_reason", std::move(reason), coordinator};
    return revise(records, caller, std::move(*record), std::move(change), batch);
}

Result<void> answer_restriction(
    const Records& records,
    const Caller& caller,
    const CaseHead& head,
    bool confirms,
    std::string answer,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto record = record_for(records, caller, head, RestrictionStep::answer);
    if (!record) return record.error();
    const bool lifts = text_at(record->coded, "state") == "lift_asked";
    const std::string state = lifts ? (confirms ? "lifted" : "in_force") : (confirms ? "in_force" : "refused");
    return revise(records, caller, std::move(*record), {state, "answer", std::move(answer), {}}, batch);
}

Result<void>
withdraw_restriction(const Records& records, const Caller& caller, const CaseHead& head, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    auto record = record_for(records, caller, head, RestrictionStep::withdraw);
    if (!record) return record.error();
    const bool lifts = text_at(record->coded, "state") == "lift_asked";
    return revise(records, caller, std::move(*record), {lifts ? "in_force" : "withdrawn", "answer", {}, {}}, batch);
}

}  // namespace panoh::casework
