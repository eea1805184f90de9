// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/zip.hpp"

#include "documents/zip_format.hpp"

#include <cstdint>
#include <limits>
#include <zlib.h>

namespace panoh::documents {

namespace {

constexpr int raw_window = -15;
constexpr int memory_level = 8;

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

}  // namespace

Result<std::string> zip_of(std::span<const ZipPart> parts)
{
    std::string out;
    std::string directory;
    for (const ZipPart& part : parts) {
        const auto packed = deflated(part.text);
        if (!packed) return packed.error();
        const ZipHeading heading{part.name, Packing::deflate, checksum(part.text), packed->size(), part.text.size()};
        directory += directory_line(heading, out.size());
        out += local_heading(heading);
        out += *packed;
    }
    if (out.size() + directory.size() > std::numeric_limits<std::int32_t>::max()) {
        return fail(ErrorCode::too_large, "the archive is too large");
    }
    const std::size_t start = out.size();
    out += directory;
    out += directory_end(parts.size(), directory.size(), start);
    return out;
}

}  // namespace panoh::documents
