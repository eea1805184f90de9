// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// What waits to be done, as plain values: how lines of My work are sorted, whichever slice they come from.
namespace panoh::records {

/// Headings of My work, in the order of the page.
enum class WorkGroup { danger, overdue, today, soon, new_for_me, handed_over, waiting, later };

/// Why a line stands in My work, apart from its date.
enum class WorkReason { to_do, danger, new_for_me, handed_over };

/// One line of My work. Holds numbers, codes and dates; no name and no narrative.
struct WorkLine {
    WorkReason reason = WorkReason::to_do;
    RecordId record;         ///< what it is about
    std::string part;        ///< tells lines about the same record apart; those that do not differ stand once
    FileId file;             ///< that decides who may read the record
    std::string number;      ///< of the case or contact; may be empty
    std::string due_on;      ///< "2026-11-22", or empty
    std::string due_time;    ///< "14:05" local, or empty
    UserId who;              ///< whoever does it; none: a role or nobody
    std::string role;        ///< of list `case_roles`, when a role does it
    bool mine = true;        ///< false: the reader waits for somebody else
    std::int64_t order = 0;  ///< newest last
    WorkGroup group = WorkGroup::later;
};

/// A date of work against today. Dates are "2026-11-22".
enum class Due { none, overdue, today, soon, later };
Due due_of(std::string_view due_on, std::string_view today);
/// "2026-11-29" for 7 days after "2026-11-22"; the text itself when it is no day.
std::string day_after(std::string_view day, int days);

/// In which group a line belongs: danger first, then whose it is, then its date, then why it is there.
WorkGroup group_of(const WorkLine& line, std::string_view today);

/// Groups the lines, drops repeated ones (a line stands in its first group only) and sorts each group by date, undated
/// last and newest first.
template <std::derived_from<WorkLine> Line>
std::vector<Line> arranged(std::vector<Line> lines, std::string_view today)
{
    for (Line& line : lines)
        line.group = group_of(line, today);
    const auto place = [](const WorkLine& line) {
        return std::tuple(line.group, line.due_on.empty(), line.due_on, line.due_time, -line.order);
    };
    std::stable_sort(lines.begin(), lines.end(), [&](const WorkLine& left, const WorkLine& right) {
        return place(left) < place(right);
    });
    std::set<std::pair<RecordId, std::string>> seen;
    std::erase_if(lines, [&](const WorkLine& line) { return !seen.emplace(line.record, line.part).second; });
    return lines;
}

}  // namespace panoh::records
