// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Headings of the plain ZIP format, without times, names of machines or people. Internal to those who make archives.
namespace panoh::documents {

enum class Packing : std::uint16_t { none = 0, deflate = 8 };

/// One part, as its headings tell of it.
struct ZipHeading {
    std::string_view name;  ///< ASCII
    Packing packing = Packing::none;
    std::uint32_t checksum = 0;  ///< CRC-32 of the whole
    std::uint64_t packed = 0;    ///< bytes in the archive
    std::uint64_t whole = 0;     ///< bytes unpacked
};

/// What stands before a part.
std::string local_heading(const ZipHeading& part);
/// The part's line in the directory; `offset` is where its heading begins.
std::string directory_line(const ZipHeading& part, std::uint64_t offset);
/// What stands after the directory, which has `length` bytes and begins at `start`.
std::string directory_end(std::size_t parts, std::uint64_t length, std::uint64_t start);

}  // namespace panoh::documents
