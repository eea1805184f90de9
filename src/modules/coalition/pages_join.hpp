// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/one_time_images.hpp"
#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

#include <memory>

namespace panoh::coalition {

/// Coming in with a code: without a session, in two steps (decision 0016).
web::Routes join_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images);

}  // namespace panoh::coalition
