// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_duty.hpp"

#include "modules/intake/duty_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::intake {

namespace {

namespace gt = ::testing;
using namespace std::chrono_literals;

constexpr auto dushanbe = "Asia/Dushanbe";  // five hours before Greenwich, all the year
constexpr auto berlin = "Europe/Berlin";    // clocks go forward on 2026-03-29 and back on 2026-10-25

constexpr std::chrono::sys_days day(int month, int of_month)
{
    using namespace std::chrono;
    return sys_days(2026y / month / of_month);
}

class Rota : public gt::Test {
protected:
    Shift shift(const UserId& person, std::string from, std::string until, std::string role = operator_role)
    {
        Shift made;
        made.id = random.id<RecordId>();
        made.line = line.id;
        made.role = std::move(role);
        made.person = person;
        made.time = {std::move(from), std::move(until)};
        return made;
    }
    static bool everybody(const UserId& /*user*/) { return true; }

    SeededRandom random{7};
    UserId me = random.id<UserId>();
    UserId anna = random.id<UserId>();
    UserId boris = random.id<UserId>();
    Line line{random.id<RecordId>(), "General", "round_the_clock", {true, "", "", {}}, {}, {}, false};
};

TEST(Week, begins_on_monday)
{
    EXPECT_EQ(monday_of(day(11, 23)), day(11, 23));
    EXPECT_EQ(monday_of(day(11, 29)), day(11, 23));
    EXPECT_EQ(weekday_code(day(11, 23)), "mon");
    EXPECT_EQ(weekday_code(day(11, 29)), "sun");
}

TEST(Days, begin_on_the_wall_and_may_have_23_or_25_hours)
{
    EXPECT_EQ(days_from(day(11, 23), 1, dushanbe), (Span{"2026-11-22T19:00Z", "2026-11-23T19:00Z"}));
    EXPECT_EQ(days_from(day(3, 29), 1, berlin), (Span{"2026-03-28T23:00Z", "2026-03-29T22:00Z"}));
    EXPECT_EQ(days_from(day(10, 25), 1, berlin), (Span{"2026-10-24T22:00Z", "2026-10-25T23:00Z"}));
}

TEST(Times, without_others_keep_what_is_left)
{
    const std::vector<Span> day{{"a", "z"}};
    EXPECT_THAT(without(day, {}), gt::ElementsAre(Span{"a", "z"}));
    EXPECT_THAT(without(day, {{"c", "e"}, {"d", "f"}}), gt::ElementsAre(Span{"a", "c"}, Span{"f", "z"}));
    EXPECT_THAT(without(day, {{"a", "m"}, {"m", "z"}}), gt::IsEmpty());
    EXPECT_THAT(without({{"a", "c"}, {"c", "e"}}, {}), gt::ElementsAre(Span{"a", "e"}));
    EXPECT_FALSE(overlap({"a", "c"}, {"c", "e"}));
}

TEST(Hours, of_a_line_may_pass_midnight)
{
    const ServiceHours night{false, "20:00", "08:00", {}};
    const Span monday = days_from(day(11, 23), 1, dushanbe);
    EXPECT_THAT(
        service_times(night, monday, dushanbe),
        gt::ElementsAre(Span{"2026-11-22T19:00Z", "2026-11-23T03:00Z"}, Span{"2026-11-23T15:00Z", "2026-11-23T19:00Z"})
    );
}

TEST(Hours, keep_to_the_days_on_which_a_line_opens)
{
    const ServiceHours friday{false, "20:00", "02:00", {"fri"}};
    EXPECT_THAT(service_times(friday, days_from(day(11, 26), 1, dushanbe), dushanbe), gt::IsEmpty());
    EXPECT_EQ(service_times(friday, days_from(day(11, 27), 1, dushanbe), dushanbe).size(), 1U);
    EXPECT_THAT(
        service_times(friday, days_from(day(11, 28), 1, dushanbe), dushanbe),
        gt::ElementsAre(Span{"2026-11-27T19:00Z", "2026-11-27T21:00Z"})
    );
}

TEST(Hours, follow_the_wall_when_clocks_change)
{
    const ServiceHours night{false, "22:00", "06:00", {"sat"}};
    EXPECT_THAT(
        service_times(night, {"2026-03-28T12:00Z", "2026-03-29T12:00Z"}, berlin),
        gt::ElementsAre(Span{"2026-03-28T21:00Z", "2026-03-29T04:00Z"})
    );
    EXPECT_THAT(
        service_times(night, {"2026-10-24T12:00Z", "2026-10-25T12:00Z"}, berlin),
        gt::ElementsAre(Span{"2026-10-24T20:00Z", "2026-10-25T05:00Z"})
    );
}

TEST_F(Rota, a_gap_goes_on_over_midnight)
{
    const Span window = days_from(day(11, 23), 3, dushanbe);
    const std::vector<Shift> shifts{
        shift(me, "2026-11-22T19:00Z", "2026-11-23T15:00Z"), shift(anna, "2026-11-24T03:00Z", "2026-11-25T19:00Z")};
    EXPECT_THAT(
        gaps_of(line, shifts, window, dushanbe), gt::ElementsAre(Span{"2026-11-23T15:00Z", "2026-11-24T03:00Z"})
    );
}

TEST_F(Rota, the_hour_that_comes_twice_is_a_gap_when_nobody_has_it)
{
    const Span sunday = days_from(day(10, 25), 1, berlin);
    const std::vector<Shift> shifts{
        shift(me, "2026-10-24T22:00Z", "2026-10-25T00:00Z"), shift(anna, "2026-10-25T01:00Z", "2026-10-25T23:00Z")};
    EXPECT_THAT(gaps_of(line, shifts, sunday, berlin), gt::ElementsAre(Span{"2026-10-25T00:00Z", "2026-10-25T01:00Z"}));
}

TEST_F(Rota, a_lawyer_on_call_closes_no_gap_and_a_closed_line_has_none)
{
    const Span window = days_from(day(11, 23), 1, dushanbe);
    const std::vector<Shift> on_call{shift(me, window.from, window.until, "lawyer")};
    EXPECT_EQ(gaps_of(line, on_call, window, dushanbe).size(), 1U);
    line.closed = true;
    EXPECT_THAT(gaps_of(line, {}, window, dushanbe), gt::IsEmpty());
}

TEST_F(Rota, who_is_on_now_is_told_with_operators_first)
{
    const std::vector<Shift> shifts{
        shift(anna, "2026-11-23T03:00Z", "2026-11-23T15:00Z", "lawyer"),
        shift(me, "2026-11-23T03:00Z", "2026-11-23T09:00Z"),
        shift(boris, "2026-11-23T09:00Z", "2026-11-23T15:00Z")};
    const auto present = on_duty(shifts, "2026-11-23T09:00Z");
    ASSERT_EQ(present.size(), 2U);
    EXPECT_EQ(present[0].person, boris);
    EXPECT_EQ(present[1].person, anna);
    EXPECT_THAT(on_duty(shifts, "2026-11-23T15:00Z"), gt::IsEmpty());
}

TEST_F(Rota, the_next_one_is_on_my_line_when_my_shift_ends)
{
    std::vector<Shift> shifts{
        shift(me, "2026-11-23T03:00Z", "2026-11-23T15:00Z"),
        shift(anna, "2026-11-24T03:00Z", "2026-11-24T15:00Z"),
        shift(boris, "2026-11-23T15:00Z", "2026-11-24T03:00Z")};
    EXPECT_EQ(next_on_duty(shifts, me, "2026-11-23T14:00Z", everybody), boris);
    shifts[2].line = random.id<RecordId>();
    EXPECT_EQ(next_on_duty(shifts, me, "2026-11-23T14:00Z", everybody), anna);
    const auto not_anna = [&](const UserId& user) {
        return user != anna;
    };
    EXPECT_EQ(next_on_duty(shifts, me, "2026-11-23T14:00Z", not_anna), boris);
}

TEST_F(Rota, who_is_not_on_duty_hands_over_to_who_is)
{
    const std::vector<Shift> shifts{
        shift(anna, "2026-11-23T03:00Z", "2026-11-23T15:00Z"), shift(boris, "2026-11-23T15:00Z", "2026-11-24T03:00Z")};
    EXPECT_EQ(next_on_duty(shifts, me, "2026-11-23T14:00Z", everybody), anna);
    EXPECT_EQ(next_on_duty(shifts, me, "2026-11-23T16:00Z", everybody), boris);
    EXPECT_TRUE(next_on_duty(shifts, me, "2026-11-24T16:00Z", everybody).is_none());
}

TEST_F(Rota, nobody_stands_twice_on_the_same_list_at_once)
{
    const Shift there = shift(anna, "2026-11-23T03:00Z", "2026-11-23T15:00Z");
    const Shift again = shift(anna, "2026-11-23T14:00Z", "2026-11-23T20:00Z");
    ASSERT_EQ(problems_of_shift(again, {there}).size(), 1U);
    EXPECT_EQ(problems_of_shift(again, {there})[0].field, "person");
    EXPECT_THAT(problems_of_shift(there, {there}), gt::IsEmpty());
    EXPECT_THAT(problems_of_shift(shift(anna, "2026-11-23T15:00Z", "2026-11-23T20:00Z"), {there}), gt::IsEmpty());
    Shift elsewhere = again;
    elsewhere.line = random.id<RecordId>();
    EXPECT_THAT(problems_of_shift(elsewhere, {there}), gt::IsEmpty());
}

TEST_F(Rota, a_shift_ends_after_it_begins_and_within_two_weeks)
{
    EXPECT_EQ(problems_of_shift(shift(me, "2026-11-23T03:00Z", "2026-11-23T03:00Z"), {})[0].field, "ends");
    EXPECT_THAT(problems_of_shift(shift(me, "2026-11-23T03:00Z", "2026-12-07T03:00Z"), {}), gt::IsEmpty());
    EXPECT_EQ(problems_of_shift(shift(me, "2026-11-23T03:00Z", "2026-12-07T03:01Z"), {})[0].field, "ends");
    Shift alone = shift(me, "2026-11-23T03:00Z", "2026-11-23T09:00Z");
    alone.back_up = me;
    EXPECT_EQ(problems_of_shift(alone, {})[0].field, "back_up");
}

TEST_F(Rota, a_copied_week_keeps_the_time_of_the_wall)
{
    const std::vector<Shift> week{shift(me, "2026-03-27T19:00Z", "2026-03-28T05:00Z")};
    const auto copies = copied(week, days_in_a_week, {}, berlin);
    ASSERT_EQ(copies.size(), 1U);
    EXPECT_EQ(copies[0].time, (Span{"2026-04-03T18:00Z", "2026-04-04T04:00Z"}));
}

TEST_F(Rota, a_copied_week_takes_nobodys_place)
{
    const std::vector<Shift> week{
        shift(me, "2026-11-16T03:00Z", "2026-11-16T15:00Z"),
        shift(me, "2026-11-17T03:00Z", "2026-11-17T15:00Z"),
        shift(boris, "2026-11-16T03:00Z", "2026-11-16T15:00Z", "lawyer")};
    const std::vector<Shift> there{shift(anna, "2026-11-23T09:00Z", "2026-11-23T12:00Z")};
    const auto copies = copied(week, days_in_a_week, there, dushanbe);
    ASSERT_EQ(copies.size(), 2U);
    EXPECT_EQ(copies[0].time.from, "2026-11-24T03:00Z");
    EXPECT_EQ(copies[1].role, "lawyer");
}

}  // namespace
}  // namespace panoh::intake
