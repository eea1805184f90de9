// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/parameters.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace panoh::web {

/// A cookie as pages name it. It is sent HttpOnly, SameSite=Strict, Path=/ and, over TLS, Secure with the name prefix
/// "__Host-", which no other host can set.
struct Cookie {
    std::string name;                                            ///< letters, digits, "-" and "_"
    std::string value;                                           ///< any text; encoded on the way
    std::optional<std::chrono::seconds> max_age = std::nullopt;  ///< without it: until the browser is closed

    /// A cookie that removes the one of that name.
    static Cookie removal(std::string name) { return {std::move(name), "", std::chrono::seconds(0)}; }
};

/// The value of a Set-Cookie field.
std::string serialise_cookie(const Cookie& cookie, bool secure);

/// Reads a Cookie field into bare names. Over TLS only "__Host-" cookies count. Pairs that we did not write are
/// passed over, since other programs on the same host name may leave theirs; at most 50 are kept.
Parameters parse_cookies(std::string_view field, bool secure);

}  // namespace panoh::web
