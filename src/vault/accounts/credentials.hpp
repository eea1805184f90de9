// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/recovery_codes.hpp"
#include "vault/crypto/crypto.hpp"
#include "vault/directory.hpp"
#include "vault/node_keys.hpp"
#include "vault/user_keys.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::accounts {

/// What a new user is handed, on one page, once.
struct Credentials {
    UserId user;
    std::string login;  ///< folded, as it is compared
    Sensitive<std::string> passphrase;
    crypto::SecretBytes totp_secret;
    RecoveryCodes recovery_codes;
};

/// Keys and credentials of a user who has no slot yet. The bundle still lacks the node key.
struct FreshAccount {
    vault::UserBundle bundle;
    Credentials credentials;
};

FreshAccount fresh_account(const UserId& user, std::string_view login, std::string_view language, Random& random);

/// The newest node key, without which a bundle does not go into a slot.
void give_node_key(vault::UserBundle& bundle, const vault::NodeKeys& keys);

/// Puts the public halves and the place of the slot into a certificate.
void certify(vault::User& certificate, const vault::UserBundle& bundle, Bytes slot_name);

/// A passphrase of at least 77 bits in words of this language, English when there are none.
Sensitive<std::string> new_passphrase(Random& random, std::string_view language);

/// NFC, then as `vault::folded_login`.
std::string normalised_login(std::string_view login);

/// Argon2id over passphrase (NFC, single spaces) and login, so that nobody's slot can be looked up with
/// another's passphrase. A passphrase of more than 1,024 bytes is nobody's. `lock` is the node lock's key.
Result<crypto::Stretched> stretch_passphrase(
    const Sensitive<std::string>& passphrase,
    std::string_view login,
    const crypto::Salt& salt,
    const crypto::StretchCost& cost,
    const std::optional<crypto::SecretKey>& lock
);

/// What a node lock's passphrase turns into.
Result<crypto::SecretKey>
stretch_node_lock(const Sensitive<std::string>& passphrase, const crypto::Salt& salt, const crypto::StretchCost& cost);

}  // namespace panoh::accounts
