// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/changes.hpp"

#include "modules/intake/rules.hpp"

#include <algorithm>

namespace panoh::intake {

namespace json = boost::json;

namespace {

constexpr int most_attempts = 4;

/// The revision that a form started from. A clash when there is a newer one.
Result<std::optional<vault::Record>>
base_of(const Records& records, const Caller& caller, const records::FormChange& form, records::FormOutcome& outcome)
{
    auto revisions = records.history(caller, form.record);
    if (!revisions) return revisions.error();
    if (revisions->back().type != form.type) return fail(ErrorCode::not_found, "the record is of another type");
    const auto base = std::find_if(revisions->begin(), revisions->end(), [&](const vault::Record& each) {
        return each.revision == form.base;
    });
    // A form for a new record, sent after somebody else had made one: both versions go to the merge page.
    if (form.base == 0) {
        outcome.clash = records::Clash{revisions->back(), revisions->back()};
        return std::optional<vault::Record>();
    }
    if (base == revisions->end()) return fail(ErrorCode::invalid_input, "the form names no revision");
    if (base->revision == revisions->back().revision) return std::optional(std::move(*base));
    outcome.clash = records::Clash{std::move(*base), std::move(revisions->back())};
    return std::optional<vault::Record>();
}

}  // namespace

Result<ReadChange> read_change(
    const Records& records,
    const Caller& caller,
    const records::FormChange& form,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const forms::RecordType* type = records.schema().type(form.type);
    PANOH_CHECK(type != nullptr);
    ReadChange read;
    json::object previous;
    FileId file = form.file;
    const bool is_new = form.record.is_none();
    // A repeated form names the same record again.
    read.outcome.record = is_new ? RecordId::from_bytes(batch.view()).value_or(RecordId{}) : form.record;
    if (records.vault().has_batch(batch)) return read;
    if (!is_new) {
        auto base = base_of(records, caller, form, read.outcome);
        if (!base) return base.error();
        if (!base->has_value()) return read;
        file = (*base)->file;
        previous = (*base)->merged().reveal();
    }
    forms::ReadContext context = records.reading(caller, is_new ? nullptr : &previous);
    context.asks = form.asks;
    forms::FormResult result = forms::read_form(*type, records.schema(), submission, context);
    read.outcome.problems = std::move(result.problems);
    read.change = vault::RecordChange{
        read.outcome.record,
        file,
        form.type,
        is_new ? 0 : form.base,
        std::move(result.coded),
        std::move(result.content),
        false};
    return read;
}

Result<records::FormOutcome> write_form(
    const Records& records,
    const Caller& caller,
    const Builder& build,
    const records::FormChange& form,
    records::FormOutcome outcome
)
{
    for (int attempt = 1;; ++attempt) {
        auto batch = build();
        if (!batch) return batch.error();
        const auto receipt = records.write(caller, std::move(*batch));
        if (receipt) return outcome;
        if (receipt.error().code != ErrorCode::conflict || attempt == most_attempts) return receipt.error();
        if (form.record.is_none()) continue;
        const auto base = base_of(records, caller, form, outcome);
        if (!base) return base.error();
        if (outcome.clash) return outcome;
    }
}

vault::RecordChange next_revision(const vault::Record& record, json::object coded)
{
    return {record.id, record.file, record.type, record.revision, std::move(coded), record.content, record.removed};
}

vault::RecordChange removal(const vault::Record& record)
{
    vault::RecordChange change = next_revision(record, {});
    change.content = {};
    change.removed = true;
    return change;
}

Error refusal(MessageId sentence)
{
    return fail(ErrorCode::invalid_input, "the contact is not in a state for this", {std::move(sentence), {}});
}

Result<vault::Record> open_contact(const Records& records, const Caller& caller, const RecordId& contact)
{
    auto record = records.read(caller, contact);
    if (!record) return record.error();
    if (record->type != "contact") return fail(ErrorCode::not_found, "the record is of another type");
    if (!is_open(record->coded)) return refusal(msg("intake.problem.not_open"));
    return record;
}

Result<void> change_contact(
    const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch, const Change& change
)
{
    if (records.vault().has_batch(batch)) return {};
    for (int attempt = 1;; ++attempt) {
        const auto record = open_contact(records, caller, contact);
        if (!record) return record.error();
        auto changed = change(record->coded);
        if (!changed) return changed.error();
        vault::Batch writing;
        writing.id = batch;
        writing.records.push_back(next_revision(*record, std::move(*changed)));
        const auto receipt = records.write(caller, std::move(writing));
        if (receipt) return {};
        if (receipt.error().code != ErrorCode::conflict || attempt == most_attempts) return receipt.error();
    }
}

Result<std::optional<RecordId>>
newest_of(const Records& records, const Caller& caller, std::string_view type, const FileId& file)
{
    const std::string sql = "SELECT r.record AS record FROM t_" + std::string(type)
                            + " r WHERE {scope} AND r.file=? AND r.deleted=0 ORDER BY r.seq DESC LIMIT 1";
    const auto rows = records.query(caller, access::Verb::read, type, "r.file", sql, {vault::sql(file)});
    if (!rows) return rows.error();
    if (rows->empty()) return std::optional<RecordId>();
    return std::optional(rows->id<RecordId>(0, "record"));
}

}  // namespace panoh::intake
