// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/picture.hpp"

#include "base/check.hpp"
#include "fontconfig_leaks.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What is read as a drawing has a size and becomes pixels, the same each time, or is refused; nothing it names is
/// loaded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace panoh;
    constexpr int pixels = 48;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as text
    const std::string_view svg(reinterpret_cast<const char*>(data), size);
    const auto picture = documents::Picture::read(svg);
    if (!picture) return 0;
    PANOH_CHECK(picture->width() > 0 && picture->height() > 0);
    const auto once = picture->png(pixels);
    if (!once) return 0;
    PANOH_CHECK(once->starts_with("\x89PNG"));
    const auto again = picture->png(pixels);
    PANOH_CHECK(again.has_value() && *again == *once);
    return 0;
}
