// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/server.hpp"

#include "web/http/router.hpp"
#include "web/http/test_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <poll.h>
#include <stdexcept>
#include <sys/stat.h>
#include <thread>

namespace panoh::web {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::PlainClient;

std::string get(const std::string& target, const std::string& fields = "")
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

std::string post(const std::string& target, const std::string& body, const std::string& fields = "")
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
           + fields + "\r\n" + body;
}

/// Tells what it has understood.
Response echo(Request& request)
{
    if (request.path == "/throws") throw std::runtime_error("what somebody typed");
    std::string text = std::string(name_of(request.method)) + " " + request.path + " from " + request.peer_address;
    for (const auto& entry : request.form)
        text += " " + std::string(entry.name()) + "=" + std::string(entry.value());
    for (const auto& file : request.files)
        text += " file=" + std::to_string(file.content.size());
    text += " body=" + std::to_string(request.body.size());
    return Response::text(text);
}

std::unique_ptr<Server> start(ServerOptions options = {}, Handler handler = echo)
{
    auto server = Server::start(std::move(options), std::move(handler));
    EXPECT_TRUE(server) << server.error().detail;
    return *std::move(server);
}

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

TEST(Server, answers_and_keeps_the_connection)
{
    const auto server = start();
    PlainClient client(server->port());
    for (int round = 0; round < 3; ++round) {
        const auto answer = client.ask(get("/cases/%D0%B6"));
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "GET /cases/ж from 127.0.0.1 body=0");
        EXPECT_THAT(answer.head, HasSubstr("connection: keep-alive\r\n"));
        EXPECT_THAT(answer.head, HasSubstr("content-security-policy: default-src 'none'"));
    }
    EXPECT_THAT(client.ask(get("/", "Connection: close\r\n")).head, HasSubstr("connection: close\r\n"));
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, answers_pipelined_requests_in_order)
{
    const auto server = start();
    PlainClient client(server->port());
    client.send(get("/1") + post("/2", "abc") + get("/3"));
    EXPECT_THAT(client.answer().body, StartsWith("GET /1 "));
    EXPECT_THAT(client.answer().body, HasSubstr("POST /2 from 127.0.0.1 body=3"));
    EXPECT_THAT(client.answer().body, StartsWith("GET /3 "));
}

TEST(Server, answers_a_request_that_comes_byte_by_byte)
{
    const auto server = start();
    PlainClient client(server->port());
    for (const char c : post("/", "a=1&b=2", "Content-Type: application/x-www-form-urlencoded\r\n"))
        client.send(std::string_view(&c, 1));
    EXPECT_THAT(client.answer().body, HasSubstr(" a=1 b=2 body=7"));
}

TEST(Server, answers_head_with_the_length_and_without_the_body)
{
    const auto server = start();
    PlainClient client(server->port());
    const auto answer = client.ask("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n", /*with_body=*/false);
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.head, HasSubstr("content-length: 29\r\n"));
    EXPECT_THAT(client.ask(get("/next")).body, StartsWith("GET /next "));
}

TEST(Server, closes_after_an_answer_to_http_1_0)
{
    const auto server = start();
    PlainClient client(server->port());
    EXPECT_EQ(client.ask("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n").status, 200);
    EXPECT_TRUE(client.is_closed());
}

TEST(Server, reads_chunked_bodies_and_what_follows)
{
    const auto server = start();
    PlainClient client(server->port());
    client.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n2\r\na=\r\n1\r\nz\r\n0\r\n\r\n"
        + get("/next")
    );
    EXPECT_THAT(client.answer().body, HasSubstr(" a=z body=3"));
    EXPECT_THAT(client.answer().body, StartsWith("GET /next "));
}

TEST(Server, reads_uploads)
{
    ServerOptions options;
    options.body_limit = [](const Request& request) -> std::size_t {
        return request.path == "/big" ? 5'000'000 : 100;
    };
    const auto server = start(std::move(options));
    PlainClient client(server->port());
    const std::string body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n"
                             + std::string(4'000'000, 'x') + "\r\n--b--\r\n";
    const std::string type = "Content-Type: multipart/form-data; boundary=b\r\n";
    EXPECT_THAT(client.ask(post("/big", body, type)).body, HasSubstr(" file=4000000"));
    EXPECT_EQ(client.ask(post("/small", body, type)).status, 413);
}

