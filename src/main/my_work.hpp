// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "main/node.hpp"
#include "web/pages/work_items.hpp"

#include <vector>

namespace panoh {

/// Who puts lines into My work: every slice that has work for people, and the node itself.
std::vector<web::WorkProvider> work_providers(Node& node);

/// Who adds to the calendar what is no work to be done: appointments in any state, duty shifts.
std::vector<web::CalendarProvider> calendar_providers();

}  // namespace panoh
