// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/views_lists.hpp"

#include "modules/casework/service.hpp"

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

constexpr std::string_view due_day = "COALESCE(k.due_on_high, k.due_on_low)";

std::vector<ListOrder> person_order(const PersonFilter& filter)
{
    if (filter.sort != "birth") return {{"number", filter.descending}};
    return {{"birth", filter.descending, true}, {"number"}};
}

std::vector<ListOrder> task_order(const TaskFilter& filter)
{
    if (filter.sort == "number" || filter.sort == "state") return {{filter.sort, filter.descending}};
    return {{"due", filter.descending, true}, {"time"}};
}

TaskRow task_row(const vault::Rows& rows, std::size_t at)
{
    TaskRow row;
    row.record = rows.id<RecordId>(at, "record");
    row.case_record = rows.id<RecordId>(at, "place");
    row.file = rows.id<FileId>(at, "file");
    row.number = rows.text(at, "number");
    row.due_on = rows.text(at, "due");
    row.due_at = rows.text(at, "due_time");
    row.state = rows.text(at, "state");
    row.role = rows.text(at, "role");
    row.who = rows.id<UserId>(at, "who");
    row.readable = rows.integer(at, "readable") != 0;
    if (!row.readable) return row;
    row.kind = rows.text(at, "kind");
    row.priority = rows.text(at, "priority");
    return row;
}

}  // namespace

Result<PersonPage> people_list(const Records& records, const Caller& caller, const PersonFilter& filter)
{
    const auto& door = records.access();
    Listing listing(
        records, "t_person p", "p", door.scope(caller.actor, Verb::read, FileKind::person, Compartment::core, "p.file")
    );
    listing.facet({"p.sex", filter.sex});
    listing.facet({"p.nationality", filter.nationality});
    listing.facet({"CAST(p.interpreter AS TEXT)", filter.interpreter});
    listing.facet({year_of_number("p.number"), filter.year});
    listing.sortable("number", "p.number");
    listing.sortable("birth", "p.birth_low");
    auto counts = listing.counts();
    if (!counts) return counts.error();
    const auto cases = door.scope(caller.actor, Verb::read, FileKind::case_file, Compartment::core, "q.file");
    const auto rows = listing.rows(
        fmt::format(
            "p.record, p.file, p.number, p.sex, p.birth, p.nationality, p.interpreter, (SELECT COUNT(DISTINCT q.file)"
            " FROM t_participation q WHERE q.person=p.record AND q.deleted=0 AND {}) AS cases",
            cases.condition
        ),
        cases.parameters,
        person_order(filter),
        filter.page,
        lines_per_page
    );
    if (!rows) return rows.error();
    PersonPage page;
    page.total = counts->total;
    page.counts = std::move(counts->facets);
    for (std::size_t at = 0; at < rows->size(); ++at) {
        PersonLine line;
        line.record = rows->id<RecordId>(at, "record");
        line.file = rows->id<FileId>(at, "file");
        line.number = rows->text(at, "number");
        line.sex = rows->text(at, "sex");
        line.birth = rows->text(at, "birth");
        line.nationality = rows->text(at, "nationality");
        if (!rows->is_null(at, "interpreter")) line.interpreter = std::to_string(rows->integer(at, "interpreter"));
        line.cases = static_cast<std::size_t>(rows->integer(at, "cases"));
        page.lines.push_back(std::move(line));
    }
    return page;
}

Result<TaskPage> task_list(const Records& records, const Caller& caller, const TaskFilter& filter)
{
    const auto& door = records.access();
    const auto readable = door.scope(caller.actor, Verb::read, FileKind::case_file, Compartment::core, "k.file");
    Listing listing(
        records,
        "t_task k JOIN t_case c ON c.file=k.file AND c.deleted=0",
        "k",
        door.scope(caller.actor, Verb::desk, FileKind::case_file, Compartment::core, "k.file")
    );
    const std::string today = today_of(records, caller);
    listing.facet(
        {"COALESCE(k.state,'open')",
         filter.state,
         filter.ended_too ? "" : "k.state IS NULL OR k.state IN ('open','in_progress')"}
    );
    listing.facet({due_code(due_day, today), filter.due});
    listing.facet({"k.assigned_to", filter.who});
    listing.facet({"k.assigned_role", filter.role});
    listing.facet({"k.kind", filter.kind, {}, readable});
    listing.facet({"k.priority", filter.priority, {}, readable});
    listing.sortable("due", std::string(due_day));
    listing.sortable("time", "k.due_at");
    listing.sortable("number", "c.number");
    listing.sortable("state", "COALESCE(k.state,'open')");
    auto counts = listing.counts();
    if (!counts) return counts.error();
    const auto rows = listing.rows(
        fmt::format(
            "k.record, k.file, c.record AS place, c.number, {} AS due, k.due_at AS due_time,"
            " COALESCE(k.state,'open') AS state, k.assigned_role AS role, k.assigned_to AS who, k.kind, k.priority,"
            " {} AS readable",
            due_day,
            readable.condition
        ),
        readable.parameters,
        task_order(filter),
        filter.page,
        lines_per_page
    );
    if (!rows) return rows.error();
    TaskPage page;
    page.total = counts->total;
    page.counts = std::move(counts->facets);
    for (std::size_t at = 0; at < rows->size(); ++at)
        page.lines.push_back(task_row(*rows, at));
    return page;
}

}  // namespace panoh::casework
