// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::reports {

/// Every address of this slice.
web::Routes routes();

}  // namespace panoh::reports
