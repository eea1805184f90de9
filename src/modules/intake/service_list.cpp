// SPDX-License-Identifier: AGPL-3.0-or-later
// Looking at calls: the list, the desk, the page.
#include "modules/casework/views_lists.hpp"
#include "modules/intake/changes.hpp"
#include "modules/intake/rules.hpp"
#include "records/listing.hpp"

namespace panoh::intake {

namespace {

using access::Verb;
using records::ListOrder;
using vault::SqlValue;

bool sees_desk_only(const Records& records, const Caller& caller)
{
    return !records.access().may(caller.actor, "take_calls");
}

constexpr std::string_view desk_columns =
    "c.record AS record, c.number AS number, c.status AS status, c.region AS region, c.time_of_call AS time_of_call,"
    " c.call_back_by AS call_back_by, c.taken_by AS taken_by, c.keyworker AS keyworker, c.organisation AS organisation";
std::string coded_columns()
{
    return ", c.channel AS channel, c.caller_kind AS caller_kind, c.danger_now AS danger_now,"
           " c.received_at AS received_at, c.apart AS apart, "
           + ended_alert("status", "c.file") + " AS alert_state, " + ended_alert("ended_at", "c.file")
           + " AS alert_ended_at";
}

constexpr std::string_view still_open = "c.status IN ('new','handed_over','screened')";

void add_view(records::Listing& listing, CallView view, const UserId& reader)
{
    const SqlValue me = vault::sql(reader);
    const std::string open(still_open);
    switch (view) {
    case CallView::mine:
        return listing.only("(c.taken_by=? OR c.keyworker=?) AND c.status<>'set_apart'", {me, me});
    case CallView::fresh:
        return listing.only("c.status='new' OR (c.keyworker IS NULL AND " + open + ")");
    case CallView::handed_over:
        return listing.only("c.keyworker=? AND c.status='handed_over'", {me});
    case CallView::waiting:
        return listing.only("c.call_back_by IS NOT NULL AND " + open);
    case CallView::all:
        return listing.only("c.status<>'set_apart'");
    case CallView::apart:
        return listing.only("c.status='set_apart'");
    }
}

/// Whether there is danger; none where it is not asked. That of a custody alert ends with it.
std::string danger_code()
{
    return "CASE WHEN c.status IN ('counted_only','set_apart') THEN '' WHEN c.danger_now=1 AND "
           + ended_alert("status", "c.file")
           + " IS NOT NULL THEN 'ended' WHEN c.danger_now=1 THEN 'yes' WHEN c.danger_now=0 THEN 'no' ELSE 'open' END";
}

/// Nothing that is not `desk` narrows the list of somebody who sees the desk only: a filter would tell.
records::Listing listing_of(const Records& records, const Caller& caller, const CallFilter& filter, bool desk_only)
{
    records::Listing listing(
        records,
        "t_contact c",
        "c",
        records.access().scope(
            caller.actor,
            desk_only ? Verb::desk : Verb::read,
            forms::FileKind::contact,
            forms::Compartment::core,
            "c.file"
        )
    );
    if (filter.view == CallView::waiting && !desk_only) {
        listing.only("(c.promise_call_back=1 OR c.call_back_by IS NOT NULL) AND " + std::string(still_open));
    } else {
        add_view(listing, filter.view, caller.actor.user);
    }
    listing.facet({"c.status", filter.status});
    listing.facet({"c.region", filter.region, {}, std::nullopt, true});
    listing.facet({"c.keyworker", filter.keyworker});
    listing.facet({casework::year_of_number("c.number"), filter.year});
    listing.sortable("number", "c.number");
    listing.sortable("region", "c.region");
    listing.sortable("state", "c.status");
    listing.sortable("call_back", "c.call_back_by");
    listing.sortable("time", "c.time_of_call");
    if (desk_only) return listing;
    listing.facet({danger_code(), filter.danger});
    listing.facet({"c.channel", filter.channel});
    listing.facet({"c.caller_kind", filter.caller_kind});
    return listing;
}

std::vector<ListOrder> order_of(const CallFilter& filter)
{
    const bool down = !filter.oldest_first;
    const std::string newest(records::by_seq);
    if (filter.sort == "number") return {{"number", down}};
    if (filter.sort == "region" || filter.sort == "state" || filter.sort == "call_back") {
        return {{filter.sort, down, true}, {newest, down}};
    }
    if (filter.view == CallView::waiting) return {{"call_back", false, true}};
    return {{"time", down}, {newest, down}};
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
    row.alert_state = rows.text(at, "alert_state");
    row.alert_ended_at = rows.text(at, "alert_ended_at");
    return row;
}

std::string select_rows(bool desk_only)
{
    std::string sql = "SELECT ";
    sql += desk_columns;
    if (!desk_only) sql += coded_columns();
    return sql + " FROM t_contact c WHERE {scope} AND c.deleted=0";
}

}  // namespace

std::string ended_alert(std::string_view field, std::string_view file)
{
    return "(SELECT a." + std::string(field) + " FROM t_custody_alert a WHERE a.file=" + std::string(file)
           + " AND a.deleted=0 AND a.status<>'open' ORDER BY a.seq LIMIT 1)";
}

Result<CallList> list_calls(const Records& records, const Caller& caller, const CallFilter& filter)
{
    CallList list;
    list.desk_only = sees_desk_only(records, caller);
    const records::Listing listing = listing_of(records, caller, filter, list.desk_only);
    auto counts = listing.counts();
    if (!counts) return counts.error();
    list.total = counts->total;
    list.counts = std::move(counts->facets);
    std::string columns(desk_columns);
    if (!list.desk_only) columns += coded_columns();
    const auto rows = listing.rows(columns, {}, order_of(filter), filter.page, calls_on_a_page);
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
