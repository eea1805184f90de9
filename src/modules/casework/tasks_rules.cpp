// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/tasks_rules.hpp"

#include "base/json_text.hpp"
#include "forms/edtf.hpp"

#include <chrono>
#include <optional>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using std::chrono::sys_days;

/// A row that was left for long is not followed further than this.
constexpr int most_steps = 10'000;
constexpr int days_in_week = 7;

int number_of(const json::object& object, std::string_view field)
{
    const json::value* value = object.if_contains(field);
    if (value == nullptr) return 0;
    if (value->is_double()) return static_cast<int>(value->get_double());
    return value->is_int64() ? static_cast<int>(value->get_int64()) : 0;
}

sys_days after_months(sys_days first, int months)
{
    using namespace std::chrono;
    const year_month_day day{first};
    const year_month month = year_month{day.year(), day.month()} + std::chrono::months(months);
    const year_month_day_last last{month.year(), month_day_last{month.month()}};
    return day.day() > last.day() ? sys_days{last} : sys_days{year_month_day{month.year(), month.month(), day.day()}};
}

sys_days nth_day(const Repetition& repetition, sys_days first, int nth)
{
    const int count = repetition.every * nth;
    if (repetition.unit == "months") return after_months(first, count);
    return first + std::chrono::days(repetition.unit == "weeks" ? count * days_in_week : count);
}

}  // namespace

bool is_open_task(std::string_view state)
{
    return state.empty() || state == "open" || state == "in_progress";
}

Repetition repetition_of(const json::object& task)
{
    Repetition found;
    found.every = number_of(task, "repeat_every");
    found.unit = text_at(task, "repeat_unit");
    const auto until = forms::edtf_range(text_at(task, "repeat_until"));
    if (until && until->high) found.until = forms::iso_day(*until->high);
    found.from = text_at(task, "repeat_from");
    if (found.from.empty()) found.from = text_at(task, "due_on");
    return found;
}

std::string next_due(const Repetition& repetition, std::string_view due_on, std::string_view today)
{
    const auto first = forms::parse_iso_day(repetition.from);
    if (!repetition.repeats() || !first || !forms::parse_iso_day(due_on)) return {};
    for (int nth = 1; nth <= most_steps; ++nth) {
        std::string day = forms::iso_day(nth_day(repetition, *first, nth));
        if (!repetition.until.empty() && day > repetition.until) return {};
        if (day > due_on && day >= today) return day;
    }
    return {};
}

bool goes_on_after(std::string_view reason)
{
    return reason == "not_reached" || reason == "not_possible" || reason == "other";
}

}  // namespace panoh::casework
