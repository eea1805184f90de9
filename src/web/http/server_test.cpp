// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/test_client.hpp"
#include "web/http/test_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace panoh::web {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::get;
using testing_support::PlainClient;
using testing_support::post;
using testing_support::start;

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

}  // namespace
}  // namespace panoh::web
