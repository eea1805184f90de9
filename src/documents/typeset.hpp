// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <cairo.h>
#include <memory>
#include <pango/pango.h>
#include <string>
#include <string_view>

/// Text and lines on a page. Internal to the PDF writer. Lengths are points unless they say millimetres.
namespace panoh::documents {

constexpr double points_of(double millimetres)
{
    return millimetres * 72.0 / 25.4;
}

struct TextStyle {
    double size = 10;
    bool bold = false;
    bool italic = false;
    double grey = 0;  ///< 0 black … 1 white
};

/// A text that has been broken into lines.
class TextBlock {
public:
    TextBlock(PangoLayout* layout, double grey);
    [[nodiscard]] double height() const;
    [[nodiscard]] double width() const;
    /// Of the first line, below the top.
    [[nodiscard]] double baseline() const;
    void draw(cairo_t* page, double x, double y) const;

private:
    struct Release {
        void operator()(PangoLayout* layout) const noexcept;
    };
    std::shared_ptr<PangoLayout> layout_;
    double grey_;
};

/// The program's own fonts, and nothing else that is installed: a document looks the same on every machine.
class Typesetter {
public:
    static Result<Typesetter> create(const std::string& language);
    Typesetter(Typesetter&&) noexcept = default;
    Typesetter& operator=(Typesetter&&) noexcept = default;
    Typesetter(const Typesetter&) = delete;
    Typesetter& operator=(const Typesetter&) = delete;
    ~Typesetter() = default;

    [[nodiscard]] TextBlock set(std::string_view text, const TextStyle& style, double width) const;
    /// On one line, however long.
    [[nodiscard]] TextBlock line(std::string_view text, const TextStyle& style) const;

private:
    struct Release {
        void operator()(PangoFontMap* map) const noexcept;
        void operator()(PangoContext* context) const noexcept;
    };
    Typesetter() = default;

    std::unique_ptr<PangoFontMap, Release> map_;
    std::unique_ptr<PangoContext, Release> context_;
};

/// Hairlines and boxes.
void draw_line(cairo_t* page, double x, double y, double to_x, double to_y, double grey = 0.45, double width = 0.5);
void draw_box(cairo_t* page, double x, double y, double width, double height, double grey = 0.25, double line = 0.6);
void fill_box(cairo_t* page, double x, double y, double width, double height, double grey);

}  // namespace panoh::documents
