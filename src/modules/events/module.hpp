// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::events {

/// Every address of this slice. Records are added, changed and removed by the general forms of `casework`.
web::Routes routes();

}  // namespace panoh::events
