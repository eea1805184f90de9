// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service_figures.hpp"

#include "forms/typed.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules_figures.hpp"
#include "records/registers.hpp"

#include <algorithm>
#include <map>

namespace panoh::intake {

namespace {

namespace json = boost::json;
using access::Verb;

std::string now_of(const Records& records)
{
    return forms::moment_text(records.vault().clock().now());
}

Error no_month()
{
    return fail(ErrorCode::invalid_input, "the address names no month", {msg("hotline.figures.problem.month"), {}});
}

Result<std::multimap<RecordId, std::string>>
needs_in(const Records& records, const Caller& caller, const MonthSpan& month)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "contact",
        "c.file",
        "SELECT n.record AS record, n.code AS code FROM t_contact__needs n JOIN t_contact c ON c.record=n.record"
        " WHERE {scope} AND c.deleted=0 AND c.time_of_call>=? AND c.time_of_call<?",
        {month.from, month.until}
    );
    if (!rows) return rows.error();
    std::multimap<RecordId, std::string> needs;
    for (std::size_t at = 0; at < rows->size(); ++at)
        needs.emplace(rows->id<RecordId>(at, "record"), rows->text(at, "code"));
    return needs;
}

Result<std::vector<CountedCall>> calls_in(const Records& records, const Caller& caller, const MonthSpan& month)
{
    const auto needs = needs_in(records, caller, month);
    if (!needs) return needs.error();
    const auto rows = records.query(
        caller,
        Verb::desk,
        "contact",
        "c.file",
        "SELECT c.record AS record, COALESCE(c.line, c.hotline) AS line, c.channel AS channel,"
        " c.caller_kind AS caller_kind, c.region AS region, c.danger_now AS danger_now, c.apart AS apart"
        " FROM t_contact c WHERE {scope} AND c.deleted=0 AND c.time_of_call>=? AND c.time_of_call<?",
        {month.from, month.until}
    );
    if (!rows) return rows.error();
    std::vector<CountedCall> calls;
    for (std::size_t at = 0; at < rows->size(); ++at) {
        CountedCall call;
        call.line = rows->text(at, "line");
        call.channel = rows->text(at, "channel");
        call.caller_kind = rows->text(at, "caller_kind");
        call.region = rows->text(at, "region");
        call.apart = rows->text(at, "apart");
        if (!rows->is_null(at, "danger_now")) call.danger = rows->integer(at, "danger_now") == 1 ? "yes" : "no";
        const auto [first, last] = needs->equal_range(rows->id<RecordId>(at, "record"));
        for (auto each = first; each != last; ++each)
            call.needs.push_back(each->second);
        calls.push_back(std::move(call));
    }
    return calls;
}

Result<void> add_promises(
    const Records& records,
    const Caller& caller,
    std::string_view type,
    const std::string& sql,
    const MonthSpan& month,
    std::vector<CountedPromise>& promises
)
{
    const auto rows = records.query(caller, Verb::desk, type, "p.file", sql, {month.from, month.until});
    if (!rows) return rows.error();
    for (std::size_t at = 0; at < rows->size(); ++at)
        promises.push_back({rows->text(at, "due"), rows->text(at, "closed_at"), rows->text(at, "result")});
    return {};
}

Result<std::vector<CountedPromise>> promises_in(const Records& records, const Caller& caller, const MonthSpan& month)
{
    std::vector<CountedPromise> promises;
    auto done = add_promises(
        records,
        caller,
        "call_back_result",
        "SELECT p.promised_by AS due, p.closed_at AS closed_at, p.result AS result FROM t_call_back_result p"
        " WHERE {scope} AND p.deleted=0 AND p.promised_by>=? AND p.promised_by<?",
        month,
        promises
    );
    if (!done) return done.error();
    done = add_promises(
        records,
        caller,
        "contact",
        "SELECT p.call_back_by AS due, NULL AS closed_at, NULL AS result FROM t_contact p WHERE {scope}"
        " AND p.deleted=0 AND p.status IN ('new','handed_over','screened') AND p.call_back_by>=? AND p.call_back_by<?",
        month,
        promises
    );
    if (!done) return done.error();
    return promises;
}

json::array rows_of(const std::vector<Figure>& figures)
{
    json::array rows;
    for (const Figure& figure : figures)
        rows.push_back(json::object{{"part", figure.part}, {"item", figure.item}, {"shown", figure.shown}});
    return rows;
}

std::vector<Figure> figures_in(const json::object& content)
{
    std::vector<Figure> figures;
    const json::value* rows = content.if_contains("figures");
    if (rows == nullptr || !rows->is_array()) return figures;
    for (const json::value& row : rows->get_array()) {
        const json::object* fields = row.if_object();
        if (fields == nullptr) continue;
        figures.push_back({text_at(*fields, "part"), text_at(*fields, "item"), text_at(*fields, "shown")});
    }
    return figures;
}

}  // namespace

Result<std::vector<Figure>> count_month(const Records& records, const Caller& caller, const std::string& month)
{
    if (!records.access().may(caller.actor, "see_team")) {
        return fail(ErrorCode::denied, "only those who see the team count its contacts");
    }
    const auto span = span_of_month(month, caller.zone);
    if (!span) return no_month();
    const auto calls = calls_in(records, caller, *span);
    if (!calls) return calls.error();
    const auto promises = promises_in(records, caller, *span);
    if (!promises) return promises.error();
    return figures_of(*calls, *promises, now_of(records));
}

Result<std::optional<KeptMonth>> kept_month(const Records& records, const Caller& caller, const std::string& month)
{
    if (!is_month(month)) return no_month();
    const auto rows = records.query(
        caller,
        Verb::read,
        "line_month",
        "m.file",
        "SELECT m.record AS record FROM t_line_month m WHERE {scope} AND m.deleted=0 AND m.month=?"
        " ORDER BY m.seq DESC LIMIT 1",
        {month}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return std::optional<KeptMonth>();
    const auto record = records.read(caller, rows->id<RecordId>(0, "record"));
    if (!record) return record.error();
    return std::optional(KeptMonth{
        figures_in(record->content.reveal()),
        text_at(record->coded, "kept_at"),
        UserId::parse(text_at(record->coded, "kept_by")).value_or(UserId{})});
}

Result<std::vector<std::string>> kept_months(const Records& records, const Caller& caller)
{
    const auto rows = records.query(
        caller,
        Verb::read,
        "line_month",
        "m.file",
        "SELECT DISTINCT m.month AS month FROM t_line_month m WHERE {scope} AND m.deleted=0 ORDER BY m.month DESC"
    );
    if (!rows) return rows.error();
    std::vector<std::string> months;
    for (std::size_t at = 0; at < rows->size(); ++at)
        months.push_back(rows->text(at, "month"));
    return months;
}

Result<void> keep_month(const Records& records, const Caller& caller, const std::string& month, const BatchId& batch)
{
    if (records.vault().has_batch(batch)) return {};
    const auto span = span_of_month(month, caller.zone);
    if (!span) return no_month();
    if (span->until > now_of(records)) return refusal(msg("hotline.figures.problem.not_over"));
    const auto figures = count_month(records, caller, month);
    if (!figures) return figures.error();
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(records::new_record(
        records.vault().random(),
        "line_month",
        *file,
        {{"month", month}, {"kept_at", now_of(records)}, {"kept_by", caller.actor.user.text()}},
        {{"figures", rows_of(*figures)}}
    ));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace panoh::intake
