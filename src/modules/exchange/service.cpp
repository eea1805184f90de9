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
    static_cast<records::Release&>(request) = records::release_of(record);
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
    request.rows_in_file = number_at(coded, "rows_in_file");
    return request;
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
    json::object coded = records::asked_now(records, caller);
    coded["purpose"] = wish.purpose;
    coded["format"] = wish.format;
    coded["columns"] = std::move(columns);
    coded["case_count"] = counts->cases;
    coded["row_count"] = counts->rows;
    coded["no_consent"] = counts->no_consent;
    coded["not_open"] = counts->not_open;
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
    const auto found = records::release_record(records, caller, type_name, record);
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
    std::string_view reason,
    const BatchId& batch
)
{
    return records::answer_release(records, caller, type_name, record, approves, reason, batch);
}

Result<void>
withdraw_request(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    return records::withdraw_release(records, caller, type_name, record, batch);
}

Result<TakenOut> take_out(const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch)
{
    auto found = records::release_record(records, caller, type_name, record);
    if (!found) return found.error();
    const auto revisions = records.history(caller, record);
    if (!revisions) return revisions.error();
    TakenOut out;
    out.request = read_request(*found);
    auto agreed = records::check_agreed(
        records, caller, out.request, revisions->front().author, msg("exchange.problem.not_ready")
    );
    if (!agreed) return agreed.error();
    const Wish& wish = out.request.wish;
    if (!problems_of(wish, records.access().may(caller.actor, identity_ability)).empty()) {
        return fail(ErrorCode::denied, "what was asked for is not allowed any more");
    }
    auto collected = collect(records, caller, wish);
    if (!collected) return collected.error();
    out.counts = collected->counts;
    out.rows = std::move(collected->rows);
    const json::object changes{
        {"state", "downloaded"},
        {"downloaded_at", forms::moment_text(records.vault().clock().now())},
        {"rows_in_file", out.counts.rows}};
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::next_revision(std::move(*found), changes));
    if (auto written = records.write(caller, std::move(writing)); !written) return written.error();
    return out;
}

}  // namespace panoh::exchange
