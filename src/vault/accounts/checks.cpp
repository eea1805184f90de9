// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/checks.hpp"

#include "base/text.hpp"
#include "vault/accounts/credentials.hpp"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace panoh::accounts {

namespace {

constexpr std::int32_t shortest_login = 2;
constexpr std::int32_t longest_login = 32;
constexpr std::size_t longest_code = 8;
constexpr std::size_t longest_name = 200;
constexpr std::string_view region_list = "regions";

/// Letters of one script, digits of ASCII, and ". - _" between them.
bool has_login_characters(const icu::UnicodeString& login)
{
    UScriptCode script = USCRIPT_COMMON;
    for (std::int32_t at = 0; at < login.length(); at = login.moveIndex32(at, 1)) {
        const UChar32 each = login.char32At(at);
        const bool is_digit = each >= '0' && each <= '9';
        const bool is_joint = each == '.' || each == '-' || each == '_';
        if (is_digit || is_joint) {
            if (at == 0) return false;
            continue;
        }
        if (u_isalpha(each) == 0) return false;
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode its_script = uscript_getScript(each, &status);
        if (U_FAILURE(status) != 0 || (script != USCRIPT_COMMON && script != its_script)) return false;
        script = its_script;
    }
    return true;
}

}  // namespace

std::vector<Problem> check_login(std::string_view login)
{
    const auto text = icu::UnicodeString::fromUTF8(normalised_login(login));
    const std::int32_t length = text.countChar32();
    if (length < shortest_login || length > longest_login) {
        const MessageArgument least = std::int64_t{shortest_login};
        const MessageArgument most = std::int64_t{longest_login};
        return {{"login", {msg("accounts.problem.login_length"), {{"least", least}, {"most", most}}}}};
    }
    if (!has_login_characters(text)) return {problem("login", msg("accounts.problem.login_characters"))};
    return {};
}

bool is_name(std::string_view text)
{
    return !trimmed(text).empty() && text.size() <= longest_name && is_plain_text(text)
           && text.find('\n') == std::string_view::npos;
}

bool is_organisation_code(std::string_view code)
{
    return !code.empty() && code.size() <= longest_code && std::all_of(code.begin(), code.end(), [](char each) {
        return (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
    });
}

std::string upper_case(std::string_view code)
{
    std::string upper;
    for (const char each : code)
        upper.push_back(each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each);
    return upper;
}

bool are_regions(const forms::Schema& schema, const std::vector<std::string>& regions)
{
    const forms::CodeList* list = schema.list(region_list);
    return std::all_of(regions.begin(), regions.end(), [&](const std::string& each) {
        return list == nullptr ? !each.empty() : list->find(each) != nullptr;
    });
}

Problem problem(std::string field, MessageId id)
{
    return {std::move(field), {std::move(id), {}}};
}

}  // namespace panoh::accounts
