// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::paper {

web::Routes routes();

}  // namespace panoh::paper
