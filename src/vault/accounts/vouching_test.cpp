// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/node_for_test.hpp"

#include <gtest/gtest.h>

namespace panoh::accounts {
namespace {

class VouchingTest : public ::testing::Test {
protected:
    testing::Node node;
    Token admin;

    void SetUp() override
    {
        Initial initial = node.initialise(testing::Node::request());
        node.organisation = initial.organisation;
        node.make_accounts();
        admin = node.sign_in(initial.credentials);
    }

    [[nodiscard]] std::shared_ptr<const vault::Directory> people() const { return node.vault->directory(); }
    [[nodiscard]] Hash256 certificate(const UserId& user) const { return people()->certificate_hash(user); }
};

TEST_F(VouchingTest, TheFirstColleagueOfAnOrganisationBeginsIt)
{
    const Credentials anna = node.add_waiting(admin, "anna", "coordinator");
    EXPECT_TRUE(people()->is_confirmed(anna.user));
    const Token hers = node.sign_in(anna);
    EXPECT_TRUE(node.can_read(hers, node.write(hers, "note").record));
}

TEST_F(VouchingTest, TheSecondWaitsForTheFirst)
{
    const Credentials anna = node.add(admin, "anna", "coordinator");
    const Token hers = node.sign_in(anna);
    const auto note = node.write(hers, "note");
    const Credentials boris = node.add_waiting(admin, "boris", "hotline_operator");
    const Token his = node.sign_in(boris);
    EXPECT_TRUE(people()->is_waiting(boris.user));
    EXPECT_FALSE(node.can_read(his, note.record));
    auto session = node.session(hers);
    ASSERT_TRUE(node.accounts->confirm(session.keys(), boris.user, certificate(boris.user)));
    EXPECT_TRUE(node.can_read(his, note.record)) << "at once: the colleague holds it";
    EXPECT_EQ(node.events(1).front(), "user_confirmed");
}

TEST_F(VouchingTest, AnAdministratorConfirmsNobody)
{
    node.add(admin, "anna", "coordinator");
    const Credentials boris = node.add_waiting(admin, "boris", "hotline_operator");
    auto session = node.session(admin);
    EXPECT_EQ(
        node.accounts->confirm(session.keys(), boris.user, certificate(boris.user)).error().code, ErrorCode::denied
    );
    EXPECT_FALSE(node.accounts->refuse(session.keys(), boris.user, certificate(boris.user)));
    EXPECT_TRUE(people()->user(boris.user)->active) << "nothing happened";
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(boris)));
}

TEST_F(VouchingTest, ARefusalEndsTheAccessAndIsRemembered)
{
    const Credentials anna = node.add(admin, "anna", "coordinator");
    const Token hers = node.sign_in(anna);
    const Credentials boris = node.add_waiting(admin, "boris", "hotline_operator");
    const Token his = node.sign_in(boris);
    auto session = node.session(hers);
    ASSERT_TRUE(node.accounts->refuse(session.keys(), boris.user, certificate(boris.user)));
    EXPECT_FALSE(node.accounts->open(his));
    EXPECT_FALSE(node.accounts->sign_in(node.request_of(boris)));
    EXPECT_FALSE(people()->user(boris.user)->active);
    EXPECT_EQ(people()->standing(boris.user).refused->author, anna.user);
    node.restart();
    EXPECT_TRUE(node.accounts->sign_in(node.request_of(anna)));
    EXPECT_FALSE(node.accounts->sign_in(node.request_of(boris)));
    EXPECT_EQ(people()->standing(boris.user).refused->author, anna.user);
}

