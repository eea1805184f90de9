// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/names/names.hpp"
#include "records/records.hpp"

#include <string>
#include <string_view>
#include <vector>

/// One box for everything: numbers, names in any script, telephone numbers, words. What is typed is
/// never stored and never stands in an address.
namespace panoh::casework {

struct Hit {
    enum class Kind { case_file, contact, person };
    Kind kind = Kind::case_file;
    RecordId record;  ///< of type case, contact or person
    FileId file;
    std::string number;
    Sensitive<std::string> name;     ///< as it is written there; empty unless a name matched
    double score = 1;                ///< of the name, 0 to 1
    std::vector<MessageId> reasons;  ///< `casework.find.reason.*` and `names.reason.*`
};

/// A person who may be the same, in a file that the reader may not open. Says whom to ask, and nothing else.
struct MatchElsewhere {
    UserId ask;  ///< a colleague of the own organisation, or none
    OrganisationId organisation;
    bool operator==(const MatchElsewhere&) const = default;
};

struct Findings {
    std::vector<Hit> hits;  ///< cases, contacts, persons; the likeliest first in each
    std::vector<MatchElsewhere> elsewhere;
    bool cut = false;  ///< there was more than one search looks through
};

/// Everything that may be meant, within what the caller may open. Each hit is noted as read.
Findings find(const records::Records& records, const records::Caller& caller, std::string_view typed);

/// Persons and contacts with a name like this one: for checking for duplicates before registering.
/// Names of a single word find nothing elsewhere.
Findings people_like(const records::Records& records, const records::Caller& caller, std::string_view name);

}  // namespace panoh::casework
