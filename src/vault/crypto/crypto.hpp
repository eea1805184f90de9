// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "vault/crypto/secret.hpp"

#include <array>
#include <initializer_list>
#include <string_view>

/// The only code that calls libsodium and OpenSSL's hashes. One suite, no negotiation:
/// XChaCha20-Poly1305, X25519 sealed boxes, Ed25519, BLAKE2b, Argon2id.
namespace panoh::crypto {

/// Known-answer tests of every primitive; the program refuses to start when one fails.
Result<void> self_test();

/// Nonce (24) ‖ ciphertext ‖ tag (16), with a fresh random nonce.
Bytes seal(const SecretKey& key, BytesView plain, BytesView associated);
/// `damaged` when the key, the associated data or one bit differs.
Result<Bytes> open(const SecretKey& key, BytesView sealed, BytesView associated);
inline constexpr std::size_t seal_overhead = 40;

/// What opens one sealed box and no other that was sealed with the same key, as `openssl enc -d -chacha20` takes it:
/// the key that XChaCha20 derives for the box's nonce, and the block at which its text begins. Giving it away
/// shows that box alone. The tag is not looked at: whoever opens so needs another proof that the box is the right one.
struct OneBoxKey {
    std::array<std::uint8_t, 32> key{};
    std::array<std::uint8_t, 16> counter{};
};
/// `damaged` for what is too short to be a box.
Result<OneBoxKey> one_box_key(const SecretKey& key, BytesView sealed);

/// BLAKE2b-256 of the parts in a row.
Hash256 hash(std::initializer_list<BytesView> parts);
/// Keyed BLAKE2b, 16 bytes: names that only holders of the key can derive.
std::array<std::uint8_t, 16> keyed_name(const SecretKey& key, std::initializer_list<BytesView> parts);
/// SHA-256: what courts and partners check with stock tools.
Hash256 sha256(BytesView bytes);

/// Names a key without giving it away; compared before anything is opened under it.
KeyId key_id(const SecretKey& key);
/// A sub-key for one purpose. `context` has exactly eight characters.
SecretKey derive(const SecretKey& key, std::string_view context, std::uint64_t number = 1);

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// X25519: others seal to `open_key`, the owner opens.
struct BoxPair {
    SecretKey secret;
    PublicKey open_key{};
    static BoxPair from_secret(SecretKey secret);
};

/// Ed25519, from a 32-byte seed.
struct SignPair {
    SecretKey seed;
    PublicKey verify_key{};
    static SignPair from_seed(SecretKey seed);
};

/// Anonymous sealed box to a public key (48 bytes longer than the plain text).
Bytes seal_to(const PublicKey& recipient, BytesView plain);
Result<SecretBytes> open_sealed(const BoxPair& recipient, BytesView sealed);

/// Signs `purpose` (a domain such as "panoh/entry/v1") and the bytes.
Signature sign(const SignPair& signer, std::string_view purpose, BytesView bytes);
bool verify(const PublicKey& signer, std::string_view purpose, BytesView bytes, const Signature& signature);

/// Cost of Argon2id; the floor of `security.md` is 64 MiB and 3 passes.
struct StretchCost {
    std::uint32_t mebibytes = 256;
    std::uint32_t passes = 3;
};

/// What a passphrase turns into: where its slot is, and what opens it.
struct Stretched {
    SecretKey locator;
    SecretKey opener;
};

using Salt = std::array<std::uint8_t, 16>;

/// Argon2id over the passphrase in NFC. `busy` when memory is short. Callers bound how many run at once.
Result<Stretched> stretch(std::string_view passphrase, const Salt& salt, const StretchCost& cost);

/// Takes the same time wherever two equally long texts differ.
bool equal_in_constant_time(BytesView left, BytesView right) noexcept;

}  // namespace panoh::crypto
