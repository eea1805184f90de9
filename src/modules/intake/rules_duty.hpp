// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/values.hpp"
#include "modules/intake/types_duty.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Who is on duty, when nobody is, and who comes next. Pure; `zone` is where days begin and lines open.
namespace panoh::intake {

// — times —

/// The moment at which a day begins.
std::string start_of_day(std::chrono::sys_days day, std::string_view zone);
/// From the beginning of a day until the beginning of the day that is `count` days later.
Span days_from(std::chrono::sys_days first, int count, std::string_view zone);
/// The Monday of a week.
std::chrono::sys_days monday_of(std::chrono::sys_days day);
/// "mon" … "sun"
std::string_view weekday_code(std::chrono::sys_days day);
/// The same time of the wall some days later; in the hour that clocks skip, the hour after it.
std::string moved(const std::string& moment, int days, std::string_view zone);
/// A moment so many minutes later.
std::string later_by(const std::string& moment, std::chrono::minutes by);

bool overlap(const Span& left, const Span& right);
/// What of the times lies in the window, in order.
std::vector<Span> within(const std::vector<Span>& times, const Span& window);
/// What of the times is left when others are taken away; in order, joined where they touch.
std::vector<Span> without(const std::vector<Span>& times, const std::vector<Span>& taken);

// — the list —

/// When a line is to be answered within a window.
std::vector<Span> service_times(const ServiceHours& hours, const Span& window, std::string_view zone);
/// When no operator is on the list of a line that is to be answered. A closed line has no gaps.
std::vector<Span>
gaps_of(const Line& line, const std::vector<Shift>& shifts, const Span& window, std::string_view zone);
/// Those on duty at a moment, operators first.
std::vector<Shift> on_duty(const std::vector<Shift>& shifts, const std::string& now);
/// Who answers after me: on my line when my shift ends, else who is on now or starts next. None: nobody is on the list.
UserId next_on_duty(
    const std::vector<Shift>& shifts,
    const UserId& me,
    const std::string& now,
    const std::function<bool(const UserId&)>& may_take
);

// — changing it —

/// What does not fit: an end before the beginning, more than 14 days, a person who is on the same list already, one's
/// own back-up.
std::vector<forms::FormProblem> problems_of_shift(const Shift& shift, const std::vector<Shift>& others);
/// The shifts of an earlier week for a later one, at the same time of the wall. Left out: those whose line has somebody
/// in the same role then.
std::vector<Shift>
copied(const std::vector<Shift>& earlier, int days_later, const std::vector<Shift>& there, std::string_view zone);

}  // namespace panoh::intake
