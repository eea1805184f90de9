// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/entries.hpp"
#include "records/release.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Erasing one entry for good, by two persons: one who keeps entries of its kind asks, another one agrees. Then the
/// keys of its file go, with its history, posts and attachments. What is left says its number, its kind, who and why.
namespace panoh::knowledge {

inline constexpr std::string_view erasure_type = "entry_erasure";

/// A request as it stands: `state` is asked, approved (it is erased), declined or withdrawn.
struct Erasure : records::Release {
    RecordId entry;
    Kind kind = Kind::place;
    std::string number;
    Sensitive<std::string> reason;
};

/// `denied` for who may not keep entries of the kind, `conflict` when one waits already. With problems nothing is
/// written.
Result<records::FormOutcome> ask_erasure(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& entry,
    const forms::Submission& submission,
    const BatchId& batch
);

/// `not_found` for who may not keep entries of its kind.
Result<Erasure> erasure_of(const records::Records& records, const records::Caller& caller, const RecordId& record);
/// Requests that wait, of kinds that the caller may keep; oldest first.
Result<std::vector<Erasure>> waiting_erasures(const records::Records& records, const records::Caller& caller);
/// The one that waits for this entry.
std::optional<Erasure>
erasure_waiting_for(const records::Records& records, const records::Caller& caller, const RecordId& entry);

/// Agreeing erases at once and for good. `denied` for whoever asked, `conflict` when it was answered, `invalid_input`
/// for the reason.
Result<void> answer_erasure(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    bool agrees,
    std::string_view reason,
    const BatchId& batch
);
Result<void> withdraw_erasure(
    const records::Records& records, const records::Caller& caller, const RecordId& record, const BatchId& batch
);

}  // namespace panoh::knowledge
