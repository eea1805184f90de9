// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/events/account.hpp"
#include "modules/reports/chronology_report.hpp"
#include "modules/reports/words_view.hpp"

#include <functional>
#include <string>
#include <vector>

/// Those who are said to have done it and those from whom it is known: who may be named, and with which words.
namespace panoh::reports {

/// Texts that say something, a line each.
std::string in_lines(const std::vector<std::string>& all);

/// Every part that somebody is said to have had, with the words and the sentence that go with how far proceedings are
/// (`events/presumption.hpp`). The same person has the same number. `known` says from whom a record is known.
std::vector<AllegedPart>
alleged_of(const events::Account& account, Words& words, const std::function<std::string(const vault::Record&)>& known);

/// A source that is not to be named, and every source of a pseudonymised document, stands by its kind alone. Somebody's
/// own words are never graded.
std::vector<std::string> source_row(const vault::Record& source, const std::string& sign, const Words& words);

}  // namespace panoh::reports
