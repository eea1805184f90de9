// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"

#include <string_view>

/// Silent and abusive calls: noted with one click, and taken back with another.
namespace panoh::intake {

/// Saves what can be kept of such a call, whatever else the form holds and however unfinished it is. `kind` is of list
/// `apart_kinds`. A repeated batch answers as the first one did.
Result<RecordId> take_apart_call(
    const Records& records,
    const Caller& caller,
    std::string_view kind,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Takes such a call back: only by whoever noted it. Its number stays used.
Result<void>
undo_apart_call(const Records& records, const Caller& caller, const RecordId& contact, const BatchId& batch);

}  // namespace panoh::intake
