// SPDX-License-Identifier: AGPL-3.0-or-later
// What everybody has to do, in numbers and lists, from desk fields alone.
#include "forms/typed.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/team_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using forms::FileKind;
using records::Caller;
using records::Records;
using vault::Rows;
using vault::SqlValue;

/// "NOT IN (…)" for a column, with the active users of an organisation; true for null too.
std::string with_nobody(const std::map<UserId, Workload>& loads, std::string_view column, std::vector<SqlValue>& values)
{
    std::string marks;
    for (const auto& [id, load] : loads) {
        if (!load.active) continue;
        marks += marks.empty() ? "?" : ",?";
        values.push_back(vault::sql(id));
    }
    return fmt::format("({0} IS NULL OR {0} NOT IN ({1}))", column, marks);
}

std::string case_columns()
{
    return fmt::format(
        "c.record, c.file, c.number, c.status, c.region, c.keyworker, c.next_review_on,"
        " (SELECT MIN({}) FROM t_task k WHERE k.file=c.file AND {}) AS next_due",
        due_day,
        open_task
    );
}

CaseLine case_line(const Rows& rows, std::size_t row)
{
    CaseLine line;
    line.record = rows.id<RecordId>(row, "record");
    line.file = rows.id<FileId>(row, "file");
    line.number = rows.text(row, "number");
    line.status = rows.text(row, "status");
    line.region = rows.text(row, "region");
    line.keyworker = rows.id<UserId>(row, "keyworker");
    line.next_review_on = rows.text(row, "next_review_on");
    line.next_due = rows.text(row, "next_due");
    return line;
}

Result<std::vector<CallLine>>
calls_where(const Records& records, const Caller& caller, const std::string& condition, std::vector<SqlValue> values)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "contact",
        "c.file",
        fmt::format(
            "SELECT c.record, c.file, c.number, c.status, c.region, c.call_back_by, c.keyworker"
            " FROM t_contact c WHERE {{scope}} AND c.deleted=0 AND {} AND {}"
            " ORDER BY c.call_back_by IS NULL, c.call_back_by, c.seq",
            open_call,
            condition
        ),
        std::move(values)
    );
    if (!rows) return rows.error();
    std::vector<CallLine> calls;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        CallLine call;
        call.record = rows->id<RecordId>(row, "record");
        call.file = rows->id<FileId>(row, "file");
        call.number = rows->text(row, "number");
        call.status = rows->text(row, "status");
        call.region = rows->text(row, "region");
        call.keyworker = rows->id<UserId>(row, "keyworker");
        const auto due = forms::moment_parts(rows->text(row, "call_back_by"), caller.zone);
        if (due) std::tie(call.due_on, call.due_time) = *due;
        calls.push_back(std::move(call));
    }
    return calls;
}

Result<std::vector<CaseLine>>
cases_of_nobody(const Records& records, const Caller& caller, const std::map<UserId, Workload>& loads)
{
    std::vector<SqlValue> values;
    const std::string nobody = with_nobody(loads, "c.keyworker", values);
    const auto rows = records.query(
        caller,
        Verb::desk,
        "case",
        "c.file",
        fmt::format(
            "SELECT {} FROM t_case c WHERE {{scope}} AND {} AND {} ORDER BY next_due IS NULL, next_due, c.number",
            case_columns(),
            open_case,
            nobody
        ),
        std::move(values)
    );
    if (!rows) return rows.error();
    std::vector<CaseLine> cases;
    for (std::size_t row = 0; row < rows->size(); ++row)
        cases.push_back(case_line(*rows, row));
    return cases;
}

Result<std::vector<CaseOfColleague>>
cases_of(const Records& records, const Caller& caller, const UserId& user, std::string_view today)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "case",
        "c.file",
        fmt::format(
            "SELECT * FROM (SELECT {columns},"
            " (SELECT a.role FROM t_assignment a WHERE a.file=c.file AND {live} AND a.\"user\"='{user}' LIMIT 1) AS "
            "role,"
            " (SELECT COUNT(*) FROM t_task k WHERE k.file=c.file AND {task} AND {owner}='{user}') AS tasks,"
            " (SELECT COUNT(*) FROM t_task k WHERE k.file=c.file AND {task} AND {owner}='{user}' AND {due}<'{today}')"
            " AS late FROM t_case c WHERE {{scope}} AND {open})"
            " WHERE keyworker='{user}' OR role IS NOT NULL OR tasks>0 ORDER BY next_due IS NULL, next_due, number",
            fmt::arg("columns", case_columns()),
            fmt::arg("live", live),
            fmt::arg("user", user.text()),
            fmt::arg("task", open_task),
            fmt::arg("owner", task_owner),
            fmt::arg("due", due_day),
            fmt::arg("today", today),
            fmt::arg("open", open_case)
        )
    );
    if (!rows) return rows.error();
    std::vector<CaseOfColleague> cases;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        CaseOfColleague each;
        each.line = case_line(*rows, row);
        each.leads = each.line.keyworker == user;
        each.role = rows->text(row, "role");
        each.tasks = count_at(*rows, row, "tasks");
        each.overdue = count_at(*rows, row, "late");
        cases.push_back(std::move(each));
    }
    return cases;
}

