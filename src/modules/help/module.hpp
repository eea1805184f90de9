// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/html/url.hpp"
#include "web/pages/route.hpp"

#include <string_view>

namespace panoh::help {

web::Routes routes();

/// Where the help for the screen with this route pattern stands; the table of contents for a screen without a page.
[[nodiscard]] html::Url address_for(std::string_view pattern);

}  // namespace panoh::help
