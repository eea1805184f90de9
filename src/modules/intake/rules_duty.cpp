// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_duty.hpp"

#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

namespace panoh::intake {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::size_t clock_length = 5;
constexpr std::string_view midnight = "00:00";

/// The moment of a time of the wall; empty when it is none.
std::string at_wall(sys_days day, std::string_view clock, std::string_view zone)
{
    const auto moment = forms::moment_of(forms::iso_day(day), clock.substr(0, clock_length), zone);
    return moment ? *moment : std::string();
}

sys_days local_day_of(const std::string& moment, std::string_view zone)
{
    const auto local = forms::moment_parts(moment, zone);
    return local ? forms::parse_iso_day(local->first).value_or(sys_days()) : sys_days();
}

int number_at(const std::string& text, std::size_t at)
{
    int number = 0;
    std::from_chars(text.data() + at, text.data() + at + 2, number);
    return number;
}

bool opens_on(const ServiceHours& hours, sys_days day)
{
    return hours.days.empty() || std::find(hours.days.begin(), hours.days.end(), weekday_code(day)) != hours.days.end();
}

bool is_same_place(const Shift& left, const Shift& right)
{
    return left.line == right.line && left.role == right.role;
}

forms::FormProblem problem(std::string_view field, MessageId sentence)
{
    return {std::string(field), {std::move(sentence), {{"label", forms::field_message("duty_shift", field)}}}};
}

void sort(std::vector<Span>& times)
{
    std::sort(times.begin(), times.end(), [](const Span& left, const Span& right) {
        return std::tie(left.from, left.until) < std::tie(right.from, right.until);
    });
}

/// In order, without overlaps, joined where they touch.
std::vector<Span> joined(std::vector<Span> times)
{
    sort(times);
    std::vector<Span> whole;
    for (Span& each : times) {
        if (each.from >= each.until) continue;
        if (!whole.empty() && each.from <= whole.back().until) {
            whole.back().until = std::max(whole.back().until, each.until);
        } else {
            whole.push_back(std::move(each));
        }
    }
    return whole;
}

}  // namespace

std::string start_of_day(sys_days day, std::string_view zone)
{
    return at_wall(day, midnight, zone);
}

Span days_from(sys_days first, int count, std::string_view zone)
{
    return {start_of_day(first, zone), start_of_day(first + days(count), zone)};
}

