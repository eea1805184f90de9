// SPDX-License-Identifier: AGPL-3.0-or-later
// Looking at calls: the list, the desk, the page.
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"

namespace panoh::intake {

namespace {

using access::Verb;
using vault::SqlValue;

bool sees_desk_only(const Records& records, const Caller& caller)
{
    return !records.access().may(caller.actor, "take_calls");
}

constexpr std::string_view desk_columns =
    "c.record AS record, c.number AS number, c.status AS status, c.region AS region, c.time_of_call AS time_of_call,"
    " c.call_back_by AS call_back_by, c.taken_by AS taken_by, c.keyworker AS keyworker, c.organisation AS organisation";
constexpr std::string_view coded_columns =
    ", c.channel AS channel, c.caller_kind AS caller_kind, c.danger_now AS danger_now, c.received_at AS received_at,"
    " c.apart AS apart";
constexpr std::string_view still_open = "c.status IN ('new','handed_over','screened')";

/// The conditions of a filter, with their parameters in order.
class Conditions {
public:
    void add(std::string_view condition, std::initializer_list<SqlValue> parameters = {})
    {
        text_ += " AND (";
        text_ += condition;
        text_ += ')';
        parameters_.insert(parameters_.end(), parameters);
    }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] const std::vector<SqlValue>& parameters() const noexcept { return parameters_; }

private:
    std::string text_;
    std::vector<SqlValue> parameters_;
};

void add_view(Conditions& conditions, CallView view, const UserId& reader)
{
    const SqlValue me = vault::sql(reader);
    const std::string open(still_open);
    switch (view) {
    case CallView::mine:
        return conditions.add("(c.taken_by=? OR c.keyworker=?) AND c.status<>'set_apart'", {me, me});
    case CallView::fresh:
        return conditions.add("c.status='new' OR (c.keyworker IS NULL AND " + open + ")");
    case CallView::handed_over:
        return conditions.add("c.keyworker=? AND c.status='handed_over'", {me});
    case CallView::waiting:
        return conditions.add("c.call_back_by IS NOT NULL AND " + open);
    case CallView::all:
        return conditions.add("c.status<>'set_apart'");
    case CallView::apart:
        return conditions.add("c.status='set_apart'");
    }
}

/// Nothing that is not `desk` narrows the list of somebody who sees the desk only: a filter would tell.
Conditions conditions_of(const CallFilter& filter, const UserId& reader, bool desk_only)
{
    Conditions conditions;
    if (filter.view == CallView::waiting && !desk_only) {
        conditions.add("(c.promise_call_back=1 OR c.call_back_by IS NOT NULL) AND " + std::string(still_open));
    } else {
        add_view(conditions, filter.view, reader);
    }
    if (!filter.status.empty()) conditions.add("c.status=?", {filter.status});
    if (!filter.region.empty()) conditions.add("c.region=? OR c.region LIKE ? || '-%'", {filter.region, filter.region});
    if (desk_only) return conditions;
    if (filter.danger == "yes") conditions.add("c.danger_now=1");
    if (filter.danger == "no") conditions.add("c.danger_now=0");
    if (filter.danger == "open")
        conditions.add("c.danger_now IS NULL AND c.status NOT IN ('counted_only','set_apart')");
    return conditions;
}

std::string order_of(const CallFilter& filter)
{
    if (filter.view == CallView::waiting) return " ORDER BY c.call_back_by IS NULL, c.call_back_by, c.seq";
    return filter.oldest_first ? " ORDER BY c.time_of_call, c.seq" : " ORDER BY c.time_of_call DESC, c.seq DESC";
}

CallRow row_of(const vault::Rows& rows, std::size_t at, bool desk_only)
{
    CallRow row;
    row.contact = rows.id<RecordId>(at, "record");
    row.number = rows.text(at, "number");
    row.status = rows.text(at, "status");
    row.region = rows.text(at, "region");
    row.time_of_call = rows.text(at, "time_of_call");
    row.call_back_by = rows.text(at, "call_back_by");
    row.taken_by = rows.id<UserId>(at, "taken_by");
    row.keyworker = rows.id<UserId>(at, "keyworker");
    row.organisation = rows.id<OrganisationId>(at, "organisation");
    if (desk_only) return row;
    row.channel = rows.text(at, "channel");
    row.caller_kind = rows.text(at, "caller_kind");
    if (!rows.is_null(at, "danger_now")) row.danger = rows.integer(at, "danger_now") == 1 ? "yes" : "no";
    row.received = !rows.is_null(at, "received_at");
    row.apart = rows.text(at, "apart");
    return row;
}

std::string select_rows(bool desk_only)
{
    std::string sql = "SELECT ";
    sql += desk_columns;
    if (!desk_only) sql += coded_columns;
    return sql + " FROM t_contact c WHERE {scope} AND c.deleted=0";
}

}  // namespace

