// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/exchange/service.hpp"

#include "base/json_text.hpp"
#include "base/text.hpp"
#include "forms/typed.hpp"
#include "modules/exchange/rules.hpp"
#include "records/registers.hpp"

#include <algorithm>

namespace panoh::exchange {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;
using records::Caller;
using records::FormOutcome;
using records::Records;

constexpr std::string_view type_name = "export_request";
constexpr std::size_t longest_reason = 1'000;

Error refusal(ErrorCode code, const char* detail, MessageId sentence)
{
    return fail(code, detail, {std::move(sentence), {}});
}

std::string now_of(const Records& records)
{
    return forms::moment_text(records.vault().clock().now());
}

std::int64_t number_at(const json::object& object, std::string_view field)
{
    const json::value* value = object.if_contains(field);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::string joined(const std::vector<RecordId>& cases)
{
    std::string text;
    for (const RecordId& each : cases)
        text += (text.empty() ? "" : " ") + each.text();
    return text;
}

Request read_request(const vault::Record& record)
{
    Request request;
    request.record = record.id;
    request.file = record.file;
    request.revision = record.revision;
    request.author = record.author;
    request.written_at = record.written_at;
    const json::object& coded = record.coded;
    const json::object& content = record.content.reveal();
    request.wish.purpose = text_at(coded, "purpose");
    request.wish.words = Sensitive<std::string>(text_at(content, "words"));
    request.wish.format = text_at(coded, "format");
    if (const json::value* columns = coded.if_contains("columns"); columns != nullptr && columns->is_array()) {
        for (const json::value& each : columns->get_array()) {
            if (each.is_string()) request.wish.columns.emplace_back(each.get_string());
        }
    }
    const std::string cases = text_at(content, "cases");
    for (const std::string_view each : split(cases, ' ')) {
        if (const auto id = RecordId::parse(each)) request.wish.cases.push_back(*id);
    }
    request.counts = {
        number_at(coded, "case_count"),
        number_at(coded, "row_count"),
        number_at(coded, "no_consent"),
        number_at(coded, "not_open")};
    request.asked_by = UserId::parse(text_at(coded, "asked_by")).value_or(UserId{});
    request.asked_at = text_at(coded, "asked_at");
    request.state = text_at(coded, "state");
    request.answered_by = UserId::parse(text_at(coded, "answered_by")).value_or(UserId{});
    request.answered_at = text_at(coded, "answered_at");
    request.answer = Sensitive<std::string>(text_at(content, "answer"));
    request.downloaded_at = text_at(coded, "downloaded_at");
    request.rows_in_file = number_at(coded, "rows_in_file");
    return request;
}

Error not_there()
{
    return fail(ErrorCode::not_found, "no request for an export that concerns the caller");
}

/// The newest revision, for who may see it.
Result<vault::Record> record_for(const Records& records, const Caller& caller, const RecordId& id)
{
    const auto own = records::register_of(records.vault(), caller.actor.organisation);
    if (!own || !records.vault().revision_of(id)) return not_there();
    auto record = records.read(caller, id);
    if (!record) return record.error();
    if (record->type != type_name || record->file != *own || record->removed) return not_there();
    const bool is_own = text_at(record->coded, "asked_by") == caller.actor.user.text();
    if (!is_own && !records.access().may(caller.actor, approve_ability)) return not_there();
    return record;
}

/// Writes the next revision with these members changed; `conflict` when somebody was first.
Result<void> revise(
    const Records& records,
    const Caller& caller,
    vault::Record record,
    const json::object& changes,
    std::string reason,
    const BatchId& batch
)
{
    for (const auto& [field, value] : changes)
        record.coded[field] = value;
    if (!reason.empty()) record.content.reveal()["answer"] = std::move(reason);
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {record.id,
         record.file,
         record.type,
         record.revision,
         std::move(record.coded),
         std::move(record.content),
         false}
    );
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace

Result<FormOutcome> ask(const Records& records, const Caller& caller, const Wish& wish, const BatchId& batch)
{
    FormOutcome outcome;
    outcome.record = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) return outcome;
    if (!records.access().may(caller.actor, ask_ability)) {
        return fail(ErrorCode::denied, "no role of the caller asks for exports");
    }
    outcome.problems = problems_of(wish, records.access().may(caller.actor, identity_ability));
    if (!outcome.problems.empty()) return outcome;
    const auto counts = count_rows(records, caller, wish);
    if (!counts) return counts.error();
    if (counts->rows == 0) {
        outcome.problems.push_back({"status", {msg("exchange.problem.no_rows"), {}}});
        return outcome;
    }
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    json::array columns;
    for (const Column& each : columns_of(wish))
        columns.emplace_back(each.code);
    json::object coded{
        {"asked_by", caller.actor.user.text()},
        {"asked_at", now_of(records)},
        {"purpose", wish.purpose},
        {"format", wish.format},
        {"columns", std::move(columns)},
        {"case_count", counts->cases},
        {"row_count", counts->rows},
        {"no_consent", counts->no_consent},
        {"not_open", counts->not_open},
        {"state", "asked"}};
    json::object content{{"words", trimmed(wish.words.reveal())}, {"cases", joined(wish.cases)}};
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::new_record(
        records.vault().random(), std::string(type_name), *file, std::move(coded), std::move(content)
    ));
    writing.records.back().id = outcome.record;
    const auto receipt = records.write(caller, std::move(writing));
    if (!receipt) return receipt.error();
    return outcome;
}

