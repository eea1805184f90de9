// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/totp.hpp"

#include "base/check.hpp"
#include "vault/crypto/crypto.hpp"

#include <array>
#include <ctime>

extern "C" {
#include <liboath/oath.h>
}

namespace panoh::accounts {

namespace {

constexpr std::size_t secret_size = 20;
constexpr unsigned digits = 6;
constexpr unsigned seconds_in_a_step = 30;
constexpr TotpStep tolerated_steps = 1;

TotpStep step_at(Timestamp now)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    return seconds < 0 ? 0 : static_cast<TotpStep>(seconds) / seconds_in_a_step;
}

std::string code_of(BytesView secret, TotpStep step)
{
    static const int ready = oath_init();
    PANOH_CHECK(ready == OATH_OK);
    std::array<char, digits + 1> code{};
    const std::string_view key = text_of(secret);
    const int done = oath_totp_generate2(
        key.data(),
        key.size(),
        static_cast<std::time_t>(step * seconds_in_a_step),
        seconds_in_a_step,
        OATH_TOTP_DEFAULT_START_TIME,
        digits,
        0,
        code.data()
    );
    PANOH_CHECK(done == OATH_OK);
    return {code.data(), digits};
}

std::string without_separators(std::string_view typed)
{
    std::string code;
    for (const char each : typed) {
        if (each != ' ' && each != '-') code.push_back(each);
    }
    return code;
}

/// Everything but letters and digits of ASCII as %XX.
std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string encoded;
    for (const std::uint8_t each : bytes_of(text)) {
        const bool plain = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
        if (plain) {
            encoded.push_back(static_cast<char>(each));
        } else {
            encoded += {'%', hex[each / hex.size()], hex[each % hex.size()]};
        }
    }
    return encoded;
}

}  // namespace

crypto::SecretBytes new_totp_secret(Random& random)
{
    Bytes secret(secret_size);
    random.fill(secret);
    return crypto::SecretBytes(std::move(secret));
}

std::string current_code(BytesView secret, Timestamp now)
{
    return code_of(secret, step_at(now));
}

std::optional<TotpStep>
check_totp(BytesView secret, std::string_view code, Timestamp now, std::optional<TotpStep> last_used)
{
    const std::string typed = without_separators(code);
    const TotpStep current = step_at(now);
    const TotpStep first = current < tolerated_steps ? 0 : current - tolerated_steps;
    std::optional<TotpStep> found;
    for (TotpStep step = first; step <= current + tolerated_steps; ++step) {
        const bool same = crypto::equal_in_constant_time(bytes_of(code_of(secret, step)), bytes_of(typed));
        if (same && (!last_used || step > *last_used)) found = step;
    }
    return found;
}

Sensitive<std::string> otpauth_uri(std::string_view login, BytesView secret)
{
    const std::string issuer(totp_issuer);
    return Sensitive<std::string>(
        "otpauth://totp/" + issuer + ":" + percent_encoded(login) + "?secret=" + to_base32(secret) + "&issuer=" + issuer
        + "&algorithm=SHA1&digits=" + std::to_string(digits) + "&period=" + std::to_string(seconds_in_a_step)
    );
}

}  // namespace panoh::accounts
