// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "documents/document.hpp"
#include "documents/typeset.hpp"

#include <cairo.h>
#include <memory>
#include <string>
#include <string_view>

struct _RsvgHandle;

/// Drawings (SVG) on pages and as pixels. Drawings refer to nothing outside of themselves: what they name is not
/// loaded.
namespace panoh::documents {

class Picture {
public:
    /// `damaged` when it is no drawing with a size.
    static Result<Picture> read(std::string_view svg);

    /// In units of the drawing; both above 0.
    [[nodiscard]] double width() const noexcept { return width_; }
    [[nodiscard]] double height() const noexcept { return height_; }

    /// False when it could not be drawn.
    bool draw(cairo_t* page, double x, double y, double width, double height) const;
    /// On white, this many pixels wide. The same drawing gives the same bytes.
    [[nodiscard]] Result<std::string> png(int pixels_wide) const;

private:
    struct Release {
        void operator()(_RsvgHandle* handle) const noexcept;
    };
    Picture() = default;

    std::shared_ptr<_RsvgHandle> handle_;
    double width_ = 0, height_ = 0;
};

/// The drawing of a figure with its marks in it: circles with a leading number, as outlines, so that no font is needed.
/// `damaged` when it is no drawing.
Result<std::string> svg_with_marks(const Figure& figure, const Typesetter& typesetter);

}  // namespace panoh::documents
