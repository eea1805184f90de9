// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/fingerprint.hpp"

#include "base/bytes.hpp"
#include "vault/crypto/crypto.hpp"

namespace panoh::vault {

std::string fingerprint(std::string_view text)
{
    const auto hash = crypto::sha256(bytes_of(text));
    return to_hex(hash);
}

}  // namespace panoh::vault
