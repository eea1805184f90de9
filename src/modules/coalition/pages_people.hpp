// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/one_time_images.hpp"
#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

#include <memory>

namespace panoh::coalition {

/// The list of people, and the older way in: a passphrase on paper from hand to hand.
web::Routes people_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images);

}  // namespace panoh::coalition