TEST_F(VouchingTest, ARefusedWiderRoleLeavesWhatWasConfirmed)
{
    const Credentials anna = node.add(admin, "anna", "coordinator");
    const Credentials boris = node.add(admin, "boris", "hotline_operator");
    const Token his = node.sign_in(boris);
    vault::User wider = *people()->user(boris.user);
    wider.roles.emplace_back("coordinator");
    vault::Batch batch;
    batch.id = node.random.id<BatchId>();
    batch.directory.emplace_back(wider);
    ASSERT_TRUE(node.vault->write(node.session(admin).keys(), std::move(batch)));
    const Token hers = node.sign_in(anna);
    auto session = node.session(hers);
    ASSERT_TRUE(node.accounts->refuse(session.keys(), boris.user, certificate(boris.user)));
    EXPECT_TRUE(node.accounts->open(his)) << "still at work";
    EXPECT_FALSE(people()->is_waiting(boris.user));
    EXPECT_EQ(people()->user(boris.user)->roles, std::vector<std::string>{"hotline_operator"});
}

TEST_F(VouchingTest, WhoeverWaitsMakesKeysThatTheAdministratorNeverSaw)
{
    const Credentials anna = node.add(admin, "anna", "coordinator");
    const Token hers = node.sign_in(anna);
    const auto note = node.write(hers, "note");
    const Credentials boris = node.add_waiting(admin, "boris", "hotline_operator");
    vault::UserKeys handed_out = node.keys_of(boris.login, boris.passphrase);
    EXPECT_FALSE(people()->standing(boris.user).own_keys);
    const Token his = node.sign_in(boris);
    const Sensitive<std::string> own("seven quiet poplars by the water");
    ASSERT_TRUE(node.accounts->change_passphrase(his, boris.passphrase, own));
    EXPECT_TRUE(people()->standing(boris.user).own_keys);
    EXPECT_NE(people()->user(boris.user)->open_key, handed_out.box().open_key);
    EXPECT_FALSE(node.accounts->open(his)) << "signs in anew";
    node.confirm(boris.user);
    const auto again = node.accounts->sign_in({boris.login, own, node.code(boris), testing::Node::office});
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_TRUE(node.can_read(again->token, note.record));
    EXPECT_FALSE(node.vault->read(handed_out, note.record)) << "with what the administrator saw";
}

TEST_F(VouchingTest, OwnKeysOpenTheNodeAfterARestart)
{
    const Credentials anna = node.add(admin, "anna", "coordinator");
    const Credentials gone = node.add(admin, "gone", "hotline_operator");
    const Credentials boris = node.add_waiting(admin, "boris", "hotline_operator");
    const Token his = node.sign_in(boris);
    auto session = node.session(admin);
    ASSERT_TRUE(node.accounts->end_work(session.keys(), gone.user, {"2027-01-15", "other"}, true))
        << "a new epoch of the node key";
    const Sensitive<std::string> own("seven quiet poplars by the water");
    ASSERT_TRUE(node.accounts->change_passphrase(his, boris.passphrase, own));
    node.restart();
    const auto again = node.accounts->sign_in({boris.login, own, node.code(boris), testing::Node::office});
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_TRUE(again->quarantined.empty());
    EXPECT_TRUE(people()->is_waiting(boris.user));
    EXPECT_TRUE(people()->is_confirmed(anna.user));
}

TEST_F(VouchingTest, AConfirmedPersonKeepsTheirKeysWithANewPassphrase)
{
    const Credentials anna = node.add(admin, "anna", "coordinator");
    const Token hers = node.sign_in(anna);
    const auto key = people()->user(anna.user)->open_key;
    ASSERT_TRUE(node.accounts->change_passphrase(hers, anna.passphrase, Sensitive<std::string>("seven quiet poplars")));
    EXPECT_TRUE(people()->is_confirmed(anna.user));
    EXPECT_EQ(people()->user(anna.user)->open_key, key);
    EXPECT_TRUE(node.accounts->open(hers));
}

TEST_F(VouchingTest, WhereNobodyIsLeftToConfirmNewKeysStandAlone)
{
    const Credentials anna = node.add(admin, "anna", "coordinator");
    auto session = node.session(admin);
    const auto fresh = node.accounts->issue_new_passphrase(session.keys(), anna.user, true);
    ASSERT_TRUE(fresh);
    EXPECT_TRUE(people()->is_confirmed(anna.user));
}

}  // namespace
}  // namespace panoh::accounts
