// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evidence/types.hpp"
#include "records/release.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Evidence that leaves: asked for, approved by a colleague, fetched once.
namespace panoh::evidence {

using records::approve_ability;
using records::ask_ability;
using records::Standing;

/// A request as it stands. Case and items are ids: whoever approves need not be able to read them.
struct Bundle : records::Release {
    RecordId matter;  ///< of type `case`
    std::vector<RecordId> items;
    std::int64_t item_count = 0;
    std::string recipient;  ///< of list `recipients`
    Sensitive<std::string> recipient_words, purpose;
    bool with_details = false;
};

/// Whether everybody whom these items concern has agreed to what the recipient needs. Nothing when they have, else
/// what to tell.
Result<std::optional<MessageId>> consent_problem(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& case_file,
    std::string_view recipient,
    const std::vector<Held>& items
);

/// With problems nothing is written. Items must be of this case and have verified: their chains hold.
Result<records::FormOutcome>
ask(const records::Records& records,
    const records::Caller& caller,
    const RecordId& matter,
    const std::vector<RecordId>& items,
    const forms::Submission& submission,
    const BatchId& batch);
/// `not_found` for a request that does not concern the caller.
Result<Bundle> bundle_of(const records::Records& records, const records::Caller& caller, const RecordId& record);
/// The caller's own open ones and, for whoever approves, those that wait; newest first.
Result<std::vector<Bundle>> open_bundles(const records::Records& records, const records::Caller& caller);

Result<void> answer_bundle(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    bool approves,
    std::string_view reason,
    const BatchId& batch
);
Result<void> withdraw_bundle(
    const records::Records& records, const records::Caller& caller, const RecordId& record, const BatchId& batch
);

/// What leaves: items with chains in which fetching stands already.
struct TakenOut {
    Bundle bundle;
    std::vector<Held> items;
    std::vector<std::uint32_t> checksums;       ///< CRC-32 of each original
    std::vector<vault::InclusionProof> proofs;  ///< of every entry of every item, in their order
    std::string transcript;                     ///< of the whole ledger, as hashes
    vault::SignedStatement head;                ///< how far the ledger went when the bundle was made
};
/// Asks rights, consent and every hash again, writes that it was fetched and an entry into every chain.
Result<TakenOut>
take_out(const records::Records& records, const records::Caller& caller, const RecordId& record, const BatchId& batch);

}  // namespace panoh::evidence
