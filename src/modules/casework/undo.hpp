// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <span>

namespace panoh::casework {

/// Whether the last change of a record may be taken back, by its type and its revisions (oldest first): an edit where
/// records of the type are changed, a removal where they are removed. What was put back is not removed by this again.
bool may_take_back(std::span<const vault::Record> revisions);

/// Writes a revision that says what the one before `base` said: as any edit, with the same checks and what belongs to
/// it. `conflict` when `base` is not the newest, `invalid_input` when the older answers do not hold any more.
Result<void> take_back(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    const BatchId& batch
);

}  // namespace panoh::casework
