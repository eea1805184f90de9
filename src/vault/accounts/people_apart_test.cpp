// SPDX-License-Identifier: AGPL-3.0-or-later
// Who looks after whom, what is changed of people, and how they leave.
#include "vault/accounts/administering.hpp"
#include "vault/accounts/node_for_test.hpp"

#include <gtest/gtest.h>

namespace panoh::accounts {
namespace {

class PeopleApartTest : public ::testing::Test {
protected:
    testing::Node node;
    Token admin;
    UserId administrator;
    Credentials anna;

    void SetUp() override
    {
        Initial initial = node.initialise(testing::Node::request());
        node.organisation = initial.organisation;
        administrator = initial.credentials.user;
        node.make_accounts();
        admin = node.sign_in(initial.credentials);
        anna = node.add(admin, "anna", "coordinator");
    }

    [[nodiscard]] std::shared_ptr<const vault::Directory> people() const { return node.vault->directory(); }

    OrganisationId other_organisation()
    {
        auto author = node.session(admin);
        return *node.accounts->add_organisation(author.keys(), {"B", {{"en", "Other House"}}, {}});
    }
    Result<Credentials> add_to(const OrganisationId& organisation, const std::string& login, const std::string& role)
    {
        NewUser user = node.new_user(login, role);
        user.organisation = organisation;
        auto author = node.session(admin);
        return node.accounts->add_user(author.keys(), user);
    }
    Result<void> change(const UserId& user, std::vector<std::string> roles, const std::string& name = "Anna")
    {
        auto author = node.session(admin);
        return node.accounts->change_user(
            author.keys(), user, {Sensitive<std::string>(name), std::move(roles), {}, "ru"}
        );
    }
};

TEST_F(PeopleApartTest, WhoBeganAnOrganisationLooksAfterItUntilItHasAnAdministratorOfItsOwn)
{
    const auto other = other_organisation();
    const auto first = add_to(other, "vera", "coordinator");
    ASSERT_TRUE(first);
    const auto second = add_to(other, "admin-b", std::string(administrator_role));
    ASSERT_TRUE(second);
    EXPECT_TRUE(administers(*people(), administrator, other)) << "nobody has confirmed the other one yet";
    auto hers = node.keys_of(first->login, first->passphrase);
    ASSERT_TRUE(node.accounts->confirm(hers, second->user, people()->certificate_hash(second->user)));

    auto author = node.session(admin);
    EXPECT_FALSE(administers(*people(), administrator, other));
    EXPECT_TRUE(administers(*people(), second->user, other));
    EXPECT_FALSE(administers(*people(), second->user, node.organisation));
    const auto third = *node.accounts->add_organisation(author.keys(), {"C", {{"en", "Third House"}}, {}});
    EXPECT_TRUE(administers(*people(), administrator, third));
    EXPECT_FALSE(administers(*people(), second->user, third)) << "they began nothing";
    EXPECT_FALSE(administers(*people(), anna.user, node.organisation)) << "a coordinator is none";
    EXPECT_EQ(add_to(other, "yusuf", "coordinator").error().code, ErrorCode::not_found);
    EXPECT_EQ(node.accounts->issue_new_passphrase(author.keys(), first->user, true).error().code, ErrorCode::not_found);
    EXPECT_EQ(
        node.accounts->end_work(author.keys(), first->user, {"2027-01-15", "other"}, true).error().code,
        ErrorCode::not_found
    );
    EXPECT_EQ(change(first->user, {"coordinator"}).error().code, ErrorCode::not_found);
    EXPECT_EQ(
        node.accounts->change_organisation(author.keys(), other, {{{"en", "Mine"}}, {}}).error().code,
        ErrorCode::not_found
    );
}

TEST_F(PeopleApartTest, AnOrganisationIsRenamedAndKeepsItsCode)
{
    auto author = node.session(admin);
    ASSERT_TRUE(node.accounts->change_organisation(author.keys(), node.organisation, {{{"en", "New House"}}, {}}));
    EXPECT_EQ(people()->organisation(node.organisation)->name.at("en"), "New House");
    EXPECT_EQ(people()->organisation(node.organisation)->code, "A");
    EXPECT_FALSE(node.accounts->change_organisation(author.keys(), node.organisation, {{{"en", " "}}, {}}));
}

TEST_F(PeopleApartTest, ANameIsMendedAndNothingElseHasToBeConfirmed)
{
    ASSERT_TRUE(change(anna.user, {"coordinator"}, "Anna Mended"));
    EXPECT_EQ(people()->user(anna.user)->name.reveal(), "Anna Mended");
    EXPECT_EQ(people()->user(anna.user)->language, "ru");
    EXPECT_FALSE(people()->is_waiting(anna.user));
}

TEST_F(PeopleApartTest, AWiderRoleWaitsForAColleague)
{
    const Credentials boris = node.add(admin, "boris", "hotline_operator");
    ASSERT_TRUE(change(boris.user, {"hotline_operator", "coordinator"}));
    EXPECT_TRUE(people()->is_waiting(boris.user));
    EXPECT_EQ(people()->roles_of(boris.user), std::vector<std::string>{"hotline_operator"});
}

TEST_F(PeopleApartTest, ARoleThatIsTakenAwayTakesTheTeamsKeyWithIt)
{
    const Credentials boris = node.add(admin, "boris", "hotline_operator");
    const Token his = node.sign_in(boris);
    const Token hers = node.sign_in(anna);
    ASSERT_TRUE(change(boris.user, {"hotline_operator", "coordinator"}));
    node.confirm(boris.user);
    ASSERT_TRUE(change(boris.user, {std::string(administrator_role)}));
    const auto note = node.write(hers, "note");
    EXPECT_FALSE(node.can_read(his, note.record));
    EXPECT_EQ(people()->teams_of(boris.user), std::vector<TeamId>{});
}

TEST_F(PeopleApartTest, NoRoleIsTakenAwayWhileThePersonAloneCanOpenAFile)
{
    const Credentials boris = node.add(admin, "boris", "hotline_operator");
    node.write(node.sign_in(boris), "account");
    EXPECT_EQ(change(boris.user, {std::string(administrator_role)}).error().code, ErrorCode::conflict);
    EXPECT_EQ(people()->roles_of(boris.user), std::vector<std::string>{"hotline_operator"});
}

TEST_F(PeopleApartTest, NobodyChangesTheirOwnRoles)
{
    EXPECT_EQ(change(administrator, {std::string(administrator_role), "coordinator"}).error().code, ErrorCode::denied);
}

TEST_F(PeopleApartTest, WhoLeftIsSaidWithDayAndReasonUntilTheyComeBack)
{
    auto author = node.session(admin);
    const Credentials boris = node.add(admin, "boris", "hotline_operator");
    for (const Leaving& wrong : {Leaving{"", "other"}, Leaving{"2027-02-01", "other"}, Leaving{"2027-01-15", "bored"}})
        EXPECT_EQ(
            node.accounts->end_work(author.keys(), boris.user, wrong, false).error().code, ErrorCode::invalid_input
        );
    EXPECT_TRUE(people()->user(boris.user)->active);
    ASSERT_TRUE(node.accounts->end_work(author.keys(), boris.user, {"2027-01-14", "moved_away"}, false));
    const auto left = leaving_of(*people(), boris.user);
    ASSERT_TRUE(left);
    EXPECT_EQ(left->day, "2027-01-14");
    EXPECT_EQ(left->reason, "moved_away");
    ASSERT_TRUE(node.accounts->issue_new_passphrase(author.keys(), boris.user, false));
    EXPECT_FALSE(leaving_of(*people(), boris.user));
    EXPECT_TRUE(people()->is_waiting(boris.user)) << "a colleague confirms them again";
}

}  // namespace
}  // namespace panoh::accounts
