// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace panoh::documents {

namespace {

constexpr double text_size = 10.5;
constexpr double small_size = 8.5;
constexpr double field_height = points_of(8.5);
constexpr double field_gap = points_of(3);
constexpr double quiet = 0.3;

TextStyle style_of(const Paragraph& paragraph)
{
    TextStyle style;
    style.size = paragraph.small ? small_size : text_size;
    style.bold = paragraph.tone == Tone::strong;
    style.grey = paragraph.tone == Tone::quiet ? quiet : 0;
    return style;
}

}  // namespace

void Layout::add(const Block& block)
{
    std::visit([this](const auto& each) { add(each); }, block);
}

void Layout::gap(double height, bool with_next)
{
    Piece piece;
    piece.height = height;
    piece.is_gap = true;
    piece.with_next = with_next;
    push(std::move(piece));
}

void Layout::add_text(
    const TextBlock& text, double indent, double above, double below, bool with_next, const char* role
)
{
    Piece piece;
    piece.height = above + text.height() + below;
    piece.with_next = with_next;
    piece.role = role;
    piece.draw = [text, indent, above](cairo_t* page, double x, double y) {
        text.draw(page, x + indent, y + above);
    };
    push(std::move(piece));
}

void Layout::add(const Heading& heading)
{
    constexpr std::array sizes{17.0, 13.0, 11.5};
    constexpr std::array roles{"H1", "H2", "H3"};
    const auto at = static_cast<std::size_t>(std::clamp(heading.level, 1, 3) - 1);
    gap(at == 0 ? 0 : 10, true);
    const double below = at == 0 ? 8 : 4;
    add_text(typesetter_->set(heading.text, {sizes.at(at), true, false, 0}, width_), 0, 0, below, true, roles.at(at));
}

void Layout::add_lines(const TextBlock& text, double indent, double below, bool with_next)
{
    const std::size_t number = next_group();
    const std::size_t count = text.line_count();
    for (std::size_t line = 0; line < count; ++line) {
        Piece piece;
        piece.height = text.height_of_lines(line, 1) + (line + 1 == count ? below : 0);
        piece.group = "P";
        piece.group_number = number;
        piece.with_next = (line == 0 && count > 1) || line + 2 == count || (with_next && line + 1 == count);
        piece.draw = [text, indent, line](cairo_t* page, double x, double y) {
            text.draw_lines(page, x + indent, y, line, 1);
        };
        push(std::move(piece));
    }
}

void Layout::add(const Paragraph& paragraph)
{
    add_lines(typesetter_->set(paragraph.text, style_of(paragraph), width_), 0, 5, paragraph.with_next);
}

void Layout::add(const RunningText& text)
{
    add_lines(typesetter_->set(text.runs, {text_size, false, false, 0}, width_), 0, 5);
}

void Layout::add(const Points& points)
{
    constexpr double indent = points_of(5);
    const std::size_t group_number = next_group();
    std::size_t number = 0;
    for (const std::string& item : points.items) {
        const std::string mark = points.numbered ? fmt::format("{}.", ++number) : "•";
        const TextBlock sign = typesetter_->line(mark, {text_size, false, false, 0});
        const TextBlock text = typesetter_->set(item, {text_size, false, false, 0}, width_ - indent);
        for (std::size_t line = 0; line < text.line_count(); ++line) {
            const bool is_last = line + 1 == text.line_count();
            Piece piece;
            piece.height = text.height_of_lines(line, 1) + (is_last ? 2 : 0);
            piece.with_next = !is_last && (line == 0 || line + 2 == text.line_count());
            piece.group = "L";
            piece.group_number = group_number;
            piece.draw = [sign, text, line](cairo_t* page, double x, double y) {
                const Tagged item_tag(page, "LI");
                if (line == 0) {
                    const Tagged tag(page, "Lbl");
                    sign.draw(page, x + indent - sign.width() - 4, y);
                }
                const Tagged tag(page, "LBody");
                text.draw_lines(page, x + indent, y, line, 1);
            };
            push(std::move(piece));
        }
    }
    gap(4);
}

void Layout::add(const Fields& fields)
{
    struct Place {
        TextBlock name;
        double x;
        double width;
    };
    double sum = 0;
    for (const auto& field : fields.fields)
        sum += field.share;
    const double line = width_ - field_gap * static_cast<double>(fields.fields.size() - 1);
    std::vector<Place> places;
    double names = 0;
    double at = 0;
    for (const auto& field : fields.fields) {
        const double width = line * field.share / sum;
        places.push_back({typesetter_->set(field.name, {small_size, false, false, quiet}, width), at, width});
        names = std::max(names, places.back().name.height());
        at += width + field_gap;
    }
    Piece piece;
    piece.height = names + 2 + field_height + 6;
    piece.role = "P";
    piece.draw = [places, names](cairo_t* page, double x, double y) {
        for (const Place& place : places) {
            place.name.draw(page, x + place.x, y + names - place.name.height());
            draw_box(page, x + place.x, y + names + 2, place.width, field_height);
        }
    };
    push(std::move(piece));
}

void Layout::add(const Band& band)
{
    constexpr double padding = 4;
    const TextBlock text = typesetter_->set(
        band.letter.empty() ? band.text : band.letter + "    " + band.text,
        {band.letter.empty() ? 11.0 : 12.5, true, false, 0},
        width_ - 2 * padding
    );
    gap(9, true);
    Piece piece;
    piece.height = text.height() + 2 * padding + 4;
    piece.with_next = true;
    piece.role = band.letter.empty() ? "H3" : "H2";
    piece.draw = [text, width = width_, dark = !band.letter.empty()](cairo_t* page, double x, double y) {
        const double height = text.height() + 2 * padding;
        fill_box(page, x, y, width, height, dark ? 0.84 : 0.93);
        if (dark) fill_box(page, x, y, 2.5, height, 0.2);
        text.draw(page, x + padding + 4, y + padding);
    };
    push(std::move(piece));
}

}  // namespace panoh::documents
