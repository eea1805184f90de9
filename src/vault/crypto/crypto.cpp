// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/crypto/crypto.hpp"

#include "base/check.hpp"

#include <sodium.h>

#include <algorithm>
#include <openssl/evp.h>

namespace panoh::crypto {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(seal_overhead == nonce_size + tag_size);
static_assert(SecretKey::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

constexpr std::string_view key_id_purpose = "panoh/key-id/v1";

/// The 64-byte form that libsodium signs with, gone when the call ends.
class ExpandedSigner {
public:
    explicit ExpandedSigner(const SignPair& pair)
    {
        std::copy(pair.seed.view().begin(), pair.seed.view().end(), bytes_.begin());
        std::copy(pair.verify_key.begin(), pair.verify_key.end(), bytes_.begin() + SecretKey::size);
    }
    ExpandedSigner(const ExpandedSigner&) = delete;
    ExpandedSigner& operator=(const ExpandedSigner&) = delete;
    ~ExpandedSigner() { wipe(bytes_); }
    [[nodiscard]] const std::uint8_t* data() const noexcept { return bytes_.data(); }

private:
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> bytes_{};
};

Bytes with_purpose(std::string_view purpose, BytesView bytes)
{
    ByteWriter writer;
    writer.raw(bytes_of(purpose));
    writer.u8(0);
    writer.raw(bytes);
    return std::move(writer).take();
}

}  // namespace

Bytes seal(const SecretKey& key, BytesView plain, BytesView associated)
{
    Bytes sealed(nonce_size + plain.size() + tag_size);
    randombytes_buf(sealed.data(), nonce_size);
    unsigned long long written = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data() + nonce_size,
        &written,
        plain.data(),
        plain.size(),
        associated.data(),
        associated.size(),
        nullptr,
        sealed.data(),
        key.view().data()
    );
    return sealed;
}

Result<OneBoxKey> one_box_key(const SecretKey& key, BytesView sealed)
{
    if (sealed.size() < seal_overhead) return fail(ErrorCode::damaged, "sealed box too short");
    OneBoxKey made;
    static_assert(std::tuple_size_v<decltype(made.key)> == crypto_core_hchacha20_OUTPUTBYTES);
    crypto_core_hchacha20(made.key.data(), sealed.data(), key.view().data(), nullptr);
    // The text begins at the second block, the first one made the key of the tag; four zero bytes, then what
    // of the nonce was not used for the key.
    made.counter[0] = 1;
    const BytesView rest = sealed.first(nonce_size).subspan(crypto_core_hchacha20_INPUTBYTES);
    std::ranges::copy(rest, made.counter.end() - static_cast<std::ptrdiff_t>(rest.size()));
    return made;
}

Result<Bytes> open(const SecretKey& key, BytesView sealed, BytesView associated)
{
    if (sealed.size() < seal_overhead) return fail(ErrorCode::damaged, "sealed box too short");
    Bytes plain(sealed.size() - seal_overhead);
    unsigned long long written = 0;
    const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.data(),
        &written,
        nullptr,
        sealed.data() + nonce_size,
        sealed.size() - nonce_size,
        associated.data(),
        associated.size(),
        sealed.data(),
        key.view().data()
    );
    if (refused != 0) return fail(ErrorCode::damaged, "sealed box does not open");
    return plain;
}

Hash256 hash(std::initializer_list<BytesView> parts)
{
    Hash256 out{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, out.size());
    for (const BytesView part : parts)
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

std::array<std::uint8_t, 16> keyed_name(const SecretKey& key, std::initializer_list<BytesView> parts)
{
    std::array<std::uint8_t, 16> out{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.view().data(), SecretKey::size, out.size());
    for (const BytesView part : parts) {
        ByteWriter length;
        length.u32(static_cast<std::uint32_t>(part.size()));
        crypto_generichash_update(&state, length.bytes().data(), length.bytes().size());
        crypto_generichash_update(&state, part.data(), part.size());
    }
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

Hash256 sha256(BytesView bytes)
{
    Hash256 out{};
    unsigned int length = 0;
    PANOH_CHECK(EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, EVP_sha256(), nullptr) == 1);
    return out;
}

KeyId key_id(const SecretKey& key)
{
    return KeyId(keyed_name(key, {bytes_of(key_id_purpose)}));
}

SecretKey derive(const SecretKey& key, std::string_view context, std::uint64_t number)
{
    PANOH_CHECK(context.size() == crypto_kdf_CONTEXTBYTES);
    SecretKey derived;
    crypto_kdf_derive_from_key(derived.writable().data(), SecretKey::size, number, context.data(), key.view().data());
    return derived;
}

BoxPair BoxPair::from_secret(SecretKey secret)
{
    BoxPair pair{std::move(secret), {}};
    crypto_scalarmult_base(pair.open_key.data(), pair.secret.view().data());
    return pair;
}

SignPair SignPair::from_seed(SecretKey seed)
{
    SignPair pair{std::move(seed), {}};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> expanded{};
    crypto_sign_seed_keypair(pair.verify_key.data(), expanded.data(), pair.seed.view().data());
    wipe(expanded);
    return pair;
}

Bytes seal_to(const PublicKey& recipient, BytesView plain)
{
    Bytes sealed(plain.size() + crypto_box_SEALBYTES);
    PANOH_CHECK(crypto_box_seal(sealed.data(), plain.data(), plain.size(), recipient.data()) == 0);
    return sealed;
}

Result<SecretBytes> open_sealed(const BoxPair& recipient, BytesView sealed)
{
    if (sealed.size() < crypto_box_SEALBYTES) return fail(ErrorCode::damaged, "sealed box too short");
    Bytes plain(sealed.size() - crypto_box_SEALBYTES);
    const int refused = crypto_box_seal_open(
        plain.data(), sealed.data(), sealed.size(), recipient.open_key.data(), recipient.secret.view().data()
    );
    if (refused != 0) return fail(ErrorCode::damaged, "sealed box does not open");
    return SecretBytes(std::move(plain));
}

Signature sign(const SignPair& signer, std::string_view purpose, BytesView bytes)
{
    const ExpandedSigner expanded(signer);
    const Bytes message = with_purpose(purpose, bytes);
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), expanded.data());
    return signature;
}

bool verify(const PublicKey& signer, std::string_view purpose, BytesView bytes, const Signature& signature)
{
    const Bytes message = with_purpose(purpose, bytes);
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), signer.data()) == 0;
}

Result<Stretched> stretch(std::string_view passphrase, const Salt& salt, const StretchCost& cost)
{
    static_assert(std::tuple_size_v<Salt> == crypto_pwhash_SALTBYTES);
    std::array<std::uint8_t, 2 * SecretKey::size> out{};
    const int refused = crypto_pwhash(
        out.data(),
        out.size(),
        passphrase.data(),
        passphrase.size(),
        salt.data(),
        cost.passes,
        std::size_t{cost.mebibytes} * 1024 * 1024,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (refused != 0) return fail(ErrorCode::busy, "not enough memory to check a passphrase");
    const std::span<const std::uint8_t, 2 * SecretKey::size> view(out);
    Stretched stretched{SecretKey(view.first<SecretKey::size>()), SecretKey(view.last<SecretKey::size>())};
    wipe(out);
    return stretched;
}

bool equal_in_constant_time(BytesView left, BytesView right) noexcept
{
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace panoh::crypto
