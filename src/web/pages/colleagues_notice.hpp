// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

namespace panoh::web {

/// On somebody's own work: how many people wait for them to confirm that they know them. Empty for nobody.
html::Html colleagues_notice(const PageContext& context);

}  // namespace panoh::web
