// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/pages.hpp"
#include "web/pages/route.hpp"

#include <optional>

namespace panoh::evaluation {

/// Every address of this slice. Signing asks `proves` for passphrase and second factor.
web::Routes routes(SecondFactor proves);

/// Where people find a record of this slice, and change it; nothing for records of other slices.
std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::evaluation
