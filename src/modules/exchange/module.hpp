// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/html/html.hpp"
#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

#include <optional>

namespace panoh::exchange {

/// Every address of this slice.
web::Routes routes();

/// For the top of My work: requests that wait for the reader's answer, and files that are ready; nothing without one.
html::Html exports_on_my_work(web::PageContext& context);

/// Where people find a record of this slice; nothing for records of other slices.
std::optional<web::RecordPlaces> places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::exchange
