// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/html/html.hpp"

#include "base/id.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ostream>

namespace panoh::html {
namespace {

using namespace std::string_literals;

template <class Value>
concept Streamable = requires(std::ostream& out, const Value& value)
{
    out << value;
};
static_assert(!Streamable<Sensitive<std::string>>);
static_assert(!fmt::is_formattable<Sensitive<std::string>>::value);

template <FixedString Name, class Value>
concept Attributable = requires(const Value& value)
{
    a<Name>(value);
};
template <FixedString Tag, class... Parts>
concept Buildable = requires(const Parts&... parts)
{
    el<Tag>(parts...);
};
template <FixedString Name>
concept DataName = requires
{
    data<Name>("x");
};
template <class Value>
concept Addressable = requires(const Url& url, const Value& value)
{
    url.with("q", value);
};

static_assert(Attributable<"title", std::string>);
static_assert(Attributable<"title", std::optional<Sensitive<std::string>>>);
static_assert(Attributable<"href", std::optional<Url>>);
static_assert(!Attributable<"onclick", std::string>);
static_assert(!Attributable<"style", std::string>);
static_assert(!Attributable<"srcdoc", std::string>);
static_assert(!Attributable<"hx-on", std::string>);
static_assert(!Attributable<"data-hx-on", std::string>);
static_assert(!Attributable<"http-equiv", std::string>);
static_assert(!Attributable<"href", std::string>);
static_assert(!Attributable<"checked", std::string>);
static_assert(!Attributable<"title", bool>);
static_assert(!Attributable<"title", char>);
static_assert(DataName<"draft">);
static_assert(!DataName<"hx-get">);

static_assert(Buildable<"p", std::string, int, Html, Attribute>);
static_assert(!Buildable<"iframe">);
static_assert(!Buildable<"object">);
static_assert(!Buildable<"style">);
static_assert(!Buildable<"script", std::string>);
static_assert(!Buildable<"br", std::string>);
static_assert(!Buildable<"p", bool>);
static_assert(!Buildable<"p", std::nullptr_t>);
static_assert(!Buildable<"textarea", Html>);

static_assert(Addressable<std::string>);
static_assert(!Addressable<Sensitive<std::string>>);
static_assert(!Addressable<bool>);

TEST(Html, escapes_every_text_and_attribute)
{
    EXPECT_EQ(
        el<"p">(a<"title">("\"'<&>"), "<script>&'\"").markup(),
        "<p title=\"&quot;&#39;&lt;&amp;&gt;\">&lt;script&gt;&amp;&#39;&quot;</p>"
    );
}

TEST(Html, never_lets_a_zero_byte_into_a_document)
{
    EXPECT_EQ(el<"p">(id("a\0b"s), "c\0d"s).markup(), "<p id=\"a\uFFFDb\">c\uFFFDd</p>");
}

TEST(Html, takes_parts_in_any_order_and_leaves_out_what_is_empty)
{
    const std::optional<Html> nothing;
    const std::optional<std::string> no_value;
    const std::vector<Html> items{el<"li">("a"), el<"li">("b")};
    EXPECT_EQ(
        el<"ul">(nothing, items, cls("list", ""), name(no_value), cls(no_value), 7, std::int64_t{-3}).markup(),
        "<ul class=\"list\"><li>a</li><li>b</li>7-3</ul>"
    );
}

TEST(Html, shows_sensitive_values_only_as_escaped_content)
{
    const Sensitive<std::string> typed{"A & B"};
    EXPECT_EQ(el<"span">(typed).markup(), "<span>A &amp; B</span>");
    EXPECT_EQ(el<"input">(value(typed)).markup(), "<input value=\"A &amp; B\">");
}

TEST(Html, writes_void_elements_flags_and_states)
{
    EXPECT_EQ(
        el<"input">(a<"type">("checkbox"), flag<"checked">(true), flag<"disabled">(false), aria<"expanded">(false))
            .markup(),
        "<input type=\"checkbox\" checked aria-expanded=\"false\">"
    );
}

TEST(Html, keeps_a_line_end_that_browsers_would_drop)
{
    EXPECT_EQ(el<"textarea">("\nfirst").markup(), "<textarea>\n\nfirst</textarea>");
}

TEST(Html, writes_a_script_with_its_address_only)
{
    EXPECT_EQ(
        el<"script">(src(Url::local("/assets/app.js")), flag<"defer">(true)).markup(),
        "<script src=\"/assets/app.js\" defer></script>"
    );
}

TEST(Html, joins_pieces)
{
    const std::vector<Html> items{el<"b">("1"), el<"b">("2")};
    EXPECT_EQ(join(items).markup(), "<b>1</b><b>2</b>");
    EXPECT_EQ(join(items, group(", ")).markup(), "<b>1</b>, <b>2</b>");
    EXPECT_EQ(group("a", 1, el<"br">()).markup(), "a1<br>");
    EXPECT_EQ(document(el<"html">(lang("ru"))).markup(), "<!DOCTYPE html>\n<html lang=\"ru\"></html>");
}

RC_GTEST_PROP(Html, keeps_any_text_inside_its_element, (const std::string& text))
{
    const auto markup = el<"p">(a<"title">(text), text).markup();
    RC_ASSERT(std::count(markup.begin(), markup.end(), '<') == 2);
    RC_ASSERT(std::count(markup.begin(), markup.end(), '>') == 2);
    RC_ASSERT(std::count(markup.begin(), markup.end(), '"') == 2);
    RC_ASSERT(markup.find('\0') == std::string::npos);
}

TEST(Url, builds_local_addresses_from_values)
{
    EXPECT_EQ(Url::local("/").text(), "/");
    EXPECT_EQ(Url::local("/cases").with("page", 2).with("q", "а б&c").text(), "/cases?page=2&q=%D0%B0%20%D0%B1%26c");
    EXPECT_EQ(Url::local("/cases/{}/tasks/{}", "x/y", 7).at("top").text(), "/cases/x%2Fy/tasks/7#top");
    EXPECT_EQ(Url::local("/cases/{}", RecordId{}).text(), "/cases/AAAAAAAAAAAAAAAAAAAAAA");
    EXPECT_EQ(Url::local("/cases").at("a").with("b", "c").text(), "/cases?b=c#a");
    EXPECT_EQ(Url::here("main").text(), "#main");
}

TEST(Url, never_lets_a_value_lead_to_another_route)
{
    EXPECT_EQ(Url::local("/cases/{}/edit", "..").text(), "/cases/_/edit");
    EXPECT_EQ(Url::local("/cases/{}/edit", "").text(), "/cases/_/edit");
}

TEST(Url, accepts_only_local_addresses_as_return_addresses)
{
    EXPECT_TRUE(Url::parse_local("/cases/7?page=2&q=%D0%B0"));
    for (const char* hostile :
         {"",
          "cases",
          "//evil.example",
          "/\\evil.example",
          "/\t/evil.example",
          "https://evil.example",
          "/a b",
          "/a\"b",
          "/%zz",
          "/%4",
          "javascript:alert(1)",
          "/a\nb",
          "/a#b"})
        EXPECT_FALSE(Url::parse_local(hostile)) << hostile;
}

TEST(Url, accepts_external_addresses_with_harmless_schemes_only)
{
    EXPECT_EQ(Url::external("HTTPS://example.org/а?b=1#c").value().text(), "https://example.org/%D0%B0?b=1#c");
    EXPECT_EQ(Url::external("mailto:help@example.org").value().text(), "mailto:help@example.org");
    EXPECT_EQ(Url::external("tel:+992000000000").value().text(), "tel:+992000000000");
    for (const char* hostile :
         {"javascript:alert(1)",
          "http://example.org",
          "https:example.org",
          "https:///x",
          "https://a@b.example/",
          "https://b\\c",
          "data:text/html,x",
          " https://example.org",
          "https://exa mple.org",
          "tel:",
          "example.org",
          "java\nscript:x",
          "https://пример.example\"/",
          "mailto://x"})
        EXPECT_FALSE(Url::external(hostile)) << hostile;
}

}  // namespace
}  // namespace panoh::html
