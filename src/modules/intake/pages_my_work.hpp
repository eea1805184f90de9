// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

namespace panoh::intake {

/// Lines of My work: danger, calls back that were promised, contacts handed over, contacts that nobody screened yet.
Result<std::vector<web::WorkItem>> work_of_calls(web::PageContext& context, const web::WorkWish& wish);

/// For the calendar: duty shifts of the reader, or of everybody.
Result<std::vector<web::WorkItem>>
shifts_in_calendar(web::PageContext& context, const web::WorkWish& wish, const web::DaySpan& days);

}  // namespace panoh::intake
