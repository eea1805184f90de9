// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace panoh {

/// Without white space at both ends (ASCII white space and U+00A0).
std::string_view trimmed(std::string_view text) noexcept;

/// Parts between separators; an empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

/// Well-formed UTF-8: no overlong forms, surrogates or values above U+10FFFF.
bool is_utf8(std::string_view text) noexcept;

/// UTF-8 without control characters other than tab and line ends.
bool is_plain_text(std::string_view text) noexcept;

/// Line ends as "\n".
std::string with_unix_line_ends(std::string_view text);

}  // namespace panoh
