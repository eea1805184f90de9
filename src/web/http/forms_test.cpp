// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/http/forms.hpp"

#include "web/http/cookies.hpp"
#include "web/http/percent.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ostream>

namespace panoh::web {
namespace {

using namespace std::string_literals;

template <class Value>
concept Streamable = requires(std::ostream& out, const Value& value)
{
    out << value;
};
static_assert(!Streamable<Parameters> && !Streamable<Parameter> && !Streamable<Headers> && !Streamable<Upload>);
static_assert(!fmt::is_formattable<Parameters>::value && !fmt::is_formattable<Parameter>::value);

std::string part(const std::string& fields, const std::string& content)
{
    return "--b\r\n" + fields + "\r\n\r\n" + content + "\r\n";
}

std::string field(const std::string& name, const std::string& content)
{
    return part("Content-Disposition: form-data; name=\"" + name + "\"", content);
}

Result<MultipartForm> parse(const std::string& body, const FormLimits& limits = {})
{
    return parse_multipart(bytes_of(body), "b", limits);
}

TEST(Urlencoded, keeps_order_and_repeated_names)
{
    const auto form = parse_urlencoded("a=1&b=%D0%B0+%26&a=2&c&=x&&d=", {});
    ASSERT_TRUE(form);
    EXPECT_EQ(form->size(), 6U);
    EXPECT_EQ(form->all("a"), (std::vector<std::string_view>{"1", "2"}));
    EXPECT_EQ(form->text("b"), "а &");
    EXPECT_EQ(form->first("c"), "");
    EXPECT_EQ(form->first("missing"), std::nullopt);
    EXPECT_EQ(form->begin()->name(), "a");
}

TEST(Urlencoded, refuses_what_is_not_text)
{
    for (const char* text : {"a=%ff", "a=%00", "%00=a", "a=%4", "a=%zz", "a=%c0%80", "a=%ed%a0%80"})
        EXPECT_FALSE(parse_urlencoded(text, {})) << text;
}

TEST(Urlencoded, stays_within_its_limits)
{
    const FormLimits limits{.fields = 2, .name_bytes = 3, .value_bytes = 4};
    EXPECT_TRUE(parse_urlencoded("abc=1234&d=", limits));
    EXPECT_EQ(parse_urlencoded("a=&b=&c=", limits).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse_urlencoded("abcd=", limits).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse_urlencoded("a=12345", limits).error().code, ErrorCode::too_large);
}

RC_GTEST_PROP(Urlencoded, reads_back_every_text_without_zero_bytes, (const std::string& bytes))
{
    std::string text = to_hex(bytes_of(bytes)) + " &=+%ж";
    const auto form = parse_urlencoded(percent_encode(text) + "=" + percent_encode(text), {.name_bytes = 100'000});
    RC_ASSERT(form->first(text) == text);
}

TEST(Multipart, reads_fields_and_files)
{
    const std::string body = field("name", "Ҷамшед\r\n--not the end") + field("empty", "")
                             + part(
                                 "Content-Disposition: form-data; name=\"photo\"; filename=\"C:\\dir\\a%22b.png\"\r\n"
                                 "Content-Type: Image/PNG",
                                 "\x89PNG\0\r\n"s
                             )
                             + "--b--\r\n";
    const auto form = parse(body);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields.text("name"), "Ҷамшед\r\n--not the end");
    EXPECT_EQ(form->fields.first("empty"), "");
    ASSERT_EQ(form->files.size(), 1U);
    EXPECT_EQ(form->files[0].field, "photo");
    EXPECT_EQ(form->files[0].file_name, "a\"b.png");
    EXPECT_EQ(form->files[0].content_type, "image/png");
    EXPECT_EQ(text_of(form->files[0].content), "\x89PNG\0\r\n"s);
}

TEST(Multipart, passes_over_a_file_input_that_was_left_empty)
{
    const auto form = parse(
        part(
            "Content-Disposition: form-data; name=\"photo\"; filename=\"\"\r\nContent-Type: application/octet-stream",
            ""
        )
        + "--b--\r\n"
    );
    ASSERT_TRUE(form);
    EXPECT_TRUE(form->files.empty());
}

TEST(Multipart, without_parts_is_an_empty_form)
{
    EXPECT_TRUE(parse("--b--\r\n"));
    EXPECT_TRUE(parse("--b--"));
}

TEST(Multipart, refuses_what_browsers_do_not_send)
{
    const std::string good = field("a", "1");
    for (const auto& body : {
             ""s,
             "preamble\r\n"s + good + "--b--",
             good,
             good + "--b",
             good + "--b--\r\nepilogue",
             good + "--bb--\r\n",
             "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n1\r\n--b--\r\n"s,
             part("Content-Disposition: attachment; name=\"a\"", "1") + "--b--",
             part("Content-Disposition: form-data", "1") + "--b--",
             part("Content-Disposition: form-data; name=\"a", "1") + "--b--",
             part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "1") + "--b--",
             part("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1")
                 + "--b--",
             part("Content-Type: text/plain", "1") + "--b--",
             part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "1") + "--b--",
             part("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=koi8-r", "1")
                 + "--b--",
             part("Content-Disposition: form-data; name=\"a\"\r\nno colon", "1") + "--b--",
             field("a", "\xff") + "--b--",
             field("a", "\0"s) + "--b--",
             field("a\0"s, "1") + "--b--",
             field("\xff", "1") + "--b--",
         })
        EXPECT_FALSE(parse(body)) << body;
    EXPECT_FALSE(parse_multipart(bytes_of("--\r\n"), "", {}));
    EXPECT_FALSE(parse_multipart(bytes_of("--a b--"), "a b", {}));
}

TEST(Multipart, stays_within_its_limits)
{
    const FormLimits limits{.fields = 1, .name_bytes = 3, .value_bytes = 4, .files = 0};
    EXPECT_TRUE(parse(field("abc", "1234") + "--b--", limits));
    EXPECT_EQ(parse(field("a", "") + field("b", "") + "--b--", limits).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse(field("abcd", "") + "--b--", limits).error().code, ErrorCode::too_large);
    EXPECT_EQ(parse(field("a", "12345") + "--b--", limits).error().code, ErrorCode::too_large);
    const auto file = part("Content-Disposition: form-data; name=\"a\"; filename=\"f\"", "1");
    EXPECT_EQ(parse(file + "--b--", limits).error().code, ErrorCode::too_large);
}

Request form_request(const std::string& content_type, const std::string& body)
{
    Request request;
    request.headers.add("content-type", content_type);
    const auto bytes = bytes_of(body);
    request.body.assign(bytes.begin(), bytes.end());
    return request;
}

TEST(ReadForm, fills_the_request_by_content_type)
{
    auto urlencoded = form_request("application/x-www-form-urlencoded; charset=UTF-8", "a=1");
    ASSERT_TRUE(read_form(urlencoded));
    EXPECT_EQ(urlencoded.form.text("a"), "1");

    auto multipart = form_request("multipart/form-data; boundary=\"b\"", field("a", "2") + "--b--");
    ASSERT_TRUE(read_form(multipart));
    EXPECT_EQ(multipart.form.text("a"), "2");

    auto json = form_request("application/json", "{}");
    ASSERT_TRUE(read_form(json));
    EXPECT_TRUE(json.form.empty());
    EXPECT_EQ(text_of(json.body), "{}");
}

TEST(ReadForm, refuses_other_charsets_and_malformed_types)
{
    for (const char* type :
         {"application/x-www-form-urlencoded; charset=windows-1251",
          "multipart/form-data",
          "multipart/form-data; boundary",
          "nonsense",
          "/",
          "a/b; =c",
          ";"}) {
        auto request = form_request(type, "a=1");
        EXPECT_FALSE(read_form(request)) << type;
    }
}

TEST(Cookies, are_bound_to_this_host_over_tls)
{
    EXPECT_EQ(serialise_cookie({"s", "a b"}, true), "__Host-s=a%20b; Path=/; HttpOnly; SameSite=Strict; Secure");
    EXPECT_EQ(serialise_cookie({"s", "x"}, false), "s=x; Path=/; HttpOnly; SameSite=Strict");
    EXPECT_EQ(
        serialise_cookie(Cookie::removal("s"), true), "__Host-s=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0"
    );
}

TEST(Cookies, come_back_under_their_bare_name)
{
    EXPECT_EQ(parse_cookies("__Host-s=a%20b; other=1", true).text("s"), "a b");
    EXPECT_FALSE(parse_cookies("s=forged; __Host-s=real", true).text("s") == "forged");
    EXPECT_EQ(parse_cookies("s=x;t=y", false).text("t"), "y");
}

TEST(Cookies, of_others_are_passed_over)
{
    const auto found = parse_cookies("a b=1; =2; broken; c=%zz; d=%ff; e=%00; ok=1", false);
    EXPECT_EQ(found.size(), 1U);
    EXPECT_EQ(found.text("ok"), "1");
    std::string many;
    for (int number = 0; number < 200; ++number)
        many += "c" + std::to_string(number) + "=1; ";
    EXPECT_EQ(parse_cookies(many, false).size(), 50U);
}

TEST(RequestOrigin, trusts_what_the_browser_says_first)
{
    const auto origin_of = [](const char* site, const char* origin) {
        Request request;
        request.secure = true;
        request.host = "node.example:8443";
        if (*site != '\0') request.headers.add("Sec-Fetch-Site", site);
        if (*origin != '\0') request.headers.add("Origin", origin);
        return request_origin(request);
    };
    EXPECT_EQ(origin_of("same-origin", "null"), RequestOrigin::own);
    EXPECT_EQ(origin_of("cross-site", "https://node.example:8443"), RequestOrigin::foreign);
    EXPECT_EQ(origin_of("same-site", ""), RequestOrigin::foreign);
    EXPECT_EQ(origin_of("none", ""), RequestOrigin::foreign);
    EXPECT_EQ(origin_of("", "https://node.example:8443"), RequestOrigin::own);
    EXPECT_EQ(origin_of("", "http://node.example:8443"), RequestOrigin::foreign);
    EXPECT_EQ(origin_of("", "null"), RequestOrigin::unknown);
    EXPECT_EQ(origin_of("", ""), RequestOrigin::unknown);
}

}  // namespace
}  // namespace panoh::web
