// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/credentials.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "vault/accounts/totp.hpp"
#include "vault/accounts/words/words.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace panoh::accounts {

namespace {

constexpr double least_passphrase_bits = 77;
constexpr std::size_t longest_passphrase = 1024;
/// Stands where a login would: no login has it.
constexpr std::string_view node_lock_login = "\x01node lock";

std::string composed(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    PANOH_CHECK(U_SUCCESS(status) != 0);
    std::string out;
    const auto size = static_cast<std::int32_t>(text.size());
    nfc->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), size)), status).toUTF8String(out);
    PANOH_CHECK(U_SUCCESS(status) != 0);
    return out;
}

std::string with_single_spaces(std::string_view text)
{
    std::string out;
    for (const char each : trimmed(text)) {
        const bool is_space = each == ' ' || each == '\t' || each == '\n' || each == '\r';
        if (!is_space) {
            out.push_back(each);
        } else if (out.back() != ' ') {
            out.push_back(' ');
        }
    }
    return out;
}

/// What Argon2id reads: passphrase, a line end, which no passphrase keeps, and login.
std::string stretched_text(const Sensitive<std::string>& passphrase, std::string_view login)
{
    std::string text;
    if (passphrase.reveal().size() <= longest_passphrase) {
        std::string typed = composed(passphrase.reveal());
        text = with_single_spaces(typed);
        crypto::wipe(typed);
    }
    text.push_back('\n');
    text.append(login);
    return text;
}

}  // namespace

FreshAccount fresh_account(const UserId& user, std::string_view login, std::string_view language, Random& random)
{
    FreshAccount fresh{vault::UserBundle::create(user, random), {}};
    fresh.bundle.totp_secret = new_totp_secret(random);
    fresh.credentials.user = user;
    fresh.credentials.login = normalised_login(login);
    fresh.credentials.passphrase = new_passphrase(random, language);
    fresh.credentials.totp_secret = crypto::SecretBytes(fresh.bundle.totp_secret.view());
    fresh.credentials.recovery_codes = renew_recovery_codes(fresh.bundle, random);
    return fresh;
}

void give_node_key(vault::UserBundle& bundle, const vault::NodeKeys& keys)
{
    bundle.node_epoch = keys.epoch();
    bundle.node_key = keys.current().copy();
}

void certify(vault::User& certificate, const vault::UserBundle& bundle, Bytes slot_name)
{
    const vault::UserKeys keys(bundle);
    certificate.open_key = keys.box().open_key;
    certificate.verify_key = keys.signer().verify_key;
    certificate.slot_name = std::move(slot_name);
}

Sensitive<std::string> new_passphrase(Random& random, std::string_view language)
{
    return words::generate_passphrase(random, language, least_passphrase_bits);
}

std::string normalised_login(std::string_view login)
{
    return composed(vault::folded_login(composed(login)));
}

Result<crypto::Stretched> stretch_passphrase(
    const Sensitive<std::string>& passphrase,
    std::string_view login,
    const crypto::Salt& salt,
    const crypto::StretchCost& cost,
    const std::optional<crypto::SecretKey>& lock
)
{
    std::string text = stretched_text(passphrase, login);
    auto stretched = crypto::stretch(text, salt, cost);
    crypto::wipe(text);
    if (!stretched || !lock) return stretched;
    Hash256 mixed = crypto::hash({bytes_of("panoh/node-lock/v1"), stretched->opener.view(), lock->view()});
    stretched->opener = crypto::SecretKey(std::span<const std::uint8_t, crypto::SecretKey::size>(mixed));
    crypto::wipe(mixed);
    return stretched;
}

Result<crypto::SecretKey>
stretch_node_lock(const Sensitive<std::string>& passphrase, const crypto::Salt& salt, const crypto::StretchCost& cost)
{
    auto stretched = stretch_passphrase(passphrase, node_lock_login, salt, cost, std::nullopt);
    if (!stretched) return stretched.error();
    return std::move(stretched->opener);
}

}  // namespace panoh::accounts
