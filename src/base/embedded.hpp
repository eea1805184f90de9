// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// Files that are compiled into the program by `panoh_embed` (cmake/EmbedFiles.cmake).
namespace panoh::embedded {

struct File {
    std::string_view path;  ///< relative, with "/"
    std::span<const unsigned char> bytes;
};

std::span<const File> packs() noexcept;
std::span<const File> list_views() noexcept;  ///< the file of the packs that modules/casework reads itself
std::span<const File> catalogues() noexcept;
std::span<const File> assets() noexcept;
std::span<const File> word_lists() noexcept;
std::span<const File> help_texts() noexcept;
std::span<const File> body_drawings() noexcept;  ///< drawings of the body and the table of their regions

}  // namespace panoh::embedded
