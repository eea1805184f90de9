// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/chain.hpp"
#include "modules/knowledge/entries.hpp"
#include "records/records.hpp"

#include <string>
#include <string_view>
#include <vector>

/// How entries belong together. Everything within what the caller may read; entries that turned out to be the same
/// stand for one another.
namespace panoh::knowledge {

/// Entries of type `of` whose reference `field` names one of `group`, as ids, oldest first.
Result<std::vector<std::string>> referring(
    const records::Records& records,
    const records::Caller& caller,
    Kind of,
    std::string_view field,
    const std::vector<std::string>& group
);

/// Which unit was subordinate to which.
Result<std::vector<Tie>> ties_of_units(const records::Records& records, const records::Caller& caller);
/// Which alleged perpetrator had whom as immediate superior; nothing for who may not read posts.
Result<std::vector<Tie>> ties_of_posts(const records::Records& records, const records::Caller& caller);

/// Where somebody served, as what, under whom; opened.
struct Post {
    RecordId record;
    std::string perpetrator, unit, superior;  ///< ids of entries, or blank
    std::string agency, since, until;         ///< code, EDTF
    Sensitive<std::string> rank, position;
    Sensitive<std::string> note;
    bool commands = false;
    std::string certainty;                ///< code
    std::vector<std::string> known_from;  ///< codes: kinds of source, nothing more
};
/// Posts of these alleged perpetrators, or in these units; the newest first. Nothing for who may not read posts.
Result<std::vector<Post>> posts_of(
    const records::Records& records, const records::Caller& caller, Kind of, const std::vector<std::string>& group
);

}  // namespace panoh::knowledge
