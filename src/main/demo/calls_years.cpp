// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/calls_years.hpp"

#include "main/demo/data.hpp"

#include <fmt/format.h>

#include <charconv>

namespace panoh::demo {

namespace json = boost::json;

namespace {

constexpr int days_of_month = 30;
constexpr std::size_t month_length = 7;

int number_at(const json::object& rule, std::string_view member)
{
    const std::string text = text_at(rule, member);
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Calls of a day come between eight and half past ten in the evening, never two at the same minute.
std::string hour_of(std::size_t call)
{
    constexpr std::size_t first_hour = 8;
    constexpr std::size_t hours = 14;
    constexpr std::size_t minutes = 60;
    return fmt::format("{:02}:{:02}", first_hour + call * 5 % hours, call * 17 % minutes);
}

json::object call_of(const json::object& rule, std::size_t number, int ago)
{
    const json::array& contacts = array_at(rule, "contacts");
    const json::array& people = array_at(rule, "by");
    json::object contact = contacts[(number * 4 + number / contacts.size()) % contacts.size()].as_object();
    contact["keep"] = "count_only";
    return {
        {"label", fmt::format("year-{}", number)},
        {"ago", std::to_string(ago)},
        {"at", hour_of(number)},
        {"by", people[number % people.size()]},
        {"contact", std::move(contact)}};
}

}  // namespace

Result<json::object> calls_of_years(const json::object& rule, const Calendar& calendar)
{
    const int days = number_at(rule, "days");
    const int first = number_at(rule, "first");
    const int last = number_at(rule, "last");
    if (days <= 0 || array_at(rule, "contacts").empty() || array_at(rule, "by").empty()) {
        return fail(ErrorCode::internal, "the rule for the calls of years says too little");
    }
    json::array calls;
    json::array work;
    std::string month;
    int due = 0;
    for (int ago = days; ago > 0; --ago) {
        const auto day = calendar.resolved(fmt::format("@-{}", ago));
        if (!day) return day.error();
        const std::string now = day->substr(0, month_length);
        if (!month.empty() && month != now) {
            work.push_back(json::object{
                {"label", "figures of " + month},
                {"ago", std::to_string(ago)},
                {"at", "07:40"},
                {"by", text_at(rule, "keeps_figures")},
                {"keep_figures", month}});
        }
        month = now;
        // As many calls as the month has, spread over its days; a day gets more when several have come due.
        due += first * days + (last - first) * (days - ago);
        for (; due >= days_of_month * days; due -= days_of_month * days)
            calls.push_back(call_of(rule, calls.size(), ago));
    }
    return json::object{{"calls", std::move(calls)}, {"work", std::move(work)}};
}

}  // namespace panoh::demo
