// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/store.hpp"

#include "modules/casework/merge.hpp"
#include "modules/casework/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace panoh::casework {

namespace {

using access::Verb;
using forms::Compartment;
using forms::FileKind;
using records::Caller;
using records::Records;
using vault::Rows;
using vault::SqlValue;

/// The last day of a date that is known to a month or a year: what is due in 2026 is not overdue before 2027.
constexpr std::string_view due_day = "COALESCE(k.due_on_high, k.due_on_low)";
constexpr std::string_view open_task = "k.deleted=0 AND (k.state IS NULL OR k.state IN ('open','in_progress'))";

std::vector<std::string> texts(const Records& records, std::string_view sql, const RecordId& record)
{
    std::vector<std::string> found;
    const auto rows = records.vault().workspace().query(sql, {vault::sql(record)});
    if (!rows) return found;
    for (std::size_t row = 0; row < rows->size(); ++row)
        found.push_back(rows->text(row, "code"));
    return found;
}

}  // namespace

Result<PersonRecord> person_of_file(const Records& records, const FileId& file)
{
    const auto rows = records.vault().workspace().query(
        "SELECT record FROM t_person WHERE file=? AND deleted=0 ORDER BY seq", {vault::sql(file)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::not_found, "there is no such person");
    return PersonRecord{rows->id<RecordId>(0, "record"), file};
}

std::optional<FileId> file_of_person(const Records& records, const RecordId& person)
{
    const auto rows = records.vault().workspace().query(
        "SELECT file FROM t_person WHERE record=? AND deleted=0", {vault::sql(person)}
    );
    if (!rows || rows->empty()) return std::nullopt;
    return rows->id<FileId>(0, "file");
}

std::vector<FileId> files_of_persons(const Records& records, const FileId& case_file)
{
    std::vector<FileId> files;
    const auto rows = records.vault().workspace().query(
        "SELECT p.file, MIN(q.seq) AS first FROM t_participation q JOIN t_person p ON p.record=q.person"
        " WHERE q.file=? AND q.deleted=0 AND p.deleted=0 GROUP BY p.file ORDER BY first",
        {vault::sql(case_file)}
    );
    if (!rows) return files;
    for (std::size_t row = 0; row < rows->size(); ++row)
        files.push_back(rows->id<FileId>(row, "file"));
    return files;
}

std::vector<TeamMember> team_of(const Records& records, const FileId& case_file)
{
    std::vector<TeamMember> team;
    const auto rows = records.vault().workspace().query(
        "SELECT record, \"user\", role, since, \"until\" FROM t_assignment WHERE file=? AND deleted=0"
        " ORDER BY \"until\" IS NOT NULL, seq",
        {vault::sql(case_file)}
    );
    if (!rows) return team;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        team.push_back(
            {rows->id<RecordId>(row, "record"),
             rows->id<UserId>(row, "user"),
             rows->text(row, "role"),
             rows->text(row, "since"),
             rows->text(row, "until")}
        );
    }
    return team;
}

Result<CaseHead> case_head(const Records& records, const Caller& caller, const RecordId& record)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "case",
        "c.file",
        fmt::format(
            "SELECT c.*, (SELECT k.record FROM t_task k WHERE k.file=c.file AND {} AND {} IS NOT NULL"
            " ORDER BY {}, k.due_at LIMIT 1) AS next_task FROM t_case c"
            " WHERE {{scope}} AND c.record=? AND c.deleted=0",
            open_task,
            due_day,
            due_day
        ),
        {vault::sql(record)}
    );
    if (!rows) return rows.error();
    if (rows->empty()) return fail(ErrorCode::not_found, "there is no such case for this reader");
    CaseHead head;
    head.record = record;
    head.file = rows->id<FileId>(0, "file");
    head.revision = static_cast<std::uint32_t>(rows->integer(0, "revision"));
    head.number = rows->text(0, "number");
    head.status = rows->text(0, "status");
    head.region = rows->text(0, "region");
    head.next_review_on = rows->text(0, "next_review_on");
    head.keyworker = rows->id<UserId>(0, "keyworker");
    head.organisation = rows->id<OrganisationId>(0, "organisation");
    head.next_task = rows->id<RecordId>(0, "next_task");
    head.readable = records.may(caller, Verb::read, head.file, Compartment::core);
    head.account = records.may(caller, Verb::read, head.file, Compartment::account);
    if (!head.next_task.is_none()) {
        const auto due = records.vault().workspace().query(
            fmt::format("SELECT {} AS due FROM t_task k WHERE k.record=?", due_day), {vault::sql(head.next_task)}
        );
        if (due && !due->empty()) head.next_due = due->text(0, "due");
    }
    if (!head.readable) return head;
    head.risk = rows->text(0, "risk");
    head.opened_on = rows->text(0, "opened_on");
    head.origin = rows->id<RecordId>(0, "origin");
    head.languages = texts(records, "SELECT code FROM t_case__languages WHERE record=?", record);
    return head;
}

