// SPDX-License-Identifier: AGPL-3.0-or-later
// Scratch rows, node-key epochs, verification and backup.
#include "vault/state.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

using storage::Area;
using storage::Chain;

constexpr std::size_t scratch_padding = 512;
constexpr std::uint8_t user_prefix = 'u';
constexpr std::uint8_t node_prefix = 'n';

Bytes scratch_name(std::uint8_t prefix, const crypto::SecretKey& key, std::string_view name)
{
    ByteWriter writer;
    writer.u8(prefix);
    writer.raw(crypto::keyed_name(key, {bytes_of(name)}));
    return std::move(writer).take();
}

Bytes padded(BytesView bytes)
{
    ByteWriter writer;
    writer.sized(bytes);
    Bytes out = std::move(writer).take();
    out.resize((out.size() / scratch_padding + 1) * scratch_padding);
    return out;
}

Result<void> put_row(storage::Store& store, const crypto::SecretKey& key, Bytes name, BytesView bytes)
{
    Bytes plain = padded(bytes);
    const std::vector<storage::Row> rows{{name, crypto::seal(key, plain, name)}};
    crypto::wipe(plain);
    return store.put(Area::scratch, rows);
}

Result<std::optional<Bytes>> get_row(storage::Store& store, const crypto::SecretKey& key, const Bytes& name)
{
    const auto row = store.get(Area::scratch, name);
    if (!row) return row.error();
    if (!row->has_value()) return std::optional<Bytes>{};
    const auto plain = crypto::open(key, **row, name);
    if (!plain) return plain.error();
    ByteReader reader(*plain);
    const BytesView bytes = reader.sized();
    return std::optional<Bytes>(Bytes(bytes.begin(), bytes.end()));
}

}  // namespace

Result<void> Vault::put_scratch(const UserKeys& owner, std::string_view name, const Sensitive<std::string>& text)
{
    Bytes row = scratch_name(user_prefix, owner.scratch_key(), name);
    return put_row(state_->store, owner.scratch_key(), std::move(row), bytes_of(text.reveal()));
}

Result<std::optional<Sensitive<std::string>>> Vault::get_scratch(const UserKeys& owner, std::string_view name) const
{
    auto bytes = get_row(state_->store, owner.scratch_key(), scratch_name(user_prefix, owner.scratch_key(), name));
    if (!bytes) return bytes.error();
    if (!bytes->has_value()) return std::optional<Sensitive<std::string>>{};
    return std::optional(Sensitive<std::string>(std::string(text_of(**bytes))));
}

Result<void> Vault::remove_scratch(const UserKeys& owner, std::string_view name)
{
    const std::vector<Bytes> keys{scratch_name(user_prefix, owner.scratch_key(), name)};
    return state_->store.remove(Area::scratch, keys);
}

Result<void> Vault::put_node_scratch(std::string_view name, BytesView bytes)
{
    const std::shared_lock lock(state_->mutex);
    if (!state_->keys) return fail(ErrorCode::sealed, "the node is sealed");
    const crypto::SecretKey& key = state_->keys->scratch_key();
    return put_row(state_->store, key, scratch_name(node_prefix, key, name), bytes);
}

Result<std::optional<Bytes>> Vault::get_node_scratch(std::string_view name) const
{
    const std::shared_lock lock(state_->mutex);
    if (!state_->keys) return fail(ErrorCode::sealed, "the node is sealed");
    const crypto::SecretKey& key = state_->keys->scratch_key();
    return get_row(state_->store, key, scratch_name(node_prefix, key, name));
}

Result<crypto::SecretBytes> Vault::open_dropped(BytesView sealed) const
{
    const auto keys = node_keys();
    if (keys == nullptr) return fail(ErrorCode::sealed, "the node is sealed");
    return crypto::open_sealed(keys->drop_box(), sealed);
}

Result<void> Vault::rotate_node_key(UserKeys& author)
{
    State& state = *state_;
    {
        const std::unique_lock lock(state.mutex);
        if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
        std::map<std::uint32_t, crypto::SecretKey> epochs;
        for (const auto& [epoch, key] : state.keys->epochs())
            epochs.emplace(epoch, key.copy());
        NodeKeys next(std::move(epochs));
        next.start_epoch(crypto::SecretKey::random(state.random));
        std::vector<crypto::PublicKey> users;
        for (const auto& [id, user] : state.directory->users()) {
            if (user.active) users.push_back(user.open_key);
        }
        if (auto done = state.keyring.put_epochs(next, users); !done) return done;
        state.keys = std::make_shared<const NodeKeys>(std::move(next));
    }
    return enter_node_event(author.user(), "node_key_rotated", true);
}

Result<ledger::ChainReport> Vault::verify_signatures(Chain chain) const
{
    const State& state = *state_;
    auto report = ledger::walk(state.store, chain);
    if (!report || report->first_bad != 0) return report;
    const std::shared_lock lock(state.mutex);
    if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
    auto scanned = state.store.scan(chain, 0, [&](const storage::StoredEntry& stored) {
        const auto wrong = [&](const char* sentence) {
            report->first_bad = stored.seq;
            report->problem = sentence;
            return false;
        };
        const crypto::SecretKey* node_key = state.keys->of(stored.epoch);
        if (node_key == nullptr) return wrong("the entry is of an unknown node-key epoch");
        const auto entry = ledger::unplace(chain, *node_key, stored);
        if (!entry) return wrong("the entry does not open");
        const UserId& author = entry->header.author;
        if (author.is_none()) {
            return ledger::signature_holds(state.keys->signer().verify_key, *entry)
                       ? true
                       : wrong("the node's signature does not hold");
        }
        const auto [first, last] = state.verify_keys.equal_range(author);
        const bool holds =
            std::any_of(first, last, [&](const auto& known) { return ledger::signature_holds(known.second, *entry); });
        return holds ? true : wrong("the author's signature does not hold");
    });
    if (!scanned) return scanned.error();
    return report;
}

Result<void> Vault::back_up(const std::string& folder)
{
    const std::unique_lock lock(state_->mutex);
    return state_->store.copy_to(folder);
}

}  // namespace panoh::vault