Result<CallList> list_calls(const Records& records, const Caller& caller, const CallFilter& filter)
{
    CallList list;
    list.desk_only = sees_desk_only(records, caller);
    const Verb verb = list.desk_only ? Verb::desk : Verb::read;
    const Conditions conditions = conditions_of(filter, caller.actor.user, list.desk_only);
    const auto counted_rows = records.query(
        caller,
        verb,
        "contact",
        "c.file",
        "SELECT count(*) AS total FROM t_contact c WHERE {scope} AND c.deleted=0" + conditions.text(),
        conditions.parameters()
    );
    if (!counted_rows) return counted_rows.error();
    list.total = static_cast<std::size_t>(counted_rows->integer(0, "total"));
    auto parameters = conditions.parameters();
    parameters.emplace_back(static_cast<std::int64_t>(calls_on_a_page));
    const std::size_t page = filter.page == 0 ? 1 : filter.page;
    parameters.emplace_back(static_cast<std::int64_t>((page - 1) * calls_on_a_page));
    const auto rows = records.query(
        caller,
        verb,
        "contact",
        "c.file",
        select_rows(list.desk_only) + conditions.text() + order_of(filter) + " LIMIT ? OFFSET ?",
        parameters
    );
    if (!rows) return rows.error();
    for (std::size_t at = 0; at < rows->size(); ++at)
        list.rows.push_back(row_of(*rows, at, list.desk_only));
    return list;
}

Result<CallRow> desk_view(const Records& records, const Caller& caller, const RecordId& contact)
{
    const auto rows = records.query(
        caller, Verb::desk, "contact", "c.file", select_rows(true) + " AND c.record=?", {vault::sql(contact)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::not_found, "there is no such contact for this reader");
    return row_of(*rows, 0, true);
}

Result<Call> open_call(const Records& records, const Caller& caller, const RecordId& contact)
{
    auto record = records.read(caller, contact);
    if (!record) return record.error();
    if (record->type != "contact") return fail(ErrorCode::not_found, "the record is of another type");
    Call call;
    call.contact = std::move(*record);
    call.number = text_at(call.contact.coded, "number");
    const auto account = newest_of(records, caller, "contact_account", call.contact.file);
    if (!account) return account.error();
    call.account = *account;
    const auto screening = newest_of(records, caller, "screening", call.contact.file);
    if (!screening) return screening.error();
    call.screening = *screening;
    const auto cases = records.query(
        caller,
        Verb::read,
        "case",
        "c.file",
        "SELECT c.record AS record FROM t_case c WHERE {scope} AND c.origin=? AND c.deleted=0 LIMIT 1",
        {vault::sql(contact)}
    );
    if (!cases) return cases.error();
    if (!cases->empty()) call.case_record = cases->id<RecordId>(0, "record");
    return call;
}

Result<std::optional<vault::Record>> open_account(const Records& records, const Caller& caller, const Call& call)
{
    if (!call.account) return std::optional<vault::Record>();
    auto record = records.read(caller, *call.account);
    if (!record) return record.error();
    return std::optional(std::move(*record));
}

Result<std::optional<vault::Record>> open_screening(const Records& records, const Caller& caller, const Call& call)
{
    if (!call.screening) return std::optional<vault::Record>();
    auto record = records.read(caller, *call.screening);
    if (!record) return record.error();
    return std::optional(std::move(*record));
}

}  // namespace panoh::intake