Result<Request> request_of(const Records& records, const Caller& caller, const RecordId& record)
{
    const auto found = record_for(records, caller, record);
    if (!found) return found.error();
    return read_request(*found);
}

Result<std::vector<RequestLine>> requests_for(const Records& records, const Caller& caller, bool waiting)
{
    std::vector<RequestLine> lines;
    const bool approves = records.access().may(caller.actor, approve_ability);
    if (waiting && !approves) return lines;
    std::string sql =
        "SELECT e.record, e.asked_by, e.asked_at, e.purpose, e.state, e.answered_at,"
        " CAST(e.row_count AS INTEGER) AS row_count, e.written_at FROM t_export_request e JOIN files f ON f.file=e.file"
        " WHERE {scope} AND e.deleted=0 AND f.organisation=?";
    std::vector<vault::SqlValue> values{vault::sql(caller.actor.organisation)};
    if (waiting) {
        sql += " AND e.state='asked' AND e.asked_by<>?";
        values.push_back(vault::sql(caller.actor.user));
    } else if (!approves) {
        sql += " AND e.asked_by=?";
        values.push_back(vault::sql(caller.actor.user));
    }
    sql += " ORDER BY e.asked_at DESC, e.seq DESC LIMIT 60";
    const auto rows = records.query(caller, Verb::read, type_name, "e.file", sql, std::move(values));
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        lines.push_back(
            {rows->id<RecordId>(row, "record"),
             rows->id<UserId>(row, "asked_by"),
             rows->text(row, "asked_at"),
             rows->text(row, "purpose"),
             rows->text(row, "state"),
             rows->text(row, "answered_at"),
             rows->integer(row, "row_count"),
             Timestamp(std::chrono::microseconds(rows->integer(row, "written_at")))}
        );
    }
    return lines;
}

Result<void> answer_request(
    const Records& records,
    const Caller& caller,
    const RecordId& record,
    bool approves,
    std::string reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = record_for(records, caller, record);
    if (!found) return found.error();
    const Request request = read_request(*found);
    if (!records.access().may(caller.actor, approve_ability) || request.asked_by == caller.actor.user) {
        return refusal(ErrorCode::denied, "whoever asked does not answer", msg("exchange.problem.other_answers"));
    }
    if (!may_answer(request.state, request.asked_by, caller.actor.user)) {
        return refusal(ErrorCode::conflict, "the request was answered", msg("exchange.problem.answered"));
    }
    const std::string_view words = trimmed(reason);
    if (words.empty()) return refusal(ErrorCode::invalid_input, "no reason", msg("exchange.problem.no_reason"));
    if (!is_plain_text(words) || forms::length_of(words) > longest_reason) {
        return refusal(ErrorCode::invalid_input, "the reason is too long", msg("exchange.problem.long_words"));
    }
    const json::object changes{
        {"state", approves ? "approved" : "declined"},
        {"answered_by", caller.actor.user.text()},
        {"answered_at", now_of(records)}};
    return revise(records, caller, std::move(*found), changes, std::string(words), batch);
}

Result<void>
withdraw_request(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    auto found = record_for(records, caller, record);
    if (!found) return found.error();
    const Request request = read_request(*found);
    if (request.asked_by != caller.actor.user) return not_there();
    if (request.state != "asked" && request.state != "approved") {
        return refusal(ErrorCode::conflict, "the request is over", msg("exchange.problem.over"));
    }
    return revise(records, caller, std::move(*found), {{"state", "withdrawn"}}, {}, batch);
}

Result<TakenOut> take_out(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    auto found = record_for(records, caller, record);
    if (!found) return found.error();
    const auto revisions = records.history(caller, record);
    if (!revisions) return revisions.error();
    TakenOut out;
    out.request = read_request(*found);
    const Timestamp now = records.vault().clock().now();
    if (!may_download(out.request, revisions->front().author, caller.actor.user, now)) {
        return refusal(ErrorCode::conflict, "the file cannot be fetched now", msg("exchange.problem.not_ready"));
    }
    const auto approver = access::actor_of(*records.vault().directory(), out.request.answered_by);
    const bool is_agreed = approver && approver->organisation == caller.actor.organisation
                           && records.access().may(*approver, approve_ability);
    if (!is_agreed || !records.access().may(caller.actor, ask_ability)) {
        return fail(ErrorCode::denied, "the approval does not hold any more");
    }
    const Wish& wish = out.request.wish;
    if (!problems_of(wish, records.access().may(caller.actor, identity_ability)).empty()) {
        return fail(ErrorCode::denied, "what was asked for is not allowed any more");
    }
    auto collected = collect(records, caller, wish);
    if (!collected) return collected.error();
    out.counts = collected->counts;
    out.rows = std::move(collected->rows);
    const json::object changes{
        {"state", "downloaded"}, {"downloaded_at", now_of(records)}, {"rows_in_file", out.counts.rows}};
    if (auto written = revise(records, caller, std::move(*found), changes, {}, batch); !written) {
        return written.error();
    }
    return out;
}

}  // namespace panoh::exchange
