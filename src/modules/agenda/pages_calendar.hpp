// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

namespace panoh::agenda {

/// What has a day: by month, week or day.
web::Response calendar_page(web::PageContext& context);

/// Appointments for the calendar, whatever became of them.
Result<std::vector<web::WorkItem>>
appointments(web::PageContext& context, const web::WorkWish& wish, const web::DaySpan& days);

}  // namespace panoh::agenda
