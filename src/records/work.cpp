// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/work.hpp"

#include "forms/edtf.hpp"

#include <chrono>

namespace panoh::records {

namespace {

constexpr int days_that_are_soon = 7;

}  // namespace

std::string day_after(std::string_view day, int days)
{
    const auto parsed = forms::parse_iso_day(day);
    return parsed ? forms::iso_day(*parsed + std::chrono::days(days)) : std::string(day);
}

Due due_of(std::string_view due_on, std::string_view today)
{
    if (due_on.empty()) return Due::none;
    if (due_on < today) return Due::overdue;
    if (due_on == today) return Due::today;
    return due_on <= day_after(today, days_that_are_soon) ? Due::soon : Due::later;
}

WorkGroup group_of(const WorkLine& line, std::string_view today)
{
    if (line.reason == WorkReason::danger) return WorkGroup::danger;
    if (!line.mine) return WorkGroup::waiting;
    switch (due_of(line.due_on, today)) {
    case Due::overdue:
        return WorkGroup::overdue;
    case Due::today:
        return WorkGroup::today;
    case Due::soon:
        return WorkGroup::soon;
    case Due::later:
        return WorkGroup::later;
    case Due::none:
        break;
    }
    if (line.reason == WorkReason::handed_over) return WorkGroup::handed_over;
    return line.reason == WorkReason::new_for_me ? WorkGroup::new_for_me : WorkGroup::later;
}

}  // namespace panoh::records
