// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

#include <optional>

namespace panoh::knowledge {

/// Every address of this slice.
web::Routes routes();

/// Where people find a record of this slice, and change it; nothing for records of other slices.
std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::knowledge
