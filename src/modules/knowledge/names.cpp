// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/names.hpp"

#include "base/text.hpp"
#include "modules/casework/names/names.hpp"

#include <algorithm>

namespace panoh::knowledge {

namespace {

constexpr double least_score = 0.8;

/// A name as it is compared: its words in one alphabet, and its numbers.
struct Folded {
    std::vector<std::string> words;
    std::vector<std::string> numbers;
    [[nodiscard]] bool empty() const noexcept { return words.empty() && numbers.empty(); }
};

Folded folded(std::string_view name)
{
    Folded out;
    const std::string letters = casework::fold(name);
    for (const std::string_view word : split(letters, ' ')) {
        if (!word.empty()) out.words.emplace_back(word);
    }
    std::string number;
    for (const char c : std::string(name) + ' ') {
        if (c >= '0' && c <= '9') {
            number += c;
        } else if (!number.empty()) {
            out.numbers.push_back(std::move(number));
            number.clear();
        }
    }
    std::sort(out.numbers.begin(), out.numbers.end());
    return out;
}

bool begins_a_word(const std::string& start, const std::vector<std::string>& words)
{
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return word.starts_with(start); });
}

bool all_begin_words(const std::vector<std::string>& starts, const std::vector<std::string>& words)
{
    return std::all_of(starts.begin(), starts.end(), [&](const std::string& start) {
        return begins_a_word(start, words);
    });
}

}  // namespace

bool name_fits(std::string_view sought, std::string_view name)
{
    const Folded wanted = folded(sought);
    const Folded known = folded(name);
    if (wanted.empty()) return false;
    if (!std::includes(known.numbers.begin(), known.numbers.end(), wanted.numbers.begin(), wanted.numbers.end())) {
        return false;
    }
    if (all_begin_words(wanted.words, known.words)) return true;
    return !wanted.words.empty() && casework::compare(sought, name).score >= least_score;
}

bool may_be_same(std::string_view left, std::string_view right)
{
    const Folded one = folded(left);
    const Folded other = folded(right);
    if (one.words.empty() || other.words.empty() || one.numbers != other.numbers) return false;
    const bool left_is_shorter = one.words.size() <= other.words.size();
    const Folded& shorter = left_is_shorter ? one : other;
    const Folded& longer = left_is_shorter ? other : one;
    const bool stands_in_it = std::all_of(shorter.words.begin(), shorter.words.end(), [&](const std::string& word) {
        return std::find(longer.words.begin(), longer.words.end(), word) != longer.words.end();
    });
    return stands_in_it || casework::compare(left, right).score >= least_score;
}

bool may_be_same(const std::vector<std::string>& left, const std::vector<std::string>& right)
{
    return std::any_of(left.begin(), left.end(), [&](const std::string& one) {
        return std::any_of(right.begin(), right.end(), [&](const std::string& other) {
            return may_be_same(one, other);
        });
    });
}

}  // namespace panoh::knowledge
