// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/framing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::web {
namespace {

using namespace std::string_literals;

HeadRules rules()
{
    HeadRules made;
    made.allowed_hosts = {"localhost", "[::1]", "node.example:8443"};
    return made;
}

std::variant<Head, Refusal> check(const std::string& head)
{
    return check_head(head, rules());
}

int status_of(const std::string& head)
{
    const auto outcome = check(head);
    const auto* refusal = std::get_if<Refusal>(&outcome);
    return refusal == nullptr ? 200 : refusal->status;
}

std::string get(const std::string& target, const std::string& fields = "")
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

std::string post(const std::string& fields, const std::string& version = "1.1")
{
    return "POST / HTTP/" + version + "\r\nHost: localhost\r\n" + fields + "\r\n";
}

TEST(Head, of_a_browser_is_understood)
{
    const auto outcome =
        check("POST /cases/%D0%B0%20b/?q=%D0%B1+c&q=2 HTTP/1.1\r\nHOST: LocalHost:8443\r\nContent-Length: 12\r\n"
              "Accept: text/html\r\nAccept: */*\r\nX-Empty:\r\nCookie: \t s=1 \r\n\r\n");
    ASSERT_TRUE(std::holds_alternative<Head>(outcome));
    const auto& head = std::get<Head>(outcome);
    EXPECT_EQ(head.method, Method::post);
    EXPECT_EQ(head.path, "/cases/а b");
    EXPECT_EQ(head.query.text("q"), "б c");
    EXPECT_EQ(head.query.all("q").size(), 2U);
    EXPECT_EQ(head.host, "localhost:8443");
    EXPECT_EQ(head.content_length, 12U);
    EXPECT_EQ(head.framing, Framing::length);
    EXPECT_EQ(head.headers.first("Accept"), "text/html, */*");
    EXPECT_EQ(head.headers.first("cookie"), "s=1");
    EXPECT_EQ(head.headers.first("x-empty"), "");
    EXPECT_TRUE(head.keep_alive);
}

TEST(Head, says_whether_the_connection_stays)
{
    EXPECT_FALSE(std::get<Head>(check(get("/", "Connection: foo, Close\r\n"))).keep_alive);
    EXPECT_FALSE(std::get<Head>(check("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")).keep_alive);
    EXPECT_TRUE(std::get<Head>(check(post("Expect: 100-continue\r\nContent-Length: 1\r\n"))).expects_continue);
}

struct Hostile {
    const char* name;
    std::string head;
    int status;
};

class HostileHead : public testing::TestWithParam<Hostile> {};

TEST_P(HostileHead, is_refused)
{
    EXPECT_EQ(status_of(GetParam().head), GetParam().status);
}

std::string name_of_case(const testing::TestParamInfo<Hostile>& test)
{
    return test.param.name;
}

const std::string long_value(9'000, 'a');

INSTANTIATE_TEST_SUITE_P(
    BodyFraming,
    HostileHead,
    testing::Values(
        Hostile{"gzip_and_length", post("Transfer-Encoding: gzip\r\nContent-Length: 5\r\n"), 400},
        Hostile{"chunked_and_length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
        Hostile{"chunked_then_gzip", post("Transfer-Encoding: chunked, gzip\r\n"), 400},
        Hostile{"gzip_then_chunked", post("Transfer-Encoding: gzip, chunked\r\n"), 400},
        Hostile{"xchunked", post("Transfer-Encoding: xchunked\r\n"), 400},
        Hostile{"chunked_in_capitals", post("Transfer-Encoding: Chunked\r\n"), 400},
        Hostile{"chunked_quoted", post("Transfer-Encoding: \"chunked\"\r\n"), 400},
        Hostile{"identity", post("Transfer-Encoding: identity\r\n"), 400},
        Hostile{"empty_coding", post("Transfer-Encoding:\r\n"), 400},
        Hostile{"chunked_twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        Hostile{"coding_with_blank_name", post("Transfer-Encoding : chunked\r\n"), 400},
        Hostile{"chunked_in_http_1_0", post("Transfer-Encoding: chunked\r\n", "1.0"), 400},
        Hostile{"two_equal_lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
        Hostile{"two_lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
        Hostile{"list_of_lengths", post("Content-Length: 5, 5\r\n"), 400},
        Hostile{"signed_length", post("Content-Length: +5\r\n"), 400},
        Hostile{"negative_length", post("Content-Length: -1\r\n"), 400},
        Hostile{"length_with_letter", post("Content-Length: 5x\r\n"), 400},
        Hostile{"hexadecimal_length", post("Content-Length: 0x5\r\n"), 400},
        Hostile{"empty_length", post("Content-Length:\r\n"), 400},
        Hostile{"length_of_16_digits", post("Content-Length: 1000000000000000\r\n"), 400},
        Hostile{"trailer", post("Transfer-Encoding: chunked\r\nTrailer: x\r\n"), 400},
        Hostile{"get_with_body", get("/", "Content-Length: 5\r\n"), 400},
        Hostile{"get_with_chunks", get("/", "Transfer-Encoding: chunked\r\n"), 400}
    ),
    name_of_case
);

INSTANTIATE_TEST_SUITE_P(
    Hosts,
    HostileHead,
    testing::Values(
        Hostile{"none", "GET / HTTP/1.1\r\n\r\n", 400},
        Hostile{"none_in_http_1_0", "GET / HTTP/1.0\r\n\r\n", 400},
        Hostile{"two", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400},
        Hostile{"empty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        Hostile{"list", "GET / HTTP/1.1\r\nHost: localhost, evil.example\r\n\r\n", 400},
        Hostile{"with_user", "GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n", 400},
        Hostile{"with_path", "GET / HTTP/1.1\r\nHost: localhost/\r\n\r\n", 400},
        Hostile{"bad_port", "GET / HTTP/1.1\r\nHost: localhost:8x\r\n\r\n", 400},
        Hostile{"no_port", "GET / HTTP/1.1\r\nHost: localhost:\r\n\r\n", 400},
        Hostile{"open_bracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
        Hostile{"foreign", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
        Hostile{"foreign_that_ends_like_ours", "GET / HTTP/1.1\r\nHost: evil-localhost\r\n\r\n", 421},
        Hostile{"with_final_dot", "GET / HTTP/1.1\r\nHost: localhost.\r\n\r\n", 421},
        Hostile{"other_port_than_allowed", "GET / HTTP/1.1\r\nHost: node.example:1\r\n\r\n", 421}
    ),
    name_of_case
);

INSTANTIATE_TEST_SUITE_P(
    Lines,
    HostileHead,
    testing::Values(
        Hostile{"folded_field", get("/", "X: a\r\n b\r\n"), 400},
        Hostile{"folded_first_field", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n", 400},
        Hostile{"field_without_colon", get("/", "abc\r\n"), 400},
        Hostile{"field_without_name", get("/", ": x\r\n"), 400},
        Hostile{"blank_in_name", get("/", "a b: x\r\n"), 400},
        Hostile{"field_twice", get("/", "Cookie: a=1\r\nCookie: b=2\r\n"), 400},
        Hostile{"long_field", get("/", "X: " + long_value + "\r\n"), 431},
        Hostile{"other_method", "DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
        Hostile{"connect", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
        Hostile{"trace", "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
        Hostile{"method_in_small_letters", "get / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
        Hostile{"bad_method", "G@T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
        Hostile{"version_2", "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 505},
        Hostile{"version_0_9", "GET /\r\n\r\n", 400},
        Hostile{"version_1_12", "GET / HTTP/1.12\r\nHost: localhost\r\n\r\n", 400},
        Hostile{"version_in_small_letters", "GET / http/1.1\r\nHost: localhost\r\n\r\n", 400},
        Hostile{"two_blanks", "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
        Hostile{"tab_as_blank", "GET\t/\tHTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
        Hostile{"other_expectation", post("Expect: 200-ok\r\n"), 417}
    ),
    name_of_case
);

INSTANTIATE_TEST_SUITE_P(
    Targets,
    HostileHead,
    testing::Values(
        Hostile{"absolute_form", get("http://localhost/"), 400},
        Hostile{"asterisk", get("*"), 400},
        Hostile{"relative", get("cases"), 400},
        Hostile{"fragment", get("/#x"), 400},
        Hostile{"backslash", get("/a\\b"), 400},
        Hostile{"encoded_backslash", get("/a%5Cb"), 400},
        Hostile{"encoded_slash", get("/a%2Fb"), 400},
        Hostile{"dot_segment", get("/a/./b"), 400},
        Hostile{"parent_segment", get("/a/../b"), 400},
        Hostile{"encoded_parent_segment", get("/a/%2e%2E/b"), 400},
        Hostile{"parent_segment_at_end", get("/a/.."), 400},
        Hostile{"empty_segment", get("/a//b"), 400},
        Hostile{"two_slashes_at_start", get("//evil.example/"), 400},
        Hostile{"two_slashes_at_end", get("/a//"), 400},
        Hostile{"only_slashes", get("//"), 400},
        Hostile{"zero", get("/a%00"), 400},
        Hostile{"encoded_line_end", get("/a%0d%0ab"), 400},
        Hostile{"half_escape", get("/a%4"), 400},
        Hostile{"bad_escape", get("/a%zz"), 400},
        Hostile{"overlong_utf8", get("/%c0%ae%c0%ae/"), 400},
        Hostile{"not_utf8", get("/%ff"), 400},
        Hostile{"raw_bytes", get("/\xD0\xB0"), 400},
        Hostile{"bad_escape_in_query", get("/?q=%zz"), 400},
        Hostile{"zero_in_query", get("/?q=%00"), 400},
        Hostile{"not_utf8_in_query", get("/?q=%ff"), 400},
        Hostile{"long_target", get("/" + long_value), 414}
    ),
    name_of_case
);

TEST(Head, with_too_many_fields_is_refused)
{
    std::string fields;
    for (int number = 0; number < 101; ++number)
        fields += "X-" + std::to_string(number) + ": 1\r\n";
    EXPECT_EQ(status_of(get("/", fields)), 431);
}

TEST(HeadScan, finds_the_end_and_leaves_what_follows)
{
    const std::string head = get("/");
    EXPECT_EQ(scan_head(head + "GET", 0, 1'000).length, head.size());
    EXPECT_EQ(scan_head(head.substr(0, head.size() - 1), 0, 1'000).length, 0U);
}

TEST(HeadScan, finds_the_same_in_pieces_as_at_once)
{
    const std::string head = get("/", "X: y\r\n");
    for (std::size_t cut = 0; cut < head.size(); ++cut) {
        ASSERT_EQ(scan_head(std::string_view(head).substr(0, cut), 0, 1'000).length, 0U);
        EXPECT_EQ(scan_head(head, cut, 1'000).length, head.size()) << cut;
    }
}

TEST(HeadScan, refuses_hostile_bytes_at_once)
{
    for (const auto& bytes :
         {"GET / HTTP/1.1\nHost"s,
          "GET / HTTP/1.1\rHost"s,
          "\r\nGET"s,
          "\nGET"s,
          "GET /\0"s,
          "\x16\x03\x01"s,
          "GET / HTTP/1.1\r\nX: \x7F"s,
          "GET / HTTP/1.1\r\nX: a\x01"s,
          "GET / HTTP/1.1\r\n\n"s,
          "G\r\r\n"s}) {
        const auto scan = scan_head(bytes, 0, 1'000);
        ASSERT_TRUE(scan.refusal.has_value()) << bytes;
        EXPECT_EQ(scan.refusal->status, 400);
    }
}

TEST(HeadScan, refuses_an_endless_head)
{
    EXPECT_EQ(scan_head("GET /" + std::string(100, 'a'), 0, 50).refusal->status, 414);
    EXPECT_EQ(scan_head("GET / HTTP/1.1\r\nX: " + std::string(100, 'a'), 0, 50).refusal->status, 431);
}

std::string decode(std::string_view text, std::size_t limit, std::size_t piece)
{
    ChunkDecoder decoder(limit);
    Bytes body;
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size() && !decoder.finished() && !decoder.refusal(); at += piece)
        used += decoder.feed(text.substr(at, piece), body);
    if (decoder.refusal()) return "refused " + std::to_string(decoder.refusal()->status);
    if (!decoder.finished()) return "unfinished";
    return std::string(text_of(body)) + "|" + std::string(text.substr(used));
}

TEST(Chunks, are_joined_whatever_the_pieces)
{
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 100U})
        EXPECT_EQ(decode("4\r\nWiki\r\n00a\r\npedia in c\r\n0\r\n\r\n", 100, piece), "Wikipedia in c|") << piece;
    EXPECT_EQ(decode("1\r\na\r\n0\r\n\r\nGET /", 100, 100), "a|GET /");
}

TEST(Chunks, with_hostile_framing_are_refused)
{
    for (const char* text :
         {"1;name=value\r\na\r\n0\r\n\r\n",
          " 1\r\na\r\n0\r\n\r\n",
          "1 \r\na\r\n0\r\n\r\n",
          "0x1\r\na\r\n0\r\n\r\n",
          "-1\r\na",
          "+1\r\na",
          "\r\n",
          "g\r\n",
          "1\na\n0\n\n",
          "1\r\nab\r\n0\r\n\r\n",
          "1\r\na\n0\r\n\r\n",
          "000000001\r\na\r\n",
          "0\r\nTrailer: x\r\n\r\n",
          "0\r\n\n"})
        EXPECT_EQ(decode(text, 100, 100), "refused 400") << text;
}

TEST(Chunks, beyond_the_limit_are_refused_before_they_come)
{
    EXPECT_EQ(decode("5\r\n", 4, 100), "refused 413");
    EXPECT_EQ(decode("2\r\nab\r\n3\r\n", 4, 100), "refused 413");
    EXPECT_EQ(decode("ffffffff\r\n", 4, 100), "refused 413");
    EXPECT_EQ(decode("4\r\nabcd\r\n0\r\n\r\n", 4, 100), "abcd|");
}

RC_GTEST_PROP(Head, with_any_bytes_is_refused_or_has_a_harmless_path, (const std::string& target))
{
    const auto outcome = check(get("/" + target));
    if (const auto* head = std::get_if<Head>(&outcome)) {
        RC_ASSERT(head->path.find("//") == std::string::npos);
        RC_ASSERT(head->path.find('\\') == std::string::npos);
        RC_ASSERT((head->path + "/").find("/../") == std::string::npos);
    }
}

}  // namespace
}  // namespace panoh::web
