// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

namespace panoh::coalition {

/// The organisations that work on the node, for the technical administrator.
web::Routes organisation_routes(accounts::Accounts* accounts);

}  // namespace panoh::coalition
