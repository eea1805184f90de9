// SPDX-License-Identifier: AGPL-3.0-or-later
// Drawings, notes, places to sign.
#include "documents/layout.hpp"
#include "documents/picture.hpp"

#include <algorithm>

namespace panoh::documents {

namespace {

constexpr double caption_size = 8.5;
constexpr double figure_gap = points_of(6);
constexpr double note_padding = 6;
/// Stripes of one box overlap by this, or a hairline shows between them.
constexpr double seam = 0.4;
constexpr double note_size = 9.5;
constexpr double signer_size = 10.5;
constexpr double room_to_sign = points_of(14);

struct Placed {
    Picture picture;
    TextBlock caption;
    double x, width, height;
};

}  // namespace

void Layout::add(const Figures& figures)
{
    if (figures.figures.empty()) return;
    const auto count = static_cast<double>(figures.figures.size());
    const double column = (width_ - figure_gap * (count - 1)) / count;
    std::vector<Placed> placed;
    double highest = 0;
    double captions = 0;
    for (const Figure& figure : figures.figures) {
        const auto svg = svg_with_marks(figure, *typesetter_);
        const auto picture = svg ? Picture::read(*svg) : Result<Picture>(svg.error());
        if (!picture) {
            failure_ = picture.error();
            return;
        }
        const double scale = std::min(column / picture->width(), points_of(figures.height) / picture->height());
        const TextBlock caption = typesetter_->set(figure.caption, {caption_size, false, false, 0.2}, column);
        const double x = static_cast<double>(placed.size()) * (column + figure_gap);
        placed.push_back({*picture, caption, x, picture->width() * scale, picture->height() * scale});
        highest = std::max(highest, placed.back().height);
        captions = std::max(captions, caption.height());
        alternatives_.push_back(figure.alternative);
    }
    Piece piece;
    piece.height = highest + 3 + captions + 8;
    piece.draw = [placed, column, highest](cairo_t* page, double x, double y) {
        for (const Placed& each : placed) {
            {
                const Tagged tag(page, "Figure");
                const double left = x + each.x + (column - each.width) / 2;
                each.picture.draw(page, left, y + highest - each.height, each.width, each.height);
            }
            const Tagged tag(page, "Caption");
            each.caption.draw(page, x + each.x + (column - each.caption.width()) / 2, y + highest + 3);
        }
    };
    push(std::move(piece));
}

void Layout::add(const Note& note)
{
    const TextBlock text =
        typesetter_->set(note.text, {note_size, false, false, 0}, width_ - 2 * note_padding - points_of(1));
    const std::size_t number = next_group();
    for (std::size_t line = 0; line < text.line_count(); ++line) {
        const double above = line == 0 ? note_padding : 0;
        const double below = line + 1 == text.line_count() ? note_padding : 0;
        Piece piece;
        piece.height = above + text.height_of_lines(line, 1) + below;
        piece.with_next = (line == 0 && text.line_count() > 1) || line + 2 == text.line_count();
        piece.group = "P";
        piece.group_number = number;
        piece.draw = [text, line, above, height = piece.height + (below > 0 ? 0 : seam), width = width_](
                         cairo_t* page, double x, double y
                     ) {
            fill_box(page, x, y, width, height, 0.955);
            fill_box(page, x, y, 2, height, 0.35);
            text.draw_lines(page, x + points_of(1) + note_padding, y + above, line, 1);
        };
        push(std::move(piece));
    }
    gap(7);
}

void Layout::add(const PageBreak& /*page_break*/)
{
    Piece piece;
    piece.new_page = true;
    piece.is_gap = true;
    push(std::move(piece));
}

void Layout::add(const Signatures& signatures)
{
    constexpr std::size_t side_by_side = 2;
    // Nobody signs a page on which nothing else stands.
    for (auto last = pieces_.rbegin(); last != pieces_.rend(); ++last) {
        last->with_next = true;
        if (!last->is_gap) break;
    }
    const double column = (width_ - figure_gap) / static_cast<double>(side_by_side);
    for (std::size_t first = 0; first < signatures.signers.size(); first += side_by_side) {
        struct Place {
            TextBlock name, below;
            double x;
        };
        std::vector<Place> places;
        double height = 0;
        for (std::size_t at = first; at < std::min(first + side_by_side, signatures.signers.size()); ++at) {
            const auto& signer = signatures.signers[at];
            places.push_back(
                {typesetter_->set(signer.name, {signer_size, true, false, 0}, column),
                 typesetter_->set(signer.below, {caption_size, false, false, 0.2}, column),
                 static_cast<double>(at - first) * (column + figure_gap)}
            );
            height = std::max(height, places.back().name.height() + places.back().below.height());
        }
        Piece piece;
        piece.height = room_to_sign + 3 + height + 8;
        piece.draw = [places, column](cairo_t* page, double x, double y) {
            for (const Place& place : places) {
                draw_line(page, x + place.x, y + room_to_sign, x + place.x + column, y + room_to_sign, 0.2, 0.7);
                const Tagged tag(page, "P");
                place.name.draw(page, x + place.x, y + room_to_sign + 3);
                place.below.draw(page, x + place.x, y + room_to_sign + 3 + place.name.height());
            }
        };
        push(std::move(piece));
    }
}

}  // namespace panoh::documents
