// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"

namespace panoh::web {

/// Handler of "/assets/{name}": a compiled-in file. Its address carries its hash, so browsers keep it for good.
Response asset(PageContext& context);

}  // namespace panoh::web
