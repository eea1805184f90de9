// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::casework {

/// Every address of this slice, with who may come in and what the chain of reads says.
web::Routes routes();

}  // namespace panoh::casework
