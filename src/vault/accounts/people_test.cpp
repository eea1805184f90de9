// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/node_for_test.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace panoh::accounts {
namespace {

class PeopleTest : public ::testing::Test {
protected:
    testing::Node node;
    Credentials admin;
    Token token;

    void SetUp() override
    {
        Initial initial = node.initialise(testing::Node::request());
        node.organisation = initial.organisation;
        admin = std::move(initial.credentials);
        node.make_accounts();
        token = node.sign_in(admin);
    }

    [[nodiscard]] std::string problem_with(std::string_view field, const NewUser& user) const
    {
        for (const Problem& problem : node.accounts->check(user)) {
            if (problem.field == field) return problem.message.id.text();
        }
        return "";
    }

    Result<Presence> deactivate(const UserId& user, bool accept_loss = false)
    {
        auto author = node.session(token);
        return node.accounts->end_work(author.keys(), user, {"2027-01-15", "own_wish"}, accept_loss);
    }

    Result<Credentials> issue(const UserId& user, bool accept_loss = false)
    {
        auto author = node.session(token);
        return node.accounts->issue_new_passphrase(author.keys(), user, accept_loss);
    }
};

TEST_F(PeopleTest, EachFieldOfANewUserIsChecked)
{
    EXPECT_TRUE(node.accounts->check(node.new_user("anna.b-2", "hotline_operator")).empty());
    EXPECT_TRUE(node.accounts->check(node.new_user("Гульнора_1", "hotline_operator")).empty());
    EXPECT_TRUE(node.accounts->check(node.new_user("ნინო", "hotline_operator")).empty());
    for (const char* login : {"аnna" /* Cyrillic а */, "1anna", "an na", "anna@b", ".anna", "an\nna"}) {
        EXPECT_EQ(problem_with("login", node.new_user(login, "hotline_operator")), "accounts.problem.login_characters")
            << login;
    }
    EXPECT_EQ(problem_with("login", node.new_user("a", "coordinator")), "accounts.problem.login_length");
    EXPECT_EQ(
        problem_with("login", node.new_user(std::string(33, 'a'), "coordinator")), "accounts.problem.login_length"
    );
    EXPECT_EQ(problem_with("login", node.new_user(" ADMIN", "coordinator")), "accounts.problem.login_taken");
    EXPECT_EQ(problem_with("roles", node.new_user("anna", "wizard")), "accounts.problem.roles");
    NewUser bad = node.new_user("anna", "coordinator");
    bad.roles.clear();
    bad.name = Sensitive<std::string>("  ");
    bad.organisation = OrganisationId{};
    bad.language = "";
    EXPECT_EQ(problem_with("roles", bad), "accounts.problem.roles");
    EXPECT_EQ(problem_with("name", bad), "accounts.problem.name");
    EXPECT_EQ(problem_with("organisation", bad), "accounts.problem.organisation");
    EXPECT_EQ(problem_with("language", bad), "accounts.problem.language");
    auto author = node.session(token);
    EXPECT_EQ(node.accounts->add_user(author.keys(), bad).error().code, ErrorCode::invalid_input);
}

TEST_F(PeopleTest, ALoginIsGivenOnceHoweverManyAskAtOnce)
{
    std::atomic<int> added = 0;
    std::vector<std::thread> threads;
    for (int count = 0; count < 3; ++count) {
        threads.emplace_back([&] {
            auto author = node.session(token);
            if (node.accounts->add_user(author.keys(), node.new_user("anna", "hotline_operator"))) ++added;
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(added, 1);
}

TEST_F(PeopleTest, AnOrganisationComesWithItsTeams)
{
    auto author = node.session(token);
    const auto id = node.accounts->add_organisation(author.keys(), {"b2", {{"ru", "Тихий дом"}}, {}});
    ASSERT_TRUE(id);
    const auto people = node.vault->directory();
    EXPECT_EQ(people->organisation(*id)->code, "B2");
    EXPECT_NE(people->team_for(*id, "intake"), nullptr);
    EXPECT_NE(people->team_for(*id, "staff"), nullptr);
    EXPECT_EQ(node.vault->files_of(vault::FileKind::register_file, *id).size(), 1U);
    EXPECT_EQ(node.accounts->check(NewOrganisation{"B2", {{"en", "x"}}, {}}).front().field, "code");
    EXPECT_EQ(node.accounts->check(NewOrganisation{"too long code", {{"en", "x"}}, {}}).front().field, "code");
    EXPECT_EQ(node.accounts->check(NewOrganisation{"C", {}, {}}).front().field, "name");
}

TEST_F(PeopleTest, ATeamThatARoleGetsLaterTakesItsPeopleInAtTheirNextSignIn)
{
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Credentials boris = node.add(token, "boris", "hotline_operator");
    RoleRules rules = testing::small_roles();
    rules.teams = [](std::string_view role) -> std::vector<std::string> {
        return role == "hotline_operator" ? std::vector<std::string>{"intake", "night"} : std::vector<std::string>{};
    };
    auto later = Accounts::create(*node.vault, rules, node.folder + "/dropbox", {}, nullptr);
    ASSERT_TRUE(later);
    node.accounts = std::move(*later);
    EXPECT_EQ(node.vault->directory()->team_for(node.organisation, "night"), nullptr);
    node.sign_in(anna);
    const auto people = node.vault->directory();
    const vault::Team* night = people->team_for(node.organisation, "night");
    ASSERT_NE(night, nullptr);
    for (const Credentials* each : {&anna, &boris}) {
        const auto& teams = people->user(each->user)->teams;
        EXPECT_EQ(std::count(teams.begin(), teams.end(), night->id), 1);
    }
    const auto entries = node.vault->head(storage::Chain::records).seq;
    node.sign_in(boris);
    EXPECT_EQ(people->teams().size(), node.vault->directory()->teams().size());
    EXPECT_EQ(node.vault->head(storage::Chain::records).seq, entries);
}

TEST_F(PeopleTest, OneOrganisationsTeamDoesNotReadAnothers)
{
    auto author = node.session(token);
    const auto other = node.accounts->add_organisation(author.keys(), {"B", {{"en", "Other House"}}, {}});
    ASSERT_TRUE(other);
    const Token hers = node.sign_in(node.add(token, "anna", "hotline_operator"));
    NewUser stranger = node.new_user("boris", "hotline_operator");
    stranger.organisation = *other;
    const auto added = node.accounts->add_user(author.keys(), stranger);
    ASSERT_TRUE(added);
    const Token his = node.sign_in(*added);
    EXPECT_FALSE(node.can_read(his, node.write(hers, "note").record));
}

TEST_F(PeopleTest, ALeaverIsOutAtOnceAndForGood)
{
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Token hers = node.sign_in(anna);
    const Credentials boris = node.add(token, "boris", "hotline_operator");
    const Token his = node.sign_in(boris);
    node.sign_in(anna);
    const auto before = node.write(hers, "note");
    auto kept = node.session(hers);
    const auto presence = deactivate(anna.user);
    ASSERT_TRUE(presence) << presence.error().detail;
    EXPECT_FALSE(node.accounts->open(hers));
    EXPECT_EQ(node.accounts->sign_in(node.request_of(anna)).error().code, ErrorCode::not_signed_in);
    const auto after = node.write(his, "note");
    EXPECT_TRUE(node.can_read(his, before.record));
    EXPECT_TRUE(node.can_read(his, after.record));
    vault::UserKeys& old_keys = kept.keys();
    EXPECT_FALSE(node.vault->read(old_keys, after.record)) << "keys from before do not open what is written now";
}

TEST_F(PeopleTest, ColleaguesGoOnAfterALeaversEpochChange)
{
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Credentials boris = node.add(token, "boris", "hotline_operator");
    node.sign_in(anna);
    ASSERT_TRUE(deactivate(boris.user));
    const auto note = node.write(node.sign_in(anna), "note");
    node.restart();
    const Token hers = node.sign_in(anna);
    EXPECT_TRUE(node.can_read(hers, note.record));
    EXPECT_EQ(node.vault->node_keys()->epoch(), 2U);
    node.restart();
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(admin)));
}

TEST_F(PeopleTest, WhatALeaverAloneCouldOpenIsCountedFirst)
{
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Token hers = node.sign_in(anna);
    node.write(hers, "account");
    const auto refused = deactivate(anna.user);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.id.text(), "accounts.problem.held_alone");
    EXPECT_EQ(std::get<std::int64_t>(refused.error().message.arguments.front().second), 1);
    EXPECT_TRUE(node.accounts->open(hers)) << "nothing happened";
    EXPECT_FALSE(issue(anna.user));
    EXPECT_TRUE(deactivate(anna.user, true));
}

TEST_F(PeopleTest, NobodyDeactivatesThemselves)
{
    EXPECT_EQ(deactivate(admin.user).error().code, ErrorCode::denied);
    EXPECT_EQ(deactivate(UserId{}).error().code, ErrorCode::not_found);
}

TEST_F(PeopleTest, ANewPassphraseOpensWhatColleaguesHold)
{
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    const Credentials boris = node.add(token, "boris", "hotline_operator");
    const Token hers = node.sign_in(anna);
    const Token his = node.sign_in(boris);
    node.sign_in(anna);
    const auto note = node.write(his, "note");
    const auto fresh = issue(boris.user);
    ASSERT_TRUE(fresh) << fresh.error().detail;
    EXPECT_FALSE(node.accounts->open(his));
    EXPECT_EQ(node.accounts->sign_in(node.request_of(boris)).error().code, ErrorCode::not_signed_in);
    const Token again = node.sign_in(*fresh);
    node.sign_in(anna);
    EXPECT_FALSE(node.can_read(again, note.record)) << "until somebody confirms the new keys";
    node.confirm(boris.user);
    EXPECT_TRUE(node.can_read(again, note.record));
    EXPECT_TRUE(node.can_read(again, node.write(hers, "note").record));
}

TEST_F(PeopleTest, TheOnlyMemberOfATeamStartsItAnewWithANewPassphrase)
{
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    node.sign_in(anna);
    const auto fresh = issue(anna.user);
    ASSERT_TRUE(fresh) << fresh.error().detail;
    const Token again = node.sign_in(*fresh);
    EXPECT_TRUE(node.can_read(again, node.write(again, "note").record));
}

TEST_F(PeopleTest, WhoWasDeactivatedMayComeBack)
{
    const Credentials anna = node.add(token, "anna", "hotline_operator");
    ASSERT_TRUE(deactivate(anna.user));
    const auto fresh = issue(anna.user);
    ASSERT_TRUE(fresh);
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(*fresh)));
}

}  // namespace
}  // namespace panoh::accounts