sys_days monday_of(sys_days day)
{
    return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

std::string_view weekday_code(sys_days day)
{
    return weekdays.at(std::chrono::weekday(day).iso_encoding() - 1);
}

std::string moved(const std::string& moment, int by, std::string_view zone)
{
    const auto local = forms::moment_parts(moment, zone);
    if (!local) return {};
    const auto day = forms::parse_iso_day(local->first);
    return day ? at_wall(*day + days(by), local->second, zone) : std::string();
}

std::string later_by(const std::string& moment, minutes by)
{
    constexpr std::size_t day_length = 10;
    constexpr std::size_t hour_at = 11;
    constexpr std::size_t minute_at = 14;
    const auto day = forms::parse_iso_day(std::string_view(moment).substr(0, day_length));
    if (!day) return {};
    const minutes clock = std::chrono::hours(number_at(moment, hour_at)) + minutes(number_at(moment, minute_at));
    return forms::moment_text(*day + clock + by);
}

bool overlap(const Span& left, const Span& right)
{
    return left.from < right.until && right.from < left.until;
}

std::vector<Span> within(const std::vector<Span>& times, const Span& window)
{
    std::vector<Span> inside;
    for (const Span& each : times) {
        if (overlap(each, window)) {
            inside.push_back({std::max(each.from, window.from), std::min(each.until, window.until)});
        }
    }
    sort(inside);
    return inside;
}

std::vector<Span> without(const std::vector<Span>& times, const std::vector<Span>& taken)
{
    const std::vector<Span> gone = joined(taken);
    std::vector<Span> left;
    for (const Span& each : joined(times)) {
        std::string from = each.from;
        for (const Span& other : gone) {
            if (!overlap({from, each.until}, other)) continue;
            if (from < other.from) left.push_back({from, other.from});
            from = other.until;
        }
        if (from < each.until) left.push_back({from, each.until});
    }
    return left;
}

std::vector<Span> service_times(const ServiceHours& hours, const Span& window, std::string_view zone)
{
    if (hours.round_the_clock) return {window};
    if (hours.opens.empty() || hours.closes.empty()) return {};
    const bool over_midnight = hours.closes <= hours.opens;
    std::vector<Span> times;
    const sys_days last = local_day_of(window.until, zone);
    // What opened on the evening before reaches into the window too.
    for (sys_days day = local_day_of(window.from, zone) - days(1); day <= last; day += days(1)) {
        if (!opens_on(hours, day)) continue;
        times.push_back(
            {at_wall(day, hours.opens, zone), at_wall(over_midnight ? day + days(1) : day, hours.closes, zone)}
        );
    }
    return within(joined(std::move(times)), window);
}

std::vector<Span> gaps_of(const Line& line, const std::vector<Shift>& shifts, const Span& window, std::string_view zone)
{
    if (line.closed) return {};
    std::vector<Span> covered;
    for (const Shift& shift : shifts) {
        if (shift.line == line.id && shift.role == operator_role) covered.push_back(shift.time);
    }
    return without(service_times(line.hours, window, zone), covered);
}

std::vector<Shift> on_duty(const std::vector<Shift>& shifts, const std::string& now)
{
    std::vector<Shift> present;
    for (const Shift& shift : shifts) {
        if (shift.time.from <= now && now < shift.time.until) present.push_back(shift);
    }
    std::stable_sort(present.begin(), present.end(), [](const Shift& left, const Shift& right) {
        return left.role == operator_role && right.role != operator_role;
    });
    return present;
}

UserId next_on_duty(
    const std::vector<Shift>& shifts,
    const UserId& me,
    const std::string& now,
    const std::function<bool(const UserId&)>& may_take
)
{
    const Shift* mine = nullptr;
    for (const Shift& shift : shifts) {
        const bool is_on = shift.time.from <= now && now < shift.time.until;
        if (shift.person != me || shift.role != operator_role || !is_on) continue;
        if (mine == nullptr || shift.time.until > mine->time.until) mine = &shift;
    }
    const std::string& from = mine == nullptr ? now : mine->time.until;
    const auto rank = [&](const Shift& shift) {
        const bool elsewhere = mine != nullptr && shift.line != mine->line;
        return std::tuple(elsewhere, std::max(shift.time.from, from), shift.time.from);
    };
    const Shift* next = nullptr;
    for (const Shift& shift : shifts) {
        const bool comes = shift.person != me && shift.role == operator_role && shift.time.until > from;
        if (!comes || !may_take(shift.person)) continue;
        if (next == nullptr || rank(shift) < rank(*next)) next = &shift;
    }
    return next == nullptr ? UserId{} : next->person;
}

std::vector<forms::FormProblem> problems_of_shift(const Shift& shift, const std::vector<Shift>& others)
{
    std::vector<forms::FormProblem> problems;
    constexpr minutes longest = days(longest_shift_in_days);
    if (shift.time.until <= shift.time.from) {
        problems.push_back(problem("ends", msg("duty.problem.ends_before")));
    } else if (shift.time.until > later_by(shift.time.from, longest)) {
        problems.push_back(problem("ends", msg("duty.problem.too_long")));
    }
    const bool is_there = std::any_of(others.begin(), others.end(), [&](const Shift& other) {
        return other.id != shift.id && other.person == shift.person && is_same_place(other, shift)
               && overlap(other.time, shift.time);
    });
    if (is_there) problems.push_back(problem("person", msg("duty.problem.on_already")));
    if (!shift.back_up.is_none() && shift.back_up == shift.person) {
        problems.push_back(problem("back_up", msg("duty.problem.own_back_up")));
    }
    return problems;
}

std::vector<Shift>
copied(const std::vector<Shift>& earlier, int days_later, const std::vector<Shift>& there, std::string_view zone)
{
    std::vector<Shift> copies;
    for (const Shift& shift : earlier) {
        Shift copy = shift;
        copy.time = {moved(shift.time.from, days_later, zone), moved(shift.time.until, days_later, zone)};
        const bool taken = std::any_of(there.begin(), there.end(), [&](const Shift& other) {
            return is_same_place(other, copy) && overlap(other.time, copy.time);
        });
        if (!taken && copy.time.from < copy.time.until) copies.push_back(std::move(copy));
    }
    return copies;
}

}  // namespace panoh::intake
