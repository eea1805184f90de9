// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/accounts.hpp"
#include "web/pages/route.hpp"
#include "web/pages/work_items.hpp"

#include <functional>
#include <vector>

namespace panoh::coalition {

/// Signing in and out, lock and language, settings, users and organisations, the audit log.
/// `accounts` may be null where routes are only listed. `seal` asks for the node to be sealed.
web::Routes routes(accounts::Accounts* accounts, std::function<void()> seal);

/// For auditors, in My work: how many reads were refused since their last visit.
Result<std::vector<web::WorkItem>> work_of_auditors(web::PageContext& context, const web::WorkWish& wish);

}  // namespace panoh::coalition
