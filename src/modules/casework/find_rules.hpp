// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"
#include "modules/casework/find.hpp"

#include <boost/json/object.hpp>

/// How findings are judged and narrowed: pure.
namespace panoh::casework {

/// The words of what was typed, in small letters, without those of fewer than three letters; all of them when every
/// one is so short.
std::vector<std::string> words_sought(std::string_view typed);

/// In small letters, for comparing.
std::string in_small_letters(std::string_view text);

/// A field, or column of rows, in whose text words stand.
struct FieldWithWords {
    std::string field, column;
    std::vector<std::string> words;
};
/// Nothing unless every word stands somewhere in the texts of the record.
std::vector<FieldWithWords> where_words_stand(
    const forms::RecordType& type, const boost::json::object& content, const std::vector<std::string>& words
);
/// Whether a record of this type holds text that can be looked through.
bool holds_text(const forms::RecordType& type);

/// What stands at a hit for a facet; empty when it was never asked of this kind. States carry their kind:
/// "case_file:open".
std::string facet_value(const Hit& hit, FindFacet facet);
bool passes(const Hit& hit, const FindFilter& filter);
/// Values in the order of the alphabet, "not answered" last; for each, what the rest of the filter leaves.
FindCounts counts_of(const std::vector<Hit>& hits, const FindFilter& filter);

Hit::Kind kind_of(forms::FileKind kind);
/// "case_file", "contact", "person"
std::string_view name_of(Hit::Kind kind);
std::optional<Hit::Kind> kind_named(std::string_view name);

/// Codes among `labels` (code and name) whose name, or a word of it, begins with what was typed; three letters at
/// least.
std::vector<std::string>
regions_named(std::string_view typed, const std::vector<std::pair<std::string, std::string>>& labels);

}  // namespace panoh::casework
