// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/public_pages_for_test.hpp"

namespace panoh::intake {
namespace {

using gt::HasSubstr;
using gt::Not;
using web::testing::words_of;

TEST_F(PublicPages, OnlyTheTeamReadsMessages)
{
    static_cast<void>(next(answered_all(), {}, "send"));
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const std::string messages = "/calls/" + only_contact(member).text() + "/messages";
    EXPECT_EQ(ask(&node.sign_in("coordinator"), web::Method::get, messages).status, 403);
    EXPECT_EQ(ask(&node.sign_in("operator_b"), web::Method::get, messages).status, 403);
    EXPECT_EQ(ask(&node.sign_in("operator_b"), web::Method::post, messages, {{"words", "x"}}).status, 403);
}

TEST_F(PublicPages, WhatIsPublishedIsReadAndShownAtOnce)
{
    Member& coordinator = node.sign_in("coordinator");
    const std::string line = "/request-page/lines/new";
    EXPECT_EQ(ask(&coordinator, web::Method::get, line).status, 200);
    EXPECT_EQ(ask(&coordinator, web::Method::post, line, {{"number", ""}}).status, 422);
    const Typed typed{
        {"number", "000 33"},
        {"name.en", "Night line"},
        {"name.ru", "Ночная линия"},
        {"kind", "hotline"},
        {"batch", batch().text()}};
    EXPECT_EQ(ask(&coordinator, web::Method::post, line, typed).status, 303);
    EXPECT_THAT(words_of(get("/request").body), HasSubstr("Night line"));

    const web::Response settings = ask(&coordinator, web::Method::get, "/request-page");
    EXPECT_THAT(words_of(settings.body), HasSubstr("Night line"));
    const OrganisationId taker = node.organisation("A");
    const auto save = [&](const std::string& leave, const char* takes) {
        return ask(&coordinator,
                   web::Method::post,
                   "/request-page",
                   {{"takes", takes},
                    {"leave_to", leave},
                    {"by_default", taker.text()},
                    {"about.en", "We are here."},
                    {"served", "here"},
                    {"batch", batch().text()}}
        ).status;
    };
    EXPECT_EQ(save("javascript:alert(1)", "requests"), 422);
    EXPECT_EQ(save("http://example.org", "requests"), 422);
    EXPECT_EQ(save("https://example.org/news", "numbers"), 303);
    const web::Response page = get("/request");
    EXPECT_THAT(words_of(page.body), HasSubstr("We are here."));
    EXPECT_THAT(words_of(page.body), HasSubstr("Requests are not taken on this page now"));
    EXPECT_THAT(page.body, HasSubstr("https://example.org/news"));
    EXPECT_EQ(ask(&coordinator, web::Method::post, "/request-page/lines/one/remove").status, 303);
    EXPECT_THAT(words_of(get("/request").body), Not(HasSubstr("000 11")));
    EXPECT_EQ(ask(&coordinator, web::Method::get, "/request-page/lines/nothing").status, 404);
    EXPECT_EQ(ask(&node.sign_in("hotline_operator"), web::Method::get, "/request-page").status, 403);
}

}  // namespace
}  // namespace panoh::intake
