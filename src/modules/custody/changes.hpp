// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "modules/custody/service.hpp"

#include <functional>

/// Batches of this slice's services; nobody else includes it.
namespace panoh::custody {

/// An error with a sentence of this slice.
Error refusal(MessageId sentence);

/// Applies a change that needs no form to the newest revision of a record; tries again when somebody was faster.
using Change = std::function<Result<boost::json::object>(boost::json::object coded)>;
Result<void> change_record(
    const Records& records, const Caller& caller, const RecordId& record, const BatchId& batch, const Change& change
);

}  // namespace panoh::custody
