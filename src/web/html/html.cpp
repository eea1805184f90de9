// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/html/html.hpp"

namespace panoh::html {
namespace {

constexpr std::string_view replacement_for(char c) noexcept
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\0':
        return "\xEF\xBF\xBD";
    default:
        return {};
    }
}

constexpr std::array<bool, 256> special_bytes() noexcept
{
    std::array<bool, 256> table{};
    for (const char c : {'&', '<', '>', '"', '\'', '\0'})
        table[static_cast<unsigned char>(c)] = true;
    return table;
}

constexpr std::array<bool, 256> is_special = special_bytes();

}  // namespace

void Build::escape(std::string& out, std::string_view text)
{
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_special[static_cast<unsigned char>(text[at])]) continue;
        out += text.substr(done, at - done);
        out += replacement_for(text[at]);
        done = at + 1;
    }
    out += text.substr(done);
}

Attribute Build::attribute(std::string_view lead, std::string_view value)
{
    Attribute made;
    made.lead_ = lead;
    made.value_ = value;
    made.has_value_ = true;
    return made;
}

Attribute Build::flag(std::string_view lead)
{
    Attribute made;
    made.lead_ = lead;
    return made;
}

void Build::append(std::string& out, const Attribute& attribute)
{
    out += attribute.lead_;
    if (!attribute.has_value_) return;
    escape(out, attribute.value_);
    out += '"';
}

Html join(std::span<const Html> pieces, const Html& between)
{
    Html joined;
    for (const auto& piece : pieces) {
        if (&piece != pieces.data()) joined += between;
        joined += piece;
    }
    return joined;
}

Html document(const Html& root)
{
    return Build::finish("<!DOCTYPE html>\n" + root.markup());
}

}  // namespace panoh::html
