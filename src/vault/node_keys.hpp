// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"

#include <cstdint>
#include <map>

namespace panoh::vault {

/// The node key by epochs, and what derives from the first one. In memory only while the node is open.
class NodeKeys {
public:
    /// A new node: epoch 1.
    static NodeKeys create(Random& random);
    explicit NodeKeys(std::map<std::uint32_t, crypto::SecretKey> epochs);

    [[nodiscard]] std::uint32_t epoch() const noexcept { return epochs_.rbegin()->first; }
    [[nodiscard]] const crypto::SecretKey& current() const noexcept { return epochs_.rbegin()->second; }
    /// Null for an epoch that this node never had.
    [[nodiscard]] const crypto::SecretKey* of(std::uint32_t epoch) const noexcept;
    void start_epoch(crypto::SecretKey key);
    [[nodiscard]] const std::map<std::uint32_t, crypto::SecretKey>& epochs() const noexcept { return epochs_; }

    /// Names rows of the keyring so that the disk shows no graph of who holds what.
    [[nodiscard]] const crypto::SecretKey& index_key() const noexcept { return index_key_; }
    /// Signs what the node itself states.
    [[nodiscard]] const crypto::SignPair& signer() const noexcept { return signer_; }
    /// Opens what came in while the node was sealed.
    [[nodiscard]] const crypto::BoxPair& drop_box() const noexcept { return drop_box_; }
    /// Seals the node's own scratch rows.
    [[nodiscard]] const crypto::SecretKey& scratch_key() const noexcept { return scratch_key_; }

private:
    std::map<std::uint32_t, crypto::SecretKey> epochs_;
    crypto::SecretKey index_key_;
    crypto::SignPair signer_;
    crypto::BoxPair drop_box_;
    crypto::SecretKey scratch_key_;
};

}  // namespace panoh::vault
