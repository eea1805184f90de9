// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <limits>
#include <string_view>

namespace panoh::casework {

/// Weighted edit distance of two words in the neutral alphabet, in hundredths of a letter. Letters that
/// transliterations and dialects confuse cost little, others 100. Symmetric.
/// `vowels_unsure`: one of the words leaves short vowels out, so that vowels cost next to nothing.
/// A distance above `most` is not worked out: the result is then some number above `most`.
int distance(
    std::string_view left, std::string_view right, bool vowels_unsure, int most = std::numeric_limits<int>::max()
) noexcept;

/// The least that one unit of difference in `LetterCounts` (parts.hpp) adds to a distance.
inline constexpr int cost_of_a_counted_letter = 50;

}  // namespace panoh::casework
