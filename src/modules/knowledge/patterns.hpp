// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/entries.hpp"
#include "records/records.hpp"

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What comes up again in the cases of one reader. First versions alone are counted: one blow told by two people is one
/// act. Persons, acts and events are three counts of their own and are never added together; a row's total is counted
/// anew, since one act may stand in several columns.
namespace panoh::knowledge {

/// By what cases are compared. Values: ids of entries, codes of lists, "2026", "2026-11".
enum class Aspect { method, agency, place, unit, perpetrator, year, month };
inline constexpr std::array all_aspects{
    Aspect::method, Aspect::agency, Aspect::place, Aspect::unit, Aspect::perpetrator, Aspect::year, Aspect::month};
/// As it stands in an address: "method".
std::string_view name_of(Aspect aspect) noexcept;
std::optional<Aspect> aspect_named(std::string_view name) noexcept;
/// The kind of entry that the aspect compares by.
std::optional<Kind> kind_of(Aspect aspect) noexcept;

/// One act on one person; or an event without acts; or one deprivation of liberty. Ids are texts, blank where there is
/// none.
struct Occurrence {
    FileId file;
    std::string event;
    std::string act;
    std::string person;
    std::map<Aspect, std::set<std::string>> values;
};

/// How much of something there is. What the reader counts by stands beside each number.
struct Tally {
    std::set<FileId> cases;
    std::set<std::string> persons, acts, events;
    void add(const Occurrence& occurrence);
};
enum class Counted { acts, persons, events, cases };
std::string_view name_of(Counted counted) noexcept;
Counted counted_named(std::string_view name) noexcept;  ///< acts for any other text
std::size_t count_of(const Tally& tally, Counted counted);

struct Matrix {
    std::vector<std::string> rows, columns;  ///< those that occur together, the most frequent first; times in order
    std::map<std::pair<std::string, std::string>, Tally> cells;
    std::map<std::string, Tally> of_row;  ///< counted anew, not a sum
};
Matrix matrix_of(std::span<const Occurrence> occurrences, Aspect rows, Aspect columns);

/// Values of an aspect that stand in at least two cases, those in most cases first.
std::vector<std::pair<std::string, Tally>> recurring(std::span<const Occurrence> occurrences, Aspect aspect);

/// Occurrences with these values; no value: any.
std::vector<Occurrence>
narrowed(std::span<const Occurrence> occurrences, const std::vector<std::pair<Aspect, std::string>>& values);

/// What the cases tell whose account the caller may read. Persons whose files are kept together, and entries that
/// turned out to be the same, count once.
Result<std::vector<Occurrence>> occurrences_of(const records::Records& records, const records::Caller& caller);

}  // namespace panoh::knowledge
