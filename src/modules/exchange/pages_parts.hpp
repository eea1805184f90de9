// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/exchange/rules.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"

#include <string>
#include <string_view>

/// What the pages of this slice have in common.
namespace panoh::exchange {

/// A stored moment on the reader's clock: "23.11.2026 14:05".
std::string moment_words(const web::PageContext& context, std::string_view moment);
/// State of a request, with the colour that fits.
web::Html standing_tag(const web::PageContext& context, Standing standing);
/// "until 15:05"
std::string ready_until(const web::PageContext& context, Timestamp written_at);

}  // namespace panoh::exchange
