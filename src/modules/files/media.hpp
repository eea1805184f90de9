// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"

#include <cstdint>
#include <string_view>

/// What kind of file something is, by what stands in it. Names and what a sender claims decide nothing.
namespace panoh::files {

/// How many bytes from the start of a file are enough to tell.
inline constexpr std::size_t telling_bytes = 4'096;

/// "image/jpeg", "application/pdf", "text/plain" …; "application/octet-stream" when nothing fits. `start` is the start
/// of the file, or all of it. Markup (HTML, SVG, XML) is text here: it is never shown as what it would like to be.
std::string_view media_type_of(BytesView start) noexcept;

/// What the name of a downloaded file ends with, with the dot: ".jpg"; ".bin" for what is not known.
std::string_view extension_of(std::string_view media_type) noexcept;

/// What can be shown without downloading.
enum class Preview { none, picture, page, text };
Preview preview_of(std::string_view media_type) noexcept;

}  // namespace panoh::files
