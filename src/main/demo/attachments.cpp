// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/attachments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace panoh::demo {

namespace {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
};

/// A picture of few colours: one byte a pixel.
class Picture {
public:
    static constexpr int width = 480;
    static constexpr int height = 320;

    explicit Picture(std::span<const Colour> colours)
        : colours_(colours.begin(), colours.end())
        , pixels_(static_cast<std::size_t>(width) * height)
    {}

    void set(int x, int y, std::size_t colour) { pixels_.at(at(x, y)) = static_cast<std::uint8_t>(colour); }
    void box(int left, int top, int right, int bottom, std::size_t colour)
    {
        for (int y = std::max(top, 0); y < std::min(bottom, height); ++y) {
            for (int x = std::max(left, 0); x < std::min(right, width); ++x)
                set(x, y, colour);
        }
    }
    /// Everything in a column from `top` down.
    void below(int x, double top, std::size_t colour) { box(x, static_cast<int>(top), x + 1, height, colour); }
    void disc(int centre_x, int centre_y, int radius, std::size_t colour)
    {
        for (int y = -radius; y <= radius; ++y) {
            const int half = static_cast<int>(std::sqrt(static_cast<double>(radius * radius - y * y)));
            box(centre_x - half, centre_y + y, centre_x + half + 1, centre_y + y + 1, colour);
        }
    }

    /// As PNG: colour table, no compression.
    [[nodiscard]] Bytes png() const;

private:
    static std::size_t at(int x, int y) { return static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x); }

    std::vector<Colour> colours_;
    Bytes pixels_;
};

/// The two sums that PNG asks for.
std::uint32_t crc_of(BytesView bytes)
{
    constexpr std::uint32_t polynomial = 0xEDB88320U;
    std::uint32_t sum = ~0U;
    for (const std::uint8_t byte : bytes) {
        sum ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? polynomial : 0U);
    }
    return ~sum;
}

std::uint32_t adler_of(BytesView bytes)
{
    constexpr std::uint32_t prime = 65'521;
    std::uint32_t low = 1;
    std::uint32_t high = 0;
    for (const std::uint8_t byte : bytes) {
        low = (low + byte) % prime;
        high = (high + low) % prime;
    }
    return high << 16U | low;
}

void add_big(Bytes& to, std::uint32_t number)
{
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        to.push_back(static_cast<std::uint8_t>(number >> shift));
}

void add_chunk(Bytes& to, std::string_view kind, BytesView content)
{
    add_big(to, static_cast<std::uint32_t>(content.size()));
    Bytes summed(kind.begin(), kind.end());
    summed.insert(summed.end(), content.begin(), content.end());
    to.insert(to.end(), summed.begin(), summed.end());
    add_big(to, crc_of(summed));
}

/// A zlib stream of stored blocks.
Bytes stored(BytesView plain)
{
    constexpr std::size_t longest_block = 65'535;
    Bytes stream{0x78, 0x01};
    for (std::size_t at = 0; at < plain.size(); at += longest_block) {
        const BytesView block = plain.subspan(at, std::min(longest_block, plain.size() - at));
        const auto length = static_cast<std::uint16_t>(block.size());
        const auto inverse = static_cast<std::uint16_t>(~length);
        stream.push_back(at + block.size() == plain.size() ? 1 : 0);
        for (const std::uint16_t number : {length, inverse}) {
            stream.push_back(static_cast<std::uint8_t>(number & 0xFFU));
            stream.push_back(static_cast<std::uint8_t>(number >> 8U));
        }
        stream.insert(stream.end(), block.begin(), block.end());
    }
    add_big(stream, adler_of(plain));
    return stream;
}

