// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/merge_rules.hpp"
#include "modules/casework/store.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <vector>

/// Files that may be of one person: proposing, comparing, deciding, taking back. Nothing is decided by the program,
/// and no file is changed: each of the two holds a `person_merge`, signed by whoever decided.
namespace panoh::casework {

/// The files that people decided are of one person, as far as the caller may open them. A person without such a
/// decision stands alone.
struct OnePerson {
    PersonRecord lead;              ///< the file that leads; the asked one when the caller may not open that
    std::vector<PersonRecord> all;  ///< `lead` first
    [[nodiscard]] bool joined() const noexcept { return all.size() > 1; }
};
OnePerson one_person(const records::Records& records, const records::Caller& caller, const RecordId& person);

/// A file that may be of the same person.
struct LikelyPerson {
    PersonRecord person;
    std::string number;
    Sensitive<std::string> name;  ///< the spelling that is most alike
    double score = 0;             ///< of the names, 0 to 1
    std::vector<MessageId> name_reasons;
    std::vector<FactMatch> facts;
};
struct LikelyPair {
    LikelyPerson left, right;  ///< reasons stand on the right
    double weight = 0;
};
struct LikelyPairs {
    std::vector<LikelyPair> pairs;  ///< the likeliest first
    bool cut = false;               ///< there were more than are looked through
};

/// Files like this one, by name and by what the lists know; those that were decided about are left out. Needs the
/// part "identity" of both.
Result<std::vector<LikelyPerson>>
likely_same(const records::Records& records, const records::Caller& caller, const RecordId& person);
/// All pairs that the caller may open both sides of.
Result<LikelyPairs> likely_pairs(const records::Records& records, const records::Caller& caller);

/// What stands against what, with what only opened records tell. `denied` unless the caller may open core and
/// identity of both; `not_found` for the same file twice.
struct Comparison {
    PersonRecord left, right;
    std::string left_number, right_number;
    double score = 0;
    std::vector<MessageId> name_reasons;
    std::vector<FactMatch> facts;
    std::string state;  ///< of list `merge_states`, as the left file holds it; empty: nothing was decided
    Standing left_standing, right_standing;
    RecordId decision;  ///< in the left file
    bool may_decide = false;
};
Result<Comparison> compare_persons(
    const records::Records& records, const records::Caller& caller, const RecordId& left, const RecordId& right
);

struct MergeDecision {
    RecordId left, right;
    std::string answer;  ///< "same", "different", or nothing
    RecordId lead;       ///< with "same": which of the two leads
    std::string reason;
};
/// Writes what somebody decided into both files, or says what is missing. A batch that was written before does
/// nothing. `denied` for who may not write in both.
Result<std::vector<forms::FormProblem>> decide_same(
    const records::Records& records, const records::Caller& caller, const MergeDecision& decision, const BatchId& batch
);
/// Takes the decision back: both files stand alone again and may be proposed again. With a reason.
Result<std::vector<forms::FormProblem>> undo_decision(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& left,
    const RecordId& right,
    const std::string& reason,
    const BatchId& batch
);

}  // namespace panoh::casework
