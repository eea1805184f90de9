// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Dates that must not be missed, entered by hand with the basis that somebody read. No legal rule is known here.
namespace panoh::casework {

/// Desk fields of a deadline.
struct DeadlineLine {
    RecordId record;
    FileId file;
    RecordId case_record;
    std::string number;  ///< of the case
    std::string due_on;  ///< the last day that is meant: "2026-11-22"
    std::string state;   ///< of list `deadline_states`
    UserId owner, second, keyworker;
    int remind_before = 0;   ///< days; 0: no reminder
    int second_before = 0;   ///< days before the date from which the second person sees it
    std::int64_t order = 0;  ///< newest last

    [[nodiscard]] bool is_open() const { return state == "open"; }
};

/// Of one case, open ones first, by date. For whoever sees at least the desk fields.
Result<std::vector<DeadlineLine>>
deadlines_of(const records::Records& records, const records::Caller& caller, const FileId& case_file);
/// Open ones that concern the caller: as owner, second person or keyworker; `everybody`: all that the caller sees.
Result<std::vector<DeadlineLine>>
open_deadlines(const records::Records& records, const records::Caller& caller, bool everybody);

/// How a deadline stands in somebody's work.
enum class DeadlinePart {
    none,      ///< not yet, or not at all
    own,       ///< the owner's, on its date
    reminder,  ///< the owner's, to be seen today because its reminder has come
    second,    ///< alerted second
    others     ///< of whoever leads the case: somebody else does it
};
/// From plain values. Days are "2026-11-22".
DeadlinePart part_in_work(const DeadlineLine& line, const UserId& reader, std::string_view today);

/// Who can be the owner or the second person: those who work on the case, and coordinators; by name.
std::vector<UserId>
people_for_deadline(const records::Records& records, const records::Caller& caller, const FileId& case_file);

/// What is wrong with the people that a form names.
std::vector<forms::FormProblem> deadline_problems(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& case_file,
    const boost::json::object& coded
);

/// Done or missed on a day, in words; or open after all (`state` "open", the rest empty). The state as it was meant
/// already is left as it is.
Result<void> end_deadline(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& deadline,
    std::string_view state,
    const std::string& ended_on,
    std::string words,
    const BatchId& batch
);
/// A new date, with the reason. `conflict` for one that is not open.
Result<void> postpone_deadline(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& deadline,
    const std::string& due_on,
    std::string reason,
    const BatchId& batch
);

}  // namespace panoh::casework
