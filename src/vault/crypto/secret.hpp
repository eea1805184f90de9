// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/random.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace panoh::crypto {

/// 32 secret bytes in the locked arena: never swapped, never in a core dump, wiped when it goes.
class SecretKey {
public:
    static constexpr std::size_t size = 32;

    SecretKey();  ///< all zero
    explicit SecretKey(std::span<const std::uint8_t, size> bytes);
    static SecretKey random(Random& random);
    /// Nothing unless there are exactly 32 bytes.
    static std::optional<SecretKey> from(BytesView bytes);

    SecretKey(SecretKey&& other) noexcept;
    SecretKey& operator=(SecretKey&& other) noexcept;
    SecretKey(const SecretKey&) = delete;
    SecretKey& operator=(const SecretKey&) = delete;
    ~SecretKey();

    [[nodiscard]] SecretKey copy() const;
    [[nodiscard]] std::span<const std::uint8_t, size> view() const noexcept;
    [[nodiscard]] std::span<std::uint8_t, size> writable() noexcept;
    bool operator==(const SecretKey&) const = delete;

private:
    std::uint8_t* slot_;
};

/// Bytes of any length that are wiped when they go: bundles of keys on their way.
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(Bytes bytes) noexcept
        : bytes_(std::move(bytes))
    {}
    explicit SecretBytes(BytesView bytes)
        : bytes_(bytes.begin(), bytes.end())
    {}
    SecretBytes(SecretBytes&& other) noexcept = default;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    [[nodiscard]] BytesView view() const noexcept { return bytes_; }

private:
    Bytes bytes_;
};

/// Overwrites in a way that the compiler keeps.
void wipe(std::span<std::uint8_t> bytes) noexcept;
void wipe(std::string& text) noexcept;

/// False when the kernel refused to lock the arena's pages (see `RLIMIT_MEMLOCK`).
bool arena_is_locked() noexcept;

}  // namespace panoh::crypto
