// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

#include <functional>

namespace panoh::coalition {

/// Signing in and out, lock and language, settings, users and organisations, the audit log.
/// `accounts` may be null where routes are only listed. `seal` asks for the node to be sealed.
web::Routes routes(accounts::Accounts* accounts, std::function<void()> seal);

}  // namespace panoh::coalition
