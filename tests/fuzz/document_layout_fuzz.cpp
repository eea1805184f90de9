// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "document_from.hpp"
#include "documents/layout.hpp"
#include "fontconfig_leaks.hpp"

#include <cmath>

/// Whatever is written into a document, it is laid out in pieces with a height, and each of them can be drawn.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    constexpr double width = 480;
    constexpr int pixels = 64;
    static const auto typesetter = documents::Typesetter::create("en");
    PANOH_CHECK(typesetter.has_value());
    documents::Layout layout(*typesetter, width);
    for (const documents::Block& block : fuzz::document_from(data, size).blocks)
        layout.add(block);
    PANOH_CHECK(!layout.failure());
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_A8, pixels, pixels);
    cairo_t* page = cairo_create(surface);
    for (const documents::Piece& piece : std::move(layout).take()) {
        PANOH_CHECK(std::isfinite(piece.height) && piece.height >= 0);
        if (piece.draw) piece.draw(page, 0, 0);
    }
    PANOH_CHECK(cairo_status(page) == CAIRO_STATUS_SUCCESS);
    cairo_destroy(page);
    cairo_surface_destroy(surface);
    return 0;
}
