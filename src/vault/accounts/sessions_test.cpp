// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/sessions.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>

namespace panoh::accounts {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class SessionsTest : public ::testing::Test {
protected:
    FixedClock clock{Timestamp(seconds(1'800'000'000))};
    SeededRandom random{1};
    Sessions sessions{clock, random, {}};
    vault::UserBundle anna = vault::UserBundle::create(random.id<UserId>(), random);
    vault::UserBundle boris = vault::UserBundle::create(random.id<UserId>(), random);
};

TEST_F(SessionsTest, GiveTheUsersOwnKeysForARequest)
{
    const Token token = sessions.create(anna, {"ru", "dark"});
    auto session = sessions.open(token);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->user, anna.user);
    EXPECT_EQ(session->preferences.language, "ru");
    ASSERT_FALSE(session->is_locked());
    EXPECT_EQ(session->keys().box().open_key, vault::UserKeys(anna).box().open_key);
}

TEST_F(SessionsTest, OpenForNoOtherToken)
{
    const Token token = sessions.create(anna, {});
    std::string other = token.reveal();
    other[5] = other[5] == 'A' ? 'B' : 'A';
    for (const std::string& wrong :
         {std::string(), std::string("x"), other, token.reveal() + "A", std::string(43, 'A')})
        EXPECT_FALSE(sessions.open(Token(wrong))) << wrong;
}

TEST_F(SessionsTest, EndAfterFifteenMinutesWithoutAPerson)
{
    const Token token = sessions.create(anna, {});
    for (int count = 0; count < 4; ++count) {
        clock.advance(minutes(14));
        EXPECT_TRUE(sessions.open(token));
    }
    clock.advance(minutes(14));
    EXPECT_TRUE(sessions.open(token, Sessions::Use::by_page));
    clock.advance(minutes(1));
    EXPECT_FALSE(sessions.open(token));
    EXPECT_FALSE(sessions.any());
}

TEST_F(SessionsTest, EndAfterTwelveHoursOfWork)
{
    const Token token = sessions.create(anna, {});
    for (int count = 0; count < 71; ++count) {
        clock.advance(minutes(10));
        ASSERT_TRUE(sessions.open(token)) << count;
    }
    clock.advance(minutes(10));
    EXPECT_FALSE(sessions.open(token));
}

TEST_F(SessionsTest, KeepTheIdleLimitWithinItsBounds)
{
    const Token token = sessions.create(anna, {});
    sessions.set_idle_limit(token, minutes(600));
    clock.advance(minutes(59));
    EXPECT_TRUE(sessions.open(token));
    sessions.set_idle_limit(token, minutes(0));
    clock.advance(minutes(4));
    EXPECT_TRUE(sessions.open(token));
    clock.advance(minutes(5));
    EXPECT_FALSE(sessions.open(token));
}

TEST_F(SessionsTest, ALockedOneKeepsItsPlaceAndNoKeys)
{
    const Token token = sessions.create(anna, {"ka", ""});
    const SessionId id = sessions.open(token)->id;
    const std::string form = sessions.open(token)->csrf_token(random);
    sessions.lock(token);
    ASSERT_TRUE(sessions.open(token));
    EXPECT_TRUE(sessions.open(token)->is_locked());
    EXPECT_TRUE(sessions.users_present().empty());
    EXPECT_TRUE(sessions.any());
    EXPECT_FALSE(sessions.unlock(token, boris));
    const auto fresh = sessions.unlock(token, anna);
    ASSERT_TRUE(fresh);
    EXPECT_FALSE(sessions.open(token)) << "the token of a locked session is not used again";
    auto session = sessions.open(*fresh);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->id, id);
    EXPECT_EQ(session->preferences.language, "ka");
    EXPECT_FALSE(session->is_locked());
    EXPECT_TRUE(session->csrf_holds(form));
}

TEST_F(SessionsTest, ALockedOneWaitsAnHourHoweverOftenItsPageIsAsked)
{
    const Token token = sessions.create(anna, {});
    sessions.lock(token);
    for (int count = 0; count < 59; ++count) {
        clock.advance(minutes(1));
        ASSERT_TRUE(sessions.open(token));
    }
    clock.advance(minutes(1));
    EXPECT_FALSE(sessions.open(token));
}

TEST_F(SessionsTest, FormTokensDifferEachTimeAndHoldForTheirSessionOnly)
{
    const Token one = sessions.create(anna, {});
    const Token two = sessions.create(anna, {});
    const auto session = sessions.open(one);
    const std::string first = session->csrf_token(random);
    const std::string second = session->csrf_token(random);
    EXPECT_NE(first, second);
    EXPECT_TRUE(session->csrf_holds(first));
    EXPECT_TRUE(sessions.open(one)->csrf_holds(second));
    EXPECT_FALSE(sessions.open(two)->csrf_holds(first));
    for (const std::string& wrong : {std::string(), first.substr(1), first + "AA", std::string(86, 'A')})
        EXPECT_FALSE(session->csrf_holds(wrong));
}

TEST_F(SessionsTest, FormTokensTellWhoWasShownThemWhenTheirSessionHasEnded)
{
    const Token ended = sessions.create(anna, {});
    const std::string form = sessions.open(ended)->csrf_token(random);
    sessions.end(ended);
    const auto again = sessions.open(sessions.create(anna, {}));
    const auto other = sessions.open(sessions.create(boris, {}));
    EXPECT_TRUE(again->was_shown_to_user(form));
    EXPECT_FALSE(again->csrf_holds(form)) << "it does not act";
    EXPECT_FALSE(other->was_shown_to_user(form));
    for (const std::string& wrong : {std::string(), form.substr(1), form + "AA", std::string(86, 'A')})
        EXPECT_FALSE(again->was_shown_to_user(wrong));
}

TEST_F(SessionsTest, ListAndEndTheSessionsOfOneUser)
{
    const Token old = sessions.create(anna, {});
    clock.advance(minutes(3));
    const Token young = sessions.create(anna, {});
    const Token other = sessions.create(boris, {});
    const auto listed = sessions.of_user(anna.user);
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0].id, sessions.open(young)->id);
    EXPECT_EQ(sessions.users_present().size(), 2U);
    sessions.end_one(boris.user, listed[0].id);
    EXPECT_TRUE(sessions.open(young)) << "of another user";
    sessions.end_all_but(anna.user, listed[0].id);
    EXPECT_FALSE(sessions.open(old));
    EXPECT_TRUE(sessions.open(young));
    sessions.end_all(anna.user);
    EXPECT_EQ(sessions.users_present(), std::vector<UserId>{boris.user});
    sessions.end(other);
    EXPECT_FALSE(sessions.any());
}

TEST_F(SessionsTest, OneUserHasEightAtMost)
{
    const Token first = sessions.create(anna, {});
    const Token others = sessions.create(boris, {});
    for (int count = 0; count < 8; ++count) {
        clock.advance(seconds(1));
        sessions.create(anna, {});
    }
    EXPECT_EQ(sessions.of_user(anna.user).size(), 8U);
    EXPECT_FALSE(sessions.open(first));
    EXPECT_TRUE(sessions.open(others));
}

TEST_F(SessionsTest, ServeManyThreads)
{
    std::vector<std::thread> threads;
    for (int count = 0; count < 4; ++count) {
        threads.emplace_back([&] {
            for (int round = 0; round < 50; ++round) {
                const Token token = sessions.create(anna, {});
                const auto session = sessions.open(token);
                EXPECT_TRUE(!session || session->user == anna.user);
                sessions.end(token);
                sessions.expire();
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_TRUE(sessions.of_user(anna.user).empty());
}

}  // namespace
}  // namespace panoh::accounts
