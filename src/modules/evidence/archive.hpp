// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// A ZIP archive that is read while it leaves: nothing of it is packed, so originals stand in it as they are, and
/// nothing but headings is in memory. No times, no names of machines or people.
namespace panoh::evidence {

/// One file of the archive: a text, or bytes that are read when they are wanted.
struct ArchivePart {
    std::string name;  ///< ASCII, with "/" for folders
    std::string text;
    std::uint64_t size = 0;      ///< of `read`
    std::uint32_t checksum = 0;  ///< CRC-32 of what `read` gives
    std::function<Result<Bytes>(std::uint64_t offset, std::size_t length)> read = {};
};

/// Larger archives are not made: the plain format ends at 4 GiB, and some tools at half of it.
inline constexpr std::uint64_t largest_archive = 2ULL << 30U;

class Archive {
public:
    /// `too_large` beyond `largest_archive`.
    static Result<Archive> of(std::vector<ArchivePart> parts);

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// Up to `most` bytes from `offset` on; fewer only at the end.
    [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t most) const;

private:
    std::vector<ArchivePart> pieces_;  ///< headings, files and directory, one after the other
    std::uint64_t size_ = 0;
};

/// Goes on with a CRC-32; starts with 0.
std::uint32_t checksum(std::uint32_t before, BytesView bytes) noexcept;

}  // namespace panoh::evidence
