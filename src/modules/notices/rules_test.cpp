// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/notices/rules.hpp"

#include <gmock/gmock.h>

namespace panoh::notices {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

TEST(Reminder, comes_once_a_day_from_the_wished_hour_on)
{
    EXPECT_FALSE(is_time_to_remind(9, 8, "", "2026-11-23"));
    EXPECT_TRUE(is_time_to_remind(9, 9, "", "2026-11-23"));
    EXPECT_TRUE(is_time_to_remind(9, 14, "2026-11-22", "2026-11-23")) << "the node was sealed in the morning";
    EXPECT_FALSE(is_time_to_remind(9, 14, "2026-11-23", "2026-11-23"));
}

TEST(Reminder, never_comes_at_night)
{
    for (const int hour : {21, 22, 23, 0, 5})
        EXPECT_FALSE(is_time_to_remind(6, hour, "", "2026-11-23")) << hour;
}

TEST(ReminderWish, wants_an_address_and_an_hour_of_the_day)
{
    EXPECT_THAT(problems_of(WishForm{true, "me@example.org", "9"}), IsEmpty());
    EXPECT_THAT(problems_of(WishForm{false, "half an addr", ""}), IsEmpty());
    EXPECT_THAT(problems_of(WishForm{true, "me@", "9"}), ElementsAre(Field(&Problem::field, "address")));
    for (const char* hour : {"5", "21", "nine", "9:00", "", "-9"}) {
        EXPECT_THAT(problems_of(WishForm{true, "me@example.org", hour}), ElementsAre(Field(&Problem::field, "hour")))
            << hour;
    }
}

TEST(RelaySettings, without_tls_reach_this_machine_only)
{
    RelayForm form{"localhost", "25", "none", "", "", "office@example.org"};
    EXPECT_THAT(problems_of(form), IsEmpty());
    form.host = "relay.example.org";
    EXPECT_THAT(problems_of(form), ElementsAre(Field(&Problem::message, msg("notices.problem.plain_elsewhere"))));
    form.protection = "starttls";
    EXPECT_THAT(problems_of(form), IsEmpty());
}

TEST(RelaySettings, say_which_field_cannot_be_taken)
{
    const RelayForm form{"relay example", "0", "maybe", "a\nb", std::string(201, 'x'), "office"};
    EXPECT_THAT(
        problems_of(form),
        ElementsAre(
            Field(&Problem::field, "host"),
            Field(&Problem::field, "port"),
            Field(&Problem::field, "protection"),
            Field(&Problem::field, "login"),
            Field(&Problem::field, "password"),
            Field(&Problem::field, "sender")
        )
    );
}

}  // namespace
}  // namespace panoh::notices
