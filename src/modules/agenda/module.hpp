// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"
#include "web/pages/work_items.hpp"

#include <vector>

namespace panoh::agenda {

/// The calendar.
web::Routes routes();

/// Lines of My work: appointments that are planned; one whose day has passed asks what became of it.
Result<std::vector<web::WorkItem>> work_of_appointments(web::PageContext& context, const web::WorkWish& wish);

}  // namespace panoh::agenda
