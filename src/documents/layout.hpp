// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"
#include "documents/typeset.hpp"

#include <functional>
#include <memory>
#include <vector>

/// From blocks to pieces that pages are filled with. Internal to the PDF writer.
namespace panoh::documents {

/// A stripe over the whole line that is never split.
struct Piece {
    double height = 0;
    /// Draws at the left margin, from this height of the page on.
    std::function<void(cairo_t* page, double x, double y)> draw;
    bool with_next = false;      ///< never the last one on a page
    bool is_gap = false;         ///< vanishes at the top of a page
    const char* role = nullptr;  ///< structure tag of what is drawn: "H1", "P" …; none: decoration
    /// Drawn again when a page begins with this piece: the head of its table.
    std::shared_ptr<const Piece> head;
};

class Layout {
public:
    Layout(const Typesetter& typesetter, double width)
        : typesetter_(&typesetter)
        , width_(width)
    {}

    void add(const Block& block);
    [[nodiscard]] std::vector<Piece> take() && { return std::move(pieces_); }

private:
    void add(const Heading& heading);
    void add(const Paragraph& paragraph);
    void add(const Points& points);
    void add(const Table& table) { add_table(table, 0, true); }
    void add(const Fields& fields);
    void add(const Band& band);
    void add(const Question& question);

    void add_answer(const WritingLines& lines);
    void add_answer(const TickBoxes& boxes);
    void add_answer(const Cells& cells);
    void add_answer(const NamedLines& lines);
    void add_answer(const Table& table);
    void add_question_head(const Question& question);
    void add_instead(const std::vector<std::string>& reasons);

    void add_table(const Table& table, double indent, bool with_gap);
    [[nodiscard]] Piece
    table_row(const Table& table, const std::vector<std::string>& cells, double indent, bool is_head) const;
    void add_text(const TextBlock& text, double indent, double above, double below, bool with_next, const char* role);
    void gap(double height, bool with_next = false);
    void push(Piece piece) { pieces_.push_back(std::move(piece)); }

    const Typesetter* typesetter_;
    double width_;
    std::vector<Piece> pieces_;
};

}  // namespace panoh::documents
