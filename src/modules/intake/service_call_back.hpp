// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"
#include "modules/intake/types_call_back.hpp"

/// Calling back as promised, within what the caller allowed.
namespace panoh::intake {

/// Opens the account and the tries of a contact; the permission is that of now.
Result<CallBack> open_call_back(const Records& records, const Caller& caller, const RecordId& contact);

/// Saves a form of `call_back_try`. A call that reached the caller keeps the promise; any other leaves it open, due
/// again at the next try. A try at a time that the caller forbade is saved only with "off_hours_known" = "yes".
Result<records::FormOutcome> note_try(
    const Records& records,
    const Caller& caller,
    const CallBack& call_back,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Ends an open promise without a call that reached the caller. `result` is of list `call_back_results`.
Result<void> close_promise(
    const Records& records, const Caller& caller, const RecordId& contact, std::string_view result, const BatchId& batch
);
/// Replaces the number of a contact whose form does not show it. The problem, if any, is of the field "phone".
Result<records::FormOutcome> correct_number(
    const Records& records,
    const Caller& caller,
    const Call& call,
    const forms::Submission& submission,
    const BatchId& batch
);
/// What became of earlier promises, newest first.
Result<std::vector<vault::Record>> results_of(const Records& records, const Caller& caller, const Call& call);

}  // namespace panoh::intake
