// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

namespace panoh::coalition {

/// Inviting somebody: what the administrator sees of it (decision 0016).
web::Routes invitation_routes(accounts::Accounts* accounts);

}  // namespace panoh::coalition
