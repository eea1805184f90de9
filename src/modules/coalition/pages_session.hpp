// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

#include <functional>

namespace panoh::coalition {

/// Sign-in, sign-out, lock, quick exit and language: what works without being signed in.
web::Routes session_routes(accounts::Accounts* accounts, std::function<void()> seal);

}  // namespace panoh::coalition
