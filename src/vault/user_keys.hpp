// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace panoh::vault {

/// What a user's passphrase opens: their secrets, and the way to the node key. Serialised only into
/// a slot of the keyring or, sealed under the browser's secret, into the session.
struct UserBundle {
    UserId user;
    crypto::SecretKey box_secret;
    crypto::SecretKey sign_seed;
    std::uint32_t node_epoch = 1;
    crypto::SecretKey node_key;
    crypto::SecretBytes totp_secret;                           ///< empty: no second factor was set up yet
    std::vector<std::array<std::uint8_t, 16>> recovery_codes;  ///< hashes of those not used yet

    static UserBundle create(const UserId& user, Random& random);
    [[nodiscard]] UserBundle copy() const;
    [[nodiscard]] crypto::SecretBytes serialise() const;
    static Result<UserBundle> parse(BytesView bytes);
};

/// A user's keys for the length of one request. Never shared between threads.
class UserKeys {
public:
    explicit UserKeys(const UserBundle& bundle);

    [[nodiscard]] const UserId& user() const noexcept { return user_; }
    [[nodiscard]] const crypto::BoxPair& box() const noexcept { return box_; }
    [[nodiscard]] const crypto::SignPair& signer() const noexcept { return signer_; }
    /// What keys granted to this user are wrapped under.
    [[nodiscard]] const crypto::SecretKey& wrap_key() const noexcept { return wrap_key_; }
    /// Seals this user's drafts and settings.
    [[nodiscard]] const crypto::SecretKey& scratch_key() const noexcept { return scratch_key_; }

    /// Keys that were opened during this request: of teams and of compartments.
    [[nodiscard]] const crypto::SecretKey* opened(const KeyId& id) const;
    const crypto::SecretKey& keep(const KeyId& id, crypto::SecretKey key);

private:
    UserId user_;
    crypto::BoxPair box_;
    crypto::SignPair signer_;
    crypto::SecretKey wrap_key_;
    crypto::SecretKey scratch_key_;
    std::unordered_map<KeyId, crypto::SecretKey> opened_;
};

/// A team's key pair derives from its key: whoever is outside seals to it.
crypto::BoxPair team_box(const crypto::SecretKey& team_key);

}  // namespace panoh::vault
