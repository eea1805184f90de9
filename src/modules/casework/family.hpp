// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/family_rules.hpp"
#include "modules/casework/merge.hpp"

#include <vector>

/// The family of a person, as far as the reader's files tell of it.
namespace panoh::casework {

struct Relative : FamilyMember {
    FileId file;
    bool readable = false;   ///< their own file
    bool of_a_case = false;  ///< `record` is a part in a case, no relation
};

/// Relations in the files that the caller may open, and parts in cases that they may open. Relatives whose own file
/// is not open to them stand there without anything of their own.
Result<std::vector<Relative>>
family_around(const records::Records& records, const records::Caller& caller, const OnePerson& person);

}  // namespace panoh::casework
