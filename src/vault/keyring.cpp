// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/keyring.hpp"

#include "base/check.hpp"
#include "vault/user_keys.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

using storage::Area;
using storage::Row;

constexpr std::uint8_t description_prefix = 'd';
constexpr std::uint8_t slot_prefix = 's';
constexpr std::uint8_t epoch_prefix = 'e';
constexpr std::uint8_t newer_epoch_prefix = 'n';
constexpr std::uint8_t wrap_prefix = 'w';
constexpr std::uint8_t symmetric_form = 1;
constexpr std::uint8_t sealed_form = 2;
constexpr std::uint8_t description_version = 1;
constexpr std::string_view slot_data = "panoh/slot/v1";

/// One leading byte, then the rest.
Bytes led_by(std::uint8_t lead, BytesView rest)
{
    ByteWriter writer;
    writer.u8(lead);
    writer.raw(rest);
    return std::move(writer).take();
}

Bytes epoch_name(std::uint32_t epoch)
{
    ByteWriter writer;
    writer.u32(epoch);
    return led_by(epoch_prefix, writer.bytes());
}

Bytes newer_epoch_name(const crypto::PublicKey& user, std::uint32_t epoch)
{
    ByteWriter writer;
    writer.u32(epoch);
    const Hash256 hash = crypto::hash({bytes_of("panoh/newer-epoch/v1"), user, writer.bytes()});
    return led_by(newer_epoch_prefix, BytesView(hash).first(16));
}

Bytes wrap_name(const NodeKeys& keys, const KeyId& key, const Holder& holder)
{
    const std::array<std::uint8_t, 1> kind{static_cast<std::uint8_t>(holder.kind)};
    return led_by(wrap_prefix, crypto::keyed_name(keys.index_key(), {kind, holder.id, key.view()}));
}

Row dummy_slot(Random& random)
{
    Bytes name(16);
    random.fill(name);
    Bytes value(Keyring::bundle_size + crypto::seal_overhead);
    random.fill(value);
    return {led_by(slot_prefix, name), std::move(value)};
}

std::array<std::uint8_t, 16> id_bytes(BytesView view)
{
    std::array<std::uint8_t, 16> bytes{};
    std::copy(view.begin(), view.end(), bytes.begin());
    return bytes;
}

}  // namespace

Holder Holder::user(const UserId& id)
{
    return {Kind::user, id_bytes(id.view())};
}
Holder Holder::team(const TeamId& id)
{
    return {Kind::team, id_bytes(id.view())};
}

Result<void> Keyring::create(const NodeDescription& description, Random& random)
{
    ByteWriter writer;
    writer.u8(description_version);
    writer.raw(description.salt);
    writer.u32(description.cost.mebibytes);
    writer.u32(description.cost.passes);
    writer.raw(description.drop_key);
    writer.u8(description.node_lock ? 1 : 0);
    std::vector<Row> rows{{Bytes{description_prefix}, writer.bytes()}};
    for (std::size_t slot = 0; slot < slot_stock; ++slot)
        rows.push_back(dummy_slot(random));
    return store_->put(Area::keyring, rows);
}

Result<NodeDescription> Keyring::describe() const
{
    const auto row = store_->get(Area::keyring, Bytes{description_prefix});
    if (!row) return row.error();
    if (!row->has_value()) return fail(ErrorCode::not_found, "there is no node in this folder");
    ByteReader reader(**row);
    const std::uint8_t version = reader.u8();
    NodeDescription description;
    const BytesView salt = reader.raw(description.salt.size());
    std::copy(salt.begin(), salt.end(), description.salt.begin());
    description.cost.mebibytes = reader.u32();
    description.cost.passes = reader.u32();
    const BytesView drop_key = reader.raw(description.drop_key.size());
    std::copy(drop_key.begin(), drop_key.end(), description.drop_key.begin());
    description.node_lock = reader.u8() == 1;
    if (version != description_version || !reader.finished()) {
        return fail(ErrorCode::damaged, "the keyring's description does not read");
    }
    return description;
}

