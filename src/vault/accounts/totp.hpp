// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/sensitive.hpp"
#include "vault/crypto/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The second factor of RFC 6238 with SHA-1, six digits and 30 seconds: what every authenticator app reads.
namespace panoh::accounts {

/// Which stretch of 30 seconds since 1970.
using TotpStep = std::uint64_t;

/// 20 bytes, as RFC 4226 advises.
crypto::SecretBytes new_totp_secret(Random& random);

/// The code that an app shows at this time.
std::string current_code(BytesView secret, Timestamp now);

/// The step whose code this is, one before and one after included. Nothing for a wrong code, and for a
/// step that is not after `last_used`: each code counts once. Spaces and hyphens in `code` do not matter.
std::optional<TotpStep>
check_totp(BytesView secret, std::string_view code, Timestamp now, std::optional<TotpStep> last_used);

/// What the app scans. The issuer says nothing about what this program is.
Sensitive<std::string> otpauth_uri(std::string_view login, BytesView secret);
inline constexpr std::string_view totp_issuer = "Register";

}  // namespace panoh::accounts
