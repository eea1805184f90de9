// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "web/http/server.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace panoh::commands {

struct Listen {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8480;
};

/// "127.0.0.1:8480" or "[::1]:8480"; nothing for anything else.
std::optional<Listen> parse_listen(const std::string& text);
bool is_loopback(const std::string& address);

/// For TLS without a certificate: one that was made and is kept in this folder, so that its fingerprint stays.
/// `invalid_input` without a host name that it could be for.
Result<void> keep_certificate(web::ServerOptions& options, const std::string& folder);
/// Prints the address, unless it was printed in an earlier life of the process, and the certificate's fingerprint.
void say_where(const Listen& listen, const web::Server& server, bool with_address);

}  // namespace panoh::commands