Bytes Keyring::slot_name(const crypto::Stretched& secret)
{
    return led_by(slot_prefix, crypto::keyed_name(secret.locator, {bytes_of(slot_data)}));
}

Result<void> Keyring::put_slot(const crypto::Stretched& secret, BytesView bundle)
{
    PANOH_CHECK(bundle.size() <= bundle_size);
    Bytes padded(bundle.begin(), bundle.end());
    padded.resize(bundle_size);
    const Bytes name = slot_name(secret);
    const std::vector<Row> rows{{name, crypto::seal(secret.opener, padded, bytes_of(slot_data))}};
    crypto::wipe(padded);
    return store_->put(Area::keyring, rows);
}

Result<std::optional<crypto::SecretBytes>> Keyring::open_slot(const crypto::Stretched& secret) const
{
    const auto row = store_->get(Area::keyring, slot_name(secret));
    if (!row) return row.error();
    if (!row->has_value()) return std::optional<crypto::SecretBytes>{};
    auto bundle = crypto::open(secret.opener, **row, bytes_of(slot_data));
    if (!bundle) return std::optional<crypto::SecretBytes>{};
    return std::optional<crypto::SecretBytes>(crypto::SecretBytes(std::move(*bundle)));
}

Result<void> Keyring::remove_dummy(std::span<const Bytes> used)
{
    const auto slots = store_->rows(Area::keyring, Bytes{slot_prefix});
    if (!slots) return slots.error();
    const auto dummy = std::find_if(slots->begin(), slots->end(), [&](const Row& row) {
        return std::find(used.begin(), used.end(), row.key) == used.end();
    });
    if (dummy == slots->end()) return {};
    return store_->remove(Area::keyring, std::span(&dummy->key, 1));
}

Result<void> Keyring::remove_slot(BytesView slot_name, Random& random)
{
    const std::vector<Bytes> keys{Bytes(slot_name.begin(), slot_name.end())};
    if (auto done = store_->remove(Area::keyring, keys); !done) return done;
    const std::vector<Row> rows{dummy_slot(random)};
    return store_->put(Area::keyring, rows);
}

Result<void> Keyring::put_epochs(const NodeKeys& keys, std::span<const crypto::PublicKey> users)
{
    std::vector<Row> rows;
    for (const crypto::PublicKey& user : users) {
        rows.push_back({newer_epoch_name(user, keys.epoch()), crypto::seal_to(user, keys.current().view())});
    }
    for (auto at = keys.epochs().begin(); std::next(at) != keys.epochs().end(); ++at) {
        const auto& [epoch, key] = *at;
        const Bytes name = epoch_name(epoch);
        rows.push_back({name, crypto::seal(std::next(at)->second, key.view(), name)});
    }
    return rows.empty() ? Result<void>{} : store_->put(Area::keyring, rows);
}

Result<NodeKeys> Keyring::load_epochs(std::uint32_t epoch, const crypto::SecretKey& key) const
{
    std::map<std::uint32_t, crypto::SecretKey> epochs;
    epochs.emplace(epoch, key.copy());
    for (std::uint32_t older = epoch - 1; older >= 1; --older) {
        const Bytes name = epoch_name(older);
        const auto row = store_->get(Area::keyring, name);
        if (!row) return row.error();
        if (!row->has_value()) return fail(ErrorCode::damaged, "a node-key epoch is missing from the keyring");
        auto plain = crypto::open(epochs.at(older + 1), **row, name);
        if (!plain) return plain.error();
        const crypto::SecretBytes opened(std::move(*plain));
        auto older_key = crypto::SecretKey::from(opened.view());
        if (!older_key) return fail(ErrorCode::damaged, "a node-key epoch does not read");
        epochs.emplace(older, std::move(*older_key));
    }
    return NodeKeys(std::move(epochs));
}

