// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/deadline.hpp"

#include "base/json_text.hpp"
#include "modules/casework/restriction.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/service.hpp"
#include "modules/casework/store.hpp"
#include "records/colleagues.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::Records;

constexpr std::string_view columns =
    "SELECT t.record, t.file, c.record AS of_case, c.number, c.keyworker,"
    " COALESCE(t.due_on_high, t.due_on_low) AS due, t.state, t.owner, t.second,"
    " CAST(t.remind_before AS INTEGER) AS remind_before, CAST(t.second_before AS INTEGER) AS second_before, t.seq"
    " FROM t_deadline t JOIN t_case c ON c.file=t.file AND c.deleted=0 WHERE {scope} AND t.deleted=0 AND ";

Result<std::vector<DeadlineLine>> lines_where(
    const Records& records, const Caller& caller, std::string_view condition, std::vector<vault::SqlValue> values
)
{
    const auto rows = records.query(
        caller, Verb::desk, "deadline", "t.file", std::string(columns) + std::string(condition), std::move(values)
    );
    if (!rows) return rows.error();
    std::vector<DeadlineLine> lines;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        DeadlineLine line;
        line.record = rows->id<RecordId>(row, "record");
        line.file = rows->id<FileId>(row, "file");
        line.case_record = rows->id<RecordId>(row, "of_case");
        line.number = rows->text(row, "number");
        line.due_on = rows->text(row, "due");
        line.state = rows->text(row, "state");
        line.owner = rows->id<UserId>(row, "owner");
        line.second = rows->id<UserId>(row, "second");
        line.keyworker = rows->id<UserId>(row, "keyworker");
        line.remind_before = static_cast<int>(rows->integer(row, "remind_before"));
        line.second_before = static_cast<int>(rows->integer(row, "second_before"));
        line.order = rows->integer(row, "seq");
        lines.push_back(std::move(line));
    }
    return lines;
}

/// The deadline as it stands, to be revised.
Result<vault::RecordChange> current_of(const Records& records, const Caller& caller, const RecordId& deadline)
{
    const auto record = records.read(caller, deadline);
    if (!record) return record.error();
    if (record->type != "deadline" || record->removed) return fail(ErrorCode::not_found, "the record is no deadline");
    return vault::RecordChange{
        record->id, record->file, record->type, record->revision, record->coded, record->content, false};
}

Result<void> write(const Records& records, const Caller& caller, vault::RecordChange change, const BatchId& batch)
{
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(std::move(change));
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>{} : receipt.error();
}

}  // namespace

Result<std::vector<DeadlineLine>> deadlines_of(const Records& records, const Caller& caller, const FileId& case_file)
{
    return lines_where(records, caller, "t.file=? ORDER BY t.state<>'open', due, t.seq", {vault::sql(case_file)});
}

Result<std::vector<DeadlineLine>> open_deadlines(const Records& records, const Caller& caller, bool everybody)
{
    constexpr std::string_view in_order = " ORDER BY due LIMIT 500";
    const std::string open = "t.state='open'";
    if (everybody) return lines_where(records, caller, open + std::string(in_order), {});
    const vault::SqlValue me = vault::sql(caller.actor.user);
    return lines_where(
        records, caller, open + " AND (t.owner=? OR t.second=? OR c.keyworker=?)" + std::string(in_order), {me, me, me}
    );
}

DeadlinePart part_in_work(const DeadlineLine& line, const UserId& reader, std::string_view today)
{
    if (!line.is_open()) return DeadlinePart::none;
    if (line.owner == reader) {
        const bool is_ahead = line.due_on > today;
        const bool is_reminded = line.remind_before > 0 && day_after(line.due_on, -line.remind_before) <= today;
        return is_ahead && is_reminded ? DeadlinePart::reminder : DeadlinePart::own;
    }
    if (line.second == reader && day_after(line.due_on, -line.second_before) <= today) return DeadlinePart::second;
    return line.keyworker == reader ? DeadlinePart::others : DeadlinePart::none;
}

std::vector<UserId> people_for_deadline(const Records& records, const Caller& caller, const FileId& case_file)
{
    const auto directory = records.vault().directory();
    std::vector<UserId> found = possible_confirmers(records, caller);
    for (const TeamMember& member : team_of(records, case_file)) {
        const vault::User* user = directory->user(member.user);
        const bool is_here = user != nullptr && user->active && member.until.empty();
        if (is_here && std::find(found.begin(), found.end(), member.user) == found.end()) found.push_back(member.user);
    }
    records::sort_by_name(*directory, found);
    return found;
}

std::vector<forms::FormProblem>
deadline_problems(const Records& records, const Caller& caller, const FileId& case_file, const json::object& coded)
{
    std::vector<forms::FormProblem> problems;
    const auto possible = people_for_deadline(records, caller, case_file);
    for (const char* field : {"owner", "second"}) {
        const auto user = UserId::parse(text_at(coded, field));
        if (user && std::find(possible.begin(), possible.end(), *user) == possible.end()) {
            problems.push_back({field, {msg("deadlines.problem.person"), {}}});
        }
    }
    const std::string owner = text_at(coded, "owner");
    if (!owner.empty() && owner == text_at(coded, "second")) {
        problems.push_back({"second", {msg("deadlines.problem.same_person"), {}}});
    }
    return problems;
}

Result<void> end_deadline(
    const Records& records,
    const Caller& caller,
    const RecordId& deadline,
    std::string_view state,
    const std::string& ended_on,
    std::string words,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto change = current_of(records, caller, deadline);
    if (!change) return change.error();
    if (text_at(change->coded, "state") == state) return {};
    change->coded["state"] = state;
    change->coded.erase("ended_on");
    change->content.reveal().erase("outcome");
    if (!ended_on.empty()) change->coded["ended_on"] = ended_on;
    if (!words.empty()) change->content.reveal()["outcome"] = std::move(words);
    return write(records, caller, std::move(*change), batch);
}

Result<void> postpone_deadline(
    const Records& records,
    const Caller& caller,
    const RecordId& deadline,
    const std::string& due_on,
    std::string reason,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto change = current_of(records, caller, deadline);
    if (!change) return change.error();
    if (text_at(change->coded, "state") != "open") {
        return fail(ErrorCode::conflict, "the deadline is not open", {msg("deadlines.problem.not_open"), {}});
    }
    const json::value former = change->coded.at("due_on");
    change->coded["postponed_from"] = former;
    change->coded["due_on"] = due_on;
    change->content.reveal()["postponed_because"] = std::move(reason);
    return write(records, caller, std::move(*change), batch);
}

}  // namespace panoh::casework
