// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/archive.hpp"

#include <algorithm>
#include <array>

namespace panoh::evidence {

namespace {

constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t central_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint16_t version = 20;
constexpr std::uint16_t not_packed = 0;
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

std::uint64_t size_of(const ArchivePart& part)
{
    return part.read ? part.size : part.text.size();
}

/// What both headings of a part say after their first fields.
std::string common_fields(const ArchivePart& part)
{
    const std::uint32_t sum = part.read ? part.checksum : checksum(0, bytes_of(part.text));
    std::string fields;
    put16(fields, 0);
    put16(fields, not_packed);
    put16(fields, midnight);
    put16(fields, first_day);
    put32(fields, sum);
    put32(fields, size_of(part));
    put32(fields, size_of(part));
    put16(fields, part.name.size());
    put16(fields, 0);
    return fields;
}

constexpr std::array<std::uint32_t, 256> checksum_table()
{
    constexpr std::uint32_t polynomial = 0xEDB88320;
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? polynomial ^ (value >> 1U) : value >> 1U;
        table.at(byte) = value;
    }
    return table;
}

}  // namespace

std::uint32_t checksum(std::uint32_t before, BytesView bytes) noexcept
{
    static constexpr auto table = checksum_table();
    std::uint32_t value = ~before;
    for (const std::uint8_t byte : bytes)
        value = table[(value ^ byte) & 0xFFU] ^ (value >> 8U);
    return ~value;
}

Result<Archive> Archive::of(std::vector<ArchivePart> parts)
{
    Archive made;
    std::string directory;
    const std::size_t count = parts.size();
    const auto add = [&](ArchivePart piece) {
        made.size_ += size_of(piece);
        made.pieces_.push_back(std::move(piece));
    };
    for (ArchivePart& part : parts) {
        const std::string fields = common_fields(part);
        const std::uint64_t offset = made.size_;
        ArchivePart heading;
        put32(heading.text, local_mark);
        put16(heading.text, version);
        heading.text += fields;
        heading.text += part.name;
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
        add(std::move(heading));
        add(std::move(part));
        if (made.size_ > largest_archive) return fail(ErrorCode::too_large, "the archive is too large");
    }
    ArchivePart end;
    const std::uint64_t start = made.size_;
    end.text = std::move(directory);
    const std::uint64_t length = end.text.size();
    put32(end.text, end_mark);
    put16(end.text, 0);
    put16(end.text, 0);
    put16(end.text, count);
    put16(end.text, count);
    put32(end.text, length);
    put32(end.text, start);
    put16(end.text, 0);
    add(std::move(end));
    return made;
}

Result<std::string> Archive::read(std::uint64_t offset, std::size_t most) const
{
    std::string out;
    std::uint64_t at = 0;
    for (const ArchivePart& piece : pieces_) {
        const std::uint64_t length = size_of(piece);
        while (out.size() < most && offset + out.size() >= at && offset + out.size() < at + length) {
            const std::uint64_t inside = offset + out.size() - at;
            const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(most - out.size(), length - inside));
            if (!piece.read) {
                out += piece.text.substr(static_cast<std::size_t>(inside), wanted);
                continue;
            }
            auto bytes = piece.read(inside, wanted);
            if (!bytes) return bytes.error();
            if (bytes->empty()) return fail(ErrorCode::damaged, "an original is shorter than its record says");
            out += text_of(*bytes);
            std::fill(bytes->begin(), bytes->end(), std::uint8_t{0});
        }
        at += length;
    }
    return out;
}

}  // namespace panoh::evidence
