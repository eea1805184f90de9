// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/one_time_images.hpp"
#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"

#include <functional>
#include <memory>

namespace panoh::coalition {

/// One person who works here: what is changed of them, a lost passphrase or phone, and leaving.
web::Routes
person_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images, std::function<void()> seal);

}  // namespace panoh::coalition
