// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/commands/listen.hpp"

#include "web/http/tls.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdio>
#include <vector>

namespace panoh::commands {

std::optional<Listen> parse_listen(const std::string& text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) return std::nullopt;
    Listen listen;
    listen.address = text.substr(0, colon);
    if (listen.address.starts_with('[') && listen.address.ends_with(']')) {
        listen.address = listen.address.substr(1, listen.address.size() - 2);
    }
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + colon + 1, end, listen.port);
    if (parsed.ec != std::errc() || parsed.ptr != end || listen.address.empty()) return std::nullopt;
    return listen;
}

bool is_loopback(const std::string& address)
{
    return address.starts_with("127.") || address == "::1";
}

Result<void> keep_certificate(web::ServerOptions& options, const std::string& folder)
{
    if (options.transport != web::Transport::tls || !options.certificate_file.empty() || !options.key_file.empty()) {
        return {};
    }
    if (options.allowed_hosts.empty() && !is_loopback(options.address)) {
        return fail(ErrorCode::invalid_input, "--listen beyond this machine needs --host: how browsers call it");
    }
    std::vector<std::string> hosts = options.allowed_hosts;
    if (hosts.empty()) hosts = {"localhost", "127.0.0.1", "::1"};
    options.certificate_file = folder + "/certificate.pem";
    options.key_file = folder + "/certificate.key";
    const auto kept = web::kept_certificate(options.certificate_file, options.key_file, hosts, system_clock().now());
    return kept ? Result<void>{} : kept.error();
}

void say_where(const Listen& listen, const web::Server& server, bool with_address)
{
    const std::string fingerprint = server.certificate_fingerprint();
    const bool v6 = listen.address.find(':') != std::string::npos;
    if (with_address) {
        fmt::print(
            "Listening on {}://{}{}{}:{}\n",
            fingerprint.empty() ? "http" : "https",
            v6 ? "[" : "",
            listen.address,
            v6 ? "]" : "",
            server.port()
        );
    }
    if (!fingerprint.empty()) fmt::print("Certificate SHA-256 {}\n", fingerprint);
    std::fflush(stdout);
}

}  // namespace panoh::commands
