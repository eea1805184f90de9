// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/framing.hpp"
#include "web/http/server.hpp"
#include "web/http/stream.hpp"
#include "web/http/work_queue.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>

/// Internal to the server: included by its .cpp files only. Everything here runs on the one I/O thread.
namespace panoh::web {

class Connection;

/// What all connections share.
struct ServerState {
    ServerState(ServerOptions chosen, Handler answering);

    ServerOptions options;
    Handler handler;
    const Clock& clock;
    HeadRules rules;
    std::set<Connection*> connections;
    std::size_t bodies_held = 0;
    bool stopping = false;
    asio::io_context io{1};
    asio::steady_timer sweeper{io};
    WorkQueue queue;
};

struct PeerOfConnection {
    std::string address;
    bool secure = false;
};

// Coroutines of one connection stand in two files: connection.cpp for heads and answers, connection_body.cpp for
// bodies. GCC 12 miscompiles `co_await` inside a condition, a `co_return` or an argument, so each stands in a statement
// of its own, and coroutines take views and references instead of values with destructors where they can.

/// One client: reads requests one after the other, has them answered, writes the answers.
class Connection {
public:
    using Instant = std::chrono::steady_clock::time_point;

    Connection(ServerState& state, std::unique_ptr<Stream> stream, PeerOfConnection peer);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;
    ~Connection();

    asio::awaitable<void> run();

    [[nodiscard]] Instant deadline() const noexcept { return deadline_; }
    /// Waiting for a request of which nothing has come yet.
    [[nodiscard]] bool is_idle() const noexcept { return idle_; }
    void shorten_deadline(std::chrono::milliseconds left);
    void close() noexcept { stream_->close(); }

private:
    struct Job;
    struct Errand;
    struct Intake;

    asio::awaitable<bool> exchange();
    asio::awaitable<std::optional<std::variant<Head, Refusal>>> read_head();
    asio::awaitable<std::optional<Refusal>> read_body(Head& head, Request& request);
    asio::awaitable<std::optional<Refusal>> read_measured(std::size_t length, Bytes& body);
    asio::awaitable<std::optional<Refusal>> read_chunked(std::size_t limit, Bytes& body);
    asio::awaitable<void> open_intake(const Request& request, const std::shared_ptr<Intake>& intake);
    asio::awaitable<std::optional<Refusal>>
    read_into(const Head& head, std::size_t limit, const std::shared_ptr<Intake>& intake);
    asio::awaitable<bool> hand_over(const std::shared_ptr<Intake>& intake);
    asio::awaitable<bool> wait_for(const std::shared_ptr<Errand>& errand);
    asio::awaitable<bool> answer(Request request, bool keep_alive);
    asio::awaitable<bool> write_source(const std::shared_ptr<Job>& job);
    asio::awaitable<void> refuse(Refusal refusal, std::string_view accept_language);
    asio::awaitable<bool> send(const Response& response, bool keep_alive, bool with_body);
    asio::awaitable<bool> write(std::string_view head, std::string_view body);
    asio::awaitable<bool> read_more(std::size_t most);
    asio::awaitable<void> say_goodbye();

    Request make_request(Head& head) const;
    Response refusal_response(int status, std::string_view accept_language) const;
    void consume(std::size_t length);
    bool hold(std::size_t bytes) noexcept;
    void let_go() noexcept;
    void set_deadline(std::chrono::milliseconds from_now);
    void extend_deadline(Instant start, std::size_t bytes);
    static void work(ServerState& state, Job& job);

    ServerState& state_;
    std::unique_ptr<Stream> stream_;
    PeerOfConnection peer_;
    std::string buffer_;  ///< received and not yet used
    std::size_t held_ = 0;
    Instant deadline_;
    bool idle_ = true;
    bool answered_before_ = false;
    bool lost_ = false;          ///< the other side is gone
    bool unread_input_ = false;  ///< refused while the other side may be sending still
};

}  // namespace panoh::web
