// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "main/demo/people.hpp"
#include "processes.hpp"
#include "vault/accounts/totp.hpp"
#include "web/http/percent.hpp"
#include "web/http/test_client.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace panoh::bench {

using Fields = std::vector<std::pair<std::string, std::string>>;
using web::testing_support::Answer;

/// A request as a browser sends it, `cookie` being what it got at sign-in. `packed` asks for a compressed answer, as
/// every browser does.
inline std::string get(const std::string& path, const std::string& cookie, bool packed = true)
{
    return fmt::format(
        "GET {} HTTP/1.1\r\nHost: localhost\r\n{}{}Accept-Language: en\r\n\r\n",
        path,
        cookie.empty() ? "" : "Cookie: " + cookie + "\r\n",
        packed ? "Accept-Encoding: gzip\r\n" : ""
    );
}

inline std::string post(const std::string& path, const std::string& cookie, const Fields& fields)
{
    std::string body;
    for (const auto& [name, value] : fields) {
        if (!body.empty()) body += '&';
        body += web::percent_encode(name) + '=' + web::percent_encode(value);
    }
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\n{}Accept-Encoding: gzip\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
        path,
        cookie.empty() ? "" : "Cookie: " + cookie + "\r\n",
        body.size(),
        body
    );
}

/// What stands between the first `before` in `text` and the next `after`; empty when they are not there.
inline std::string between(std::string_view text, std::string_view before, std::string_view after)
{
    const auto start = text.find(before);
    if (start == std::string_view::npos) return {};
    text.remove_prefix(start + before.size());
    return std::string(text.substr(0, std::min(text.find(after), text.size())));
}

/// The value that a form holds already for one of its inputs.
inline std::string value_of(std::string_view page, const std::string& name)
{
    const std::string input = between(page, " name=\"" + name + "\"", ">");
    return between(input, "value=\"", "\"");
}

/// Somebody of the demo in front of a browser.
class Visitor {
public:
    Visitor(std::uint16_t port, const demo::Person& person)
        : account_(demo::account_of(person))
        , port_(port)
        , client_(port)
    {
        must(client_.is_connected(), "no TLS connection");
    }

    /// Sends login, passphrase and the code that is shown `later` from now. Returns the status.
    int try_to_sign_in(std::chrono::seconds later = std::chrono::seconds(0))
    {
        const auto& who = account_.credentials;
        const std::string code = accounts::current_code(who.totp_secret.view(), system_clock().now() + later);
        const Answer answer = client_.ask(
            post("/sign-in", {}, {{"login", who.login}, {"passphrase", who.passphrase.reveal()}, {"code", code}})
        );
        cookie_ = session + between(answer.head, session, ";");
        return answer.status;
    }

    void sign_in() { must(try_to_sign_in() == 303, "somebody of the demo was not let in"); }

    /// A page that has to be there, as text. On a connection of its own: the server ends those on which nothing is
    /// asked for twenty seconds, and measuring takes longer.
    std::string page(const std::string& path) const
    {
        web::testing_support::TlsClient client(port_);
        const Answer answer = client.ask(get(path, cookie_, false));
        must(answer.status == 200, path.c_str());
        return answer.body;
    }

    [[nodiscard]] const std::string& cookie() const noexcept { return cookie_; }

private:
    static constexpr const char* session = "__Host-session=";

    accounts::FreshAccount account_;
    std::uint16_t port_;
    web::testing_support::TlsClient client_;
    std::string cookie_;
};

}  // namespace panoh::bench
