// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/names/distance.hpp"

#include "modules/casework/names/alphabet.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace panoh::casework {
namespace {

constexpr int full = 100;
constexpr int vowel_for_vowel = 80;
constexpr int lost_vowel = 60;
constexpr int lost_short_vowel = 45;
constexpr int lost_glide = 15;
constexpr int swapped_diphthong = 25;
constexpr int barely = 5;
constexpr std::size_t letters = 26;
constexpr std::size_t longest = 24;

struct Confusion {
    char one;
    char other;
    int cost;
};

/// Why: о/у ӯ ў; а/о Russian spelling of Persian names; и/е, ә/э; у/в diphthongs; к/х қ; г/х һ; ф/п Kyrgyz and
/// Georgian; ц written s or c; ж/з and й written j; devoiced ends.
constexpr std::array confusions{
    Confusion{'o', 'u', 25}, Confusion{'a', 'o', 30}, Confusion{'e', 'i', 30}, Confusion{'a', 'e', 50},
    Confusion{'i', 'u', 45}, Confusion{'e', 'o', 50}, Confusion{'u', 'v', 30}, Confusion{'v', 'f', 50},
    Confusion{'v', 'b', 60}, Confusion{'f', 'p', 35}, Confusion{'b', 'p', 60}, Confusion{'d', 't', 60},
    Confusion{'g', 'k', 55}, Confusion{'h', 'k', 50}, Confusion{'g', 'h', 50}, Confusion{'s', 'z', 80},
    Confusion{'s', 'w', 65}, Confusion{'c', 'w', 60}, Confusion{'c', 'j', 60}, Confusion{'c', 'x', 30},
    Confusion{'x', 's', 40}, Confusion{'j', 'z', 60}, Confusion{'i', 'j', 35}, Confusion{'m', 'n', 80},
};

using Costs = std::array<std::array<std::uint8_t, letters>, letters>;

constexpr std::size_t index_of(char letter)
{
    return static_cast<std::size_t>(letter - 'a');
}

constexpr bool vowel(char letter)
{
    return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
}

/// What it costs to read one letter for another when no confusion is known.
constexpr int plain_cost(char one, char other, bool vowels_unsure)
{
    if (one == other) return 0;
    if (!vowel(one) || !vowel(other)) return full;
    return vowels_unsure ? barely : vowel_for_vowel;
}

constexpr Costs make_costs(bool vowels_unsure)
{
    Costs costs{};
    for (char one = 'a'; one <= 'z'; ++one) {
        for (char other = 'a'; other <= 'z'; ++other) {
            costs[index_of(one)][index_of(other)] = static_cast<std::uint8_t>(plain_cost(one, other, vowels_unsure));
        }
    }
    for (const auto& confusion : confusions) {
        if (vowels_unsure && vowel(confusion.one) && vowel(confusion.other)) continue;
        const int cost = vowels_unsure && confusion.one == 'u' ? barely : confusion.cost;
        costs[index_of(confusion.one)][index_of(confusion.other)] = static_cast<std::uint8_t>(cost);
        costs[index_of(confusion.other)][index_of(confusion.one)] = static_cast<std::uint8_t>(cost);
    }
    return costs;
}

constexpr Costs plain_costs = make_costs(false);
constexpr Costs unsure_costs = make_costs(true);

int loss_of_vowel(char letter, char before, char after, bool vowels_unsure) noexcept
{
    if (vowels_unsure) return barely;
    if (letter == 'i') return vowel(before) || vowel(after) ? lost_glide : lost_short_vowel;
    // A final "a" tells Фирӯза from Фирӯз.
    return letter == 'a' && after == '\0' ? full : lost_vowel;
}

int loss_of_consonant(char letter, char before, char after) noexcept
{
    if (letter == 'h') {
        if (before == '\0') return 70;
        return vowel(before) && after != '\0' ? 50 : 25;
    }
    if (letter == 'g' && before == 'n') return 20;
    if (letter == 'd' && after == 'z') return 35;
    if (letter == 'd' && after == 'j') return 15;
    return full;
}

/// What it costs that the other word lacks the letter at `at`.
int loss(std::string_view word, std::size_t at, bool vowels_unsure) noexcept
{
    const char letter = word[at];
    const char before = at > 0 ? word[at - 1] : '\0';
    const char after = at + 1 < word.size() ? word[at + 1] : '\0';
    return vowel(letter) ? loss_of_vowel(letter, before, after, vowels_unsure)
                         : loss_of_consonant(letter, before, after);
}

bool ends_in(std::string_view word, std::size_t at, char before, char last) noexcept
{
    return at > 0 && word[at] == last && word[at - 1] == before;
}

/// Groups of letters that one spelling writes for another, as far as they end at these places.
struct Groups {
    bool left_io_for_e;  ///< "ё" written io and e
    bool right_io_for_e;
    bool ai_for_ei;  ///< "ай" written ei
};

Groups groups_at(std::string_view left, std::size_t i, std::string_view right, std::size_t j) noexcept
{
    return {
        ends_in(left, i, 'i', 'o') && right[j] == 'e',
        ends_in(right, j, 'i', 'o') && left[i] == 'e',
        (ends_in(left, i, 'a', 'i') && ends_in(right, j, 'e', 'i'))
            || (ends_in(left, i, 'e', 'i') && ends_in(right, j, 'a', 'i'))};
}

}  // namespace

int distance(std::string_view left, std::string_view right, bool vowels_unsure, int most) noexcept
{
    left = left.substr(0, longest);
    right = right.substr(0, longest);
    const auto& costs = vowels_unsure ? unsure_costs : plain_costs;
    std::array<int, longest> right_loss{};
    for (std::size_t j = 0; j < right.size(); ++j) {
        right_loss[j] = loss(right, j, vowels_unsure);
    }
    std::array<std::array<int, longest + 1>, 3> rows{};
    auto* before_last = rows.data();
    auto* last = rows.data() + 1;
    auto* row = rows.data() + 2;
    for (std::size_t j = 0; j < right.size(); ++j) {
        (*last)[j + 1] = (*last)[j] + right_loss[j];
    }
    int least_before = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const int left_loss = loss(left, i, vowels_unsure);
        const auto& cost_row = costs[index_of(left[i])];
        (*row)[0] = (*last)[0] + left_loss;
        int least = (*row)[0];
        for (std::size_t j = 0; j < right.size(); ++j) {
            int best = std::min(
                {(*last)[j] + cost_row[index_of(right[j])], (*last)[j + 1] + left_loss, (*row)[j] + right_loss[j]}
            );
            const auto groups = groups_at(left, i, right, j);
            if (groups.left_io_for_e) best = std::min(best, (*before_last)[j] + lost_glide);
            if (groups.right_io_for_e) best = std::min(best, (*last)[j - 1] + lost_glide);
            if (groups.ai_for_ei) best = std::min(best, (*before_last)[j - 1] + swapped_diphthong);
            (*row)[j + 1] = best;
            least = std::min(least, best);
        }
        // Some steps reach back two rows, so that only two rows without hope settle it.
        if (least > most && least_before > most) return least;
        least_before = least;
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return (*last)[right.size()];
}

}  // namespace panoh::casework
