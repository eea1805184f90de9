// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/qr.hpp"

#include "vault/crypto/secret.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <qrencode.h>

namespace panoh::accounts {

namespace {

constexpr std::size_t margin = 4;
constexpr std::size_t largest_stored_block = 65535;

struct FreeCode {
    void operator()(QRcode* code) const noexcept
    {
        crypto::wipe(
            std::span(code->data, static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width))
        );
        QRcode_free(code);
    }
};

std::uint32_t crc32(BytesView bytes)
{
    constexpr std::uint32_t polynomial = 0xEDB88320U;
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? polynomial : 0U);
    }
    return ~crc;
}

std::uint32_t adler32(BytesView bytes)
{
    constexpr std::uint32_t modulus = 65521;
    std::uint32_t low = 1;
    std::uint32_t high = 0;
    for (const std::uint8_t byte : bytes) {
        low = (low + byte) % modulus;
        high = (high + low) % modulus;
    }
    return (high << 16U) | low;
}

/// RFC 1950 and 1951 with stored blocks only.
Bytes zlib_stored(BytesView bytes)
{
    ByteWriter writer;
    writer.u16(0x7801);
    std::size_t at = 0;
    do {
        const std::size_t size = std::min(largest_stored_block, bytes.size() - at);
        const auto length = static_cast<std::uint32_t>(size);
        const auto little_endian = [&](std::uint32_t value) {
            writer.u8(static_cast<std::uint8_t>(value & 0xFFU));
            writer.u8(static_cast<std::uint8_t>((value >> 8U) & 0xFFU));
        };
        writer.u8(at + size == bytes.size() ? 1 : 0);
        little_endian(length);
        little_endian(~length);
        writer.raw(bytes.subspan(at, size));
        at += size;
    } while (at < bytes.size());
    writer.u32(adler32(bytes));
    return std::move(writer).take();
}

void add_chunk(ByteWriter& png, std::string_view name, BytesView data)
{
    ByteWriter chunk;
    chunk.raw(bytes_of(name));
    chunk.raw(data);
    png.u32(static_cast<std::uint32_t>(data.size()));
    png.raw(chunk.bytes());
    png.u32(crc32(chunk.bytes()));
}

bool is_dark(const QrMatrix& matrix, std::size_t row, std::size_t column)
{
    const bool inside =
        row >= margin && column >= margin && row - margin < matrix.size() && column - margin < matrix.size();
    return inside && matrix[row - margin][column - margin];
}

/// Lines of one bit a pixel, white is 1, each after its filter byte.
Bytes pixels(const QrMatrix& matrix, std::size_t modules, std::size_t scale)
{
    const std::size_t side = modules * scale;
    Bytes lines;
    for (std::size_t row = 0; row < modules; ++row) {
        Bytes line(1 + (side + 7) / 8);
        for (std::size_t pixel = 0; pixel < side; ++pixel) {
            const auto bit = static_cast<std::uint8_t>(0x80U >> (pixel % 8));
            if (!is_dark(matrix, row, pixel / scale)) line[1 + pixel / 8] |= bit;
        }
        for (std::size_t repeat = 0; repeat < scale; ++repeat)
            lines.insert(lines.end(), line.begin(), line.end());
    }
    return lines;
}

}  // namespace

Result<QrMatrix> qr_matrix(std::string_view text)
{
    const BytesView bytes = bytes_of(text);
    const std::unique_ptr<QRcode, FreeCode> code(
        QRcode_encodeData(static_cast<int>(bytes.size()), bytes.data(), 0, QR_ECLEVEL_M)
    );
    if (!code) return fail(ErrorCode::too_large, "a text does not fit into a QR code");
    const auto width = static_cast<std::size_t>(code->width);
    QrMatrix matrix(width, std::vector<bool>(width));
    for (std::size_t row = 0; row < width; ++row) {
        for (std::size_t column = 0; column < width; ++column)
            matrix[row][column] = (code->data[row * width + column] & 1U) != 0;
    }
    return matrix;
}

Result<Bytes> qr_png(std::string_view text, unsigned scale)
{
    const auto matrix = qr_matrix(text);
    if (!matrix) return matrix.error();
    const std::size_t modules = matrix->size() + 2 * margin;
    const std::size_t pixels_a_module = std::max(scale, 1U);
    const auto side = static_cast<std::uint32_t>(modules * pixels_a_module);
    ByteWriter header;
    header.u32(side);
    header.u32(side);
    constexpr std::array<std::uint8_t, 5> one_bit_grey{1, 0, 0, 0, 0};
    header.raw(one_bit_grey);
    ByteWriter png;
    constexpr std::array<std::uint8_t, 8> signature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    png.raw(signature);
    add_chunk(png, "IHDR", header.bytes());
    add_chunk(png, "IDAT", zlib_stored(pixels(*matrix, modules, pixels_a_module)));
    add_chunk(png, "IEND", {});
    return std::move(png).take();
}

}  // namespace panoh::accounts
