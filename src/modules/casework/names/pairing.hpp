// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/names/parts.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace panoh::casework {

/// How alike two words are, and what tells them apart.
struct PairLikeness {
    double likeness = 0;  ///< 0 to 1
    bool letters_differ = false;
    bool vowels_differ = false;  ///< and nothing else
    bool endings_differ = false;
    bool genders_differ = false;
    bool short_form = false;
};

PairLikeness likeness_of_words(const Word& left, const Word& right);

/// Which word of one name goes with which of the other, in any order, so that the sum is highest.
struct Pairing {
    static constexpr int nobody = -1;
    static constexpr std::size_t most_words = 8;
    std::array<int, most_words> partner{};       ///< of each word on the left
    std::array<PairLikeness, most_words> pairs;  ///< of each word on the left with its partner
};

Pairing best_pairing(const std::vector<Word>& left, const std::vector<Word>& right);

}  // namespace panoh::casework
