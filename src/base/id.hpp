// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace panoh {

/// 128 random bits that say nothing about what they name. All zero means "none".
template <class Tag>
class Id {
public:
    static constexpr std::size_t size = 16;

    Id() = default;
    explicit Id(const std::array<std::uint8_t, size>& bytes) noexcept
        : bytes_(bytes)
    {}

    /// Nothing unless there are exactly 16 bytes.
    static std::optional<Id> from_bytes(BytesView bytes) noexcept
    {
        if (bytes.size() != size) return std::nullopt;
        Id id;
        std::memcpy(id.bytes_.data(), bytes.data(), size);
        return id;
    }

    /// Reads what `text()` wrote (22 characters, URL-safe).
    static std::optional<Id> parse(std::string_view text)
    {
        const auto bytes = from_base64url(text);
        return bytes ? from_bytes(*bytes) : std::nullopt;
    }

    [[nodiscard]] std::string text() const { return to_base64url(bytes_); }
    [[nodiscard]] BytesView view() const noexcept { return bytes_; }
    [[nodiscard]] bool is_none() const noexcept { return *this == Id{}; }
    [[nodiscard]] std::size_t hash() const noexcept
    {
        std::size_t value = 0;
        std::memcpy(&value, bytes_.data(), sizeof value);
        return value;
    }

    auto operator<=>(const Id&) const = default;

private:
    std::array<std::uint8_t, size> bytes_{};
};

using FileId = Id<struct FileTag>;
using RecordId = Id<struct RecordTag>;
using UserId = Id<struct UserTag>;
using TeamId = Id<struct TeamTag>;
using OrganisationId = Id<struct OrganisationTag>;
/// One write, whole or not at all; also what makes a repeated form count once.
using BatchId = Id<struct BatchTag>;
using KeyId = Id<struct KeyTag>;
using BlobId = Id<struct BlobTag>;

}  // namespace panoh

template <class Tag>
struct std::hash<panoh::Id<Tag>> {
    std::size_t operator()(const panoh::Id<Tag>& id) const noexcept { return id.hash(); }
};
