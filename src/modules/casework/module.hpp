// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

namespace panoh::casework {

/// Every address of this slice, with who may come in and what the chain of reads says.
web::Routes routes();

/// Where people find a record of a case or person, and change it.
web::RecordPlaces places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::casework
