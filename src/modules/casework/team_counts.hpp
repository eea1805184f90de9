// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/team.hpp"

#include <map>
#include <string_view>

/// What everybody of an organisation has to do, in numbers, from desk fields alone.
namespace panoh::casework {

// Conditions on desk tables: c is a contact or a case, a an assignment, k a task.
inline constexpr std::string_view open_call = "c.status IN ('new','handed_over','screened')";
inline constexpr std::string_view open_case = "c.deleted=0 AND c.status<>'closed'";
inline constexpr std::string_view live = "a.deleted=0 AND a.\"until\" IS NULL";
inline constexpr std::string_view open_task = "k.deleted=0 AND (k.state IS NULL OR k.state IN ('open','in_progress'))";
inline constexpr std::string_view due_day = "COALESCE(k.due_on_high, k.due_on_low)";
/// Whose a task is: whoever is named, else the keyworker, unless it is a role's.
inline constexpr std::string_view task_owner =
    "COALESCE(k.assigned_to, CASE WHEN k.assigned_role IS NULL THEN c.keyworker END)";

/// The number in a cell.
[[nodiscard]] std::size_t count_at(const vault::Rows& rows, std::size_t row, std::string_view column);

struct TeamCounts {
    std::map<UserId, Workload> loads;  ///< of every user of the reader's organisation, also of those who left
    std::size_t kept = 0;              ///< cases that the reader may not see
};

/// Counts for `today` ("2026-11-23") what the reader's desk shows.
[[nodiscard]] Result<TeamCounts>
team_counts(const records::Records& records, const records::Caller& caller, std::string_view today);

}  // namespace panoh::casework
