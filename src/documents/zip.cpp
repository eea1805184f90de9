// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/zip.hpp"

#include <cstdint>
#include <limits>
#include <zlib.h>

namespace panoh::documents {

namespace {

constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t central_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint16_t version = 20;
constexpr std::uint16_t packed_by_deflate = 8;
constexpr std::uint16_t midnight = 0;
constexpr std::uint16_t first_day = 0x0021;  ///< 1 January 1980: the format knows no "no time"
constexpr int raw_window = -15;
constexpr int memory_level = 8;

void put16(std::string& out, std::size_t value)
{
    out += static_cast<char>(value & 0xFFU);
    out += static_cast<char>((value >> 8U) & 0xFFU);
}

void put32(std::string& out, std::size_t value)
{
    put16(out, value & 0xFFFFU);
    put16(out, (value >> 16U) & 0xFFFFU);
}

Bytef* bytes_of(std::string& text)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): zlib counts in bytes of its own type
    return reinterpret_cast<Bytef*>(text.data());
}

Result<std::string> deflated(std::string text)
{
    if (text.size() > std::numeric_limits<std::int32_t>::max()) {
        return fail(ErrorCode::too_large, "a part of the archive is too large");
    }
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, raw_window, memory_level, Z_DEFAULT_STRATEGY)
        != Z_OK) {
        return fail(ErrorCode::internal, "packing did not begin");
    }
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = bytes_of(text);
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = bytes_of(out);
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) return fail(ErrorCode::internal, "packing did not end");
    return out;
}

std::uint32_t checksum(const std::string& text)
{
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): zlib counts in bytes of its own type
    const auto* bytes = reinterpret_cast<const Bytef*>(text.data());
    return static_cast<std::uint32_t>(crc32_z(crc32_z(0, nullptr, 0), bytes, text.size()));
}

/// What both headers of a part say after their first fields.
std::string common_fields(std::uint32_t sum, std::size_t packed, std::size_t whole, std::string_view name)
{
    std::string fields;
    put16(fields, 0);
    put16(fields, packed_by_deflate);
    put16(fields, midnight);
    put16(fields, first_day);
    put32(fields, sum);
    put32(fields, packed);
    put32(fields, whole);
    put16(fields, name.size());
    put16(fields, 0);
    return fields;
}

}  // namespace

Result<std::string> zip_of(std::span<const ZipPart> parts)
{
    std::string out;
    std::string directory;
    for (const ZipPart& part : parts) {
        const auto packed = deflated(part.text);
        if (!packed) return packed.error();
        const std::string fields = common_fields(checksum(part.text), packed->size(), part.text.size(), part.name);
        const std::size_t offset = out.size();
        put32(out, local_mark);
        put16(out, version);
        out += fields;
        out += part.name;
        out += *packed;
        put32(directory, central_mark);
        put16(directory, version);
        put16(directory, version);
        directory += fields;
        put16(directory, 0);  // comment
        put16(directory, 0);  // disk
        put16(directory, 0);  // kind of text
        put32(directory, 0);  // rights of a file system
        put32(directory, offset);
        directory += part.name;
    }
    if (out.size() + directory.size() > std::numeric_limits<std::int32_t>::max()) {
        return fail(ErrorCode::too_large, "the archive is too large");
    }
    const std::size_t start = out.size();
    out += directory;
    put32(out, end_mark);
    put16(out, 0);
    put16(out, 0);
    put16(out, parts.size());
    put16(out, parts.size());
    put32(out, directory.size());
    put32(out, start);
    put16(out, 0);
    return out;
}

}  // namespace panoh::documents
