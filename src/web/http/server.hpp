// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "web/http/receiving.hpp"
#include "web/http/request.hpp"
#include "web/http/response.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::web {

struct ServerLimits {
    std::size_t head_bytes = 16'384;
    std::size_t body_bytes = 1'048'576;           ///< where `body_limit` says nothing
    std::size_t bodies_held = 201'326'592;        ///< of all requests together; beyond it 503
    std::chrono::milliseconds head_time{10'000};  ///< for the TLS handshake, and for each head
    std::chrono::milliseconds body_time{60'000};  ///< for a body or a response, plus its length over `slowest_line`
    std::chrono::milliseconds idle_time{20'000};  ///< between two requests
    std::size_t slowest_line = 2'048;             ///< bytes a second that a poor line is allowed to have
    std::size_t connections = 2'048;              ///< lowered when the system allows fewer open files
    std::size_t waiting_requests = 256;           ///< for a handler thread; beyond it 503
};

enum class Transport {
    plain,  ///< on loopback addresses only
    tls,
};

struct ServerOptions {
    std::string address = "127.0.0.1";  ///< numeric
    std::uint16_t port = 0;             ///< 0 takes a free one
    Transport transport = Transport::plain;
    /// PEM files; when both are empty, `Transport::tls` makes a self-signed certificate for the allowed hosts.
    std::filesystem::path certificate_file;
    std::filesystem::path key_file;
    /// Names with which this node may be addressed, in lower case, with or without port. Empty on a loopback address
    /// means localhost, 127.0.0.1 and [::1]; elsewhere it is an error.
    std::vector<std::string> allowed_hosts;
    /// A socket for commands to the running node, mode 0600; removed by stop().
    std::filesystem::path unix_socket;
    /// Sockets that listen already, handed on by a process that replaced itself; then address, port and path are not
    /// bound again.
    std::optional<int> inherited_tcp;
    std::optional<int> inherited_unix;
    ServerLimits limits;
    std::size_t handler_threads = 4;
    /// The longest body for a request of which the body has not been read. Runs on the I/O thread and must not wait.
    std::function<std::size_t(const Request&)> body_limit;
    /// Takes the files of a multipart form whose body may be longer than `limits.body_bytes`. Null: the body has to
    /// stand in memory, within that limit. Runs on a handler thread, before the body is read.
    std::function<std::unique_ptr<FileReceiver>(const Request&)> file_receiver;
    /// The page for a request that never reaches the handler: status and Accept-Language. Must not wait. By default
    /// Response::bare.
    std::function<Response(int status, std::string_view accept_language)> refusal_page;
    const Clock* clock = nullptr;  ///< by default the system's
};

/// Runs on one of the handler threads, several at once.
using Handler = std::function<Response(Request&)>;

/// Answers HTTP/1.1, over TLS or on a loopback address, and on a Unix-domain socket. One thread does all I/O.
class Server {
public:
    /// Errors: invalid_input for options that contradict each other (plain HTTP beyond the own machine, no host
    /// names), storage or conflict when it cannot listen.
    static Result<std::unique_ptr<Server>> start(ServerOptions options, Handler handler);

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    virtual ~Server() = default;  ///< stops

    [[nodiscard]] virtual std::uint16_t port() const = 0;
    /// SHA-256 of the certificate as browsers show it; empty without TLS.
    [[nodiscard]] virtual std::string certificate_fingerprint() const = 0;
    /// Takes no more connections, lets running handlers finish and answers them, then closes everything. Waits for it.
    /// Not to be called from a handler.
    virtual void stop() = 0;
    /// The listening sockets, TCP first, then the Unix-domain one. They are closed on exec: a process that replaces
    /// itself clears that flag on what it hands on.
    [[nodiscard]] virtual std::vector<int> listening_descriptors() const = 0;

protected:
    Server() = default;
};

}  // namespace panoh::web