Result<std::optional<crypto::SecretKey>> Keyring::find_epoch(const crypto::BoxPair& user, std::uint32_t epoch) const
{
    const auto row = store_->get(Area::keyring, newer_epoch_name(user.open_key, epoch));
    if (!row) return row.error();
    if (!row->has_value()) return std::optional<crypto::SecretKey>{};
    const auto opened = crypto::open_sealed(user, **row);
    if (!opened) return opened.error();
    return crypto::SecretKey::from(opened->view());
}

Result<void> Keyring::put_wraps(const NodeKeys& keys, std::span<const Wrap> wraps)
{
    std::vector<Row> rows;
    rows.reserve(wraps.size());
    for (const Wrap& wrap : wraps)
        rows.push_back({wrap_name(keys, wrap.key, wrap.holder), wrap.sealed});
    return rows.empty() ? Result<void>{} : store_->put(Area::keyring, rows);
}

Result<std::optional<Bytes>> Keyring::find_wrap(const NodeKeys& keys, const KeyId& key, const Holder& holder) const
{
    return store_->get(Area::keyring, wrap_name(keys, key, holder));
}

Result<std::vector<std::optional<Bytes>>>
Keyring::find_wraps(const NodeKeys& keys, std::span<const std::pair<KeyId, Holder>> wanted) const
{
    std::vector<Bytes> names;
    names.reserve(wanted.size());
    for (const auto& [key, holder] : wanted)
        names.push_back(wrap_name(keys, key, holder));
    return store_->get_all(Area::keyring, names);
}

Result<void> Keyring::remove_wraps(const NodeKeys& keys, std::span<const std::pair<KeyId, Holder>> wraps)
{
    std::vector<Bytes> names;
    for (const auto& [key, holder] : wraps)
        names.push_back(wrap_name(keys, key, holder));
    return store_->remove(Area::keyring, names);
}

Result<std::vector<Bytes>> Keyring::wrap_names() const
{
    return store_->keys(Area::keyring, Bytes{wrap_prefix});
}

Result<void> Keyring::remove_named_wraps(std::span<const Bytes> names)
{
    return store_->remove(Area::keyring, names);
}

Bytes wrap_symmetric(const crypto::SecretKey& holder_key, const KeyId& id, const crypto::SecretKey& key)
{
    return led_by(symmetric_form, crypto::seal(holder_key, key.view(), id.view()));
}

Bytes wrap_sealed(const crypto::PublicKey& holder, const crypto::SecretKey& key)
{
    return led_by(sealed_form, crypto::seal_to(holder, key.view()));
}

bool is_sealed_wrap(BytesView wrap) noexcept
{
    return !wrap.empty() && wrap.front() == sealed_form;
}

Result<crypto::SecretKey>
unwrap(const crypto::SecretKey& holder_key, const crypto::BoxPair& holder_box, const KeyId& id, BytesView wrap)
{
    if (wrap.empty()) return fail(ErrorCode::damaged, "an empty wrap");
    crypto::SecretBytes plain;
    if (is_sealed_wrap(wrap)) {
        auto opened = crypto::open_sealed(holder_box, wrap.subspan(1));
        if (!opened) return opened.error();
        plain = std::move(*opened);
    } else {
        auto opened = crypto::open(holder_key, wrap.subspan(1), id.view());
        if (!opened) return opened.error();
        plain = crypto::SecretBytes(std::move(*opened));
    }
    auto key = crypto::SecretKey::from(plain.view());
    if (!key || crypto::key_id(*key) != id) return fail(ErrorCode::damaged, "a wrap holds another key");
    return std::move(*key);
}

Result<crypto::SecretKey> unwrap_of_team(const crypto::SecretKey& team_key, const KeyId& id, BytesView wrap)
{
    return unwrap(team_key, is_sealed_wrap(wrap) ? team_box(team_key) : crypto::BoxPair{}, id, wrap);
}

}  // namespace panoh::vault
