// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/route.hpp"

namespace panoh::intake {

/// Addresses of lines, duty lists, hand-over, calls back, danger steps, calls that are set apart, and figures.
web::Routes hotline_routes();

}  // namespace panoh::intake
