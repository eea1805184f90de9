// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::coalition {

/// What colleagues of one organisation know about it: services, languages, whom to reach in an emergency.
web::Routes profile_routes();

}  // namespace panoh::coalition