/// Those who left stand first, then everybody by name.
std::vector<Workload> in_order(const Records& records, const std::map<UserId, Workload>& loads)
{
    const auto directory = records.vault().directory();
    std::vector<Workload> found;
    for (const auto& [id, load] : loads) {
        const vault::User* user = directory->user(id);
        const access::Actor actor{id, user->organisation, user->roles};
        const bool can_have_work = std::any_of(actor.roles.begin(), actor.roles.end(), [&](const std::string& name) {
            const access::Role* role = records.access().roles().find(name);
            return role != nullptr
                   && (role->files.contains(FileKind::case_file) || role->files.contains(FileKind::contact));
        });
        if (load.active ? can_have_work : load.has_work()) found.push_back(load);
    }
    std::sort(found.begin(), found.end(), [&](const Workload& left, const Workload& right) {
        if (left.active != right.active) return !left.active;
        return directory->user(left.user)->name.reveal() < directory->user(right.user)->name.reveal();
    });
    return found;
}

}  // namespace

std::vector<vault::KeptFile> kept_cases(const Records& records, const Caller& caller)
{
    const vault::Vault& vault = records.vault();
    const OrganisationId& organisation = caller.actor.organisation;
    const vault::FileFact any{{}, FileKind::case_file, organisation, 0, 0};
    const auto teams = records.access().holders(any, Compartment::core, {}, *vault.directory());
    if (teams.empty()) return {};
    auto kept = vault.kept_files(FileKind::case_file, organisation, teams);
    std::erase_if(kept, [&](const vault::KeptFile& file) {
        return records.may(caller, Verb::desk, file.file.file, Compartment::core);
    });
    return kept;
}

Result<TeamBoard> team_board(const Records& records, const Caller& caller, std::string_view today)
{
    const auto counts = team_counts(records, caller, today);
    if (!counts) return counts.error();
    TeamBoard board;
    board.colleagues = in_order(records, counts->loads);
    board.restricted = counts->kept;
    auto cases = cases_of_nobody(records, caller, counts->loads);
    if (!cases) return cases.error();
    board.cases_of_nobody = std::move(*cases);
    std::vector<SqlValue> values;
    const std::string nobody = with_nobody(counts->loads, "c.keyworker", values);
    auto calls = calls_where(records, caller, nobody, std::move(values));
    if (!calls) return calls.error();
    board.calls_of_nobody = std::move(*calls);
    auto items = work_items(records, caller, true, today);
    if (!items) return items.error();
    auto promises = promised_calls(records, caller, true);
    if (!promises) return promises.error();
    std::move(promises->begin(), promises->end(), std::back_inserter(*items));
    for (WorkItem& item : arranged(std::move(*items), today)) {
        if (due_of(item.due_on, today) == Due::overdue) board.overdue.push_back(std::move(item));
    }
    std::stable_sort(board.overdue.begin(), board.overdue.end(), [](const WorkItem& left, const WorkItem& right) {
        return left.due_on < right.due_on;
    });
    return board;
}

Result<WorkOfColleague>
work_of_colleague(const Records& records, const Caller& caller, const UserId& user, std::string_view today)
{
    const auto counts = team_counts(records, caller, today);
    if (!counts) return counts.error();
    const auto load = counts->loads.find(user);
    if (load == counts->loads.end()) return fail(ErrorCode::not_found, "nobody of that name works here");
    WorkOfColleague found;
    found.load = load->second;
    auto cases = cases_of(records, caller, user, today);
    if (!cases) return cases.error();
    found.cases = std::move(*cases);
    auto calls = calls_where(records, caller, "c.keyworker=?", {vault::sql(user)});
    if (!calls) return calls.error();
    found.calls = std::move(*calls);
    return found;
}

}  // namespace panoh::casework
