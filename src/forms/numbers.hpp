// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <charconv>
#include <cmath>
#include <concepts>
#include <optional>
#include <string_view>

namespace panoh::forms {

/// A whole number in digits, with "-" only where the type has a sign; nothing when there is anything else.
template <std::integral Number>
std::optional<Number> parse_number(std::string_view text) noexcept
{
    Number number{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// A finite decimal number without exponent: "12", "12.5", "-0.25".
inline std::optional<double> parse_decimal(std::string_view text) noexcept
{
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (code != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
    return number;
}

}  // namespace panoh::forms