Bytes Picture::png() const
{
    Bytes head;
    add_big(head, width);
    add_big(head, height);
    // Eight bits a pixel, colours from the table; the only ways of packing, filtering and order.
    head.insert(head.end(), {8, 3, 0, 0, 0});
    Bytes table;
    for (const Colour& colour : colours_)
        table.insert(table.end(), {colour.red, colour.green, colour.blue});
    Bytes lines;
    for (int y = 0; y < height; ++y) {
        lines.push_back(0);
        const auto line = pixels_.begin() + static_cast<std::ptrdiff_t>(at(0, y));
        lines.insert(lines.end(), line, line + width);
    }
    Bytes file{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    add_chunk(file, "IHDR", head);
    add_chunk(file, "PLTE", table);
    add_chunk(file, "IDAT", stored(lines));
    add_chunk(file, "IEND", {});
    return file;
}

/// Three ranges of hills under a morning sky.
Bytes hills()
{
    constexpr std::array colours{
        Colour{214, 230, 238},
        Colour{247, 240, 220},
        Colour{150, 178, 186},
        Colour{104, 141, 132},
        Colour{70, 104, 84}};
    Picture picture(colours);
    picture.disc(350, 96, 30, 1);
    for (int x = 0; x < Picture::width; ++x) {
        const double far = static_cast<double>(x) / 61.0;
        picture.below(x, 150.0 + 24.0 * std::sin(far) + 9.0 * std::sin(2.7 * far), 2);
        picture.below(x, 205.0 + 22.0 * std::sin(0.8 * far + 2.0) + 6.0 * std::sin(3.1 * far), 3);
        picture.below(x, 262.0 + 14.0 * std::sin(0.6 * far + 4.0), 4);
    }
    return picture.png();
}

/// A wall with a gate in it and a tree beside.
Bytes gate()
{
    constexpr std::array colours{
        Colour{222, 234, 240},
        Colour{206, 190, 164},
        Colour{182, 164, 138},
        Colour{92, 120, 126},
        Colour{110, 90, 70},
        Colour{96, 134, 92},
        Colour{190, 184, 170}};
    Picture picture(colours);
    picture.box(0, 130, Picture::width, 250, 1);
    for (int y = 130; y < 250; y += 20)
        picture.box(0, y, Picture::width, y + 2, 2);
    picture.box(0, 250, Picture::width, Picture::height, 6);
    picture.box(180, 108, 300, 250, 4);
    picture.box(188, 116, 238, 250, 3);
    picture.box(242, 116, 292, 250, 3);
    picture.box(388, 150, 400, 262, 4);
    for (const auto& [x, y, radius] : {std::array{394, 120, 44}, {364, 142, 28}, {424, 144, 28}})
        picture.disc(x, y, radius, 5);
    return picture.png();
}

constexpr std::string_view receipt = R"(УЧЕБНЫЙ ЛИСТОК, ВСЁ ВЫДУМАНО

Приём в понедельник, 10:00, кабинет 4.
Снимок готов, изменений нет.
Лекарство то же: по одной таблетке утром.
Следующий приём через месяц.
)";

constexpr std::string_view bureau = R"(УЧЕБНОЕ ЗАКЛЮЧЕНИЕ, ВСЁ ВЫДУМАНО

Учебное государственное бюро. Номер: 0000/учебное.
Имеются ли телесные повреждения, их характер и давность?
Осмотр проведён в первой половине дня. Осмотрены лицо и кисти.
На теле повреждений не обнаружено. На второй странице: кровоподтёк предплечья.
Не исключается бытовая травма.
)";

constexpr std::string_view journey = R"(For training. All of this is invented.

Mon  bus at 08:10, arrived 09:40, back at 13:00
Wed  bus at 08:10, arrived 09:35, back at 12:20
Fri  no bus; a neighbour drove, arrived 10:05

Tickets are kept in the blue folder.
)";

Bytes text(std::string_view words)
{
    return {words.begin(), words.end()};
}

}  // namespace

Result<MadeFile> made_file(std::string_view name)
{
    if (name == "hills") return MadeFile{"IMG_0142.png", hills()};
    if (name == "gate") return MadeFile{"IMG_0158.png", gate()};
    if (name == "receipt") return MadeFile{"листок.txt", text(receipt)};
    if (name == "bureau") return MadeFile{"заключение.txt", text(bureau)};
    if (name == "journey") return MadeFile{"trips.txt", text(journey)};
    return fail(ErrorCode::internal, "the demo makes no file that is called " + std::string(name));
}

}  // namespace panoh::demo
