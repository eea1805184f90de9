// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "main/demo/calendar.hpp"

namespace panoh::demo {

/// Calls of years, from a rule ("calls_years.yaml") instead of one by one: "calls", each with its contact and who took
/// it, and "work", the figures of each month, kept on the first day of the next. The same each time.
Result<boost::json::object> calls_of_years(const boost::json::object& rule, const Calendar& calendar);

}  // namespace panoh::demo
