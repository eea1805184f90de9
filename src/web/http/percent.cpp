// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/percent.hpp"

namespace panoh::web {

std::optional<unsigned> hex_value(char c) noexcept
{
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
    return std::nullopt;
}

std::optional<std::string> percent_decode(std::string_view text, PlusSign plus)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        char c = text[at];
        if (c == '+' && plus == PlusSign::is_space) {
            c = ' ';
        } else if (c == '%') {
            if (text.size() - at < 3) return std::nullopt;
            const auto high = hex_value(text[at + 1]);
            const auto low = hex_value(text[at + 2]);
            if (!high || !low) return std::nullopt;
            c = static_cast<char>(*high * 16U + *low);
            at += 2;
        }
        if (c == '\0') return std::nullopt;
        out += c;
    }
    return out;
}

std::string percent_encode(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view marks = "-._~";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                           || marks.find(c) != std::string_view::npos;
        if (plain) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

}  // namespace panoh::web
