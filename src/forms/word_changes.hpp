// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::forms {

/// A stretch of a text that two versions share, or that one of them alone has.
struct WordChange {
    enum class Kind { kept, removed, added, left_out };
    Kind kind = Kind::kept;
    std::string text;  ///< empty for `left_out`
    bool operator==(const WordChange&) const = default;
};

/// What differs between two texts, word by word: removed before added. The kept and removed stretches in a row are
/// `before`, the kept and added ones `after`. Very long texts are compared by lines, so that it always ends soon.
std::vector<WordChange> word_changes(std::string_view before, std::string_view after);

/// The same with only `around` words left beside each change; what was cut out is one `left_out`.
std::vector<WordChange> shortened(std::vector<WordChange> changes, std::size_t around);

}  // namespace panoh::forms
