// SPDX-License-Identifier: AGPL-3.0-or-later
// Questions of paper forms: number, label, and room for the answer.
#include "documents/layout.hpp"

#include <algorithm>

namespace panoh::documents {

namespace {

constexpr double number_column = points_of(11);
constexpr double tick = 8.5;
constexpr double tick_gap = 4.5;
constexpr double depth_indent = 12;
constexpr double label_size = 10;
constexpr double option_size = 9.5;
constexpr double hint_size = 8.5;
constexpr double writing_line = points_of(7.5);
constexpr double cell_width = points_of(5.5);
constexpr double cell_height = points_of(6.5);
constexpr double quiet = 0.3;
constexpr double faint_line = 0.5;

/// A box to tick with its label.
struct Option {
    TextBlock label;
    double indent;
};

void draw_option(cairo_t* page, const Option& option, double x, double y)
{
    const double left = x + option.indent;
    draw_box(page, left, y + option.label.baseline() - tick + 1, tick, tick);
    option.label.draw(page, left + tick + tick_gap, y);
}

}  // namespace

void Layout::add(const Question& question)
{
    add_question_head(question);
    const std::size_t first = pieces_.size();
    for (const Answer& answer : question.answers)
        std::visit([this](const auto& each) { add_answer(each); }, answer);
    add_instead(question.instead);
    // What belongs to one question stays together unless it is long.
    constexpr std::size_t kept_together = 7;
    const std::size_t end = pieces_.size();
    for (std::size_t at = first; at + 1 < end && at - first < kept_together; ++at)
        pieces_[at].with_next = true;
    gap(5);
}

void Layout::add_question_head(const Question& question)
{
    const double width = width_ - number_column;
    const TextBlock number = typesetter_->line(question.number, {9, true, false, 0});
    const TextBlock label = typesetter_->set(question.label, {label_size, true, false, 0}, width);
    std::vector<TextBlock> below;
    const auto add_below = [&](const std::string& text, bool italic) {
        if (!text.empty()) below.push_back(typesetter_->set(text, {hint_size, false, italic, quiet}, width));
    };
    add_below(question.condition, true);
    add_below(question.hint, false);
    Piece piece;
    piece.height = 4 + label.height() + 2;
    for (const TextBlock& text : below)
        piece.height += text.height() + 1;
    piece.with_next = true;
    piece.role = "P";
    piece.draw = [number, label, below, line = width_](cairo_t* page, double x, double y) {
        draw_line(page, x, y, x + line, y, 0.75, 0.4);
        number.draw(page, x, y + 4 + label.baseline() - number.baseline());
        label.draw(page, x + number_column, y + 4);
        double at = y + 4 + label.height() + 1;
        for (const TextBlock& text : below) {
            text.draw(page, x + number_column, at);
            at += text.height() + 1;
        }
    };
    push(std::move(piece));
}

void Layout::add_answer(const WritingLines& lines)
{
    for (int at = 0; at < lines.count; ++at) {
        Piece piece;
        piece.height = writing_line;
        piece.draw = [line = width_](cairo_t* page, double x, double y) {
            const double bottom = y + writing_line - 1;
            draw_line(page, x + number_column, bottom, x + line, bottom, faint_line);
        };
        push(std::move(piece));
    }
}

void Layout::add_answer(const TickBoxes& boxes)
{
    const double room = width_ - number_column;
    std::size_t columns = 1;
    for (const std::size_t wanted : {4UL, 3UL, 2UL}) {
        const double width = room / static_cast<double>(wanted) - tick - tick_gap - 8;
        const bool fits = std::ranges::all_of(boxes.boxes, [&](const TickBoxes::Box& box) {
            const double indent = box.depth * depth_indent;
            return typesetter_->line(box.label, {option_size, false, false, 0}).width() + indent <= width;
        });
        if (fits && boxes.boxes.size() >= wanted) {
            columns = wanted;
            break;
        }
    }
    const double column = room / static_cast<double>(columns);
    const std::size_t rows = (boxes.boxes.size() + columns - 1) / columns;
    std::vector<std::vector<Option>> table(rows);
    // Down the first column, then the next: codes below a heading stay below it.
    for (std::size_t at = 0; at < boxes.boxes.size(); ++at) {
        const auto& box = boxes.boxes[at];
        const double indent = box.depth * depth_indent;
        table[at % rows].push_back(
            {typesetter_->set(box.label, {option_size, false, false, 0}, column - indent - tick - tick_gap - 6), indent}
        );
    }
    for (const auto& row : table) {
        Piece piece;
        piece.role = "P";
        for (const Option& option : row)
            piece.height = std::max(piece.height, option.label.height() + 2);
        piece.draw = [row, column](cairo_t* page, double x, double y) {
            double left = x + number_column;
            for (const Option& option : row) {
                draw_option(page, option, left, y);
                left += column;
            }
        };
        push(std::move(piece));
    }
}

void Layout::add_answer(const Cells& cells)
{
    struct Drawn {
        int count;
        TextBlock name;
        TextBlock after;
        TextBlock before;
    };
    std::vector<Drawn> groups;
    double names = 0;
    for (const auto& group : cells.groups) {
        groups.push_back(
            {group.count,
             typesetter_->line(group.name, {7.5, false, false, quiet}),
             typesetter_->line(group.after, {11, true, false, 0}),
             typesetter_->line(group.before, {hint_size, false, false, quiet})}
        );
        if (!group.name.empty()) names = std::max(names, groups.back().name.height());
    }
    Piece piece;
    piece.height = 3 + cell_height + names + 2;
    piece.role = "P";
    piece.draw = [groups](cairo_t* page, double x, double y) {
        double left = x + number_column;
        for (const Drawn& group : groups) {
            const double width = cell_width * group.count;
            group.before.draw(page, left, y + 3 + cell_height - group.before.baseline() - 5);
            if (group.before.width() > 0) left += group.before.width() + 6;
            for (int cell = 0; cell < group.count; ++cell)
                draw_box(page, left + cell_width * cell, y + 3, cell_width, cell_height, 0.4, 0.5);
            group.name.draw(page, left + (width - group.name.width()) / 2, y + 3 + cell_height);
            left += width + 4;
            group.after.draw(page, left, y + 3 + cell_height - group.after.baseline() - 3);
            left += group.after.width() + 5;
        }
    };
    push(std::move(piece));
}

void Layout::add_answer(const NamedLines& lines)
{
    struct Drawn {
        TextBlock name;
        double x;
        double to;
    };
    const double room = width_ - number_column;
    const double share = room / static_cast<double>(std::max<std::size_t>(lines.names.size(), 1));
    std::vector<Drawn> drawn;
    double at = 0;
    for (const std::string& name : lines.names) {
        drawn.push_back({typesetter_->line(name, {hint_size, false, false, quiet}), at, at + share - 8});
        at += share;
    }
    Piece piece;
    piece.height = writing_line + 1;
    piece.role = "P";
    piece.draw = [drawn](cairo_t* page, double x, double y) {
        const double bottom = y + writing_line - 1;
        for (const Drawn& line : drawn) {
            const double left = x + number_column + line.x;
            line.name.draw(page, left, bottom - line.name.baseline() - 1);
            draw_line(page, left + line.name.width() + 4, bottom, x + number_column + line.to, bottom, faint_line);
        }
    };
    push(std::move(piece));
}

void Layout::add_answer(const Table& table)
{
    gap(2, true);
    add_table(table, number_column, false);
}

void Layout::add_instead(const std::vector<std::string>& reasons)
{
    if (reasons.empty()) return;
    std::vector<Option> options;
    double at = 0;
    for (const std::string& reason : reasons) {
        const TextBlock label = typesetter_->line(reason, {hint_size, false, false, quiet});
        options.push_back({label, at});
        at += tick + tick_gap + label.width() + 14;
    }
    const bool fits = at <= width_ - number_column;
    Piece piece;
    piece.role = "P";
    const double height = options.front().label.height() + 3;
    piece.height = fits ? height : height * static_cast<double>(options.size());
    piece.draw = [options, fits, height](cairo_t* page, double x, double y) {
        for (std::size_t each = 0; each < options.size(); ++each) {
            const double indent = fits ? options[each].indent : 0;
            const double top = fits ? y : y + height * static_cast<double>(each);
            draw_option(page, {options[each].label, indent}, x + number_column, top + 1);
        }
    };
    push(std::move(piece));
}

}  // namespace panoh::documents
