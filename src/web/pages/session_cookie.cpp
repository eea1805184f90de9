// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/session_cookie.hpp"

namespace panoh::web {

namespace {

constexpr const char* cookie_name = "session";

}  // namespace

std::optional<Sensitive<std::string>> session_token(const Request& request)
{
    const auto value = request.cookie(cookie_name);
    if (!value || value->empty()) return std::nullopt;
    return Sensitive<std::string>(std::string(*value));
}

void give_session(Response& response, const Sensitive<std::string>& token)
{
    response.set_cookie({cookie_name, token.reveal()});
}

void take_session(Response& response)
{
    response.set_cookie(Cookie::removal(cookie_name));
    response.clear_site_data();
}

}  // namespace panoh::web
