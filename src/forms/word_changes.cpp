// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/word_changes.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace panoh::forms {

namespace {

using Kind = WordChange::Kind;
using Pieces = std::vector<std::string_view>;

/// A table of so many cells is filled in a few milliseconds.
constexpr std::size_t most_cells = 4'000'000;

bool is_space(char letter)
{
    return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r';
}

bool is_blank(std::string_view text)
{
    return std::ranges::all_of(text, is_space);
}

/// Words and the spaces between them, nothing left out.
Pieces words_of(std::string_view text)
{
    Pieces pieces;
    while (!text.empty()) {
        const bool space = is_space(text.front());
        const auto end = std::ranges::find_if(text, [&](char letter) { return is_space(letter) != space; });
        const auto length = static_cast<std::size_t>(end - text.begin());
        pieces.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return pieces;
}

Pieces lines_of(std::string_view text)
{
    Pieces pieces;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
        pieces.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return pieces;
}

void add(std::vector<WordChange>& changes, Kind kind, std::string_view text)
{
    if (text.empty()) return;
    if (changes.empty() || changes.back().kind != kind) changes.push_back({kind, {}});
    changes.back().text += text;
}

/// Longest common subsequence; `before` and `after` differ in their first and last pieces, or are empty.
void compare(const Pieces& before, const Pieces& after, std::vector<WordChange>& changes)
{
    const std::size_t width = after.size() + 1;
    std::vector<std::uint16_t> common((before.size() + 1) * width);
    for (std::size_t row = before.size(); row-- > 0;) {
        for (std::size_t column = after.size(); column-- > 0;) {
            const std::size_t cell = row * width + column;
            common[cell] = before[row] == after[column] ? static_cast<std::uint16_t>(common[cell + width + 1] + 1)
                                                        : std::max(common[cell + width], common[cell + 1]);
        }
    }
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < before.size() && column < after.size()) {
        const std::size_t cell = row * width + column;
        if (before[row] == after[column]) {
            add(changes, Kind::kept, before[row]);
            ++row, ++column;
        } else if (common[cell + width] >= common[cell + 1]) {
            add(changes, Kind::removed, before[row++]);
        } else {
            add(changes, Kind::added, after[column++]);
        }
    }
    for (; row < before.size(); ++row)
        add(changes, Kind::removed, before[row]);
    for (; column < after.size(); ++column)
        add(changes, Kind::added, after[column]);
}

std::string joined(const Pieces& pieces)
{
    std::string text;
    for (const std::string_view piece : pieces)
        text += piece;
    return text;
}

bool compare_if_small(const Pieces& before, const Pieces& after, std::vector<WordChange>& changes)
{
    const bool is_small =
        (before.size() + 1) * (after.size() + 1) <= most_cells && std::max(before.size(), after.size()) < UINT16_MAX;
    if (is_small) compare(before, after, changes);
    return is_small;
}

/// Joins changes with only a space between them, and puts what was removed before what was added.
std::vector<WordChange> readable(const std::vector<WordChange>& changes)
{
    std::vector<WordChange> out;
    std::string removed;
    std::string added;
    const auto flush = [&] {
        add(out, Kind::removed, removed);
        add(out, Kind::added, added);
        removed.clear();
        added.clear();
    };
    for (std::size_t at = 0; at < changes.size(); ++at) {
        const WordChange& change = changes[at];
        const bool inside = !removed.empty() && !added.empty() && at + 1 < changes.size();
        if (change.kind == Kind::removed) {
            removed += change.text;
        } else if (change.kind == Kind::added) {
            added += change.text;
        } else if (inside && is_blank(change.text) && change.text.find('\n') == std::string::npos) {
            removed += change.text;
            added += change.text;
        } else {
            flush();
            add(out, Kind::kept, change.text);
        }
    }
    flush();
    return out;
}

}  // namespace

std::vector<WordChange> word_changes(std::string_view before, std::string_view after)
{
    Pieces old_words = words_of(before);
    Pieces new_words = words_of(after);
    const auto [old_start, new_start] = std::ranges::mismatch(old_words, new_words);
    const Pieces head(old_words.begin(), old_start);
    old_words.erase(old_words.begin(), old_start);
    new_words.erase(new_words.begin(), new_start);
    Pieces tail;
    while (!old_words.empty() && !new_words.empty() && old_words.back() == new_words.back()) {
        tail.push_back(old_words.back());
        old_words.pop_back();
        new_words.pop_back();
    }
    std::ranges::reverse(tail);
    std::vector<WordChange> changes;
    add(changes, Kind::kept, joined(head));
    if (!compare_if_small(old_words, new_words, changes)) {
        const std::string old_middle = joined(old_words);
        const std::string new_middle = joined(new_words);
        if (!compare_if_small(lines_of(old_middle), lines_of(new_middle), changes)) {
            add(changes, Kind::removed, old_middle);
            add(changes, Kind::added, new_middle);
        }
    }
    add(changes, Kind::kept, joined(tail));
    return readable(changes);
}

std::vector<WordChange> shortened(std::vector<WordChange> changes, std::size_t around)
{
    std::vector<WordChange> out;
    for (std::size_t at = 0; at < changes.size(); ++at) {
        WordChange& change = changes[at];
        const Pieces pieces = change.kind == Kind::kept ? words_of(change.text) : Pieces{};
        const std::size_t head = at == 0 ? 0 : 2 * around;
        const std::size_t tail = at + 1 == changes.size() ? 0 : 2 * around;
        if (pieces.size() <= head + tail + 2) {
            out.push_back(std::move(change));
            continue;
        }
        const auto middle = static_cast<std::ptrdiff_t>(head);
        const auto last = static_cast<std::ptrdiff_t>(pieces.size() - tail);
        if (head > 0) out.push_back({Kind::kept, joined({pieces.begin(), pieces.begin() + middle})});
        out.push_back({Kind::left_out, {}});
        if (tail > 0) out.push_back({Kind::kept, joined({pieces.begin() + last, pieces.end()})});
    }
    return out;
}

}  // namespace panoh::forms
