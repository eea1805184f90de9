// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/error.hpp"

#include <utility>

namespace panoh {

int http_status(ErrorCode code) noexcept
{
    switch (code) {
    case ErrorCode::invalid_input:
        return 422;
    case ErrorCode::denied:
        return 403;
    case ErrorCode::not_signed_in:
        return 401;
    case ErrorCode::not_found:
        return 404;
    case ErrorCode::conflict:
        return 409;
    case ErrorCode::too_large:
        return 413;
    case ErrorCode::busy:
    case ErrorCode::sealed:
        return 503;
    case ErrorCode::damaged:
    case ErrorCode::storage:
    case ErrorCode::internal:
        return 500;
    }
    return 500;
}

MessageId default_message(ErrorCode code)
{
    switch (code) {
    case ErrorCode::invalid_input:
        return msg("error.invalid_input");
    case ErrorCode::denied:
        return msg("error.denied");
    case ErrorCode::not_signed_in:
        return msg("error.not_signed_in");
    case ErrorCode::not_found:
        return msg("error.not_found");
    case ErrorCode::conflict:
        return msg("error.conflict");
    case ErrorCode::too_large:
        return msg("error.too_large");
    case ErrorCode::busy:
        return msg("error.busy");
    case ErrorCode::sealed:
        return msg("error.sealed");
    case ErrorCode::damaged:
        return msg("error.damaged");
    case ErrorCode::storage:
        return msg("error.storage");
    case ErrorCode::internal:
        return msg("error.internal");
    }
    return msg("error.internal");
}

Error fail(ErrorCode code, std::string detail)
{
    return {code, std::move(detail), {default_message(code), {}}};
}

Error fail(ErrorCode code, std::string detail, Message message)
{
    return {code, std::move(detail), std::move(message)};
}

}  // namespace panoh
