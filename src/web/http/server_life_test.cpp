// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/test_client.hpp"
#include "web/http/test_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <poll.h>
#include <sys/stat.h>
#include <thread>

namespace panoh::web {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;
using testing_support::echo;
using testing_support::get;
using testing_support::PlainClient;
using testing_support::start;

class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "panoh-web-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

TEST(Server, closes_connections_of_slow_and_silent_clients)
{
    ServerOptions options;
    options.limits.head_time = milliseconds(150);
    options.limits.body_time = milliseconds(150);
    options.limits.idle_time = milliseconds(150);
    const auto server = start(std::move(options));
    PlainClient silent(server->port());
    PlainClient half_a_head(server->port());
    half_a_head.send("GET / HT");
    PlainClient half_a_body(server->port());
    half_a_body.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
    PlainClient half_a_chunk(server->port());
    half_a_chunk.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
    PlainClient idle(server->port());
    EXPECT_EQ(idle.ask(get("/")).status, 200);
    EXPECT_TRUE(silent.is_closed());
    EXPECT_TRUE(half_a_head.is_closed());
    EXPECT_TRUE(half_a_body.is_closed());
    EXPECT_TRUE(half_a_chunk.is_closed());
    EXPECT_TRUE(idle.is_closed());
}

TEST(Server, gives_up_on_a_client_that_does_not_read)
{
    ServerOptions options;
    options.limits.body_time = milliseconds(150);
    options.limits.slowest_line = 1'000'000'000;
    options.limits.connections = 1;
    const auto server = start(std::move(options), [](Request& request) {
        return Response::text(std::string(request.path == "/large" ? 50'000'000 : 1, 'x'));
    });
    PlainClient client(server->port());
    client.send(get("/large"));
    // The only place is free again when the server has given up.
    while (PlainClient(server->port()).ask(get("/")).status != 200)
        std::this_thread::sleep_for(milliseconds(20));
    std::size_t received = 0;
    for (auto bytes = client.receive(); !bytes.empty(); bytes = client.receive())
        received += bytes.size();
    EXPECT_LT(received, 50'000'000U);
}

/// Holds handlers back until it is opened.
class Gate {
public:
    void wait()
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void wait_for_waiting(int count)
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this, count] { return waiting_ >= count; });
    }
    void open()
    {
        const std::scoped_lock lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

TEST(Server, refuses_politely_when_its_queue_is_full)
{
    Gate gate;
    ServerOptions options;
    options.handler_threads = 1;
    options.limits.waiting_requests = 1;
    const auto server = start(std::move(options), [&gate](Request& request) {
        if (request.path == "/slow") gate.wait();
        return echo(request);
    });
    PlainClient working(server->port());
    working.send(get("/slow"));
    gate.wait_for_waiting(1);
    // One of the next two waits in the queue, and the other finds it full.
    PlainClient one(server->port());
    PlainClient other(server->port());
    one.send(get("/one"));
    other.send(get("/other"));
    std::array<pollfd, 2> sockets{pollfd{one.number(), POLLIN, 0}, pollfd{other.number(), POLLIN, 0}};
    ASSERT_EQ(poll(sockets.data(), sockets.size(), 10'000), 1);
    PlainClient third(server->port());
    const auto refused = third.ask(get("/third"));
    EXPECT_EQ(refused.status, 503);
    EXPECT_THAT(refused.head, HasSubstr("retry-after: "));
    gate.open();
    EXPECT_EQ(working.answer().status, 200);
    EXPECT_EQ(one.answer().status + other.answer().status, 200 + 503);
    EXPECT_EQ(third.ask(get("/again")).status, 200);
}

TEST(Server, makes_room_by_closing_the_connection_that_is_idle_longest)
{
    ServerOptions options;
    options.limits.connections = 3;
    const auto server = start(std::move(options));
    PlainClient first(server->port());
    EXPECT_EQ(first.ask(get("/")).status, 200);
    PlainClient second(server->port());
    EXPECT_EQ(second.ask(get("/")).status, 200);
    PlainClient third(server->port());
    EXPECT_EQ(third.ask(get("/")).status, 200);
    PlainClient fourth(server->port());
    EXPECT_EQ(fourth.ask(get("/")).status, 200);
    EXPECT_TRUE(first.is_closed());
    EXPECT_EQ(second.ask(get("/")).status, 200);
}

TEST(Server, lets_a_running_handler_answer_when_it_stops)
{
    Gate gate;
    const auto server = start({}, [&gate](Request& request) {
        gate.wait();
        return echo(request);
    });
    PlainClient idle(server->port());
    PlainClient busy(server->port());
    busy.send(get("/busy"));
    gate.wait_for_waiting(1);
    std::thread stopping([&server] { server->stop(); });
    EXPECT_TRUE(idle.is_closed());
    gate.open();
    EXPECT_THAT(busy.answer().body, StartsWith("GET /busy "));
    stopping.join();
    EXPECT_FALSE(PlainClient(server->port()).is_connected());
    server->stop();
}

TEST(Server, listens_on_a_private_socket_for_commands)
{
    const TemporaryFolder folder;
    ServerOptions options;
    options.unix_socket = folder.path() / "node.socket";
    const std::string path = options.unix_socket.string();
    const auto server = start(std::move(options));
    struct stat status {};
    ASSERT_EQ(stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    PlainClient client(path);
    EXPECT_EQ(client.ask(get("/seal")).body, "GET /seal from local body=0");
    EXPECT_EQ(server->listening_descriptors().size(), 2U);

    ServerOptions second;
    second.unix_socket = path;
    const auto refused = Server::start(std::move(second), echo);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    server->stop();
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Server, replaces_a_socket_that_a_dead_process_left_and_nothing_else)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "node.socket";
    EXPECT_TRUE(listen_unix(path));
    EXPECT_TRUE(std::filesystem::exists(path));
    EXPECT_TRUE(listen_unix(path));
    const auto file = folder.path() / "file";
    std::ofstream(file) << "precious";
    EXPECT_FALSE(listen_unix(file));
    EXPECT_TRUE(std::filesystem::exists(file));
    EXPECT_FALSE(listen_unix(folder.path() / std::string(200, 'a')));
}

TEST(Server, takes_over_sockets_that_listen_already)
{
    auto listener = listen_tcp("127.0.0.1", 0);
    ASSERT_TRUE(listener);
    const auto port = local_name(listener->number())->port;
    PlainClient early(port);
    early.send(get("/early"));
    ServerOptions options;
    options.inherited_tcp = listener->release();
    const auto server = start(std::move(options));
    EXPECT_EQ(server->port(), port);
    EXPECT_THAT(early.answer().body, StartsWith("GET /early "));
}

TEST(Server, does_not_start_with_options_that_expose_it)
{
    ServerOptions open_to_all;
    open_to_all.address = "0.0.0.0";
    open_to_all.allowed_hosts = {"node.example"};
    EXPECT_EQ(Server::start(std::move(open_to_all), echo).error().code, ErrorCode::invalid_input);

    ServerOptions without_names;
    without_names.address = "0.0.0.0";
    without_names.transport = Transport::tls;
    EXPECT_EQ(Server::start(std::move(without_names), echo).error().code, ErrorCode::invalid_input);

    ServerOptions not_numeric;
    not_numeric.address = "localhost";
    EXPECT_EQ(Server::start(std::move(not_numeric), echo).error().code, ErrorCode::invalid_input);

    const auto running = start();
    ServerOptions taken;
    taken.port = running->port();
    EXPECT_EQ(Server::start(std::move(taken), echo).error().code, ErrorCode::storage);
}

TEST(Server, survives_clients_that_vanish)
{
    const auto server = start({}, [](Request& /*request*/) { return Response::text(std::string(5'000'000, 'x')); });
    for (int round = 0; round < 50; ++round) {
        PlainClient client(server->port());
        client.send(get("/"));
    }
    PlainClient client(server->port());
    EXPECT_EQ(client.ask(get("/")).body.size(), 5'000'000U);
}

}  // namespace
}  // namespace panoh::web
