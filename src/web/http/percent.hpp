// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace panoh::web {

enum class PlusSign { stays, is_space };

std::optional<unsigned> hex_value(char c) noexcept;

/// Nothing when a "%" is not followed by two hexadecimal digits, or when the result holds U+0000.
std::optional<std::string> percent_decode(std::string_view text, PlusSign plus);

/// Encodes everything but letters, digits and "-._~".
std::string percent_encode(std::string_view text);

}  // namespace panoh::web
