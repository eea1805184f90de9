// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/zip_format.hpp"

namespace panoh::documents {

namespace {

constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t central_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint16_t version = 20;
constexpr std::uint16_t midnight = 0;
constexpr std::uint16_t first_day = 0x0021;  ///< 1 January 1980: the format knows no "no time"

void put16(std::string& out, std::uint64_t value)
{
    out += static_cast<char>(value & 0xFFU);
    out += static_cast<char>((value >> 8U) & 0xFFU);
}

void put32(std::string& out, std::uint64_t value)
{
    put16(out, value & 0xFFFFU);
    put16(out, (value >> 16U) & 0xFFFFU);
}

/// What both headings of a part say after their first fields.
std::string common_fields(const ZipHeading& part)
{
    std::string fields;
    put16(fields, 0);
    put16(fields, static_cast<std::uint16_t>(part.packing));
    put16(fields, midnight);
    put16(fields, first_day);
    put32(fields, part.checksum);
    put32(fields, part.packed);
    put32(fields, part.whole);
    put16(fields, part.name.size());
    put16(fields, 0);
    return fields;
}

}  // namespace

std::string local_heading(const ZipHeading& part)
{
    std::string out;
    put32(out, local_mark);
    put16(out, version);
    out += common_fields(part);
    out += part.name;
    return out;
}

std::string directory_line(const ZipHeading& part, std::uint64_t offset)
{
    std::string out;
    put32(out, central_mark);
    put16(out, version);
    put16(out, version);
    out += common_fields(part);
    put16(out, 0);  // comment
    put16(out, 0);  // disk
    put16(out, 0);  // kind of text
    put32(out, 0);  // rights of a file system
    put32(out, offset);
    out += part.name;
    return out;
}

std::string directory_end(std::size_t parts, std::uint64_t length, std::uint64_t start)
{
    std::string out;
    put32(out, end_mark);
    put16(out, 0);
    put16(out, 0);
    put16(out, parts);
    put16(out, parts);
    put32(out, length);
    put32(out, start);
    put16(out, 0);
    return out;
}

}  // namespace panoh::documents
