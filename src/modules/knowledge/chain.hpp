// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who is under whom; pure. Ids are texts. What was entered may hold rings and several superiors at a time: every
/// entry stands in a chain once, and nothing is chosen silently, since the page lists every tie with its time too.
namespace panoh::knowledge {

/// One tie, from a day to a day (EDTF, may be blank).
struct Tie {
    std::string lower;
    std::string upper;
    std::string since;
    std::string until;
};

/// Days as "2026-11-23", both included.
struct Span {
    std::string first;
    std::string last;
};
Span year_span(int year);

/// Whether a tie may hold within a time: no end that is certainly before it, no beginning certainly after.
bool may_hold_in(const Tie& tie, const Span& time);

/// Years in which something begins or ends, and those between them; the newest first, at most sixty.
std::vector<int> years_of(std::span<const Tie> ties, int today);

/// The newest first: by the beginning, then the end; blank beginnings last, blank ends first.
std::vector<Tie> newest_first(std::vector<Tie> ties);

/// A place in the chain: from the top down, those below it right after it.
struct ChainPlace {
    std::string id;
    std::size_t depth = 0;  ///< 0: the top
    bool is_self = false;
    bool has_more = false;  ///< others under it are left out, because the chain would be too long
};

inline constexpr std::size_t most_in_chain = 40;
inline constexpr std::size_t deepest_chain = 8;

/// The way from the top to `self` by the newest tie that may hold in the time, of each step one; then all below `self`.
std::vector<ChainPlace> chain_of(std::span<const Tie> ties, const std::string& self, const Span& time);

}  // namespace panoh::knowledge
