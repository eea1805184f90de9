// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/response.hpp"

#include "web/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zlib.h>

namespace panoh::web {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const Timestamp some_day{std::chrono::seconds(784'111'777)};

std::string head_of(const Response& response, bool secure = true, bool keep_alive = true)
{
    return serialise_head(response, {secure, keep_alive, some_day});
}

std::string gunzip(const std::string& packed)
{
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string out(100'000, '\0');
    std::string in = packed;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

TEST(Response, always_carries_the_security_headers)
{
    for (const auto& response :
         {Response::page(html::el<"p">("x")),
          Response::not_found(),
          Response::redirect(html::Url::local("/")),
          Response::asset(bytes_of("x"), "text/css"),
          Response::json("{}")}) {
        const auto head = head_of(response);
        EXPECT_THAT(
            head,
            HasSubstr(
                "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
            )
        );
        EXPECT_THAT(head, HasSubstr("x-content-type-options: nosniff\r\n"));
        EXPECT_THAT(head, HasSubstr("referrer-policy: no-referrer\r\n"));
        EXPECT_THAT(head, HasSubstr("cross-origin-opener-policy: same-origin\r\n"));
        EXPECT_THAT(head, HasSubstr("cross-origin-resource-policy: same-origin\r\n"));
        EXPECT_THAT(head, HasSubstr("permissions-policy: "));
        EXPECT_THAT(head, HasSubstr("strict-transport-security: max-age="));
        EXPECT_THAT(head, Not(HasSubstr("server:")));
    }
}

TEST(Response, promises_tls_only_over_tls)
{
    EXPECT_THAT(head_of(Response::text("x"), false), Not(HasSubstr("strict-transport-security")));
}

TEST(Response, is_never_stored_unless_it_is_a_compiled_in_file)
{
    EXPECT_THAT(head_of(Response::page({})), HasSubstr("cache-control: no-store\r\n"));
    EXPECT_THAT(
        head_of(Response::asset(bytes_of("x"), "text/css")),
        HasSubstr("cache-control: public, max-age=31536000, immutable\r\n")
    );
}

TEST(Response, has_a_proper_head)
{
    const auto head = head_of(Response::text("12345", 422), false, false);
    EXPECT_THAT(head, StartsWith("HTTP/1.1 422 Unprocessable Content\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
    EXPECT_THAT(head, HasSubstr("content-length: 5\r\nconnection: close\r\n\r\n"));
    EXPECT_THAT(
        head_of(Response::redirect(html::Url::local("/a").with("b", "ж"))), HasSubstr("location: /a?b=%D0%B6\r\n")
    );
    EXPECT_THAT(head_of(Response::method_not_allowed("GET, HEAD")), HasSubstr("allow: GET, HEAD\r\n"));
}

TEST(Response, cannot_be_split_by_a_header_value)
{
    Response response = Response::text("x");
    response.set_header("x-note", "a\r\nset-cookie: b=c");
    EXPECT_THAT(head_of(response), Not(HasSubstr("\r\nset-cookie")));
}

TEST(Response, sets_cookies_for_the_transport)
{
    Response response = Response::text("x");
    response.set_cookie({"s", "1"}).set_cookie({"t", "2"});
    EXPECT_THAT(
        head_of(response, true), HasSubstr("set-cookie: __Host-s=1; Path=/; HttpOnly; SameSite=Strict; Secure")
    );
    EXPECT_THAT(head_of(response, false), HasSubstr("set-cookie: t=2; Path=/; HttpOnly; SameSite=Strict\r\n"));
}

TEST(Response, names_a_download_in_any_script)
{
    EXPECT_THAT(
        head_of(Response::download("x", "application/pdf", "Отч\"ёт.pdf")),
        HasSubstr("content-disposition: attachment; filename=\"___________.pdf\"; filename*=UTF-8''%D0%9E%D1%82")
    );
}

TEST(Compression, is_used_where_it_pays_and_is_accepted)
{
    const std::string text(5'000, 'a');
    Response response = Response::page(html::el<"p">(text));
    const std::string plain = response.body;
    compress_body(response, "br;q=1.0, gzip;q=0.5");
    EXPECT_EQ(response.headers.first("content-encoding"), "gzip");
    EXPECT_EQ(gunzip(response.body), plain);
    EXPECT_THAT(head_of(response), HasSubstr("vary: accept-encoding\r\n"));
}

TEST(Compression, is_left_out_where_it_is_refused_or_does_not_pay)
{
    const auto is_compressed = [](Response response, std::string_view accepted) {
        compress_body(response, accepted);
        return response.headers.has("content-encoding");
    };
    const std::string text(5'000, 'a');
    EXPECT_TRUE(is_compressed(Response::page(html::el<"p">(text)), "*"));
    EXPECT_FALSE(is_compressed(Response::page(html::el<"p">(text)), ""));
    EXPECT_FALSE(is_compressed(Response::page(html::el<"p">(text)), "gzip;q=0"));
    EXPECT_FALSE(is_compressed(Response::page(html::el<"p">(text)), "*, gzip;q=0.000"));
    EXPECT_FALSE(is_compressed(Response::page(html::el<"p">("short")), "gzip"));
    EXPECT_FALSE(is_compressed(Response::json(text), "gzip"));
    EXPECT_FALSE(is_compressed(Response::asset(bytes_of(text), "image/png"), "gzip"));
}

Router<int> some_routes()
{
    Router<int> router;
    router.add(Method::get, "/", 1);
    router.add(Method::get, "/cases/{id}", 2);
    router.add(Method::post, "/cases/{case}", 3);
    router.add(Method::get, "/cases/new", 4);
    router.add(Method::get, "/cases/{id}/tasks/{task}", 5);
    router.add(Method::post, "/cases/new/draft", 6);
    return router;
}

int endpoint_of(const Router<int>& router, Method method, std::string_view path)
{
    const auto match = router.match(method, path);
    return match.endpoint() == nullptr ? 0 : *match.endpoint();
}

TEST(Router, finds_the_most_literal_route)
{
    const auto router = some_routes();
    EXPECT_EQ(endpoint_of(router, Method::get, "/"), 1);
    EXPECT_EQ(endpoint_of(router, Method::get, "/cases/7"), 2);
    EXPECT_EQ(endpoint_of(router, Method::get, "/cases/new"), 4);
    EXPECT_EQ(endpoint_of(router, Method::head, "/cases/new"), 4);
    EXPECT_EQ(endpoint_of(router, Method::get, "/cases/new/tasks/1"), 5);
    EXPECT_EQ(endpoint_of(router, Method::post, "/cases/new/draft"), 6);
    EXPECT_EQ(endpoint_of(router, Method::get, "/cases"), 0);
    EXPECT_EQ(endpoint_of(router, Method::get, "/cases/7/tasks"), 0);
    EXPECT_EQ(endpoint_of(router, Method::get, "/cases/7/tasks/1/x"), 0);
}

TEST(Router, captures_by_the_names_of_the_route)
{
    const auto router = some_routes();
    const auto task = router.match(Method::get, "/cases/ж/tasks/9");
    EXPECT_EQ(task.parameters.text("id"), "ж");
    EXPECT_EQ(task.parameters.text("task"), "9");
    EXPECT_EQ(router.match(Method::post, "/cases/7").parameters.text("case"), "7");
}

TEST(Router, says_which_methods_a_path_knows)
{
    const auto router = some_routes();
    EXPECT_EQ(router.match(Method::post, "/").allow, "GET, HEAD");
    EXPECT_EQ(router.match(Method::get, "/cases/new/draft").allow, "POST");
    EXPECT_EQ(router.match(Method::get, "/nothing").allow, "");
    EXPECT_EQ(router.match(Method::get, "/cases/7").allow, "");
}

TEST(Router, lists_its_routes_in_order)
{
    const auto router = some_routes();
    ASSERT_EQ(router.routes().size(), 6U);
    EXPECT_EQ(router.routes()[4].pattern, "/cases/{id}/tasks/{task}");
    EXPECT_THAT(router.routes()[4].captures, testing::ElementsAre("id", "task"));
}

}  // namespace
}  // namespace panoh::web
