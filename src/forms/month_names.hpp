// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::forms {

/// A run of digits or of letters in a typed date.
struct DateToken {
    enum class Kind { number, month, other };
    Kind kind = Kind::other;
    std::string digits;  ///< number: as typed
    unsigned month = 0;  ///< month: 1 to 12
};

/// Month of a name in English, Russian, Tajik, Kyrgyz or Georgian: nominative, genitive or short, any case.
std::optional<unsigned> month_named(std::string_view word);

/// Tokens of a typed date without words such as "года", "соли", "жылдын", "წლის". Nothing when the text
/// holds signs that do not belong in a date.
std::optional<std::vector<DateToken>> date_tokens(std::string_view text);

}  // namespace panoh::forms
