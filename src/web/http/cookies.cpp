// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/cookies.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "web/http/percent.hpp"

#include <algorithm>

namespace panoh::web {
namespace {

constexpr std::string_view host_prefix = "__Host-";
constexpr std::size_t most_cookies = 50;

bool is_cookie_name(std::string_view name) noexcept
{
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

}  // namespace

std::string serialise_cookie(const Cookie& cookie, bool secure)
{
    PANOH_CHECK(is_cookie_name(cookie.name));
    std::string text;
    if (secure) text += host_prefix;
    text += cookie.name + "=" + percent_encode(cookie.value) + "; Path=/; HttpOnly; SameSite=Strict";
    if (secure) text += "; Secure";
    if (cookie.max_age) text += "; Max-Age=" + std::to_string(cookie.max_age->count());
    return text;
}

Parameters parse_cookies(std::string_view field, bool secure)
{
    Parameters found;
    for (const auto part : split(field, ';')) {
        const auto pair = trimmed(part);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        auto name = pair.substr(0, equals);
        if (secure) {
            if (!name.starts_with(host_prefix)) continue;
            name.remove_prefix(host_prefix.size());
        }
        auto value = percent_decode(pair.substr(equals + 1), PlusSign::stays);
        if (!is_cookie_name(name) || !value || !is_utf8(*value)) continue;
        if (found.size() == most_cookies) break;
        found.add(std::string(name), *std::move(value));
    }
    return found;
}

}  // namespace panoh::web
