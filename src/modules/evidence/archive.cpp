// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/archive.hpp"

#include "documents/zip_format.hpp"

#include <algorithm>
#include <array>

namespace panoh::evidence {

namespace {

std::uint64_t size_of(const ArchivePart& part)
{
    return part.read ? part.size : part.text.size();
}

documents::ZipHeading heading_of(const ArchivePart& part)
{
    const std::uint32_t sum = part.read ? part.checksum : checksum(0, bytes_of(part.text));
    return {part.name, documents::Packing::none, sum, size_of(part), size_of(part)};
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
        const documents::ZipHeading says = heading_of(part);
        ArchivePart heading;
        heading.text = documents::local_heading(says);
        directory += documents::directory_line(says, made.size_);
        add(std::move(heading));
        add(std::move(part));
        if (made.size_ > largest_archive) return fail(ErrorCode::too_large, "the archive is too large");
    }
    ArchivePart end;
    const std::uint64_t start = made.size_;
    end.text = std::move(directory);
    const std::uint64_t length = end.text.size();
    end.text += documents::directory_end(count, length, start);
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
