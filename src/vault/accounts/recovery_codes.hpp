// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/random.hpp"
#include "base/sensitive.hpp"
#include "vault/user_keys.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace panoh::accounts {

using RecoveryCodes = Sensitive<std::vector<std::string>>;

/// Puts ten fresh codes of 59 bits in place of all that the bundle had, as hashes. What is returned is
/// shown once: "k7dm-q2xw-9rbt".
RecoveryCodes renew_recovery_codes(vault::UserBundle& bundle, Random& random);

/// Takes a code out of the bundle. False when it is none of them. Case, spaces and hyphens do not matter.
bool spend_recovery_code(vault::UserBundle& bundle, std::string_view typed);

inline constexpr std::size_t recovery_code_count = 10;

}  // namespace panoh::accounts
