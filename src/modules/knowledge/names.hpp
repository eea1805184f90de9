// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Comparing names of institutions and people across scripts; pure. Built on the keys of `casework/names`. Nothing is
/// decided here: it proposes.
namespace panoh::knowledge {

/// Whether a name is what somebody looks for: each word begins a word of it in any script, or the whole is a likely
/// spelling of it, and every number that was typed stands in it. Nothing fits a text without letters and digits.
bool name_fits(std::string_view sought, std::string_view name);

/// Whether two names may mean one thing: the words of the shorter stand in the longer and their numbers are the same,
/// or the spellings are alike.
bool may_be_same(std::string_view left, std::string_view right);

/// The same for entries with several names: any of the one with any of the other.
bool may_be_same(const std::vector<std::string>& left, const std::vector<std::string>& right);

}  // namespace panoh::knowledge
