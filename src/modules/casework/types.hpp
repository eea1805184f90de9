// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace panoh::casework {

/// Headings of My work, in the order of the page.
enum class WorkGroup { danger, overdue, today, soon, handed_over, new_for_me, waiting, later };

/// One line of My work. Holds numbers, codes and dates; no name and no narrative.
struct WorkItem {
    enum class Kind {
        task,
        call_back,
        contact_danger,
        case_danger,
        contact_handed_over,
        contact_new,
        review,
        assigned
    };
    Kind kind = Kind::task;
    RecordId record;  ///< the task, contact, case or assignment
    RecordId place;   ///< the case or contact that the line leads to
    FileId file;
    std::string number;      ///< of the case or contact
    std::string due_on;      ///< "2026-11-22", or empty
    std::string due_time;    ///< "14:05" local, or empty
    UserId who;              ///< whoever does it; none: a role or nobody
    std::string role;        ///< of list `case_roles`, when a role does it
    bool mine = true;        ///< false: somebody else does it
    bool readable = true;    ///< the reader may open the file, not just its desk fields
    std::int64_t order = 0;  ///< newest last
    WorkGroup group = WorkGroup::later;
};

/// A line of the list of cases: desk fields, and `risk` when the reader may open the case.
struct CaseLine {
    RecordId record;
    FileId file;
    std::string number, status, region, risk, next_due, next_review_on;
    UserId keyworker;
    bool readable = false;
};

struct CaseFilter {
    /// Codes, or "-" for "not answered"; empty: any.
    std::string status, risk, region;
    std::optional<UserId> keyworker;  ///< a none id: not answered
    bool closed_too = false;
    std::string sort = "number";  ///< number, due, review, status, region
    bool descending = true;
    std::size_t page = 1;
};

struct CasePage {
    std::vector<CaseLine> lines;
    std::size_t total = 0;
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

/// A task of a case: desk fields, and priority and `done_on` when the reader may open the case.
struct TaskLine {
    RecordId record;
    std::string due_on;  ///< the last day that is meant: "2026-11-22", or empty
    std::string due_at, state, role, priority, done_on;
    UserId who;
};

}  // namespace panoh::casework
