// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"

#include <string>

namespace panoh {

/// What went wrong, as far as a caller can act on it. Each code has one HTTP status and one sentence.
enum class ErrorCode {
    invalid_input,  ///< 422: the sender can mend it
    denied,         ///< 403
    not_signed_in,  ///< 401
    not_found,      ///< 404: also what may not be known to exist
    conflict,       ///< 409: somebody changed it first
    too_large,      ///< 413
    busy,           ///< 503, try again
    sealed,         ///< 503: nobody is signed in, so nothing can be opened
    damaged,        ///< 500: stored bytes do not open or do not verify
    storage,        ///< 500: disk full, locked, unreadable
    internal,       ///< 500
};

/// HTTP status of a code.
int http_status(ErrorCode code) noexcept;

/// The sentence shown when an error carries none of its own: `error.<code>`.
MessageId default_message(ErrorCode code);

/// `detail` is for the log and command line: it never holds names, numbers of people or text typed in.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string detail;
    Message message;
};

/// An error with the default sentence of its code.
Error fail(ErrorCode code, std::string detail);
/// An error with a sentence of its own.
Error fail(ErrorCode code, std::string detail, Message message);

}  // namespace panoh
