// SPDX-License-Identifier: AGPL-3.0-or-later
// Tables and lists of facts: rows that stand whole on a page, or go on where one page cannot hold them.
#include "documents/layout.hpp"

#include <algorithm>

namespace panoh::documents {

namespace {

constexpr double cell_padding = 3.5;
constexpr double head_size = 8.5;
constexpr double cell_size = 9.5;
constexpr double fact_size = 10.5;
/// A row that is higher than this goes on over pages.
constexpr double highest_row = page_room * 0.55;

struct Cell {
    TextBlock text;
    double x;
    double width;
};

/// Which lines of each cell stand in one stripe of a row.
struct Stripe {
    std::size_t first = 0;
    std::size_t count = 0;
    double height = 0;
};

std::size_t lines_in(const Cell& cell, const Stripe& stripe)
{
    const std::size_t lines = cell.text.line_count();
    return stripe.first >= lines ? 0 : std::min(stripe.count, lines - stripe.first);
}

std::vector<Stripe> stripes_of(const std::vector<Cell>& cells, double least)
{
    double height = least;
    std::size_t lines = 0;
    double line_height = 1;
    for (const Cell& cell : cells) {
        height = std::max(height, cell.text.height() + 2 * cell_padding);
        lines = std::max(lines, cell.text.line_count());
        for (std::size_t line = 0; line < cell.text.line_count(); ++line)
            line_height = std::max(line_height, cell.text.height_of_lines(line, 1));
    }
    if (height <= highest_row) return {{0, lines, height}};
    const auto each = static_cast<std::size_t>((highest_row - 2 * cell_padding) / line_height);
    std::vector<Stripe> stripes;
    for (std::size_t first = 0; first < lines; first += each) {
        Stripe stripe{first, each, 0};
        for (const Cell& cell : cells)
            stripe.height = std::max(stripe.height, cell.text.height_of_lines(first, lines_in(cell, stripe)));
        stripe.height += 2 * cell_padding;
        stripes.push_back(stripe);
    }
    return stripes;
}

void draw_cells(
    cairo_t* page, const std::vector<Cell>& cells, const Stripe& stripe, double x, double y, const char* role
)
{
    for (const Cell& cell : cells) {
        const std::size_t count = lines_in(cell, stripe);
        if (role == nullptr) {
            cell.text.draw_lines(page, x + cell.x + cell_padding, y + cell_padding, stripe.first, count);
            continue;
        }
        const Tagged tag(page, role);
        cell.text.draw_lines(page, x + cell.x + cell_padding, y + cell_padding, stripe.first, count);
    }
}

}  // namespace

std::vector<Piece> Layout::table_row(
    const Table& table, const std::vector<std::string>& cells, double indent, bool is_head, bool again
) const
{
    const double line = width_ - indent;
    double sum = 0;
    for (const double width : table.widths)
        sum += width;
    std::vector<Cell> drawn;
    double at = 0;
    for (std::size_t column = 0; column < table.widths.size(); ++column) {
        const double width = sum > 0 ? line * table.widths[column] / sum : line;
        const std::string text = column < cells.size() ? cells[column] : std::string();
        const TextStyle style{is_head ? head_size : cell_size, is_head, false, 0};
        drawn.push_back({typesetter_->set(text, style, width - 2 * cell_padding), at, width});
        at += width;
    }
    std::vector<Piece> pieces;
    for (const Stripe& stripe : stripes_of(drawn, is_head ? 0 : points_of(table.least_height))) {
        Piece piece;
        piece.height = stripe.height;
        piece.with_next = is_head;
        piece.draw = [drawn, stripe, indent, is_head, again](cairo_t* page, double x, double y) {
            for (const Cell& cell : drawn) {
                if (is_head) fill_box(page, x + indent + cell.x, y, cell.width, stripe.height, 0.93);
                draw_box(page, x + indent + cell.x, y, cell.width, stripe.height, 0.45, 0.5);
            }
            if (again) return draw_cells(page, drawn, stripe, x + indent, y, nullptr);
            const Tagged row(page, "TR");
            draw_cells(page, drawn, stripe, x + indent, y, is_head ? "TH" : "TD");
        };
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

void Layout::add_table(const Table& table, double indent, bool with_gap)
{
    const std::size_t number = next_group();
    const auto push_row = [&](Piece piece, const std::shared_ptr<const Piece>& head) {
        piece.group = "Table";
        piece.group_number = number;
        piece.head = head;
        push(std::move(piece));
    };
    std::shared_ptr<const Piece> head;
    if (!table.head.empty()) {
        // Drawn again on the next page it is no part of the table: it says nothing new.
        head = std::make_shared<const Piece>(table_row(table, table.head, indent, true, true).front());
        for (Piece& piece : table_row(table, table.head, indent, true, false))
            push_row(std::move(piece), nullptr);
    }
    for (const auto& row : table.rows) {
        for (Piece& piece : table_row(table, row, indent, false, false))
            push_row(std::move(piece), head);
    }
    if (with_gap) gap(8);
}

void Layout::add(const FactList& facts)
{
    constexpr double share_of_names = 0.32;
    const std::size_t number = next_group();
    const double names = width_ * share_of_names;
    for (const auto& fact : facts.facts) {
        const std::vector<Cell> cells{
            {typesetter_->set(fact.name, {fact_size, false, false, 0.3}, names - 2 * cell_padding),
             -cell_padding,
             names},
            {typesetter_->set(fact.value, {fact_size, false, false, 0}, width_ - names),
             names - cell_padding,
             width_ - names},
        };
        for (const Stripe& stripe : stripes_of(cells, 0)) {
            Piece piece;
            piece.height = stripe.height - cell_padding;
            piece.group = "Table";
            piece.group_number = number;
            piece.draw = [cells, stripe](cairo_t* page, double x, double y) {
                const Tagged row(page, "TR");
                draw_cells(page, {cells.front()}, stripe, x, y - cell_padding, "TH");
                draw_cells(page, {cells.back()}, stripe, x, y - cell_padding, "TD");
            };
            push(std::move(piece));
        }
    }
    gap(7);
}

}  // namespace panoh::documents
