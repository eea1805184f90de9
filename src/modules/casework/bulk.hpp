// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/submission.hpp"
#include "records/records.hpp"

#include <span>
#include <string>
#include <vector>

/// One action for many cases: on the ones that are named and no others, each by the service of the single action, which
/// decides for itself.
namespace panoh::casework {

/// Rows at once, at most.
inline constexpr std::size_t most_at_once = 200;

enum class Deed { assign, task, tag, untag };

struct BulkOrder {
    Deed deed = Deed::assign;
    UserId worker;           ///< assign
    bool leads = false;      ///< assign: as keyworker
    RecordId tag;            ///< tag, untag
    forms::Submission task;  ///< task: fields of its form
};

/// A case as it was when it was chosen.
struct BulkItem {
    RecordId record;
    std::uint32_t revision = 0;
    bool operator==(const BulkItem&) const = default;
};

struct BulkResult {
    enum class Outcome { done, not_allowed, changed, failed };
    RecordId record;
    std::string number;  ///< empty for a case of which the caller may not know
    Outcome outcome = Outcome::failed;
    Message why;  ///< empty when it is done
};

/// The batch of one row: the same each time that the form is sent.
BatchId batch_of_row(const BatchId& form, const RecordId& record);

/// Every row on its own: what is refused for one is done for the others. A case that somebody changed since it was
/// chosen is left as it is.
std::vector<BulkResult> do_for_all(
    const records::Records& records,
    const records::Caller& caller,
    std::span<const BulkItem> items,
    const BulkOrder& order,
    const BatchId& batch
);

}  // namespace panoh::casework
