// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"
#include "web/pages/route.hpp"
#include "web/pages/work_items.hpp"

#include <optional>
#include <vector>

namespace panoh::knowledge {

/// Every address of this slice.
web::Routes routes();

/// Lines of My work: entries that wait for a second look, and requests to erase one.
Result<std::vector<web::WorkItem>> work_of_knowledge(web::PageContext& context, const web::WorkWish& wish);

/// Where people find a record of this slice, and change it; nothing for records of other slices.
std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::knowledge
