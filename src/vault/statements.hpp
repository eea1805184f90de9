// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "vault/user_keys.hpp"
#include "vault/vault.hpp"

#include <functional>
#include <string>
#include <string_view>

/// What a person states and a stranger can check with `sha256sum` and `openssl` alone (docs/design/evidence.md).
///
///   message   = "panoh/statement/v1" ‖ 0 ‖ text
///   signature = Ed25519 of the person over the message
namespace panoh::vault {

/// Everything in hex, as records keep it.
struct SignedStatement {
    std::string text;
    std::string signature;
    std::string key;  ///< public key of whoever signed
};

SignedStatement sign_statement(const UserKeys& signer, std::string text);
/// False for anything that is no hex of the right length too.
bool statement_holds(const SignedStatement& statement);
/// The very bytes that were signed.
std::string signed_message(std::string_view text);
/// An Ed25519 public key as OpenSSL reads it; empty for hex that is none.
std::string public_key_pem(std::string_view key);

/// SHA-256 in hex.
std::string sha256_of(std::string_view text);
/// The same of the plain bytes of a blob, read piece by piece; `also` sees each piece. `damaged` when one is missing or
/// does not open.
Result<std::string>
sha256_of(const Vault& vault, const BlobKey& key, std::uint64_t size, const std::function<void(BytesView)>& also = {});

}  // namespace panoh::vault
