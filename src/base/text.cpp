// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"

#include <cstdint>

namespace panoh {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

bool is_space(char letter) noexcept
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '\f' || letter == '\v';
}

/// Length of the sequence that starts `text`, or 0 when it is not UTF-8.
std::size_t sequence_length(std::string_view text) noexcept
{
    const auto byte = [&](std::size_t at) {
        return static_cast<std::uint8_t>(text[at]);
    };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return 1;
    std::size_t length = 0;
    std::uint32_t value = 0;
    if ((first & 0xE0U) == 0xC0U) {
        length = 2;
        value = first & 0x1FU;
    } else if ((first & 0xF0U) == 0xE0U) {
        length = 3;
        value = first & 0x0FU;
    } else if ((first & 0xF8U) == 0xF0U) {
        length = 4;
        value = first & 0x07U;
    } else {
        return 0;
    }
    if (text.size() < length) return 0;
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xC0U) != 0x80U) return 0;
        value = (value << 6U) | (byte(at) & 0x3FU);
    }
    const std::uint32_t least = length == 2 ? 0x80U : length == 3 ? 0x800U : 0x10000U;
    const bool surrogate = value >= 0xD800U && value <= 0xDFFFU;
    return value < least || surrogate || value > 0x10FFFFU ? 0 : length;
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept
{
    for (;;) {
        if (text.starts_with(no_break_space)) {
            text.remove_prefix(no_break_space.size());
        } else if (!text.empty() && is_space(text.front())) {
            text.remove_prefix(1);
        } else if (text.ends_with(no_break_space)) {
            text.remove_suffix(no_break_space.size());
        } else if (!text.empty() && is_space(text.back())) {
            text.remove_suffix(1);
        } else {
            return text;
        }
    }
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, start)) {
        parts.push_back(text.substr(start, at - start));
        start = at + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

bool is_utf8(std::string_view text) noexcept
{
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

bool is_plain_text(std::string_view text) noexcept
{
    for (const char letter : text) {
        const auto value = static_cast<std::uint8_t>(letter);
        if ((value < 0x20 && letter != '\t' && letter != '\n' && letter != '\r') || value == 0x7F) return false;
    }
    return is_utf8(text);
}

std::string with_unix_line_ends(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\r') {
            plain += '\n';
            if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
        } else {
            plain += text[at];
        }
    }
    return plain;
}

}  // namespace panoh
