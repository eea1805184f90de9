// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::intake {

/// Every address of this slice.
web::Routes routes();

}  // namespace panoh::intake
