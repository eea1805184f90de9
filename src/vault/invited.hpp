// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/directory.hpp"

namespace panoh::vault {

/// Begins the login of somebody who was invited and has not come yet (decision 0016). No login that a person chooses
/// begins with it.
inline constexpr char invited_mark = '?';

/// The certificate is still the invitation's: its keys are nobody's, and there is nothing to confirm or to refuse.
inline bool has_not_joined(const User& user)
{
    return !user.login.empty() && user.login.front() == invited_mark;
}

}  // namespace panoh::vault
