// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/sensitive.hpp"
#include "web/http/request.hpp"
#include "web/http/response.hpp"

#include <optional>
#include <string>

namespace panoh::web {

/// The secret of a session, as the browser sent it. It lives nowhere else.
std::optional<Sensitive<std::string>> session_token(const Request& request);
/// Until the browser is closed.
void give_session(Response& response, const Sensitive<std::string>& token);
/// Asks the browser to forget the session, pages and storage.
void take_session(Response& response);

}  // namespace panoh::web
