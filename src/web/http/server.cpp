// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/server.hpp"

#include "base/log.hpp"
#include "web/http/connection.hpp"
#include "web/http/listener.hpp"
#include "web/http/tls.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace panoh::web {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

constexpr std::size_t descriptors_for_other_things = 128;
constexpr std::chrono::days certificate_days{397};
constexpr milliseconds stop_time{5'000};
constexpr milliseconds pause_after_failed_accept{100};

/// Often enough for the shortest time-out, seldom enough for an idle laptop.
milliseconds sweep_interval(const ServerLimits& limits)
{
    const auto shortest = std::min({limits.head_time, limits.body_time, limits.idle_time});
    return std::clamp(shortest / 8, milliseconds(10), milliseconds(500));
}

Result<void> settle_hosts(ServerOptions& options, bool is_loopback)
{
    if (options.allowed_hosts.empty()) {
        if (!is_loopback) return fail(ErrorCode::invalid_input, "no host names for an address beyond this machine");
        options.allowed_hosts = {"localhost", "127.0.0.1", "[::1]"};
    }
    for (auto& host : options.allowed_hosts)
        host = lower_ascii(host);
    return {};
}

Result<CertificatePair> find_certificate(const ServerOptions& options, const Clock& clock)
{
    if (options.certificate_file.empty() != options.key_file.empty())
        return fail(ErrorCode::invalid_input, "certificate and key belong together");
    if (!options.certificate_file.empty()) return read_certificate(options.certificate_file, options.key_file);
    return self_signed_certificate(options.allowed_hosts, clock.now(), certificate_days);
}

class RunningServer final : public Server {
public:
    RunningServer(ServerOptions options, Handler handler)
        : state_(std::move(options), std::move(handler))
    {}
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    RunningServer(RunningServer&&) = delete;
    RunningServer& operator=(RunningServer&&) = delete;
    ~RunningServer() override { stop(); }

    Result<void> use_tls(const CertificatePair& pair);
    Result<void> listen(Descriptor tcp, Descriptor local);
    void run();

    [[nodiscard]] std::uint16_t port() const override { return port_; }
    [[nodiscard]] std::string certificate_fingerprint() const override { return fingerprint_; }
    void stop() override;
    [[nodiscard]] std::vector<int> listening_descriptors() const override { return descriptors_; }

private:
    asio::awaitable<void> accept_from(Acceptor& acceptor, bool is_unix);
    asio::awaitable<void> sweep();
    void admit(Socket socket, bool is_unix);
    bool make_room();
    void begin_stop();

    ServerState state_;
    asio::ssl::context tls_{asio::ssl::context::tls_server};
    bool is_tls_ = false;
    std::string fingerprint_;
    std::uint16_t port_ = 0;
    std::vector<int> descriptors_;
    Acceptor tcp_{state_.io};
    Acceptor local_{state_.io};
    std::mutex stop_mutex_;
    bool stopped_ = false;
    std::thread thread_;
};

Result<void> RunningServer::use_tls(const CertificatePair& pair)
{
    const auto configured = configure_tls(tls_.native_handle(), pair);
    if (!configured) return configured.error();
    auto fingerprint = web::certificate_fingerprint(pair);
    if (!fingerprint) return fingerprint.error();
    fingerprint_ = *std::move(fingerprint);
    is_tls_ = true;
    return {};
}

Result<void> RunningServer::listen(Descriptor tcp, Descriptor local)
{
    const auto take = [this](Acceptor& acceptor, Descriptor& listener, bool is_ip_six) -> Result<void> {
        boost::system::error_code error;
        set_close_on_exec(listener.number());
        const int family = &acceptor == &local_ ? AF_UNIX : (is_ip_six ? AF_INET6 : AF_INET);
        acceptor.assign(asio::generic::stream_protocol(family, 0), listener.number(), error);
        if (error) return fail(ErrorCode::storage, "listening socket cannot be used");
        descriptors_.push_back(listener.release());
        return {};
    };
    const auto name = local_name(tcp.number());
    if (!name) return name.error();
    port_ = name->port;
    const auto tcp_taken = take(tcp_, tcp, name->address.find(':') != std::string::npos);
    if (!tcp_taken) return tcp_taken.error();
    if (local.number() < 0) return {};
    return take(local_, local, false);
}

void RunningServer::run()
{
    const auto report = [](const std::exception_ptr& failure) {
        if (failure) log(LogLevel::error, "web: the server ended a task with an exception");
    };
    asio::co_spawn(state_.io, accept_from(tcp_, false), report);
    if (local_.is_open()) asio::co_spawn(state_.io, accept_from(local_, true), report);
    asio::co_spawn(state_.io, sweep(), report);
    thread_ = std::thread([this] { state_.io.run(); });
}

asio::awaitable<void> RunningServer::accept_from(Acceptor& acceptor, bool is_unix)
{
    while (!state_.stopping) {
        boost::system::error_code error;
        Socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (state_.stopping) break;
        if (!error) {
            admit(std::move(socket), is_unix);
            continue;
        }
        // Mostly too many open files: waiting is better than spinning.
        asio::steady_timer pause(state_.io, pause_after_failed_accept);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

void RunningServer::admit(Socket socket, bool is_unix)
{
    const int descriptor = socket.native_handle();
    set_close_on_exec(descriptor);
    const auto peer = peer_name(descriptor);
    if (!peer || (is_unix && !is_own_process(descriptor)) || !make_room()) return;
    if (!is_unix) set_no_delay(descriptor);
    const bool secure = is_tls_ && !is_unix;
    auto stream = secure ? tls_stream(std::move(socket), tls_) : plain_stream(std::move(socket));
    const auto connection =
        std::make_shared<Connection>(state_, std::move(stream), PeerOfConnection{peer->address, secure});
    // The completion handler holds the connection for as long as its coroutine runs.
    asio::co_spawn(state_.io, connection->run(), [connection](const std::exception_ptr& failure) {
        if (failure) log(LogLevel::error, "web: a connection ended with an exception");
    });
}

/// When all places are taken, the connection that has been idle longest makes room.
bool RunningServer::make_room()
{
    if (state_.connections.size() < state_.options.limits.connections) return true;
    Connection* oldest = nullptr;
    for (auto* connection : state_.connections) {
        if (connection->is_idle() && (oldest == nullptr || connection->deadline() < oldest->deadline()))
            oldest = connection;
    }
    if (oldest == nullptr) return false;
    oldest->close();
    return true;
}

asio::awaitable<void> RunningServer::sweep()
{
    while (!state_.stopping || !state_.connections.empty()) {
        boost::system::error_code ignored;
        state_.sweeper.expires_after(sweep_interval(state_.options.limits));
        co_await state_.sweeper.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        const auto now = steady_clock::now();
        for (auto* connection : state_.connections) {
            if (connection->deadline() <= now) connection->close();
        }
    }
}

void RunningServer::begin_stop()
{
    state_.stopping = true;
    boost::system::error_code ignored;
    tcp_.close(ignored);
    local_.close(ignored);
    for (auto* connection : state_.connections) {
        if (connection->is_idle()) {
            connection->close();
        } else {
            connection->shorten_deadline(stop_time);
        }
    }
    state_.sweeper.cancel();
}

void RunningServer::stop()
{
    const std::scoped_lock lock(stop_mutex_);
    if (std::exchange(stopped_, true)) return;
    if (thread_.joinable()) {
        asio::post(state_.io, [this] { begin_stop(); });
        thread_.join();
    }
    state_.queue.stop();
    if (!state_.options.unix_socket.empty()) {
        std::error_code ignored;
        std::filesystem::remove(state_.options.unix_socket, ignored);
    }
}

Result<Descriptor> tcp_listener(const ServerOptions& options)
{
    if (options.inherited_tcp) return Descriptor(*options.inherited_tcp);
    return listen_tcp(options.address, options.port);
}

Result<Descriptor> unix_listener(const ServerOptions& options)
{
    if (options.inherited_unix) return Descriptor(*options.inherited_unix);
    if (options.unix_socket.empty()) return Descriptor();
    return listen_unix(options.unix_socket);
}

}  // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Handler handler)
{
    const Clock& clock = options.clock != nullptr ? *options.clock : system_clock();
    auto tcp = tcp_listener(options);
    if (!tcp) return tcp.error();
    const auto name = local_name(tcp->number());
    if (!name) return name.error();
    if (options.transport == Transport::plain && !name->is_loopback)
        return fail(ErrorCode::invalid_input, "without TLS the server listens on this machine only");
    const auto hosts = settle_hosts(options, name->is_loopback);
    if (!hosts) return hosts.error();
    const std::size_t files = raise_descriptor_limit();
    if (files <= descriptors_for_other_things) return fail(ErrorCode::storage, "limit of open files");
    options.limits.connections = std::min(options.limits.connections, files - descriptors_for_other_things);

    std::optional<CertificatePair> pair;
    if (options.transport == Transport::tls) {
        auto certificate = find_certificate(options, clock);
        if (!certificate) return certificate.error();
        pair = *std::move(certificate);
    }
    auto local = unix_listener(options);
    if (!local) return local.error();
    auto server = std::make_unique<RunningServer>(std::move(options), std::move(handler));
    if (pair) {
        const auto secured = server->use_tls(*pair);
        if (!secured) return secured.error();
    }
    const auto listening = server->listen(*std::move(tcp), *std::move(local));
    if (!listening) return listening.error();
    server->run();
    return std::unique_ptr<Server>(std::move(server));
}

}  // namespace panoh::web
