// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/names/pairing.hpp"

#include "modules/casework/names/aliases.hpp"
#include "modules/casework/names/alphabet.hpp"
#include "modules/casework/names/distance.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace panoh::casework {
namespace {

/// How much harder one wrong letter weighs than its share of the word.
constexpr double severity = 1.3;
constexpr double least_length = 4;
constexpr double of_one_name = 0.96;
constexpr double short_for_long = 0.92;
constexpr double initial_for_word = 0.80;

bool same_consonants(std::string_view left, std::string_view right)
{
    const auto next = [](std::string_view word, std::size_t at) {
        while (at < word.size() && is_vowel(word[at]))
            ++at;
        return at;
    };
    std::size_t i = next(left, 0);
    std::size_t j = next(right, 0);
    while (i < left.size() && j < right.size() && left[i] == right[j]) {
        i = next(left, i + 1);
        j = next(right, j + 1);
    }
    return i >= left.size() && j >= right.size();
}

/// What another ending takes off. Endings of reforms cost little; a name that only looks inflected more.
double ending_cost(Ending left, Ending right)
{
    if (left == right) return 0;
    const auto is = [&](Ending one, Ending other) {
        return (left == one && right == other) || (left == other && right == one);
    };
    if (is(Ending::ov, Ending::none) || is(Ending::ov, Ending::zoda) || is(Ending::zoda, Ending::none)) return 0.03;
    if (is(Ending::filiation, Ending::none) || is(Ending::patronymic, Ending::none)) return 0.03;
    if (is(Ending::patronymic, Ending::filiation) || is(Ending::patronymic, Ending::zoda)) return 0.03;
    return 0.05;
}

/// "Никитин" and "Никитина", "Ильинский" and "Ильинская".
bool differ_by_gendered_end(const std::string& left, const std::string& right)
{
    const auto& man = left.size() < right.size() ? left : right;
    const auto& woman = left.size() < right.size() ? right : left;
    if (man.size() > 4 && man.ends_with("in") && woman == man + "a") return true;
    return man.size() > 4 && man.ends_with("ski") && woman.ends_with("skaia")
           && woman.compare(0, woman.size() - 5, man, 0, man.size() - 3) == 0;
}

/// "Ҷ." for "Ҷамшед".
bool is_initial_of(const Word& initial, const Word& word)
{
    return initial.letters.size() == 1 && word.letters.starts_with(initial.letters);
}

}  // namespace

PairLikeness likeness_of_words(const Word& left, const Word& right)
{
    PairLikeness pair;
    if (left.letters.size() == 1 || right.letters.size() == 1) {
        pair.likeness = is_initial_of(left, right) || is_initial_of(right, left) ? initial_for_word : 0;
        pair.letters_differ = left.letters != right.letters;
        return pair;
    }
    const bool vowels_unsure = left.without_vowels != right.without_vowels;
    const int cost = distance(left.stem, right.stem, vowels_unsure);
    const double length =
        std::max({static_cast<double>(left.stem.size()), static_cast<double>(right.stem.size()), least_length});
    pair.likeness = std::max(0.0, 1 - severity * cost / 100.0 / length);
    pair.endings_differ = left.ending != right.ending;
    pair.genders_differ =
        (left.gender != Gender::unknown && right.gender != Gender::unknown && left.gender != right.gender)
        || differ_by_gendered_end(left.letters, right.letters);
    if (cost > 0) {
        pair.vowels_differ = same_consonants(left.stem, right.stem);
        pair.letters_differ = !pair.vowels_differ;
    }
    if (const auto group = shared_group(left.forms, right.forms); group != 0) {
        const double floor = is_spelling_group(group) ? of_one_name : short_for_long;
        if (pair.likeness < floor) {
            pair.likeness = floor;
            pair.short_form = true;
            pair.letters_differ = pair.vowels_differ = false;
        }
    }
    pair.likeness = std::max(0.0, pair.likeness - ending_cost(left.ending, right.ending));
    return pair;
}

namespace {

/// Tries every assignment of the shorter name's words; names have few words.
class Assignment {
public:
    Assignment(const std::vector<Word>& few, const std::vector<Word>& many)
        : few_(std::min(few.size(), Pairing::most_words))
        , many_(std::min(many.size(), Pairing::most_words))
    {
        for (std::size_t i = 0; i < few_; ++i) {
            for (std::size_t j = 0; j < many_; ++j) {
                likeness_[i][j] = likeness_of_words(few[i], many[j]);
            }
        }
        if (many_ <= most_for_all) {
            try_from(0, 0);
        } else {
            take_best_first();
        }
    }

    [[nodiscard]] int partner(std::size_t i) const { return best_[i]; }
    [[nodiscard]] const PairLikeness& likeness(std::size_t i, std::size_t j) const { return likeness_[i][j]; }

private:
    static constexpr std::size_t most_for_all = 4;

    void try_from(std::size_t i, double sum)
    {
        if (i == few_) {
            if (sum > best_sum_) {
                best_sum_ = sum;
                best_ = current_;
            }
            return;
        }
        for (std::size_t j = 0; j < many_; ++j) {
            if (taken_[j]) continue;
            taken_[j] = true;
            current_[i] = static_cast<int>(j);
            try_from(i + 1, sum + likeness_[i][j].likeness);
            taken_[j] = false;
        }
    }

    void take_best_first()
    {
        best_.fill(Pairing::nobody);
        for (std::size_t round = 0; round < few_; ++round) {
            std::size_t at_i = 0;
            std::size_t at_j = 0;
            double best = -1;
            for (std::size_t i = 0; i < few_; ++i) {
                for (std::size_t j = 0; j < many_; ++j) {
                    if (best_[i] != Pairing::nobody || taken_[j] || likeness_[i][j].likeness <= best) continue;
                    best = likeness_[i][j].likeness;
                    at_i = i;
                    at_j = j;
                }
            }
            best_[at_i] = static_cast<int>(at_j);
            taken_[at_j] = true;
        }
    }

    std::size_t few_;
    std::size_t many_;
    std::array<std::array<PairLikeness, Pairing::most_words>, Pairing::most_words> likeness_{};
    std::array<bool, Pairing::most_words> taken_{};
    std::array<int, Pairing::most_words> current_{};
    std::array<int, Pairing::most_words> best_{};
    double best_sum_ = -1;
};

}  // namespace

Pairing best_pairing(const std::vector<Word>& left, const std::vector<Word>& right)
{
    Pairing pairing;
    pairing.partner.fill(Pairing::nobody);
    const bool left_is_few = left.size() <= right.size();
    const Assignment assignment(left_is_few ? left : right, left_is_few ? right : left);
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        const auto j = static_cast<std::size_t>(assignment.partner(i));
        const auto at = left_is_few ? i : j;
        pairing.partner[at] = static_cast<int>(left_is_few ? j : i);
        pairing.pairs[at] = assignment.likeness(i, j);
    }
    return pairing;
}

}  // namespace panoh::casework
