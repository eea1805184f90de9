// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_call_back.hpp"

#include "forms/edtf.hpp"
#include "forms/labels.hpp"
#include "forms/typed.hpp"
#include "modules/intake/rules_duty.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::intake {

namespace {

namespace json = boost::json;
using std::chrono::sys_days;

/// One time on each weekday lies in it, whatever clocks do.
constexpr int longest_search_in_days = 9;
constexpr std::size_t clock_length = 5;

forms::FormProblem problem(std::string_view field, MessageId sentence)
{
    return {std::string(field), {std::move(sentence), {{"label", forms::field_message("call_back_try", field)}}}};
}

int whole_number_at(const json::object& record, std::string_view field)
{
    const json::value* value = record.if_contains(field);
    if (value == nullptr) return 0;
    if (value->is_int64()) return static_cast<int>(value->get_int64());
    return value->is_double() ? static_cast<int>(value->get_double()) : 0;
}

/// What the caller answered about calling back stands in for a rule that nobody wrote down.
std::string safety_of(const json::object& contact, const json::object& account)
{
    const std::string written = text_at(account, "number_safety");
    if (!written.empty()) return written;
    const std::string answer = text_at(contact, "may_call_back");
    if (answer == "yes") return "safe";
    return answer == "no" ? "never" : "ask_first";
}

/// The hours of the caller as those of a line: without hours, the whole day.
ServiceHours hours_of(const CallRules& rules)
{
    ServiceHours hours;
    hours.opens = rules.from.empty() ? "00:00" : rules.from;
    hours.closes = rules.until.empty() ? "00:00" : rules.until;
    hours.days = rules.days;
    hours.round_the_clock = !rules.has_hours();
    return hours;
}

/// The first moment at or after `from` at which the caller may be called.
std::string first_allowed(const CallRules& rules, const std::string& from, std::string_view zone)
{
    const Span window{from, later_by(from, std::chrono::days(longest_search_in_days))};
    const auto times = service_times(hours_of(rules), window, zone);
    return times.empty() ? std::string() : times.front().from;
}

}  // namespace

CallRules call_rules(const json::object& contact, const json::object& account)
{
    CallRules rules;
    rules.safety = safety_of(contact, account);
    rules.from = text_at(account, "call_from");
    rules.until = text_at(account, "call_until");
    rules.days = codes_at(account, "call_days");
    rules.pause_hours = whole_number_at(account, "pause_hours");
    rules.voicemail = text_at(account, "voicemail");
    rules.say_who = Sensitive<std::string>(text_at(account, "say_who"));
    rules.in_words = Sensitive<std::string>(text_at(account, "safe_contact"));
    return rules;
}

CallPermission
may_call(const CallRules& rules, const std::string& last_call, const std::string& now, std::string_view zone)
{
    if (rules.safety == "never") return {CallVerdict::never, {}};
    std::string earliest = now;
    if (!last_call.empty() && rules.pause_hours > 0) {
        earliest = std::max(now, later_by(last_call, std::chrono::hours(rules.pause_hours)));
    }
    const std::string next = first_allowed(rules, earliest, zone);
    if (next == now) return {CallVerdict::allowed, now};
    if (next.empty()) return {CallVerdict::never, {}};
    return {earliest > now ? CallVerdict::too_soon : CallVerdict::not_now, next};
}

bool asks_before_showing(const CallRules& rules, const std::vector<Try>& tries)
{
    if (rules.safety != "safe") return true;
    return !tries.empty() && (tries.front().outcome == "someone_else" || tries.front().outcome == "unsafe");
}

bool is_off_hours(const json::object& attempt, const TryCheck& check)
{
    return may_call(check.rules, check.last_call, text_at(attempt, "at"), check.zone).verdict != CallVerdict::allowed;
}

std::vector<forms::FormProblem> problems_of_try(const json::object& attempt, const TryCheck& check)
{
    std::vector<forms::FormProblem> problems;
    const std::string at = text_at(attempt, "at");
    constexpr std::chrono::minutes clock_tolerance{5};
    if (at > later_by(check.now, clock_tolerance)) {
        problems.push_back(problem("at", msg("call_back.problem.ahead")));
    } else if (is_off_hours(attempt, check) && !check.off_hours_known) {
        problems.push_back(problem("at", msg("call_back.problem.off_hours")));
    }
    const std::string next = text_at(attempt, "next_try");
    if (next.empty()) return problems;
    if (next <= at) {
        problems.push_back(problem("next_try", msg("call_back.problem.next_before")));
        return problems;
    }
    const CallPermission permission = may_call(check.rules, at, next, check.zone);
    if (permission.verdict == CallVerdict::never) {
        problems.push_back(problem("next_try", msg("call_back.problem.next_never")));
    } else if (permission.verdict != CallVerdict::allowed) {
        forms::FormProblem found = problem("next_try", msg("call_back.problem.next_forbidden"));
        found.message.arguments.emplace_back("when", wall_text(permission.next, check.zone));
        problems.push_back(std::move(found));
    }
    return problems;
}

std::string last_call_before(const std::vector<Try>& tries, const std::string& moment)
{
    std::string last;
    for (const Try& each : tries) {
        if (each.at < moment) last = std::max(last, each.at);
    }
    return last;
}

bool has_promise(const json::object& contact)
{
    return is_yes(contact, "promise_call_back") || !text_at(contact, "call_back_by").empty();
}

json::object tried(json::object contact, const std::string& next_try)
{
    contact.erase("call_back_next");
    if (!next_try.empty() && has_promise(contact)) contact["call_back_next"] = next_try;
    return contact;
}

json::object promise_closed(json::object contact)
{
    contact.erase("promise_call_back");
    contact.erase("call_back_by");
    contact.erase("call_back_next");
    return contact;
}

json::object result_of(const json::object& contact, std::string_view result, const UserId& by, std::string_view now)
{
    json::object coded{{"result", result}, {"closed_at", now}, {"closed_by", by.text()}};
    const std::string promised = text_at(contact, "call_back_by");
    if (!promised.empty()) coded["promised_by"] = promised;
    return coded;
}

std::string wall_text(const std::string& moment, std::string_view zone)
{
    const auto local = forms::moment_parts(moment, zone);
    const auto day = local ? forms::parse_iso_day(local->first) : std::nullopt;
    if (!day) return {};
    const std::chrono::year_month_day date(*day);
    return fmt::format(
        "{:02}.{:02}.{} {}",
        static_cast<unsigned>(date.day()),
        static_cast<unsigned>(date.month()),
        static_cast<int>(date.year()),
        local->second.substr(0, clock_length)
    );
}

}  // namespace panoh::intake
