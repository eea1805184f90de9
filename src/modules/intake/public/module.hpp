// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/public/arriving.hpp"
#include "vault/request/desk.hpp"
#include "web/http/request.hpp"
#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

namespace panoh::intake {

/// Addresses that everybody may ask for: the public page and the conversation by eight words. All that a process of
/// its own serves.
web::Routes public_request_routes(request::Desk* desk);
/// Those, and what the team and who publishes see.
web::Routes request_routes(request::Desk* desk);

/// For `Arrivals`.
Arrivals::WordsIn request_words(const i18n::Catalogues& catalogues);

/// The longest body that one of these addresses takes.
std::size_t request_body_limit(const web::Request& request);

}  // namespace panoh::intake
