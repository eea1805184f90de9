// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/agenda/rules.hpp"

namespace panoh::agenda {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

constexpr int days_in_week = 7;

sys_days monday_of(sys_days day)
{
    return day - days(place_in_week(day));
}

sys_days first_of_month(sys_days day)
{
    const year_month_day date{day};
    return sys_days{date.year() / date.month() / 1};
}

sys_days last_of_month(sys_days day)
{
    const year_month_day date{day};
    return sys_days{date.year() / date.month() / std::chrono::last};
}

}  // namespace

View view_named(std::string_view name)
{
    if (name == "month") return View::month;
    return name == "day" ? View::day : View::week;
}

std::string_view name_of(View view)
{
    if (view == View::month) return "month";
    return view == View::day ? "day" : "week";
}

std::vector<sys_days> days_of(View view, sys_days day)
{
    sys_days first = day;
    sys_days last = day;
    if (view == View::week) first = monday_of(day);
    if (view == View::week) last = first + days(days_in_week - 1);
    if (view == View::month) first = monday_of(first_of_month(day));
    if (view == View::month) last = monday_of(last_of_month(day)) + days(days_in_week - 1);
    std::vector<sys_days> all;
    for (sys_days each = first; each <= last; each += days(1))
        all.push_back(each);
    return all;
}

sys_days neighbour(View view, sys_days day, int direction)
{
    if (view == View::day) return day + days(direction);
    if (view == View::week) return day + days(direction * days_in_week);
    const year_month_day first{first_of_month(day)};
    return sys_days{first + months(direction)};
}

unsigned place_in_week(sys_days day)
{
    return std::chrono::weekday{day}.iso_encoding() - 1;
}

bool same_month(sys_days left, sys_days right)
{
    return first_of_month(left) == first_of_month(right);
}

}  // namespace panoh::agenda
