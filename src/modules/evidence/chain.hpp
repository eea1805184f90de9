// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evidence/types.hpp"
#include "records/records.hpp"

#include <string>

/// New entries of a chain of custody: what is stated, signed, and stored.
namespace panoh::evidence {

/// An entry before it has its place and signature.
struct EventDraft {
    std::string event;
    boost::json::object coded;    ///< `occurred_on`, `to`, `other`, `result`, `sha256`
    boost::json::object content;  ///< `outside`, `place`, `seal_number`, `reason`
    /// Words about the receipt that belong to the item and are signed with its first entry.
    boost::json::object more_details = {};
    std::string other_number = {};  ///< of the copy
};

/// The newest entry of a chain, as the next one has to name it.
struct ChainEnd {
    std::int64_t number = 0;
    std::string statement;  ///< text
};
ChainEnd end_of(const std::vector<CustodyEvent>& events);

/// The record of the next entry of an item's chain, signed by the caller, of the batch that will be written.
Result<vault::RecordChange> next_entry(
    const records::Records& records,
    const records::Caller& caller,
    const Item& item,
    const ChainEnd& end,
    EventDraft draft
);

/// The caller states how far the ledger goes now: what covers the newest entries of a bundle.
Result<vault::SignedStatement> state_head(const records::Records& records, const records::Caller& caller);

}  // namespace panoh::evidence
