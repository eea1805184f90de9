// SPDX-License-Identifier: AGPL-3.0-or-later
// Confirming colleagues, as browsers see it.
#include "base/text.hpp"
#include "main/app.hpp"
#include "support/test_node.hpp"

#include <gmock/gmock.h>

namespace panoh {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// What stands in a hidden field of a page; empty when there is none.
std::string hidden(const std::string& page, const std::string& field)
{
    const auto at = page.find("name=\"" + field + "\" value=\"");
    if (at == std::string::npos) return {};
    const auto begin = page.find("value=\"", at) + 7;
    return page.substr(begin, page.find('"', begin) - begin);
}

struct VouchingPages : ::testing::Test {
    testing::TemporaryFolder folder;
    FixedClock clock{testing::TestNode::default_now()};
    std::unique_ptr<Node> node;
    std::unique_ptr<App> app;
    OrganisationId organisation;
    accounts::Token administrator;
    accounts::Credentials coordinator;
    accounts::Token hers;
    std::string language = "en";

    VouchingPages()
    {
        NodeOptions options;
        options.clock = &clock;
        accounts::InitRequest request;
        request.organisation = {"A", {{"en", "Quiet House"}, {"ru", "Тихий дом"}}, {}};
        request.login = "admin";
        request.name = Sensitive<std::string>("Timur Ivin");
        request.cost = {8, 1};
        request.training = true;
        auto initial = Node::create(folder.path() + "/node", request, options);
        PANOH_CHECK(initial.has_value());
        organisation = initial->organisation;
        auto opened = Node::open(folder.path() + "/node", options);
        PANOH_CHECK(opened.has_value());
        node = std::move(*opened);
        app = std::make_unique<App>(*node, "Asia/Dushanbe", [] {});
        administrator = sign_in(initial->credentials);
        coordinator = add("rustam", "Rustam Sebov", "coordinator");
        hers = sign_in(coordinator);
    }

    accounts::Token sign_in(const accounts::Credentials& credentials)
    {
        clock.advance(std::chrono::seconds(30));
        const Sensitive<std::string> code(accounts::current_code(credentials.totp_secret.view(), clock.now()));
        auto signed_in = node->accounts().sign_in({credentials.login, credentials.passphrase, code, "192.0.2.1"});
        PANOH_CHECK(signed_in.has_value());
        return std::move(signed_in->token);
    }

    accounts::Credentials add(const std::string& login, const std::string& name, const std::string& role)
    {
        auto session = node->accounts().open(administrator);
        accounts::NewUser user;
        user.login = login;
        user.name = Sensitive<std::string>(name);
        user.organisation = organisation;
        user.roles = {role};
        auto added = node->accounts().add_user(session->keys(), user);
        PANOH_CHECK(added.has_value());
        return std::move(*added);
    }

    web::Response send(
        const accounts::Token& who,
        web::Method method,
        const std::string& path,
        const std::map<std::string, std::string>& form = {}
    )
    {
        web::Request request;
        request.method = method;
        request.path = path;
        request.peer_address = "192.0.2.1";
        request.cookies.add("session", who.reveal());
        request.cookies.add("language", language);
        for (const auto& [field, text] : form)
            request.form.add(field, text);
        return app->handle(request);
    }
    web::Response get(const accounts::Token& who, const std::string& path) { return send(who, web::Method::get, path); }
    /// Sends a form as the page at `from` shows it.
    web::Response answer(const accounts::Token& who, const std::string& from, const std::string& to)
    {
        const auto page = get(who, from);
        return send(
            who,
            web::Method::post,
            to,
            {{"csrf", hidden(page.body, "csrf")},
             {"batch", hidden(page.body, "batch")},
             {"certificate", hidden(page.body, "certificate")}}
        );
    }
    static std::string target_of(const web::Response& response)
    {
        return std::string(response.headers.first("location").value_or(""));
    }
    /// As pages write it.
    [[nodiscard]] std::string fingerprint(const UserId& user) const
    {
        const auto directory = node->vault().directory();
        std::string groups;
        for (const std::string& group : vault::fingerprint_of(*directory->user(user)))
            groups += (groups.empty() ? "" : " ") + ("<span class=\"num\">" + group + "</span>");
        return groups;
    }
};

TEST_F(VouchingPages, SomebodyWhoWaitsIsToldWhatToDoInsteadOfAnEmptyPage)
{
    const auto added = add("nigora", "Nigora Noken", "hotline_operator");
    const auto token = sign_in(added);
    const auto page = get(token, "/");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("A colleague has to confirm you first"));
    EXPECT_THAT(page.body, HasSubstr("Until then you see no files"));
    EXPECT_THAT(page.body, HasSubstr(fingerprint(added.user)));
    for (const char* path : {"/calls", "/cases", "/colleagues", "/administration/users", "/administration"}) {
        const auto elsewhere = get(token, path);
        EXPECT_EQ(elsewhere.status, 303) << path;
        EXPECT_EQ(target_of(elsewhere), "/") << path;
    }
    EXPECT_EQ(get(token, "/account").status, 200);
    EXPECT_EQ(send(token, web::Method::post, "/calls/new").status, 403);
}

