// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/user_keys.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

constexpr std::uint8_t bundle_version = 1;

}  // namespace

UserBundle UserBundle::create(const UserId& user, Random& random)
{
    UserBundle bundle;
    bundle.user = user;
    bundle.box_secret = crypto::SecretKey::random(random);
    bundle.sign_seed = crypto::SecretKey::random(random);
    return bundle;
}

UserBundle UserBundle::copy() const
{
    UserBundle other;
    other.user = user;
    other.box_secret = box_secret.copy();
    other.sign_seed = sign_seed.copy();
    other.node_epoch = node_epoch;
    other.node_key = node_key.copy();
    other.totp_secret = crypto::SecretBytes(totp_secret.view());
    other.recovery_codes = recovery_codes;
    return other;
}

crypto::SecretBytes UserBundle::serialise() const
{
    ByteWriter writer;
    writer.u8(bundle_version);
    writer.raw(user.view());
    writer.raw(box_secret.view());
    writer.raw(sign_seed.view());
    writer.u32(node_epoch);
    writer.raw(node_key.view());
    writer.sized(totp_secret.view());
    writer.u8(static_cast<std::uint8_t>(recovery_codes.size()));
    for (const auto& code : recovery_codes)
        writer.raw(code);
    return crypto::SecretBytes(std::move(writer).take());
}

Result<UserBundle> UserBundle::parse(BytesView bytes)
{
    ByteReader reader(bytes);
    UserBundle bundle;
    const std::uint8_t version = reader.u8();
    bundle.user = UserId::from_bytes(reader.raw(UserId::size)).value_or(UserId{});
    auto box_secret = crypto::SecretKey::from(reader.raw(crypto::SecretKey::size));
    auto sign_seed = crypto::SecretKey::from(reader.raw(crypto::SecretKey::size));
    bundle.node_epoch = reader.u32();
    auto node_key = crypto::SecretKey::from(reader.raw(crypto::SecretKey::size));
    bundle.totp_secret = crypto::SecretBytes(reader.sized());
    const std::uint8_t codes = reader.u8();
    for (std::uint8_t at = 0; at < codes; ++at) {
        const BytesView code = reader.raw(16);
        if (!reader.ok()) break;
        std::copy(code.begin(), code.end(), bundle.recovery_codes.emplace_back().begin());
    }
    if (!reader.ok() || version != bundle_version || !box_secret || !sign_seed || !node_key) {
        return fail(ErrorCode::damaged, "a user's bundle does not read");
    }
    bundle.box_secret = std::move(*box_secret);
    bundle.sign_seed = std::move(*sign_seed);
    bundle.node_key = std::move(*node_key);
    return bundle;
}

UserKeys::UserKeys(const UserBundle& bundle)
    : user_(bundle.user)
    , box_(crypto::BoxPair::from_secret(bundle.box_secret.copy()))
    , signer_(crypto::SignPair::from_seed(bundle.sign_seed.copy()))
    , wrap_key_(crypto::derive(bundle.box_secret, "userwrap"))
    , scratch_key_(crypto::derive(bundle.box_secret, "userscra"))
{}

const crypto::SecretKey* UserKeys::opened(const KeyId& id) const
{
    const auto found = opened_.find(id);
    return found == opened_.end() ? nullptr : &found->second;
}

const crypto::SecretKey& UserKeys::keep(const KeyId& id, crypto::SecretKey key)
{
    return opened_.insert_or_assign(id, std::move(key)).first->second;
}

crypto::BoxPair team_box(const crypto::SecretKey& team_key)
{
    return crypto::BoxPair::from_secret(crypto::derive(team_key, "teambox1"));
}

}  // namespace panoh::vault
