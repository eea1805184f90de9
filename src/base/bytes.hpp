// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace panoh {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;
using Hash256 = std::array<std::uint8_t, 32>;

/// The bytes of a text, without copying.
BytesView bytes_of(std::string_view text) noexcept;

/// The bytes as text, without copying or judging them.
std::string_view text_of(BytesView bytes) noexcept;

std::string to_hex(BytesView bytes);
std::optional<Bytes> from_hex(std::string_view text);

/// RFC 4648 base32 without padding, upper case (as authenticator apps expect).
std::string to_base32(BytesView bytes);
/// Accepts lower case and spaces; nothing on any other character.
std::optional<Bytes> from_base32(std::string_view text);

/// RFC 4648 base64 with the URL alphabet, without padding.
std::string to_base64url(BytesView bytes);
std::optional<Bytes> from_base64url(std::string_view text);

/// Appends length-prefixed fields in big-endian order: the only binary format of the ledger.
class ByteWriter {
public:
    void u8(std::uint8_t value);
    void u16(std::uint16_t value);
    void u32(std::uint32_t value);
    void u64(std::uint64_t value);
    void raw(BytesView bytes);
    /// A u32 length, then the bytes.
    void sized(BytesView bytes);
    void sized(std::string_view text) { sized(bytes_of(text)); }
    [[nodiscard]] const Bytes& bytes() const noexcept { return bytes_; }
    [[nodiscard]] Bytes take() && noexcept { return std::move(bytes_); }

private:
    Bytes bytes_;
};

/// Reads what ByteWriter wrote. After any short read `ok()` is false and every value is zero or empty.
class ByteReader {
public:
    explicit ByteReader(BytesView bytes) noexcept
        : rest_(bytes)
    {}
    std::uint8_t u8();
    std::uint16_t u16();
    std::uint32_t u32();
    std::uint64_t u64();
    BytesView raw(std::size_t length);
    BytesView sized();
    [[nodiscard]] bool ok() const noexcept { return ok_; }
    /// True when everything was read, and nothing is left.
    [[nodiscard]] bool finished() const noexcept { return ok_ && rest_.empty(); }
    [[nodiscard]] BytesView rest() const noexcept { return rest_; }

private:
    BytesView rest_;
    bool ok_ = true;
};

}  // namespace panoh
