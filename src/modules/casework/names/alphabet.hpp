// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace panoh::casework {

/// One word of a name in the neutral alphabet: a b c d e f g h i j k l m n o p r s t u v w x z, where
/// c = ч, h = х and ҳ, j = ж, ҷ and дж, k = к and қ, w = ш and щ, x = ц, and no letter is doubled.
struct NeutralWord {
    std::string letters;
    bool without_vowels = false;  ///< from Arabic script, which leaves short vowels out
};

/// The words of a name in Cyrillic (Tajik, Russian, Kyrgyz, Kazakh, Uzbek), Latin, Georgian or Arabic
/// letters. Case, accents, apostrophes and soft signs do not count; a hyphen joins. Letters of other
/// scripts are left out. At most 8 words of at most 24 letters are kept.
std::vector<NeutralWord> neutral_words(std::string_view name);

bool is_vowel(char letter) noexcept;

}  // namespace panoh::casework
