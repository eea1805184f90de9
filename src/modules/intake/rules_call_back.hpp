// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/values.hpp"
#include "modules/intake/types_call_back.hpp"

#include <string>
#include <string_view>
#include <vector>

/// When a caller may be called, and what becomes of a promise. Pure; moments are texts as records hold them.
namespace panoh::intake {

// — the caller's rules —

CallRules call_rules(const boost::json::object& contact, const boost::json::object& account);
/// Whether a call may be made now, and when the next one may. `last_call` is empty when there was none.
CallPermission
may_call(const CallRules& rules, const std::string& last_call, const std::string& now, std::string_view zone);
/// Whether the number is closed until somebody asks for it: it is not known to be safe, or somebody else answered last.
bool asks_before_showing(const CallRules& rules, const std::vector<Try>& tries);

// — tries —

/// What does not fit in a try: a time ahead, a call at a time that the caller forbade and that nobody confirms, a next
/// try that lies before this one or at a forbidden time.
struct TryCheck {
    const CallRules& rules;
    std::string last_call;  ///< before this one
    std::string now;
    std::string_view zone;
    bool off_hours_known = false;  ///< it did happen then
};
std::vector<forms::FormProblem> problems_of_try(const boost::json::object& attempt, const TryCheck& check);
/// Whether the call was made at a time that the caller had forbidden.
bool is_off_hours(const boost::json::object& attempt, const TryCheck& check);
/// The newest call before a moment; empty when there was none.
std::string last_call_before(const std::vector<Try>& tries, const std::string& moment);

// — the promise —

bool has_promise(const boost::json::object& contact);
/// The contact after a try that did not reach the caller: when the next one is due.
boost::json::object tried(boost::json::object contact, const std::string& next_try);
/// The contact without the promise.
boost::json::object promise_closed(boost::json::object contact);
/// What is kept of a promise that is no longer open.
boost::json::object
result_of(const boost::json::object& contact, std::string_view result, const UserId& by, std::string_view now);

/// "25.11.2026 08:00" on the wall.
std::string wall_text(const std::string& moment, std::string_view zone);

}  // namespace panoh::intake
