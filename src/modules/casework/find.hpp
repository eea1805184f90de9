// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/names/names.hpp"
#include "records/records.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One box for everything: numbers, names in any script, telephone numbers, places, words. What is typed is
/// never stored and never stands in an address.
namespace panoh::casework {

/// Why something was found. `words` are what was typed, so that they stay out of messages and logs.
struct Reason {
    MessageId
        text;  ///< `casework.find.reason.*`, `find.reason.*` or `names.reason.*`; may ask for record, field, words
    MessageId record = {};  ///< name of the record type
    MessageId field = {};
    Sensitive<std::string> words = {};
};

struct Hit {
    enum class Kind { case_file, contact, person };
    Kind kind = Kind::case_file;
    RecordId record;  ///< of type case, contact or person
    FileId file;
    std::string number;
    OrganisationId organisation;
    std::string state, region;         ///< codes of the desk; empty: not answered, or never asked of this kind
    std::uint16_t year = 0;            ///< in which its file was made
    Sensitive<std::string> name = {};  ///< as it is written there; empty unless a name matched
    double score = 1;                  ///< of the name, 0 to 1
    std::vector<Reason> reasons = {};
};

/// By what findings can be narrowed. Values are codes: `not_answered_value` for what has no answer, empty for any.
enum class FindFacet { kind, organisation, region, state, year };
inline constexpr std::array find_facets{
    FindFacet::kind, FindFacet::organisation, FindFacet::region, FindFacet::state, FindFacet::year};
inline constexpr std::string_view not_answered_value = "-";
using FindFilter = std::array<std::string, find_facets.size()>;  ///< in the order of `find_facets`
/// How many findings have each value, the others of the filter kept.
using FindCounts = std::array<std::vector<std::pair<std::string, std::size_t>>, find_facets.size()>;

/// How many sealed texts one search opens: few when numbers, names or places have found something, more when they have
/// not, and as many as the reader asks for.
inline constexpr std::array<std::size_t, 4> text_steps{400, 5'000, 20'000, 100'000};

/// What is looked for.
struct FindWish {
    std::string_view typed;
    FindFilter filter = {};
    std::vector<std::string> regions = {};  ///< codes of places that the typed words name
    std::size_t most_texts = 0;             ///< one of `text_steps`; 0: as many as is usual
};

/// A person who may be the same, in a file that the reader may not open. Says whom to ask, and nothing else.
struct MatchElsewhere {
    UserId ask;  ///< a colleague of the own organisation, or none
    OrganisationId organisation;
    bool operator==(const MatchElsewhere&) const = default;
};

inline constexpr std::size_t most_hits_of_a_kind = 40;

struct Findings {
    std::vector<Hit> hits;  ///< cases, contacts, persons; the likeliest first in each
    std::vector<MatchElsewhere> elsewhere;
    FindCounts counts;
    std::size_t total = 0;       ///< that the filter leaves, of which `most_hits_of_a_kind` are here
    std::size_t opened = 0;      ///< records whose text was looked through
    std::size_t most_texts = 0;  ///< of `text_steps`: so many would have been; 0: texts were not asked
    bool texts_cut = false;      ///< there are more of them than this search looked through
    bool cut = false;            ///< there are more findings than are here
};

/// Everything that may be meant, within what the caller may open. Each hit is noted as read.
Findings find(const records::Records& records, const records::Caller& caller, const FindWish& wish);

/// By what a file is shown, whatever the caller may see of it; none when the workspace does not hold it.
std::optional<Hit> hit_of_file(const records::Records& records, const FileId& file);

/// Persons and contacts with a name like this one: for checking for duplicates before registering.
/// Names of a single word find nothing elsewhere.
Findings people_like(const records::Records& records, const records::Caller& caller, std::string_view name);

}  // namespace panoh::casework
