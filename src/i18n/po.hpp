// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace panoh::i18n {

/// One translated message of a PO file.
struct PoEntry {
    std::string id;    ///< msgid
    std::string text;  ///< msgstr, an ICU MessageFormat pattern
    int line = 0;      ///< where the entry begins, counted from 1
};

/// Reads a PO file strictly: comments, msgid, msgstr, continued strings, the escapes \n \t \\ \".
/// Left out are the header, and entries that are fuzzy or empty, since nobody vouches for them.
/// Contexts and gettext plurals are refused (ICU patterns carry plurals). The error's detail is
/// "file:line: what is wrong".
Result<std::vector<PoEntry>> read_po(std::string_view file, std::string_view text);

}  // namespace panoh::i18n
