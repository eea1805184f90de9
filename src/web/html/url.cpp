// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/html/url.hpp"

#include <algorithm>

namespace panoh::html {
namespace {

constexpr std::size_t longest_address = 2'000;

bool is_letter_or_digit(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_unreserved(char c) noexcept
{
    return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

bool is_hex_digit(char c) noexcept
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void append_percent(std::string& out, char c)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

void append_encoded(std::string& out, std::string_view text)
{
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
        } else {
            append_percent(out, c);
        }
    }
}

/// RFC 3986 characters with whole percent escapes: no space, quote, backslash, control or bare percent sign.
bool is_well_formed(std::string_view text) noexcept
{
    constexpr std::string_view reserved = ":/?[]@!$&'()*+,;=";
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '%') {
            if (at + 2 >= text.size() || !is_hex_digit(text[at + 1]) || !is_hex_digit(text[at + 2])) return false;
            at += 2;
        } else if (!is_unreserved(c) && reserved.find(c) == std::string_view::npos)
            return false;
    }
    return true;
}

bool is_https_authority(std::string_view authority) noexcept
{
    return !authority.empty() && authority.front() != ':'
           && std::all_of(authority.begin(), authority.end(), [](char c) {
                  return is_letter_or_digit(c) || c == '-' || c == '.' || c == ':' || c == '[' || c == ']';
              });
}

std::string lower_ascii(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

}  // namespace

Url Url::from_pattern(std::string_view pattern, const std::string* values)
{
    std::string out;
    std::size_t used = 0;
    while (!pattern.empty()) {
        const auto hole = pattern.find("{}");
        out += pattern.substr(0, hole);
        if (hole == std::string_view::npos) break;
        const std::string& value = values[used++];
        if (value.empty() || value == "." || value == "..") {
            out += '_';
        } else {
            append_encoded(out, value);
        }
        pattern.remove_prefix(hole + 2);
    }
    return Url(std::move(out));
}

Url Url::here(std::string_view name)
{
    std::string out = "#";
    append_encoded(out, name);
    return Url(std::move(out));
}

Result<Url> Url::parse_local(std::string_view text)
{
    const bool one_slash = text.starts_with('/') && !text.starts_with("//");
    if (!one_slash || text.size() > longest_address || !is_well_formed(text))
        return fail(ErrorCode::invalid_input, "not a local address");
    return Url(std::string(text));
}

Result<Url> Url::external(std::string_view text)
{
    const auto colon = text.find(':');
    std::string encoded;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            append_percent(encoded, c);
        } else {
            encoded += c;
        }
    }
    const auto mark = std::min(encoded.find('#'), encoded.size());
    const std::string_view place = std::string_view(encoded).substr(std::min(mark + 1, encoded.size()));
    const bool usable = colon != std::string_view::npos && encoded.size() <= longest_address
                        && is_well_formed(std::string_view(encoded).substr(0, mark)) && is_well_formed(place);
    if (!usable) return fail(ErrorCode::invalid_input, "malformed address");

    const std::string scheme = lower_ascii(text.substr(0, colon));
    const std::string_view rest = std::string_view(encoded).substr(colon + 1);
    if (scheme == "https") {
        if (!rest.starts_with("//")) return fail(ErrorCode::invalid_input, "malformed address");
        if (!is_https_authority(rest.substr(2, rest.find_first_of("/?#", 2) - 2)))
            return fail(ErrorCode::invalid_input, "malformed host in address");
        return Url(scheme + ":" + std::string(rest));
    }
    if ((scheme == "mailto" || scheme == "tel") && !rest.empty() && !rest.starts_with('/'))
        return Url(scheme + ":" + std::string(rest));
    return fail(ErrorCode::invalid_input, "scheme not allowed");
}

Url Url::with_text(std::string_view key, std::string_view value) const
{
    const auto mark = std::min(text_.find('#'), text_.size());
    std::string out = text_.substr(0, mark);
    out += out.find('?') == std::string::npos ? '?' : '&';
    append_encoded(out, key);
    out += '=';
    append_encoded(out, value);
    out += std::string_view(text_).substr(mark);
    return Url(std::move(out));
}

Url Url::at(std::string_view name) const
{
    std::string out = text_.substr(0, text_.find('#'));
    out += '#';
    append_encoded(out, name);
    return Url(std::move(out));
}

}  // namespace panoh::html