TEST(Server, refuses_bodies_over_the_limit_and_says_so)
{
    ServerOptions options;
    options.limits.body_bytes = 1'000;
    const auto server = start(std::move(options));
    PlainClient announced(server->port());
    const auto answer = announced.ask(post("/", std::string(100'000, 'x')));
    EXPECT_EQ(answer.status, 413);
    EXPECT_THAT(answer.head, HasSubstr("connection: close\r\n"));
    PlainClient chunked(server->port());
    EXPECT_EQ(
        chunked.ask("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n").status, 413
    );
}

TEST(Server, asks_for_a_body_only_when_it_will_take_it)
{
    ServerOptions options;
    options.limits.body_bytes = 10;
    const auto server = start(std::move(options));
    const auto expecting = [](int length) {
        return "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: " + std::to_string(length)
               + "\r\n\r\n";
    };
    PlainClient small(server->port());
    EXPECT_EQ(small.ask(expecting(3)).status, 100);
    EXPECT_EQ(small.ask("abc").status, 200);
    PlainClient large(server->port());
    EXPECT_EQ(large.ask(expecting(11)).status, 413);
}

TEST(Server, refuses_more_bodies_than_memory_allows)
{
    ServerOptions options;
    options.limits.bodies_held = 50'000;
    const auto server = start(std::move(options));
    PlainClient client(server->port());
    const auto answer = client.ask(post("/", std::string(60'000, 'x')));
    EXPECT_EQ(answer.status, 503);
    EXPECT_THAT(answer.head, HasSubstr("retry-after: "));
    PlainClient next(server->port());
    EXPECT_EQ(next.ask(post("/", std::string(40'000, 'x'))).status, 200);
    EXPECT_EQ(next.ask(post("/", std::string(40'000, 'x'))).status, 200);
}

TEST(Server, refuses_hostile_framing_and_closes)
{
    const auto server = start();
    const std::string host = "Host: localhost\r\n";
    const std::vector<std::pair<std::string, int>> table{
        {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde", 400},
        {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, gzip\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n", 400},
        {"POST / HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\n" + host + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\n" + host + "Content-Length: 5x\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
        {"GET / HTTP/1.1\nHost: localhost\n\n", 400},
        {"GET http://localhost/ HTTP/1.1\r\n" + host + "\r\n", 400},
        {"PUT / HTTP/1.1\r\n" + host + "\r\n", 405},
        {"GET / HTTP/3.0\r\n" + host + "\r\n", 505},
        {"GET /a/%2e%2e/b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET / HTTP/1.1\r\n" + host + "X: " + std::string(20'000, 'a') + "\r\n\r\n", 431},
        {"GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
        {"\x16\x03\x01\x02", 400},
        {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
    };
    for (const auto& [bytes, status] : table) {
        PlainClient client(server->port());
        const auto answer = client.ask(bytes + get("/smuggled"));
        EXPECT_EQ(answer.status, status) << bytes.substr(0, 120);
        EXPECT_EQ(client.answer().status, 0) << bytes.substr(0, 120);
    }
}

TEST(Server, refuses_forms_that_do_not_parse)
{
    const auto server = start();
    PlainClient client(server->port());
    const std::string urlencoded = "Content-Type: application/x-www-form-urlencoded\r\n";
    EXPECT_EQ(client.ask(post("/", "a=%ff", urlencoded)).status, 400);
    EXPECT_EQ(client.ask(post("/", "a=" + std::string(300'000, 'x'), urlencoded)).status, 413);
    EXPECT_EQ(client.ask(post("/", "a=1", urlencoded)).status, 200);
}

TEST(Server, shows_its_own_page_for_refusals)
{
    ServerOptions options;
    options.refusal_page = [](int status, std::string_view language) {
        return Response::text("page " + std::to_string(status) + " " + std::string(language), status);
    };
    const auto server = start(std::move(options));
    PlainClient client(server->port());
    const auto answer =
        client.ask(post("/", "a=%ff", "Accept-Language: ru\r\nContent-Type: application/x-www-form-urlencoded\r\n"));
    EXPECT_EQ(answer.body, "page 400 ru");
    EXPECT_EQ(client.ask("PUT / HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "page 405 ");
}

TEST(Server, survives_a_handler_that_throws_and_tells_nothing_of_it)
{
    const auto server = start();
    PlainClient client(server->port());
    const auto answer = client.ask(get("/throws"));
    EXPECT_EQ(answer.status, 500);
    EXPECT_THAT(answer.body, Not(HasSubstr("typed")));
    EXPECT_EQ(client.ask(get("/")).status, 200);
}

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
