// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "vault/crypto/crypto.hpp"
#include "vault/node_keys.hpp"
#include "vault/storage/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace panoh::vault {

/// Who a key is wrapped to.
struct Holder {
    enum class Kind : std::uint8_t { user = 1, team = 2 };
    Kind kind = Kind::user;
    std::array<std::uint8_t, 16> id{};

    static Holder user(const UserId& id);
    static Holder team(const TeamId& id);
    auto operator<=>(const Holder&) const = default;
};

/// What a sealed node shows of itself: how passphrases are stretched, and where failures are dropped.
struct NodeDescription {
    crypto::Salt salt{};
    crypto::StretchCost cost;
    crypto::PublicKey drop_key{};
    bool node_lock = false;  ///< a passphrase or key file is asked for at start
};

/// One key wrapped to one holder.
struct Wrap {
    KeyId key;
    Holder holder;
    Bytes sealed;  ///< form byte, then AEAD under the holder's symmetric key (1) or sealed box (2)
};

/// The small, changing part of a node: slots, node-key epochs and wraps. Rows are named by keyed
/// hashes, so that without the node key nobody sees who holds what. Fixed sizes where it can be.
class Keyring {
public:
    explicit Keyring(storage::Store& store) noexcept
        : store_(&store)
    {}

    /// Writes the description and a stock of dummy slots.
    Result<void> create(const NodeDescription& description, Random& random);
    /// `not_found` when the folder holds no node.
    Result<NodeDescription> describe() const;

    /// A user's bundle. `bundle` has at most `bundle_size` bytes.
    Result<void> put_slot(const crypto::Stretched& secret, BytesView bundle);
    /// Makes a new slot stand in place of a dummy while there is one. `used` names every slot that is none.
    Result<void> remove_dummy(std::span<const Bytes> used);
    /// Nothing for a wrong passphrase, an unknown login or damage: they look alike.
    Result<std::optional<crypto::SecretBytes>> open_slot(const crypto::Stretched& secret) const;
    /// Removes a slot by its name (kept in the bundle's owner record), leaving a dummy.
    Result<void> remove_slot(BytesView slot_name, Random& random);
    static Bytes slot_name(const crypto::Stretched& secret);

    /// Keeps the older epochs under the newest key, and leaves that for these users, who were not there when
    /// it changed and find it once: all at once, or nothing.
    Result<void> put_epochs(const NodeKeys& keys, std::span<const crypto::PublicKey> users);
    /// All epochs that lead back from the one in a bundle.
    Result<NodeKeys> load_epochs(std::uint32_t epoch, const crypto::SecretKey& key) const;
    Result<std::optional<crypto::SecretKey>> find_epoch(const crypto::BoxPair& user, std::uint32_t epoch) const;

    Result<void> put_wraps(const NodeKeys& keys, std::span<const Wrap> wraps);
    Result<std::optional<Bytes>> find_wrap(const NodeKeys& keys, const KeyId& key, const Holder& holder) const;
    /// In the same order; nothing where there is no wrap.
    Result<std::vector<std::optional<Bytes>>>
    find_wraps(const NodeKeys& keys, std::span<const std::pair<KeyId, Holder>> wanted) const;
    Result<void> remove_wraps(const NodeKeys& keys, std::span<const std::pair<KeyId, Holder>> wraps);
    /// Names of all wraps, in order. They are keyed hashes: without the node key they only tell one wrap from another.
    Result<std::vector<Bytes>> wrap_names() const;
    /// Takes wraps away by their names.
    Result<void> remove_named_wraps(std::span<const Bytes> names);
    static constexpr std::size_t wrap_name_size = 17;

    static constexpr std::size_t bundle_size = 1024;
    static constexpr std::size_t slot_stock = 64;

private:
    storage::Store* store_;
};

/// How a key travels to a holder, and back.
Bytes wrap_symmetric(const crypto::SecretKey& holder_key, const KeyId& id, const crypto::SecretKey& key);
Bytes wrap_sealed(const crypto::PublicKey& holder, const crypto::SecretKey& key);
/// `damaged` unless the key that comes out has the id that was asked for.
Result<crypto::SecretKey>
unwrap(const crypto::SecretKey& holder_key, const crypto::BoxPair& holder_box, const KeyId& id, BytesView wrap);
/// The same for a team, whose pair is derived when a wrap asks for it only.
Result<crypto::SecretKey> unwrap_of_team(const crypto::SecretKey& team_key, const KeyId& id, BytesView wrap);
/// Whether a wrap still is a sealed box, to be re-wrapped at first use.
bool is_sealed_wrap(BytesView wrap) noexcept;

}  // namespace panoh::vault
