// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "main/demo/calendar.hpp"
#include "main/demo/demo.hpp"
#include "main/demo/people.hpp"
#include "main/demo/recognise.hpp"
#include "main/node.hpp"
#include "support/test_node.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

/// A demo that is made once, for the tests that look at it.
namespace panoh::demo {

/// Noon in Dushanbe on 22 November 2026.
inline Timestamp noon()
{
    return Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(7));
}

inline std::vector<Person> everybody()
{
    std::vector<Person> people;
    const auto organisations = staff();
    for (const Organisation& organisation : *organisations)
        people.insert(people.end(), organisation.people.begin(), organisation.people.end());
    return people;
}

/// They cannot sign in any more.
inline std::vector<Person> those_who_left()
{
    std::vector<Person> people;
    const auto organisations = staff();
    for (const Organisation& organisation : *organisations)
        people.insert(people.end(), organisation.left.begin(), organisation.left.end());
    return people;
}

inline Person person_called(std::string_view login)
{
    const auto people = everybody();
    return *std::find_if(people.begin(), people.end(), [&](const Person& each) { return each.login == login; });
}

/// One demo for all tests that only look at it; each opens it anew.
class ADemo : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        if (folder_of_all) return;
        folder_of_all = std::make_unique<panoh::testing::TemporaryFolder>();
        folder = folder_of_all->path() + "/demo";
        const auto built = build_demo(folder, noon());
        ASSERT_TRUE(built.has_value()) << built.error().detail;
    }

    void open()
    {
        NodeOptions options;
        options.clock = &clock;
        auto opened = Node::open(folder, options);
        ASSERT_TRUE(opened.has_value()) << opened.error().detail;
        node = std::move(*opened);
    }

    Result<accounts::SignedIn> sign_in(const std::string& login)
    {
        const auto account = account_of(person_called(login));
        clock.advance(std::chrono::seconds(30));
        return node->accounts().sign_in(
            {login,
             account.credentials.passphrase,
             Sensitive<std::string>(accounts::current_code(account.credentials.totp_secret.view(), clock.now())),
             "127.0.0.1"}
        );
    }

    /// Everybody's share of the workspace.
    void open_for_all()
    {
        ASSERT_NO_FATAL_FAILURE(open());
        const auto signed_in = sign_in("operator");
        ASSERT_TRUE(signed_in.has_value()) << signed_in.error().detail;
        for (const Person& person : everybody()) {
            vault::UserKeys keys(account_of(person).bundle);
            ASSERT_TRUE(node->vault().admit(keys).has_value()) << person.login;
        }
    }

    /// Whoever looks at the demo in a test, with their keys.
    struct Reader {
        vault::UserKeys keys;
        records::Caller caller;
    };
    std::unique_ptr<Reader> reader(const std::string& login) const
    {
        auto made = std::make_unique<Reader>(Reader{vault::UserKeys(account_of(person_called(login)).bundle), {}});
        const auto actor = access::actor_of(*node->vault().directory(), made->keys.user());
        EXPECT_TRUE(actor.has_value()) << login;
        made->caller = {*actor, &made->keys, nullptr, std::string(zone)};
        return made;
    }

    std::int64_t count(const std::string& from) const
    {
        const auto rows = node->vault().workspace().query("SELECT count(*) AS n FROM " + from);
        EXPECT_TRUE(rows.has_value()) << from;
        return rows ? rows->integer(0, "n") : -1;
    }

    std::set<std::string> texts(const std::string& sql) const
    {
        std::set<std::string> found;
        const auto rows = node->vault().workspace().query(sql);
        EXPECT_TRUE(rows.has_value()) << sql;
        for (std::size_t row = 0; rows && row < rows->size(); ++row)
            found.insert(rows->text(row, "value"));
        return found;
    }

    inline static std::unique_ptr<panoh::testing::TemporaryFolder> folder_of_all;
    inline static std::string folder;
    inline static FixedClock clock{
        noon() + std::chrono::minutes(10)};  ///< goes on from test to test: a code counts once
    std::shared_ptr<Node> node;
};

}  // namespace panoh::demo
