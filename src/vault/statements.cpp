// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/statements.hpp"

#include "vault/crypto/crypto.hpp"
#include "vault/crypto/sha256.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace panoh::vault {

namespace {

constexpr std::string_view purpose = "panoh/statement/v1";
constexpr std::size_t piece = 4 * blob_chunk;

/// SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410).
constexpr std::array<std::uint8_t, 12> key_info{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

template <std::size_t Size>
std::optional<std::array<std::uint8_t, Size>> fixed(std::string_view hex)
{
    const auto bytes = from_hex(hex);
    if (!bytes || bytes->size() != Size) return std::nullopt;
    std::array<std::uint8_t, Size> made{};
    std::copy(bytes->begin(), bytes->end(), made.begin());
    return made;
}

}  // namespace

SignedStatement sign_statement(const UserKeys& signer, std::string text)
{
    SignedStatement made;
    made.signature = to_hex(crypto::sign(signer.signer(), purpose, bytes_of(text)));
    made.key = to_hex(signer.signer().verify_key);
    made.text = std::move(text);
    return made;
}

bool statement_holds(const SignedStatement& statement)
{
    const auto key = fixed<32>(statement.key);
    const auto signature = fixed<64>(statement.signature);
    return key && signature && crypto::verify(*key, purpose, bytes_of(statement.text), *signature);
}

std::string signed_message(std::string_view text)
{
    std::string message(purpose);
    message += '\0';
    message += text;
    return message;
}

std::string public_key_pem(std::string_view key)
{
    const auto raw = fixed<32>(key);
    if (!raw) return {};
    Bytes der;
    der.reserve(key_info.size() + raw->size());
    std::ranges::copy(key_info, std::back_inserter(der));
    std::ranges::copy(*raw, std::back_inserter(der));
    std::string text = to_base64url(der);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
}

std::string sha256_of(std::string_view text)
{
    crypto::Sha256 hash;
    hash.add(bytes_of(text));
    return to_hex(hash.finish());
}

Result<std::string>
sha256_of(const Vault& vault, const BlobKey& key, std::uint64_t size, const std::function<void(BytesView)>& also)
{
    crypto::Sha256 hash;
    for (std::uint64_t at = 0; at < size;) {
        auto bytes = vault.read_blob(key, size, at, piece);
        if (!bytes) return bytes.error();
        if (bytes->empty()) return fail(ErrorCode::damaged, "an original is shorter than its record says");
        hash.add(*bytes);
        if (also) also(*bytes);
        at += bytes->size();
        crypto::wipe(*bytes);
    }
    return to_hex(hash.finish());
}

}  // namespace panoh::vault
