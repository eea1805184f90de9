// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/service_addendum.hpp"

#include "modules/casework/service.hpp"
#include "modules/evaluation/canonical.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service_parts.hpp"
#include "modules/evaluation/service_sign.hpp"
#include "vault/fingerprint.hpp"

#include <algorithm>

namespace panoh::evaluation {

namespace {

namespace json = boost::json;

constexpr const char* addendum_type = "addendum";
constexpr const char* hold_type = "draft_hold";

/// The signatures of a report that all have signed, for somebody who is one of the signers.
Result<std::vector<Signature>>
signatures_for_adding(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    auto signatures = signatures_of(records, caller, evaluation, apart);
    if (!signatures) return signatures.error();
    const FileId part = apart ? evaluation.apart : FileId{};
    const bool is_signed =
        apart ? !part.is_none() && is_closed(records, evaluation, part) : evaluation.line.state == "signed";
    if (signatures->empty() || !is_signed) return refusal(msg("evaluation.addendum.not_signed"));
    const std::string sha256 = signatures->back().sha256;
    const bool has_signed = std::any_of(signatures->begin(), signatures->end(), [&](const Signature& each) {
        return each.signer == caller.actor.user && each.sha256 == sha256;
    });
    if (has_signed) return signatures;
    return fail(ErrorCode::denied, "only signers add to a report", {msg("evaluation.addendum.no_signer"), {}});
}

Hold hold_from(const vault::Record& record)
{
    Hold hold;
    hold.record = record.id;
    hold.reason = text_of(record, "reason");
    hold.note = Sensitive<std::string>(text_of(record, "note"));
    hold.since = text_of(record, "since");
    hold.ended_on = text_of(record, "ended_on");
    hold.begun_by = UserId::parse(text_of(record, "begun_by")).value_or(UserId{});
    hold.ended_by = UserId::parse(text_of(record, "ended_by")).value_or(UserId{});
    return hold;
}

vault::RecordChange ended(const Records& records, const Caller& caller, const vault::Record& hold)
{
    vault::RecordChange change = revision_of(hold);
    change.coded["ended_on"] = casework::today_of(records, caller);
    change.coded["ended_by"] = caller.actor.user.text();
    return change;
}

/// What this signer said to be preparing is done.
Result<void>
end_announced(const Records& records, const Caller& caller, const Opened& evaluation, bool apart, vault::Batch& writing)
{
    const auto found = records.of_file(caller, report_file(evaluation, apart), hold_type);
    if (!found) return found.error();
    for (const vault::Record& record : *found) {
        const Hold hold = hold_from(record);
        if (!hold.is_open() || hold.reason != addendum_type || hold.begun_by != caller.actor.user) continue;
        writing.records.push_back(ended(records, caller, record));
    }
    return {};
}

}  // namespace

Result<records::FormOutcome> add_addendum(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    records::FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    const auto signatures = signatures_for_adding(records, caller, evaluation, apart);
    if (!signatures) return signatures.error();
    const forms::RecordType& type = *records.schema().type(addendum_type);
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    outcome.problems = std::move(read.problems);
    if (!outcome.problems.empty()) return outcome;
    const Signature& last = signatures->back();
    json::object content = read.content.reveal();
    read.coded["evaluation"] = evaluation.line.evaluation.text();
    read.coded["sign_off"] = last.record.text();
    read.coded["signer"] = caller.actor.user.text();
    read.coded["signed_on"] = casework::today_of(records, caller);
    json::object whole = forms::merged(read.coded, content);
    whole["signed_report"] = last.sha256;
    read.coded["sha256"] = vault::fingerprint(canonical_json(whole));
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::new_record(
        records.vault().random(),
        addendum_type,
        report_file(evaluation, apart),
        std::move(read.coded),
        std::move(content)
    ));
    writing.records.back().id = outcome.record;
    if (auto done = end_announced(records, caller, evaluation, apart, writing); !done) return done.error();
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

Result<std::vector<vault::Record>>
addenda_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    auto found = records.of_file(caller, report_file(evaluation, apart), addendum_type);
    if (!found) return found.error();
    std::reverse(found->begin(), found->end());
    return found;
}

bool is_withdrawn(std::span<const vault::Record> addenda)
{
    return std::any_of(addenda.begin(), addenda.end(), [](const vault::Record& each) {
        return text_of(each, "reason") == withdrawn_reason;
    });
}

Result<std::vector<Hold>> holds_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart)
{
    const auto found = records.of_file(caller, report_file(evaluation, apart), hold_type);
    if (!found) return found.error();
    std::vector<Hold> holds;
    for (const vault::Record& record : *found)
        holds.push_back(hold_from(record));
    return holds;
}

Result<records::FormOutcome> begin_hold(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    if (submission.first("reason") == addendum_type) {
        const auto signatures = signatures_for_adding(records, caller, evaluation, apart);
        if (!signatures) return signatures.error();
    }
    const records::FormChange change{hold_type, report_file(evaluation, apart), {}, 0};
    return records.save(caller, change, submission, batch, [&](json::object& coded, json::object&) {
        coded["evaluation"] = evaluation.line.evaluation.text();
        coded["part"] = apart ? "apart" : "draft";
        coded["since"] = casework::today_of(records, caller);
        coded["begun_by"] = caller.actor.user.text();
    });
}

Result<void> end_hold(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const RecordId& hold,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    const auto record = records.read(caller, hold);
    if (!record) return record.error();
    if (record->type != hold_type || record->file != report_file(evaluation, apart)) {
        return fail(ErrorCode::not_found, "there is no such hold of this evaluation");
    }
    const Hold held = hold_from(*record);
    if (!held.is_open()) return {};
    if (held.begun_by != caller.actor.user && !is_lead(evaluation, caller.actor.user)) {
        return fail(ErrorCode::denied, "somebody else began it", {msg("evaluation.hold.not_yours"), {}});
    }
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(ended(records, caller, *record));
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return {};
}

}  // namespace panoh::evaluation
