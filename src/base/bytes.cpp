// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/bytes.hpp"

#include <algorithm>

namespace panoh {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode_bits(BytesView bytes, std::string_view digits, unsigned width)
{
    std::string text;
    std::uint32_t buffer = 0;
    unsigned held = 0;
    const std::uint32_t mask = (1U << width) - 1U;
    for (const std::uint8_t byte : bytes) {
        buffer = (buffer << 8U) | byte;
        held += 8;
        while (held >= width) {
            held -= width;
            text += digits[(buffer >> held) & mask];
        }
        buffer &= (1U << held) - 1U;
    }
    if (held > 0) text += digits[(buffer << (width - held)) & mask];
    return text;
}

std::optional<Bytes> decode_bits(std::string_view text, std::string_view digits, unsigned width)
{
    Bytes bytes;
    std::uint32_t buffer = 0;
    unsigned held = 0;
    for (const char letter : text) {
        const auto value = digits.find(letter);
        if (value == std::string_view::npos) return std::nullopt;
        buffer = (buffer << width) | static_cast<std::uint32_t>(value);
        held += width;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::uint8_t>((buffer >> held) & 0xFFU));
        }
        buffer &= (1U << held) - 1U;
    }
    if (buffer != 0 || held >= width) return std::nullopt;
    return bytes;
}

}  // namespace

BytesView bytes_of(std::string_view text) noexcept
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view text_of(BytesView bytes) noexcept
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string to_hex(BytesView bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 0x0FU];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes bytes;
    for (std::size_t at = 0; at < text.size(); at += 2) {
        const auto high = hex_digits.find(text[at]);
        const auto low = hex_digits.find(text[at + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>((high << 4U) | low));
    }
    return bytes;
}

std::string to_base32(BytesView bytes)
{
    return encode_bits(bytes, base32_digits, 5);
}

std::optional<Bytes> from_base32(std::string_view text)
{
    std::string letters;
    for (const char letter : text) {
        if (letter == ' ' || letter == '=') continue;
        letters += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return decode_bits(letters, base32_digits, 5);
}

std::string to_base64url(BytesView bytes)
{
    return encode_bits(bytes, base64_digits, 6);
}

std::optional<Bytes> from_base64url(std::string_view text)
{
    return decode_bits(text, base64_digits, 6);
}

void ByteWriter::u8(std::uint8_t value)
{
    bytes_.push_back(value);
}

void ByteWriter::u16(std::uint16_t value)
{
    u8(static_cast<std::uint8_t>(value >> 8U));
    u8(static_cast<std::uint8_t>(value & 0xFFU));
}

void ByteWriter::u32(std::uint32_t value)
{
    u16(static_cast<std::uint16_t>(value >> 16U));
    u16(static_cast<std::uint16_t>(value & 0xFFFFU));
}

void ByteWriter::u64(std::uint64_t value)
{
    u32(static_cast<std::uint32_t>(value >> 32U));
    u32(static_cast<std::uint32_t>(value & 0xFFFFFFFFU));
}

void ByteWriter::raw(BytesView bytes)
{
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

void ByteWriter::sized(BytesView bytes)
{
    u32(static_cast<std::uint32_t>(bytes.size()));
    raw(bytes);
}

BytesView ByteReader::raw(std::size_t length)
{
    if (!ok_ || rest_.size() < length) {
        ok_ = false;
        rest_ = {};
        return {};
    }
    const BytesView taken = rest_.first(length);
    rest_ = rest_.subspan(length);
    return taken;
}

std::uint8_t ByteReader::u8()
{
    const BytesView taken = raw(1);
    return taken.empty() ? std::uint8_t{0} : taken[0];
}

std::uint16_t ByteReader::u16()
{
    const std::uint16_t high = u8();
    return static_cast<std::uint16_t>((high << 8U) | u8());
}

std::uint32_t ByteReader::u32()
{
    const std::uint32_t high = u16();
    return (high << 16U) | u16();
}

std::uint64_t ByteReader::u64()
{
    const std::uint64_t high = u32();
    return (high << 32U) | u32();
}

BytesView ByteReader::sized()
{
    return raw(u32());
}

}  // namespace panoh
