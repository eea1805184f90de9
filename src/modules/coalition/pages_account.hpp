// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/one_time_images.hpp"
#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

#include <memory>

namespace panoh::coalition {

/// One's own account: theme, passphrase, second factor, where one is signed in; and the administration's
/// first page.
web::Routes account_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images);

}  // namespace panoh::coalition
