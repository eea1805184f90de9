// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "documents/document.hpp"

#include <cairo.h>
#include <memory>
#include <pango/pango.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

    [[nodiscard]] std::size_t line_count() const noexcept { return lines_.size(); }
    /// Of some of its lines; both numbers within `line_count`.
    [[nodiscard]] double height_of_lines(std::size_t first, std::size_t count) const;
    /// Draws some of its lines, the first of them at this height.
    void draw_lines(cairo_t* page, double x, double y, std::size_t first, std::size_t count) const;
    /// Outlines of the letters, for drawings that carry no fonts.
    void trace(cairo_t* page, double x, double y) const;

private:
    struct Release {
        void operator()(PangoLayout* layout) const noexcept;
    };
    struct Line {
        double top, bottom, baseline;
    };
    std::shared_ptr<PangoLayout> layout_;
    double grey_;
    std::vector<Line> lines_;
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
    /// The same of several voices.
    [[nodiscard]] TextBlock set(std::span<const Run> runs, const TextStyle& style, double width) const;
    /// On one line, however long.
    [[nodiscard]] TextBlock line(std::string_view text, const TextStyle& style) const;

private:
    struct Release {
        void operator()(PangoFontMap* map) const noexcept;
        void operator()(PangoContext* context) const noexcept;
    };
    Typesetter() = default;
    [[nodiscard]] PangoLayout* laid_out(std::string_view text, const TextStyle& style, double width) const;

    std::unique_ptr<PangoFontMap, Release> map_;
    std::unique_ptr<PangoContext, Release> context_;
};

/// A tag of the structure around what is drawn while it lives.
class Tagged {
public:
    Tagged(cairo_t* page, const char* role);
    ~Tagged();
    Tagged(const Tagged&) = delete;
    Tagged& operator=(const Tagged&) = delete;
    Tagged(Tagged&&) = delete;
    Tagged& operator=(Tagged&&) = delete;

private:
    cairo_t* page_;
    const char* role_;
};

/// Hairlines and boxes.
void draw_line(cairo_t* page, double x, double y, double to_x, double to_y, double grey = 0.45, double width = 0.5);
void draw_box(cairo_t* page, double x, double y, double width, double height, double grey = 0.25, double line = 0.6);
void fill_box(cairo_t* page, double x, double y, double width, double height, double grey);

}  // namespace panoh::documents