RecordId case_of_file(const Records& records, const FileId& file)
{
    const auto rows =
        records.vault().workspace().query("SELECT record FROM t_case WHERE file=? AND deleted=0", {vault::sql(file)});
    return rows && !rows->empty() ? rows->id<RecordId>(0, "record") : RecordId{};
}

Result<std::vector<Participant>> participants_of(const Records& records, const Caller& caller, const FileId& case_file)
{
    if (!records.may(caller, Verb::read, case_file, Compartment::core)) {
        return fail(ErrorCode::denied, "no rule lets the reader see who has a part in the case");
    }
    const auto rows = records.vault().workspace().query(
        "SELECT q.record AS participation, q.person, q.role, q.relation_type, p.file, p.number, p.sex, p.birth"
        " FROM t_participation q LEFT JOIN t_person p ON p.record=q.person AND p.deleted=0"
        " WHERE q.file=? AND q.deleted=0 ORDER BY q.role<>'direct_victim', q.seq",
        {vault::sql(case_file)}
    );
    if (!rows) return rows.error();
    std::vector<Participant> found;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        Participant each;
        each.participation = rows->id<RecordId>(row, "participation");
        each.person = rows->id<RecordId>(row, "person");
        each.file = rows->id<FileId>(row, "file");
        each.role = rows->text(row, "role");
        each.relation = rows->text(row, "relation_type");
        each.readable = !each.file.is_none() && records.may(caller, Verb::read, each.file, Compartment::core);
        if (each.readable) {
            each.number = rows->text(row, "number");
            each.sex = rows->text(row, "sex");
            each.birth = rows->text(row, "birth");
        }
        found.push_back(std::move(each));
    }
    std::set<std::pair<RecordId, std::string>> parts;
    for (const Participant& each : found)
        parts.emplace(each.person, each.role);
    std::erase_if(found, [&](const Participant& each) {
        if (!each.readable) return false;
        const RecordId lead = one_person(records, caller, each.person).lead.record;
        return lead != each.person && parts.contains({lead, each.role});
    });
    return found;
}

Result<std::vector<TaskLine>> tasks_of(const Records& records, const Caller& caller, const FileId& case_file)
{
    const auto rows = records.query(
        caller,
        Verb::desk,
        "task",
        "k.file",
        fmt::format(
            "SELECT k.record, k.priority, {} AS due, k.due_at, k.state, k.assigned_role, k.done_on, k.assigned_to,"
            " CAST(k.escalate_after AS INTEGER) AS escalate_after,"
            " k.ended_because, CAST(k.repeat_every AS INTEGER) AS repeat_every, k.repeat_unit, k.repeat_until"
            " FROM t_task k WHERE {{scope}} AND k.file=? AND k.deleted=0"
            " ORDER BY COALESCE(k.state,'open') IN ('done','not_done','cancelled'), due IS NULL, due, k.due_at, k.seq",
            due_day
        ),
        {vault::sql(case_file)}
    );
    if (!rows) return rows.error();
    const bool readable = records.may(caller, Verb::read, case_file, Compartment::core);
    std::vector<TaskLine> tasks;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        TaskLine task;
        task.record = rows->id<RecordId>(row, "record");
        task.due_on = rows->text(row, "due");
        task.due_at = rows->text(row, "due_at");
        task.state = rows->text(row, "state");
        task.role = rows->text(row, "assigned_role");
        task.who = rows->id<UserId>(row, "assigned_to");
        task.escalates_after = static_cast<int>(rows->integer(row, "escalate_after"));
        if (readable) {
            task.priority = rows->text(row, "priority");
            task.done_on = rows->text(row, "done_on");
            task.ended_because = rows->text(row, "ended_because");
            task.repeat_every = static_cast<int>(rows->integer(row, "repeat_every"));
            task.repeat_unit = rows->text(row, "repeat_unit");
            task.repeat_until = rows->text(row, "repeat_until");
        }
        tasks.push_back(std::move(task));
    }
    return tasks;
}

std::vector<std::pair<RecordId, FileId>> contacts_of_case(const Records& records, const RecordId& case_record)
{
    std::vector<std::pair<RecordId, FileId>> contacts;
    const auto rows = records.vault().workspace().query(
        "SELECT record, file FROM t_contact WHERE \"case\"=?1 AND deleted=0"
        " UNION SELECT o.record, o.file FROM t_case c JOIN t_contact o ON o.record=c.origin WHERE c.record=?1",
        {vault::sql(case_record)}
    );
    if (!rows) return contacts;
    for (std::size_t row = 0; row < rows->size(); ++row)
        contacts.emplace_back(rows->id<RecordId>(row, "record"), rows->id<FileId>(row, "file"));
    return contacts;
}

}  // namespace panoh::casework
