// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/work.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace panoh::casework {

using records::WorkGroup;

/// What a case asks for, or a promised call.
struct WorkItem : records::WorkLine {
    enum class Kind { task, call_back, case_danger, review, assigned };
    Kind kind = Kind::task;
    RecordId place;           ///< the case or contact that the line leads to
    int escalates_after = 0;  ///< days: of a task, until the coordinator has it on their list too
};

/// A line of the list of cases: desk fields, and `risk` when the reader may open the case.
struct CaseLine {
    RecordId record;
    FileId file;
    std::string number, status, region, risk, next_due, next_review_on;
    UserId keyworker;
    OrganisationId organisation;
    std::string opened_on;  ///< when the reader may open the case
    bool readable = false;
};

/// By what the list of cases is narrowed, in this order.
enum class CaseFacet { status, due, region, keyworker, risk, organisation, year, tag };

struct CaseFilter {
    /// Codes, or "-" for "not answered"; empty: any. `due`: overdue, week or later.
    std::string status, risk, region, organisation, year, due;
    std::optional<UserId> keyworker;  ///< a none id: not answered
    RecordId tag;                     ///< none: any; else only cases that the reader may read
    bool closed_too = false;
    std::string sort = "number";  ///< number, due, review, status, region, opened
    bool descending = true;
    std::size_t page = 1;
};

struct CasePage {
    std::vector<CaseLine> lines;
    std::size_t total = 0;
    /// For each `CaseFacet`, how many cases have each code, the rest of the filter kept. A case counts for each of its
    /// tags.
    std::vector<std::vector<std::pair<std::string, std::size_t>>> counts = {};
};
inline constexpr std::size_t cases_per_page = 40;

/// A case as every page of it shows it. Fields other than desk fields are empty without `readable`.
struct CaseHead {
    RecordId record;
    FileId file;
    std::uint32_t revision = 0;
    std::string number, status, region, risk, opened_on, next_review_on, next_due;
    RecordId next_task;
    RecordId origin;
    UserId keyworker;
    OrganisationId organisation;
    std::vector<std::string> languages;
    bool readable = false;        ///< core
    bool account = false;         ///< notes and summary
    bool awaits_account = false;  ///< their key has not reached the reader yet
};

/// A person with their part in a case.
struct Participant {
    RecordId participation;
    RecordId person;
    FileId file;
    std::string number, role, relation, sex, birth;
    bool readable = false;
};

/// Somebody who works on a case, or did.
struct TeamMember {
    RecordId assignment;
    UserId user;
    std::string role, since, until;
};

/// A task of a case: desk fields, and the rest when the reader may open the case.
struct TaskLine {
    RecordId record;
    std::string due_on;  ///< the last day that is meant: "2026-11-22", or empty
    std::string due_at, state, role, priority, done_on, ended_because;
    UserId who;
    int escalates_after = 0;  ///< days; 0: the usual number
    int repeat_every = 0;     ///< 0: it does not come again
    std::string repeat_unit, repeat_until;
};

}  // namespace panoh::casework
