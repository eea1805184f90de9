// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/preview.hpp"
#include "modules/evidence/types.hpp"
#include "records/records.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Receiving, handing over, verifying and copying of items. `access` is asked for the account of the case each time;
/// a refusal because of the chain's state is `conflict` with a sentence of its own.
namespace panoh::evidence {

/// What is received: with an upload a file, else a thing. With a parent it is a copy of that item.
struct Receipt {
    FileId file;  ///< of the case
    std::optional<BlobId> upload;
    RecordId parent;
};

/// Writes the item and the first entry of its chain; a copy also stands in the chain of its parent. With problems
/// nothing is written and the upload waits on. The batch names the item, so that a repeated form answers as the first.
Result<records::FormOutcome> receive(
    const records::Records& records,
    const records::Caller& caller,
    const Receipt& receipt,
    const forms::Submission& submission,
    const BatchId& batch
);

/// Items of a case with their chains, oldest first.
Result<std::vector<Held>>
items_of(const records::Records& records, const records::Caller& caller, const FileId& case_file);
/// `not_found` for a record that is no item of evidence.
Result<Held> held_item(const records::Records& records, const records::Caller& caller, const RecordId& item);

/// Colleagues who work on the case and can read and write its account: to whom an item can be handed.
std::vector<UserId> receivers(const records::Records& records, const FileId& case_file);
/// What the caller may enter by hand now.
std::vector<std::string> open_to(const records::Records& records, const records::Caller& caller, const Held& held);

/// An entry by hand. `conflict` when the chain does not allow it any more.
Result<records::FormOutcome> enter(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& item,
    std::string_view event,
    const forms::Submission& submission,
    const BatchId& batch
);

/// Reads every byte of the original again and enters what came of it. `conflict` for a thing.
Result<void>
verify(const records::Records& records, const records::Caller& caller, const RecordId& item, const BatchId& batch);

/// A picture of the original with new pixels and nothing else, as a derived item. `invalid_input` when there is none to
/// be had.
Result<RecordId> copy_without_metadata(
    const records::Records& records,
    const records::Caller& caller,
    const documents::Previewer& previewer,
    const RecordId& item,
    const BatchId& batch
);

/// An item that somebody was asked to take.
struct Offer {
    RecordId item;
    FileId file;
    std::string number;  ///< of the item
    UserId from, to;
    std::string since;  ///< moment
    std::int64_t order = 0;
};
/// Offers to the caller, and those that the caller made.
Result<std::vector<Offer>> offers_for(const records::Records& records, const records::Caller& caller);

/// `not_found` for a file of no case, `denied` without a rule to add to its account.
Result<void> check_writer(const records::Records& records, const records::Caller& caller, const FileId& case_file);

/// One writer to all chains: whoever appends to one reads its end and writes under this.
std::mutex& chain_lock();

}  // namespace panoh::evidence
