// SPDX-License-Identifier: AGPL-3.0-or-later
// panoh-preview FORMAT SIDE: reads a file from its input and writes a small JPEG of it. Runs closed off from
// everything; see preview_sandbox.hpp. Says nothing but by its exit code.
#include "documents/preview_sandbox.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <fontconfig/fontconfig.h>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>
#include <vips/vips.h>

namespace {

constexpr std::size_t most_input = 128U << 20U;
constexpr double most_pixels = 150e6;
constexpr int quality = 82;

/// Decoders by the name of their format. All others stay closed.
constexpr std::array<std::pair<std::string_view, const char*>, 7> decoders{{
    {"jpeg", "VipsForeignLoadJpeg"},
    {"png", "VipsForeignLoadPng"},
    {"gif", "VipsForeignLoadNsgif"},
    {"webp", "VipsForeignLoadWebp"},
    {"tiff", "VipsForeignLoadTiff"},
    {"heif", "VipsForeignLoadHeif"},
    {"pdf", "VipsForeignLoadPdf"},
}};

const char* decoder_of(std::string_view format)
{
    for (const auto& [name, decoder] : decoders) {
        if (name == format) return decoder;
    }
    return nullptr;
}

bool read_input(std::vector<char>& input)
{
    constexpr std::size_t piece = 1U << 20U;
    for (;;) {
        const std::size_t before = input.size();
        if (before > most_input) return false;
        input.resize(before + piece);
        const auto received = ::read(STDIN_FILENO, input.data() + before, piece);
        if (received < 0) return false;
        input.resize(before + static_cast<std::size_t>(received));
        if (received == 0) return !input.empty();
    }
}

bool write_output(const void* bytes, std::size_t length)
{
    const auto* at = static_cast<const char*>(bytes);
    while (length > 0) {
        const auto written = ::write(STDOUT_FILENO, at, length);
        if (written <= 0) return false;
        at += written;
        length -= static_cast<std::size_t>(written);
    }
    return true;
}

/// New pixels, upright, without profile, comment, thumbnail or place.
bool make_picture(std::vector<char>& input, int side)
{
    VipsImage* head = vips_image_new_from_buffer(input.data(), input.size(), "", nullptr);
    if (head == nullptr) return false;
    const double pixels = static_cast<double>(vips_image_get_width(head)) * vips_image_get_height(head);
    g_object_unref(head);
    if (pixels > most_pixels) return false;
    VipsImage* small = nullptr;
    if (vips_thumbnail_buffer(input.data(), input.size(), &small, side, "height", side, "size", VIPS_SIZE_DOWN, nullptr)
        != 0) {
        return false;
    }
    VipsImage* flat = nullptr;
    int flattened = 0;
    if (vips_image_hasalpha(small) != 0) {
        VipsArrayDouble* white = vips_array_double_newv(1, 255.0);
        flattened = vips_flatten(small, &flat, "background", white, nullptr);
        vips_area_unref(VIPS_AREA(white));
        g_object_unref(small);
    } else {
        flat = small;
    }
    if (flattened != 0) return false;
    void* bytes = nullptr;
    std::size_t length = 0;
    const int saved = vips_jpegsave_buffer(flat, &bytes, &length, "Q", quality, "strip", TRUE, nullptr);
    g_object_unref(flat);
    const bool well = saved == 0 && write_output(bytes, length);
    g_free(bytes);
    return well;
}

}  // namespace

int main(int count, char** words)
{
    if (count != 3 || !panoh::documents::limit_this_process()) return EXIT_FAILURE;
    const std::string_view format = words[1];
    const std::string_view size = words[2];
    const char* decoder = decoder_of(format);
    int side = 0;
    std::from_chars(size.data(), size.data() + size.size(), side);
    if (decoder == nullptr || side <= 0) return EXIT_FAILURE;
    // It would write machine code while it runs, which is forbidden here.
    ::setenv("VIPS_NOVECTOR", "1", 1);
    if (VIPS_INIT(words[0]) != 0) return EXIT_FAILURE;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set(decoder, FALSE);
    const bool is_pdf = format == "pdf";
    if (is_pdf && FcInit() == FcFalse) return EXIT_FAILURE;
    if (!panoh::documents::close_this_process(is_pdf)) return EXIT_FAILURE;
    std::vector<char> input;
    if (!read_input(input) || !make_picture(input, side)) return EXIT_FAILURE;
    // Without the goodbyes of libraries that a hostile file has gone through.
    ::_exit(EXIT_SUCCESS);
}
