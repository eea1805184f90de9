// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/listing.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// Lists beside that of cases: the people whose file one may read, and tasks.
namespace panoh::casework {

/// When something is due, as lists are narrowed by it.
inline constexpr std::array<std::string_view, 3> due_codes{"overdue", "week", "later"};

/// SQL of the code of `due_codes` for a day ("2026-11-22", SQL as well); NULL without a day.
std::string due_code(std::string_view day, std::string_view today);
/// SQL of the year in a number such as "A-2026-0043".
std::string year_of_number(std::string_view number);

inline constexpr std::size_t lines_per_page = 40;

/// Codes, or "-" for "not answered"; empty: any.
struct PersonFilter {
    std::string sex, nationality, interpreter, year;  ///< interpreter: "1" or "0"
    std::string sort = "number";                      ///< number, birth
    bool descending = true;
    std::size_t page = 1;
};
enum class PersonFacet { sex, nationality, interpreter, year };

struct PersonLine {
    RecordId record;
    FileId file;
    std::string number, sex, birth, nationality, interpreter;
    std::size_t cases = 0;  ///< that the reader may read
};
struct PersonPage {
    std::vector<PersonLine> lines;
    std::size_t total = 0;
    std::vector<records::FacetCounts> counts;  ///< for each `PersonFacet`
};
/// People whose file the caller may read.
Result<PersonPage>
people_list(const records::Records& records, const records::Caller& caller, const PersonFilter& filter);

struct TaskFilter {
    std::string state, due, who, role, kind, priority;  ///< codes; `who`: a user's id
    bool ended_too = false;
    std::string sort = "due";  ///< due, number, state
    bool descending = false;
    std::size_t page = 1;
};
enum class TaskFacet { state, due, who, role, kind, priority };

struct TaskRow {
    RecordId record, case_record;
    FileId file;
    std::string number;  ///< of the case
    std::string due_on, due_at, state, role;
    UserId who;
    std::string kind, priority;  ///< when the reader may open the case
    bool readable = false;
};
struct TaskPage {
    std::vector<TaskRow> lines;
    std::size_t total = 0;
    std::vector<records::FacetCounts> counts;  ///< for each `TaskFacet`
};
/// Tasks of cases that the caller may know of; what they say stands in `TaskRow` only for readers of the case.
Result<TaskPage> task_list(const records::Records& records, const records::Caller& caller, const TaskFilter& filter);

}  // namespace panoh::casework