TEST_F(VouchingPages, AColleagueSeesWhoWaitsAndConfirmsThem)
{
    const auto added = add("nigora", "Nigora Noken", "hotline_operator");
    const auto token = sign_in(added);
    EXPECT_THAT(get(hers, "/").body, AllOf(HasSubstr("1 person waits for you"), HasSubstr("href=\"/colleagues\"")));
    const auto list = get(hers, "/colleagues");
    EXPECT_THAT(list.body, HasSubstr("Nigora Noken"));
    EXPECT_THAT(list.body, HasSubstr("Hotline operator"));
    EXPECT_THAT(list.body, HasSubstr("Timur Ivin"));
    EXPECT_THAT(list.body, HasSubstr(fingerprint(added.user)));
    const std::string place = "/colleagues/" + added.user.text() + "/confirm";
    const auto page = get(hers, place);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("Confirm only if all of this is true"));
    EXPECT_THAT(page.body, HasSubstr("the passphrase that the administrator made"));
    EXPECT_THAT(page.body, Not(HasSubstr("<title>Nigora")));
    const auto done = answer(hers, place, place);
    EXPECT_EQ(target_of(done), "/colleagues") << done.status;
    EXPECT_THAT(get(token, "/").body, HasSubstr("My work"));
    EXPECT_EQ(get(token, "/calls").status, 200);
    EXPECT_THAT(get(hers, "/colleagues").body, HasSubstr("Rustam Sebov · "));
    EXPECT_EQ(get(hers, place).status, 404) << "nobody waits any more";
}

TEST_F(VouchingPages, WhatHasChangedMeanwhileIsShownAgainAndNotConfirmed)
{
    const auto added = add("nigora", "Nigora Noken", "hotline_operator");
    const std::string place = "/colleagues/" + added.user.text() + "/confirm";
    const auto page = get(hers, place);
    auto session = node->accounts().open(administrator);
    ASSERT_TRUE(node->accounts().issue_new_passphrase(session->keys(), added.user, true));
    const auto refused = send(
        hers,
        web::Method::post,
        place,
        {{"csrf", hidden(page.body, "csrf")}, {"certificate", hidden(page.body, "certificate")}}
    );
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Look at it again"));
    EXPECT_THAT(refused.body, HasSubstr(fingerprint(added.user)));
    EXPECT_TRUE(node->vault().directory()->is_waiting(added.user));
}

TEST_F(VouchingPages, OthersAreNotAsked)
{
    const auto operator_ = add("olim", "Olim Nokov", "hotline_operator");
    const std::string place = "/colleagues/" + operator_.user.text() + "/confirm";
    answer(hers, place, place);
    const auto token = sign_in(operator_);
    const auto added = add("nigora", "Nigora Noken", "hotline_operator");
    EXPECT_THAT(get(token, "/").body, Not(HasSubstr("/colleagues")));
    for (const auto& who : {token, administrator}) {
        EXPECT_EQ(get(who, "/colleagues").status, 403);
        const std::string other = "/colleagues/" + added.user.text() + "/confirm";
        EXPECT_EQ(get(who, other).status, 404);
        const auto account = get(who, "/account");
        const auto tried = send(
            who,
            web::Method::post,
            other,
            {{"csrf", hidden(account.body, "csrf")},
             {"certificate", to_base64url(node->vault().directory()->certificate_hash(added.user))}}
        );
        EXPECT_EQ(tried.status, 403);
    }
    EXPECT_TRUE(node->vault().directory()->is_waiting(added.user));
}

TEST_F(VouchingPages, ARefusalEndsTheAccessAndTheAdministratorSeesIt)
{
    const auto added = add("nigora", "Nigora Noken", "hotline_operator");
    const auto token = sign_in(added);
    EXPECT_THAT(get(administrator, "/administration").body, HasSubstr("1 person waits for confirmation"));
    EXPECT_THAT(get(administrator, "/administration/users").body, HasSubstr("Waiting for confirmation"));
    const std::string place = "/colleagues/" + added.user.text();
    EXPECT_EQ(target_of(answer(hers, place + "/confirm", place + "/refuse")), "/colleagues");
    EXPECT_THAT(target_of(get(token, "/")), HasSubstr("/sign-in"));
    EXPECT_THAT(get(administrator, "/administration").body, HasSubstr("1 person was not confirmed"));
    EXPECT_THAT(get(administrator, "/administration/users").body, HasSubstr("Not confirmed by a colleague"));
    const auto page = get(administrator, "/administration/users/" + added.user.text());
    EXPECT_THAT(page.body, HasSubstr("Rustam Sebov"));
}

TEST_F(VouchingPages, NoSentenceIsMissingInAnyLanguage)
{
    const auto added = add("nigora", "Nigora Noken", "hotline_operator");
    const auto token = sign_in(added);
    for (const char* each : {"en", "ru"}) {
        for (const auto& who : {hers, administrator, token}) {
            auto session = node->accounts().open(who);
            accounts::Preferences preferences = session->preferences;
            preferences.language = each;
            node->accounts().sessions().set_preferences(who, preferences);
        }
        for (const auto& page :
             {get(hers, "/"),
              get(hers, "/colleagues"),
              get(hers, "/colleagues/" + added.user.text() + "/confirm"),
              get(token, "/"),
              get(administrator, "/administration"),
              get(administrator, "/administration/users"),
              get(administrator, "/administration/users/" + added.user.text())}) {
            EXPECT_EQ(page.status, 200);
            EXPECT_THAT(page.body, Not(HasSubstr("«vouching."))) << each;
            EXPECT_THAT(page.body, HasSubstr(std::string("lang=\"") + each)) << each;
        }
    }
}

}  // namespace
}  // namespace panoh
