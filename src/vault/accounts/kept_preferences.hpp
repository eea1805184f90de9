// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "vault/accounts/sessions.hpp"

#include <chrono>
#include <optional>

namespace panoh::vault {
class Vault;
}

namespace panoh::accounts {

/// What a user chose in their settings, for every session to come. Lies sealed in their scratch, so it may be lost.
struct KeptPreferences {
    Preferences preferences;
    std::optional<std::chrono::minutes> idle_limit;  ///< none: the usual one
};

/// What is kept; `language` of the user's certificate where nothing else was chosen.
KeptPreferences kept_preferences(const vault::Vault& vault, const vault::UserKeys& keys, std::string language);
Result<void> keep_preferences(vault::Vault& vault, const vault::UserKeys& keys, const KeptPreferences& chosen);

}  // namespace panoh::accounts
