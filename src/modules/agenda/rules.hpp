// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <string_view>
#include <vector>

/// Days of the calendar, from plain values alone.
namespace panoh::agenda {

using std::chrono::sys_days;

enum class View { month, week, day };
/// "month", "week" or "day"; the week for anything else.
View view_named(std::string_view name);
std::string_view name_of(View view);

/// The days that a view of `day` shows, in order: whole weeks from Monday on for a month and a week.
std::vector<sys_days> days_of(View view, sys_days day);
/// The same place in the view before (-1) or after (+1); a month later is its first day.
sys_days neighbour(View view, sys_days day, int direction);
/// 0 for Monday, 6 for Sunday.
unsigned place_in_week(sys_days day);
/// Whether both are in the same month.
bool same_month(sys_days left, sys_days right);

}  // namespace panoh::agenda
