// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

/// Documents made of whatever a fuzzer sends: every kind of block of a report, with texts of any script, words without
/// an end, controls and marks of direction. Texts are valid UTF-8, as those of forms are.
namespace panoh::fuzz {

/// Takes bytes from the front; zeros when there are no more.
class Bytes {
public:
    Bytes(const std::uint8_t* data, std::size_t size)
        : left_(data, size)
    {}
    [[nodiscard]] bool empty() const noexcept { return left_.empty(); }
    std::uint8_t next()
    {
        if (left_.empty()) return 0;
        const std::uint8_t byte = left_.front();
        left_ = left_.subspan(1);
        return byte;
    }

private:
    std::span<const std::uint8_t> left_;
};

inline void add_character(std::string& text, std::uint32_t code)
{
    const auto add = [&](std::uint32_t byte) {
        text.push_back(static_cast<char>(static_cast<std::uint8_t>(byte)));
    };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xC0U | code >> 6U);
        add(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        add(0xE0U | code >> 12U);
        add(0x80U | (code >> 6U & 0x3FU));
        add(0x80U | (code & 0x3FU));
    } else {
        add(0xF0U | code >> 18U);
        add(0x80U | (code >> 12U & 0x3FU));
        add(0x80U | (code >> 6U & 0x3FU));
        add(0x80U | (code & 0x3FU));
    }
}

/// A character of a kind that the first byte chooses: ASCII with its controls, two scripts, any code point, or one that
/// turns the direction, joins or hides.
inline std::uint32_t character_from(Bytes& bytes)
{
    constexpr std::uint32_t last = 0x10FFFF;
    constexpr std::uint32_t first_surrogate = 0xD800, after_surrogates = 0xE000;
    const std::uint8_t kind = bytes.next();
    const std::uint32_t low = bytes.next();
    if (kind < 0x70) return kind == 0 ? U' ' : kind;
    if (kind < 0x90) return 0x400U + low;
    if (kind < 0xA0) return 0x600U + low;
    if (kind < 0xC0) return 0x2000U + low % 0x70U;
    const std::uint32_t code = ((kind & 0x1FU) << 16U | low << 8U | bytes.next()) % (last + 1);
    return code >= first_surrogate && code < after_surrogates ? U'\uFFFD' : code;
}

inline std::string text_from(Bytes& bytes)
{
    constexpr std::size_t most = 3000;
    std::string text;
    const std::size_t length = bytes.next() * std::size_t{1} + (bytes.next() & 3U) * 256U;
    // One byte repeated: a word without an end.
    if ((bytes.next() & 7U) == 0) return std::string(std::min(length * 4, most), 'w');
    for (std::size_t at = 0; at < length && !bytes.empty(); ++at)
        add_character(text, character_from(bytes));
    return text;
}

inline documents::Table table_from(Bytes& bytes)
{
    documents::Table table;
    const std::size_t columns = 1 + (bytes.next() & 3U);
    for (std::size_t column = 0; column < columns; ++column) {
        table.widths.push_back(1 + (bytes.next() & 7U));
        table.head.push_back(text_from(bytes));
    }
    for (int row = bytes.next() & 3; row >= 0; --row) {
        std::vector<std::string> cells;
        for (std::size_t column = 0; column < columns; ++column)
            cells.push_back(text_from(bytes));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

inline documents::Document document_from(const std::uint8_t* data, std::size_t size)
{
    using namespace documents;
    constexpr std::size_t most_blocks = 8;
    Bytes bytes(data, size);
    Document document;
    document.title = text_from(bytes);
    document.language = (bytes.next() & 1) == 0 ? "en" : "ru";
    document.head_left = text_from(bytes);
    document.foot = text_from(bytes);
    document.page_of = "{page} / {pages}";
    while (!bytes.empty() && document.blocks.size() < most_blocks) {
        switch (bytes.next() % 8) {
        case 0:
            document.blocks.emplace_back(Heading{1 + bytes.next() % 3, text_from(bytes)});
            break;
        case 1:
            document.blocks.emplace_back(RunningText{{{text_from(bytes), true, false}, {text_from(bytes), false, true}}}
            );
            break;
        case 2:
            document.blocks.emplace_back(Note{text_from(bytes)});
            break;
        case 3:
            document.blocks.emplace_back(FactList{{{text_from(bytes), text_from(bytes)}}});
            break;
        case 4:
            document.blocks.emplace_back(Points{{text_from(bytes), text_from(bytes)}, (bytes.next() & 1) == 0});
            break;
        case 5:
            document.blocks.emplace_back(table_from(bytes));
            break;
        case 6:
            document.blocks.emplace_back(Signatures{{{text_from(bytes), text_from(bytes)}}});
            break;
        default:
            document.blocks.emplace_back(Paragraph{text_from(bytes)});
        }
    }
    return document;
}

}  // namespace panoh::fuzz
