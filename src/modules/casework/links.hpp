// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Cases that have to do with each other. One record in one of them; both show it, each only to whoever may read the
/// case that holds it and may know of the other.
namespace panoh::casework {

struct LinkedCase {
    RecordId link;
    CaseHead other;       ///< as far as the reader may know of it
    std::string kind;     ///< of list `case_link_kinds`
    bool is_own = false;  ///< the record stands in this case
};
/// In the order in which they were entered. `denied` without reading the case.
Result<std::vector<LinkedCase>>
linked_cases(const records::Records& records, const records::Caller& caller, const CaseHead& head);

/// Links the case to the one of that number ("A-2026-0043", or its end). Problems in the form name `number` or `kind`:
/// no such case, this very case, one that is linked like that already.
Result<records::FormOutcome> link_case(
    const records::Records& records,
    const records::Caller& caller,
    const CaseHead& head,
    const forms::Submission& submission,
    const BatchId& batch
);

}  // namespace panoh::casework
