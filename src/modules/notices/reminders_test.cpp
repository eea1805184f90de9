// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/notices/reminders.hpp"

#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Reminders : Pages {
    OpenedCase made = opened({person(one_name("Раҳмон", "Олимов"))});

    void task_due(const std::string& day, const std::string& month)
    {
        const auto outcome = saved(
            worker,
            made.file,
            "task",
            {{"heading", "Ring the family"},
             {"assigned_to", worker.actor().user.text()},
             {"due_on.day", day},
             {"due_on.month", month},
             {"due_on.year", "2026"}}
        );
        PANOH_CHECK(outcome.saved());
    }
    [[nodiscard]] std::int64_t due_on(const std::string& today)
    {
        const auto due = notices::due_for(node.records(), worker.actor().user, today, "Asia/Dushanbe");
        PANOH_CHECK(due.has_value());
        return *due;
    }
};

TEST_F(Reminders, count_what_is_due_today_and_what_is_overdue)
{
    task_due("24", "11");
    EXPECT_EQ(due_on("2026-11-23"), 0);
    EXPECT_EQ(due_on("2026-11-24"), 1);
    EXPECT_EQ(due_on("2026-12-01"), 1);
}

TEST_F(Reminders, count_nothing_for_somebody_else)
{
    task_due("24", "11");
    const auto due =
        notices::due_for(node.records(), node.sign_in("lawyer").actor().user, "2026-11-24", "Asia/Dushanbe");
    ASSERT_TRUE(due.has_value());
    EXPECT_EQ(*due, 0);
}

TEST_F(Reminders, keep_what_somebody_wishes)
{
    notices::Wish wish;
    wish.on = true;
    wish.address = Sensitive<std::string>("me@example.org");
    wish.hour = 7;
    wish.language = "ru";
    ASSERT_TRUE(notices::keep_wish(node.vault(), worker.actor().user, wish).has_value());
    const auto kept = notices::wish_of(node.vault(), worker.actor().user);
    ASSERT_TRUE(kept.has_value() && kept->has_value());
    EXPECT_TRUE((*kept)->on);
    EXPECT_EQ((*kept)->address.reveal(), "me@example.org");
    EXPECT_EQ((*kept)->hour, 7);
    const auto other = notices::wish_of(node.vault(), node.sign_in("lawyer").actor().user);
    ASSERT_TRUE(other.has_value());
    EXPECT_FALSE(other->has_value());
}

TEST_F(Reminders, say_in_the_readers_language_that_work_waits_and_nothing_else)
{
    notices::Wish wish;
    wish.address = Sensitive<std::string>("me@example.org");
    wish.language = "ru";
    const auto letter = notices::reminder(shipped_catalogues(), wish);
    EXPECT_EQ(letter.subject, "Напоминание");
    EXPECT_EQ(letter.text, "Вас ждёт работа.\n");
    EXPECT_THAT(letter.text, Not(HasSubstr(made.number)));
}

TEST_F(Reminders, leave_a_relay_only_while_one_is_set)
{
    mail::Relay relay;
    relay.host = "relay.example.org";
    relay.port = 465;
    relay.protection = mail::Protection::tls;
    relay.sender = "office@example.org";
    ASSERT_TRUE(notices::keep_relay(node.vault(), relay).has_value());
    const auto kept = notices::relay_of(node.vault());
    ASSERT_TRUE(kept.has_value() && kept->has_value());
    EXPECT_EQ((*kept)->protection, mail::Protection::tls);
    ASSERT_TRUE(notices::forget_relay(node.vault()).has_value());
    EXPECT_FALSE(notices::relay_of(node.vault())->has_value());
}

}  // namespace
}  // namespace panoh::casework
