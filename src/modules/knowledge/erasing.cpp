// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/erasing.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"
#include "forms/typed.hpp"
#include "records/registers.hpp"

#include <algorithm>

namespace panoh::knowledge {

namespace {

namespace json = boost::json;
using records::Caller;
using records::Records;

constexpr std::size_t longest_answer = 1'000;

Error refusal(ErrorCode code, const char* detail, MessageId sentence)
{
    return fail(code, detail, {std::move(sentence), {}});
}

Error not_there()
{
    return fail(ErrorCode::not_found, "no request to erase an entry that concerns the caller");
}

Erasure erasure_from(const vault::Record& record)
{
    Erasure erasure;
    static_cast<records::Release&>(erasure) = records::release_of(record);
    erasure.entry = RecordId::parse(text_at(record.coded, "entry")).value_or(RecordId{});
    erasure.kind = kind_of(text_at(record.coded, "kind")).value_or(Kind::place);
    erasure.number = text_at(record.coded, "number");
    erasure.reason = Sensitive<std::string>(text_at(record.content.reveal(), "reason"));
    return erasure;
}

/// The newest revision, for who may keep entries of its kind.
Result<vault::Record> record_for(const Records& records, const Caller& caller, const RecordId& id)
{
    const auto own = records::register_of(records.vault(), caller.actor.organisation);
    if (!own || !records.vault().revision_of(id)) return not_there();
    auto record = records.read(caller, id);
    if (!record) return record.error();
    if (record->type != erasure_type || record->file != *own || record->removed) return not_there();
    if (!may_keep(records, caller, erasure_from(*record).kind)) return not_there();
    return record;
}

Result<void> check_answer(const Erasure& erasure, const Caller& caller, std::string_view words)
{
    if (erasure.asked_by == caller.actor.user) {
        return refusal(ErrorCode::denied, "whoever asked does not answer", msg("knowledge.problem.other_answers"));
    }
    if (!records::may_answer(erasure.state, erasure.asked_by, caller.actor.user)) {
        return refusal(ErrorCode::conflict, "the request was answered", msg("exchange.problem.answered"));
    }
    if (words.empty()) return refusal(ErrorCode::invalid_input, "no reason", msg("exchange.problem.no_reason"));
    if (!is_plain_text(words) || forms::length_of(words) > longest_answer) {
        return refusal(ErrorCode::invalid_input, "the reason is too long", msg("exchange.problem.long_words"));
    }
    return {};
}

}  // namespace

Result<records::FormOutcome> ask_erasure(
    const Records& records,
    const Caller& caller,
    const RecordId& entry,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    records::FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    const auto opened = open_entry(records, caller, entry);
    if (!opened) return opened.error();
    if (!may_keep(records, caller, opened->entry.kind)) {
        return fail(ErrorCode::denied, "no rule lets the caller erase this");
    }
    if (erasure_waiting_for(records, caller, entry)) {
        return refusal(ErrorCode::conflict, "a request waits already", msg("knowledge.problem.erasure_waits"));
    }
    const forms::RecordType& type = *records.schema().type(erasure_type);
    auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    outcome.problems = std::move(read.problems);
    if (!outcome.problems.empty()) return outcome;
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    json::object coded = records::asked_now(records, caller);
    coded["entry"] = entry.text();
    coded["number"] = opened->entry.number;
    coded["kind"] = type_of(opened->entry.kind);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {outcome.record, *file, std::string(erasure_type), 0, std::move(coded), std::move(read.content), false}
    );
    if (auto written = records.write(caller, std::move(writing)); !written) return written.error();
    return outcome;
}

Result<Erasure> erasure_of(const Records& records, const Caller& caller, const RecordId& record)
{
    const auto found = record_for(records, caller, record);
    if (!found) return found.error();
    return erasure_from(*found);
}

Result<std::vector<Erasure>> waiting_erasures(const Records& records, const Caller& caller)
{
    std::vector<Erasure> waiting;
    const auto rows = records.query(
        caller,
        access::Verb::read,
        erasure_type,
        "t.file",
        "SELECT t.record, t.kind FROM t_entry_erasure t JOIN files f ON f.file=t.file"
        " WHERE {scope} AND t.deleted=0 AND t.state='asked' AND f.organisation=? ORDER BY t.seq",
        {vault::sql(caller.actor.organisation)}
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const auto kind = kind_of(rows->text(row, "kind"));
        if (!kind || !may_keep(records, caller, *kind)) continue;
        auto erasure = erasure_of(records, caller, rows->id<RecordId>(row, "record"));
        if (erasure) waiting.push_back(std::move(*erasure));
    }
    return waiting;
}

std::optional<Erasure> erasure_waiting_for(const Records& records, const Caller& caller, const RecordId& entry)
{
    auto waiting = waiting_erasures(records, caller);
    if (!waiting) return std::nullopt;
    const auto found =
        std::find_if(waiting->begin(), waiting->end(), [&](const Erasure& each) { return each.entry == entry; });
    return found == waiting->end() ? std::nullopt : std::optional(std::move(*found));
}

Result<void> answer_erasure(
    const Records& records,
    const Caller& caller,
    const RecordId& record,
    bool agrees,
    std::string_view reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = record_for(records, caller, record);
    if (!found) return found.error();
    const Erasure erasure = erasure_from(*found);
    const std::string_view words = trimmed(reason);
    if (auto allowed = check_answer(erasure, caller, words); !allowed) return allowed;
    const json::object changes{
        {"state", agrees ? "approved" : "declined"},
        {"answered_by", caller.actor.user.text()},
        {"answered_at", forms::moment_text(records.vault().clock().now())}};
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::next_revision(std::move(*found), changes, words));
    if (!agrees) {
        const auto written = records.write(caller, std::move(writing));
        return written ? Result<void>{} : written.error();
    }
    // Whoever agrees reads the entry: nobody agrees to what is closed to them.
    const auto opened = open_entry(records, caller, erasure.entry);
    if (!opened) return opened.error();
    const auto erased = records.erase(caller, opened->entry.file, std::move(writing));
    return erased ? Result<void>{} : erased.error();
}

Result<void>
withdraw_erasure(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = record_for(records, caller, record);
    if (!found) return found.error();
    const Erasure erasure = erasure_from(*found);
    if (erasure.asked_by != caller.actor.user) return not_there();
    if (erasure.state != "asked") {
        return refusal(ErrorCode::conflict, "the request is over", msg("exchange.problem.over"));
    }
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::next_revision(std::move(*found), {{"state", "withdrawn"}}));
    const auto written = records.write(caller, std::move(writing));
    return written ? Result<void>{} : written.error();
}

}  // namespace panoh::knowledge
