// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/exchange/collecting.hpp"
#include "modules/exchange/types.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <vector>

/// Asking for a file, a colleague's answer, fetching it once. Who may what is decided from what is stored and signed;
/// nothing that a request carries adds to it.
namespace panoh::exchange {

inline constexpr std::string_view identity_ability = "export_identity";

/// Enters the request with the rows counted now. Problems stand in the outcome; nothing is written then.
Result<records::FormOutcome>
ask(const records::Records& records, const records::Caller& caller, const Wish& wish, const BatchId& batch);

/// One's own, and for who may approve every one of the organisation; else `not_found`.
Result<Request> request_of(const records::Records& records, const records::Caller& caller, const RecordId& record);
/// The same as a list, newest first, at most sixty. `waiting`: only those that the caller may answer now.
Result<std::vector<RequestLine>>
requests_for(const records::Records& records, const records::Caller& caller, bool waiting = false);

/// The colleague's answer, with a reason. `denied` for whoever asked, `conflict` when it was answered meanwhile.
Result<void> answer_request(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    bool approves,
    std::string_view reason,
    const BatchId& batch
);
/// By whoever asked, before the file is fetched.
Result<void> withdraw_request(
    const records::Records& records, const records::Caller& caller, const RecordId& record, const BatchId& batch
);

/// Everything that the file says, once: rights and consents are asked anew, and that it was fetched is written before
/// anything is given. `conflict` the second time and when the hour is over.
Result<TakenOut>
take_out(const records::Records& records, const records::Caller& caller, const RecordId& record, const BatchId& batch);

}  // namespace panoh::exchange
