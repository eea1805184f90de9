// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

namespace panoh::coalition {

/// Colleagues who confirm new people and new keys (decision 0010).
web::Routes vouching_routes(accounts::Accounts* accounts);

/// What somebody sees whom no colleague has confirmed yet, instead of their work.
web::Response waiting_page(web::PageContext& context);

}  // namespace panoh::coalition
