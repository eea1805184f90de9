// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/document.hpp"
#include "documents/typeset.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
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
    bool new_page = false;       ///< a page begins here
    const char* role = nullptr;  ///< structure tag of what is drawn: "H1", "P" …; none: it says so itself
    /// Structure tag around this piece and its neighbours with the same number: "P", "Table", "L".
    const char* group = nullptr;
    std::size_t group_number = 0;
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
    /// What drawings show in words, in the order in which they are drawn.
    [[nodiscard]] const std::vector<std::string>& alternatives() const noexcept { return alternatives_; }
    /// The first drawing that could not be read.
    [[nodiscard]] const std::optional<Error>& failure() const noexcept { return failure_; }

private:
    void add(const Heading& heading);
    void add(const Paragraph& paragraph);
    void add(const RunningText& text);
    void add(const Note& note);
    void add(const FactList& facts);
    void add(const Figures& figures);
    void add(const PageBreak& page_break);
    void add(const Signatures& signatures);
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
    [[nodiscard]] std::vector<Piece>
    table_row(const Table& table, const std::vector<std::string>& cells, double indent, bool is_head, bool again) const;
    /// Lines of a paragraph, one piece each: at least two of them stay together at both ends.
    void add_lines(const TextBlock& text, double indent, double below, bool with_next = false);
    std::size_t next_group() noexcept { return ++groups_; }
    void add_text(const TextBlock& text, double indent, double above, double below, bool with_next, const char* role);
    void gap(double height, bool with_next = false);
    void push(Piece piece) { pieces_.push_back(std::move(piece)); }

    const Typesetter* typesetter_;
    double width_;
    std::vector<Piece> pieces_;
    std::vector<std::string> alternatives_;
    std::optional<Error> failure_;
    std::size_t groups_ = 0;
};

/// What a page can hold, in points.
inline constexpr double page_width = points_of(210);
inline constexpr double page_height = points_of(297);
inline constexpr double margin_left = points_of(18);
inline constexpr double margin_right = points_of(16);
inline constexpr double margin_top = points_of(22);
inline constexpr double margin_bottom = points_of(20);
inline constexpr double page_room = page_height - margin_top - margin_bottom;

}  // namespace panoh::documents
