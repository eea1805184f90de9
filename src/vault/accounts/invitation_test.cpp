// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/invitation.hpp"

#include "vault/accounts/node_for_test.hpp"

#include <gtest/gtest.h>

namespace panoh::accounts {
namespace {

using vault::has_not_joined;

class InvitationTest : public ::testing::Test {
protected:
    testing::Node node;
    Token admin;
    Credentials anna;

    void SetUp() override
    {
        Initial initial = node.initialise(testing::Node::request());
        node.organisation = initial.organisation;
        node.make_accounts();
        admin = node.sign_in(initial.credentials);
        anna = node.add(admin, "anna", "coordinator");
    }

    Result<Invited> invite(const std::string& role = "hotline_operator")
    {
        auto author = node.session(admin);
        return node.accounts->invite(author.keys(), node.new_user("", role), node.random.id<UserId>());
    }
    Result<Joining> begin(const Invited& invited, const std::string& login = "boris")
    {
        return node.accounts->begin_joining({invited.code, login, "198.51.100.4"});
    }
    Result<Joined> finish(const Joining& joining, const std::string& passphrase)
    {
        node.clock.advance(std::chrono::seconds(30));
        const std::string code = current_code(joining.totp_secret.view(), node.clock.now());
        return node.accounts->finish_joining({joining.id, Sensitive<std::string>(passphrase), code});
    }
    Result<Joined> finish(const Joining& joining) { return finish(joining, joining.passphrase.reveal()); }
    Result<SignedIn> sign_in(const Joining& joining)
    {
        node.clock.advance(std::chrono::seconds(30));
        const Sensitive<std::string> code(current_code(joining.totp_secret.view(), node.clock.now()));
        return node.accounts->sign_in({joining.login, joining.passphrase, code, testing::Node::office});
    }
    [[nodiscard]] std::shared_ptr<const vault::Directory> people() const { return node.vault->directory(); }
    [[nodiscard]] const vault::User& user(const UserId& id) const { return *people()->user(id); }
};

TEST_F(InvitationTest, ThePersonComesInWithKeysThatNobodyElseSawAndWaitsForAColleague)
{
    const auto invited = invite();
    ASSERT_TRUE(invited);
    const auto before = user(invited->user);
    EXPECT_TRUE(has_not_joined(before));
    const auto joining = begin(*invited);
    ASSERT_TRUE(joining);
    ASSERT_TRUE(finish(*joining));
    const auto after = user(invited->user);
    EXPECT_EQ(after.login, "boris");
    EXPECT_NE(after.open_key, before.open_key);
    EXPECT_NE(after.verify_key, before.verify_key);
    EXPECT_TRUE(people()->standing(invited->user).own_keys);
    EXPECT_TRUE(people()->is_waiting(invited->user));
    ASSERT_TRUE(sign_in(*joining));
    auto hers = node.keys_of(anna.login, anna.passphrase);
    EXPECT_TRUE(node.accounts->confirm(hers, invited->user, people()->certificate_hash(invited->user)));
    EXPECT_TRUE(people()->is_confirmed(invited->user));
}

TEST_F(InvitationTest, ACodeCountsOnce)
{
    const auto invited = invite();
    const auto joining = begin(*invited);
    ASSERT_TRUE(finish(*joining));
    EXPECT_EQ(begin(*invited, "vera").error().code, ErrorCode::not_signed_in);
    EXPECT_EQ(finish(*joining).error().code, ErrorCode::not_found);
}

TEST_F(InvitationTest, ACodeIsGoodUntilThePersonIsInHoweverOftenTheyBegin)
{
    const auto invited = invite();
    const auto first = begin(*invited);
    const auto second = begin(*invited);
    ASSERT_TRUE(first && second);
    ASSERT_TRUE(finish(*second));
    EXPECT_FALSE(finish(*first)) << "it has been taken up";
    EXPECT_TRUE(sign_in(*second));
}

TEST_F(InvitationTest, ACodeOfAWeekAgoCountsNoMore)
{
    const auto invited = invite();
    node.clock.advance(invitation_lasts - std::chrono::minutes(1));
    EXPECT_TRUE(begin(*invited));
    node.clock.advance(std::chrono::minutes(2));
    EXPECT_EQ(begin(*invited).error().code, ErrorCode::not_signed_in);
}

TEST_F(InvitationTest, ANewCodeTakesThePlaceOfTheOldOne)
{
    const auto old = invite();
    auto author = node.session(admin);
    const auto fresh = node.accounts->invite_again(author.keys(), old->user);
    ASSERT_TRUE(fresh);
    EXPECT_EQ(begin(*old).error().code, ErrorCode::not_signed_in);
    const auto joining = begin(*fresh);
    ASSERT_TRUE(joining);
    EXPECT_TRUE(finish(*joining));
    EXPECT_FALSE(node.accounts->invite_again(author.keys(), old->user)) << "they have joined";
}

TEST_F(InvitationTest, AFormThatIsSentTwiceInvitesOnePerson)
{
    const auto id = node.random.id<UserId>();
    auto author = node.session(admin);
    const NewUser person = node.new_user("", "hotline_operator");
    const auto first = node.accounts->invite(author.keys(), person, id);
    const auto again = node.accounts->invite(author.keys(), person, id);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(people()->users().size(), 3U);
    EXPECT_FALSE(begin(*first));
    const auto joining = begin(*again);
    ASSERT_TRUE(finish(*joining));
    EXPECT_FALSE(node.accounts->invite(author.keys(), person, id)) << "nobody is put in somebody's place";
}

TEST_F(InvitationTest, WhatIsWithdrawnOpensNothing)
{
    const auto invited = invite();
    const auto joining = begin(*invited);
    auto author = node.session(admin);
    ASSERT_TRUE(node.accounts->withdraw_invitation(author.keys(), invited->user));
    EXPECT_FALSE(finish(*joining)) << "also for who had begun";
    EXPECT_FALSE(begin(*invited));
    EXPECT_FALSE(user(invited->user).active);
}

TEST_F(InvitationTest, NothingCountsBeforeThePassphraseIsTypedAndTheAppHasGivenItsCode)
{
    const auto invited = invite();
    const auto joining = begin(*invited);
    EXPECT_FALSE(sign_in(*joining));
    EXPECT_EQ(finish(*joining, "something else").error().message.id.text(), "join.problem.passphrase");
    const auto wrong = node.accounts->finish_joining({joining->id, joining->passphrase, "000000"});
    EXPECT_EQ(wrong.error().message.id.text(), "accounts.problem.code");
    EXPECT_TRUE(has_not_joined(user(invited->user)));
    EXPECT_TRUE(finish(*joining)) << "typed wrong before, and right now";
}

TEST_F(InvitationTest, TheFirstStepIsForgottenAfterHalfAnHour)
{
    const auto invited = invite();
    const auto joining = begin(*invited);
    node.clock.advance(JoiningDesk::lifetime + std::chrono::minutes(1));
    EXPECT_EQ(finish(*joining).error().message.id.text(), "join.problem.begin_again");
    EXPECT_TRUE(begin(*invited)) << "the code still counts";
}

TEST_F(InvitationTest, TheCodeIsNoPassphrase)
{
    const auto invited = invite();
    for (const std::string& login : {user(invited->user).login, std::string("\x01invitation"), std::string("boris")}) {
        const auto tried =
            node.accounts->sign_in({login, invited->code, Sensitive<std::string>("000000"), "198.51.100.9"});
        EXPECT_FALSE(tried);
    }
}

TEST_F(InvitationTest, WrongCodesHaveToWaitAndKeepNobodyElseAway)
{
    const auto invited = invite();
    const JoinRequest wrong{Sensitive<std::string>("four words of mine"), "boris", "203.0.113.99"};
    std::optional<ErrorCode> last;
    for (int tries = 0; tries < 12; ++tries)
        last = node.accounts->begin_joining(wrong).error().code;
    EXPECT_EQ(last, ErrorCode::busy);
    EXPECT_TRUE(begin(*invited)) << "from another network";
}

TEST_F(InvitationTest, ALoginThatSomebodyHasIsToldOnlyToWhoHasACode)
{
    const auto invited = invite();
    EXPECT_EQ(begin(*invited, "anna").error().message.id.text(), "accounts.problem.login_taken");
    const auto guess =
        node.accounts->begin_joining({Sensitive<std::string>("no such code here"), "anna", "198.51.100.4"});
    EXPECT_EQ(guess.error().message.id.text(), "join.problem.code");
    EXPECT_EQ(begin(*invited, "?").error().code, ErrorCode::invalid_input);
}

TEST_F(InvitationTest, WhoHasNotComeIsNeitherConfirmedNorGivenAPassphrase)
{
    const auto invited = invite();
    auto hers = node.keys_of(anna.login, anna.passphrase);
    EXPECT_TRUE(node.vault->to_confirm(anna.user).empty());
    EXPECT_FALSE(node.accounts->confirm(hers, invited->user, people()->certificate_hash(invited->user)));
    auto author = node.session(admin);
    EXPECT_FALSE(node.accounts->issue_new_passphrase(author.keys(), invited->user, true));
    EXPECT_FALSE(node.accounts->end_work(author.keys(), invited->user, {"2027-01-15", "other"}, true));
}

TEST_F(InvitationTest, AnOrganisationBeginsWithSomebodyAtTheSameTable)
{
    auto author = node.session(admin);
    const auto other = node.accounts->add_organisation(author.keys(), {"B", {{"en", "Other House"}}, {}});
    NewUser first = node.new_user("", "coordinator");
    first.organisation = *other;
    EXPECT_EQ(
        node.accounts->invite(author.keys(), first, node.random.id<UserId>()).error().message.id.text(),
        "accounts.problem.invite_first"
    );
}

TEST_F(InvitationTest, ASealedNodeSaysSoAndTheCodeStays)
{
    const auto invited = invite();
    node.restart();
    EXPECT_EQ(begin(*invited).error().code, ErrorCode::sealed);
    node.sign_in(anna);
    const auto joining = begin(*invited);
    ASSERT_TRUE(joining);
    EXPECT_TRUE(finish(*joining));
}

TEST_F(InvitationTest, NeitherCodeNorPassphraseNorNameIsOnDisk)
{
    const auto invited = invite();
    const auto joining = begin(*invited);
    ASSERT_TRUE(finish(*joining));
    EXPECT_FALSE(node.disk_shows(invited->code.reveal()));
    EXPECT_FALSE(node.disk_shows(joining->passphrase.reveal()));
    EXPECT_FALSE(node.disk_shows("Name Canary"));
    EXPECT_EQ(node.slot_count(), vault::Keyring::slot_stock) << "nor how many people there are";
}

}  // namespace
}  // namespace panoh::accounts
