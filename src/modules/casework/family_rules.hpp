// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Who somebody is to somebody; pure.
namespace panoh::casework {

/// One entry: who `to` is to `from`.
struct Tie {
    RecordId from, to;
    RecordId record;
    std::string relation;  ///< of list `relations`
    std::optional<bool> in_contact, lives_together, affected;
    std::optional<bool> depends;  ///< `to` on `from`
};

/// Somebody around the person whose family it is, as seen from that person.
struct FamilyMember {
    RecordId person;
    RecordId through;               ///< none: tied to the person directly; else the relative whose relation it is
    RecordId record;                ///< the entry that says so
    std::string relation;           ///< of list `relations`, to the person or to `through`
    std::optional<int> generation;  ///< -1: of the parents, 1: of the children; none: no kin, or not known
    std::optional<bool> in_contact, lives_together, affected;
    std::optional<bool> depends;   ///< on the person
    std::optional<bool> supports;  ///< the person depends on them
};

/// Generations between a person and their relative; nothing for ties that are no kinship, or do not say.
std::optional<int> generation_of(std::string_view relation);

/// What the other one is called in return: the mother of somebody of sex "male" has a "son". A code of list
/// `relations`; "family" or "other" when the entry does not say enough.
std::string inverse_of(std::string_view relation, std::string_view sex);

/// Everybody with a tie to the person, then the kin of these; each once, in the order of the ties. `sex_of` answers
/// with a code of list `sexes` or nothing.
std::vector<FamilyMember>
family_of(const RecordId& person, std::span<const Tie> ties, const std::function<std::string(const RecordId&)>& sex_of);

}  // namespace panoh::casework
