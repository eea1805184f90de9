// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/recovery_codes.hpp"

#include <algorithm>

namespace panoh::accounts {

namespace {

/// Letters and digits that are not taken for one another.
constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
constexpr std::size_t code_length = 12;
constexpr std::size_t group_length = 4;

using CodeHash = std::array<std::uint8_t, 16>;

CodeHash hash_of(const UserId& user, std::string_view code)
{
    const Hash256 whole = crypto::hash({bytes_of("panoh/recovery-code/v1"), user.view(), bytes_of(code)});
    CodeHash hash{};
    std::copy_n(whole.begin(), hash.size(), hash.begin());
    return hash;
}

std::string without_groups(std::string_view typed)
{
    std::string code;
    for (const char each : typed) {
        const char lower = each >= 'A' && each <= 'Z' ? static_cast<char>(each - 'A' + 'a') : each;
        if (alphabet.find(lower) != std::string_view::npos) code.push_back(lower);
    }
    return code;
}

}  // namespace

RecoveryCodes renew_recovery_codes(vault::UserBundle& bundle, Random& random)
{
    std::vector<std::string> shown;
    bundle.recovery_codes.clear();
    for (std::size_t count = 0; count < recovery_code_count; ++count) {
        std::string code;
        for (std::size_t at = 0; at < code_length; ++at) {
            if (at > 0 && at % group_length == 0) code.push_back('-');
            code.push_back(alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))]);
        }
        bundle.recovery_codes.push_back(hash_of(bundle.user, without_groups(code)));
        shown.push_back(std::move(code));
    }
    return RecoveryCodes(std::move(shown));
}

bool spend_recovery_code(vault::UserBundle& bundle, std::string_view typed)
{
    const std::string code = without_groups(typed);
    if (code.size() != code_length) return false;
    const CodeHash hash = hash_of(bundle.user, code);
    const auto spent = std::find_if(bundle.recovery_codes.begin(), bundle.recovery_codes.end(), [&](const auto& each) {
        return crypto::equal_in_constant_time(each, hash);
    });
    if (spent == bundle.recovery_codes.end()) return false;
    bundle.recovery_codes.erase(spent);
    return true;
}

}  // namespace panoh::accounts
