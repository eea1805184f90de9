// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Questions of this slice to the workspace. Functions with a `Caller` answer within the caller's scope;
/// the others are for callers that have decided already.
namespace panoh::casework {

struct PersonRecord {
    RecordId record;
    FileId file;
};

/// The record of type `person` of a file. `not_found` when the workspace does not hold it.
Result<PersonRecord> person_of_file(const records::Records& records, const FileId& file);
/// The file of a record, whatever its type, as far as the workspace holds it.
std::optional<FileId> file_of_person(const records::Records& records, const RecordId& person);
/// Files of the persons who have a part in a case.
std::vector<FileId> files_of_persons(const records::Records& records, const FileId& case_file);
/// Everybody who works or worked on the case, in the order of assignment.
std::vector<TeamMember> team_of(const records::Records& records, const FileId& case_file);

/// A case that the caller may see at least the desk fields of; else `not_found`.
Result<CaseHead> case_head(const records::Records& records, const records::Caller& caller, const RecordId& record);
/// The record of type `case` of a file; none when the workspace does not hold it.
RecordId case_of_file(const records::Records& records, const FileId& file);
/// Persons of a case, the one whom it is about first; files kept together count once in the same role. `denied` without
/// reading the case.
Result<std::vector<Participant>>
participants_of(const records::Records& records, const records::Caller& caller, const FileId& case_file);
/// Cases in which a person has a part, in any of the files kept together, as far as the caller may see them.
Result<std::vector<CaseLine>>
cases_of_person(const records::Records& records, const records::Caller& caller, const RecordId& person);
/// Open tasks first, by date.
Result<std::vector<TaskLine>>
tasks_of(const records::Records& records, const records::Caller& caller, const FileId& case_file);

Result<CasePage> case_list(const records::Records& records, const records::Caller& caller, const CaseFilter& filter);

/// Indexes of the workspace for `work_items`, which gives the same without them.
std::string work_indexes();
/// What cases ask for, not yet arranged. `everybody`: of the whole organisation, as far as the caller sees it; else
/// also the cases that the caller was assigned to after `since`, by default in the last seven days.
Result<std::vector<WorkItem>> work_items(
    const records::Records& records,
    const records::Caller& caller,
    bool everybody,
    std::string_view today,
    std::optional<Timestamp> since = std::nullopt
);
/// Calls back that were promised, with the day and time of the reader's wall.
Result<std::vector<WorkItem>>
promised_calls(const records::Records& records, const records::Caller& caller, bool everybody);

/// Where a record of a file stands in a timeline.
struct EventLine {
    std::string type;
    RecordId record;
    FileId file;
    std::string when;             ///< EDTF of what is told of; empty: only `written_at`
    std::int64_t written_at = 0;  ///< µs
    UserId author;
    std::int64_t seq = 0;
    std::uint32_t revision = 0;
};
/// Records of the files that the caller may open, newest first. `only_type` narrows.
Result<std::vector<EventLine>> events_of(
    const records::Records& records,
    const records::Caller& caller,
    const std::vector<FileId>& files,
    std::string_view only_type = {}
);

/// Contacts that became this case.
std::vector<std::pair<RecordId, FileId>> contacts_of_case(const records::Records& records, const RecordId& case_record);

}  // namespace panoh::casework
