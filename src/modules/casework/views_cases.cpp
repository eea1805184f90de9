// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists of cases.
#include "modules/casework/merge.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/views_lists.hpp"
#include "records/listing.hpp"

#include <fmt/format.h>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using forms::FileKind;
using records::Caller;
using records::Listing;
using records::ListOrder;
using records::Records;
using vault::Rows;
using vault::SqlValue;

/// The earliest day of open tasks and deadlines. A date that is known to a month or a year counts by its last day.
constexpr std::string_view next_day =
    "SELECT MIN(day) FROM (SELECT COALESCE(k.due_on_high, k.due_on_low) AS day FROM t_task k WHERE k.file=c.file"
    " AND k.deleted=0 AND (k.state IS NULL OR k.state IN ('open','in_progress')) UNION ALL"
    " SELECT COALESCE(x.due_on_high, x.due_on_low) FROM t_deadline x WHERE x.file=c.file AND x.deleted=0"
    " AND x.state='open')";

std::vector<ListOrder> order_of(const CaseFilter& filter)
{
    if (filter.sort == "status") return {{"status", filter.descending}, {"number"}};
    for (const char* sort : {"due", "review", "region"}) {
        if (filter.sort == sort) return {{sort, filter.descending, true}, {"number"}};
    }
    return {{"number", filter.descending}};
}

CaseLine case_line(const Rows& rows, std::size_t row)
{
    CaseLine line;
    line.record = rows.id<RecordId>(row, "record");
    line.file = rows.id<FileId>(row, "file");
    line.number = rows.text(row, "number");
    line.status = rows.text(row, "status");
    line.region = rows.text(row, "region");
    line.next_due = rows.text(row, "next_due");
    line.next_review_on = rows.text(row, "next_review_on");
    line.keyworker = rows.id<UserId>(row, "keyworker");
    line.organisation = rows.id<OrganisationId>(row, "organisation");
    line.readable = rows.integer(row, "readable") != 0;
    if (!line.readable) return line;
    line.risk = rows.text(row, "risk");
    line.opened_on = rows.text(row, "opened_on");
    return line;
}

/// The cases, or the tags on those that the reader may open: a case has as many as it has, and counts for each. Facets
/// that depend on reading the case must not tell a coordinator what it says.
enum class Of { cases, tags };
Listing listing_of(const Records& records, const Caller& caller, const CaseFilter& filter, Of of)
{
    const auto& door = records.access();
    const auto readable = door.scope(caller.actor, Verb::read, FileKind::case_file, Compartment::core, "c.file");
    const auto known = door.scope(caller.actor, Verb::desk, FileKind::case_file, Compartment::core, "c.file");
    Listing listing =
        of == Of::cases
            ? Listing(records, "t_case c", "c", known)
            : Listing(records, "t_case_tag g JOIN t_case c ON c.file=g.file AND c.deleted=0", "g", readable);
    std::string keyworker;
    if (filter.keyworker) {
        keyworker = filter.keyworker->is_none() ? std::string(records::no_answer) : filter.keyworker->text();
    }
    listing.facet({"c.status", filter.status, filter.closed_too ? "" : "c.status<>'closed'"});
    listing.facet({due_code(next_day, today_of(records, caller)), filter.due});
    listing.facet({"c.region", filter.region, {}, std::nullopt, true});
    listing.facet({"c.keyworker", keyworker});
    listing.facet({"c.risk", filter.risk, {}, readable});
    listing.facet({"c.organisation", filter.organisation});
    listing.facet({year_of_number("c.number"), filter.year});
    if (of == Of::tags) listing.facet({"g.tag", filter.tag.is_none() ? std::string() : filter.tag.text()});
    listing.sortable("number", "c.number");
    listing.sortable("due", fmt::format("({})", next_day));
    listing.sortable("review", "c.next_review_on_high");
    listing.sortable("region", "c.region");
    listing.sortable("status", "c.status");
    return listing;
}

}  // namespace

std::string due_code(std::string_view day, std::string_view today)
{
    constexpr int week = 7;
    return fmt::format(
        "(SELECT CASE WHEN d<'{}' THEN '{}' WHEN d<='{}' THEN '{}' WHEN d IS NOT NULL THEN '{}' END FROM"
        " (SELECT ({}) AS d))",
        today,
        due_codes[0],
        records::day_after(today, week),
        due_codes[1],
        due_codes[2],
        day
    );
}

std::string year_of_number(std::string_view number)
{
    return fmt::format("substr(rtrim({}, '0123456789'), -5, 4)", number);
}

Result<CasePage> case_list(const Records& records, const Caller& caller, const CaseFilter& filter)
{
    const Listing marks = listing_of(records, caller, filter, Of::tags);
    auto tags = marks.counts();
    if (!tags) return tags.error();
    // The cases with one tag are what is marked with it.
    const Listing listing = filter.tag.is_none() ? listing_of(records, caller, filter, Of::cases) : marks;
    auto counts = filter.tag.is_none() ? listing.counts() : *tags;
    if (!counts) return counts.error();
    CasePage page;
    page.total = counts->total;
    page.counts = std::move(counts->facets);
    if (filter.tag.is_none()) page.counts.push_back(std::move(tags->facets.back()));
    const auto readable =
        records.access().scope(caller.actor, Verb::read, FileKind::case_file, Compartment::core, "c.file");
    const auto rows = listing.rows(
        fmt::format(
            "c.record, c.file, c.number, c.status, c.region, c.risk, c.keyworker, c.organisation, c.opened_on,"
            " c.next_review_on, ({}) AS next_due, {} AS readable",
            next_day,
            readable.condition
        ),
        readable.parameters,
        order_of(filter),
        filter.page,
        cases_per_page
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row)
        page.lines.push_back(case_line(*rows, row));
    return page;
}

Result<std::vector<CaseLine>> cases_of_person(const Records& records, const Caller& caller, const RecordId& person)
{
    std::vector<SqlValue> persons;
    std::string marks;
    const OnePerson one = one_person(records, caller, person);
    for (const PersonRecord& each : one.all) {
        persons.push_back(vault::sql(each.record));
        marks += marks.empty() ? "?" : ",?";
    }
    const auto rows = records.query(
        caller,
        Verb::read,
        "case",
        "c.file",
        "SELECT DISTINCT c.record, c.file, c.number, c.status, c.region, c.risk, c.keyworker, c.next_review_on,"
        " c.organisation, c.opened_on, NULL AS next_due, 1 AS readable FROM t_case c JOIN t_participation q ON "
        "q.file=c.file AND q.deleted=0"
        " WHERE {scope} AND q.person IN ("
            + marks + ") AND c.deleted=0 ORDER BY c.number DESC",
        std::move(persons)
    );
    if (!rows) return rows.error();
    std::vector<CaseLine> lines;
    for (std::size_t row = 0; row < rows->size(); ++row)
        lines.push_back(case_line(*rows, row));
    return lines;
}

}  // namespace panoh::casework
