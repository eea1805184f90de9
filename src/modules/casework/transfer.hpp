// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A keyworker hands a case to a colleague, who accepts. Until then the keyworker stays; the colleague sees the core of
/// the case and the hand-over note.
namespace panoh::casework {

/// How a request stands, without its words.
struct Transfer {
    RecordId record;
    FileId file;
    RecordId case_record;
    std::string number;  ///< of the case
    UserId from, to;
    std::string state;  ///< of list `transfer_states`
    std::string asked_on, answered_on;
    bool stays = false;  ///< `from` goes on working on the case
    bool readable = false;
};
/// Newest first, as far as the caller sees the desk of the case.
Result<std::vector<Transfer>>
transfers_of(const records::Records& records, const records::Caller& caller, const FileId& case_file);
/// What waits for the caller's answer.
Result<std::vector<Transfer>> transfers_to(const records::Records& records, const records::Caller& caller);

/// What may be done about transfers of a case.
enum class TransferStep { ask, answer, withdraw };
/// From plain values: `open` is the transfer that waits for an answer, if there is one.
bool may_take_step(TransferStep step, const UserId& who, const UserId& keyworker, const Transfer* open);

/// Only by the keyworker, and one at a time. The colleague must be one who could lead the case.
Result<records::FormOutcome> ask_transfer(
    const records::Records& records,
    const records::Caller& caller,
    const CaseHead& head,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Whoever was asked leads the case from now on. `conflict` when somebody else leads it meanwhile.
Result<void> accept_transfer(
    const records::Records& records, const records::Caller& caller, const RecordId& transfer, const BatchId& batch
);
/// The keyworker stays, and reads why.
Result<void> decline_transfer(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& transfer,
    std::string answer,
    const BatchId& batch
);
/// By whoever asked, or by whoever leads the case now.
Result<void> withdraw_transfer(
    const records::Records& records, const records::Caller& caller, const RecordId& transfer, const BatchId& batch
);

}  // namespace panoh::casework
