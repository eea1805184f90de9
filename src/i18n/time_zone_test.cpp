// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/time_zone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::i18n {
namespace {

using namespace std::chrono_literals;

LocalTime at(int year, unsigned month, unsigned day, int hour, int minute)
{
    return {
        std::chrono::year_month_day{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)},
        hour,
        minute,
        0};
}

std::string utc_of(const LocalTime& local, std::string_view zone)
{
    const auto instant = from_local(local, zone);
    return instant ? to_iso(*instant) : "error";
}

TEST(TimeZone, turns_local_times_into_moments_and_back)
{
    EXPECT_EQ(utc_of(at(2026, 11, 22, 14, 5), "Asia/Dushanbe"), "2026-11-22T09:05:00Z");
    EXPECT_EQ(utc_of(at(2026, 11, 23, 1, 30), "Asia/Tbilisi"), "2026-11-22T21:30:00Z");
    const auto moment = from_local(at(2026, 1, 1, 0, 0), "Asia/Dushanbe");
    ASSERT_TRUE(moment);
    EXPECT_EQ(*to_local(*moment, "Asia/Dushanbe"), at(2026, 1, 1, 0, 0));
    EXPECT_EQ(*to_local(*moment, "Etc/UTC"), at(2025, 12, 31, 19, 0));
}

TEST(TimeZone, reads_a_time_that_clocks_skip_with_the_offset_before_the_change)
{
    EXPECT_EQ(utc_of(at(2026, 3, 29, 2, 30), "Europe/Berlin"), "2026-03-29T01:30:00Z");
    EXPECT_EQ(*to_local(*from_local(at(2026, 3, 29, 2, 30), "Europe/Berlin"), "Europe/Berlin"), at(2026, 3, 29, 3, 30));
}

TEST(TimeZone, reads_a_time_that_comes_twice_as_the_first)
{
    EXPECT_EQ(utc_of(at(2026, 10, 25, 2, 30), "Europe/Berlin"), "2026-10-25T00:30:00Z");
}

TEST(TimeZone, knows_the_changes_of_the_past)
{
    EXPECT_EQ(utc_of(at(2004, 7, 1, 12, 0), "Asia/Bishkek"), "2004-07-01T06:00:00Z");
    EXPECT_EQ(utc_of(at(2004, 1, 1, 12, 0), "Asia/Bishkek"), "2004-01-01T07:00:00Z");
}

TEST(TimeZone, refuses_times_that_no_calendar_or_clock_has)
{
    EXPECT_EQ(utc_of(at(2026, 2, 29, 12, 0), "Asia/Dushanbe"), "error");
    EXPECT_EQ(utc_of(at(2026, 2, 28, 24, 0), "Asia/Dushanbe"), "error");
    EXPECT_EQ(utc_of(at(2026, 2, 28, 12, 60), "Asia/Dushanbe"), "error");
    EXPECT_EQ(utc_of(at(2026, 2, 28, 12, 0), "Asia/Nowhere"), "error");
    EXPECT_EQ(utc_of(at(2026, 2, 28, 12, 0), ""), "error");
}

RC_GTEST_PROP(TimeZone, gives_back_every_second_where_clocks_stand_still, ())
{
    const auto seconds = *rc::gen::inRange<std::int64_t>(1'500'000'000, 1'900'000'000);
    const Timestamp moment{std::chrono::seconds(seconds)};
    const auto local = to_local(moment, "Asia/Dushanbe");
    RC_ASSERT(local.has_value());
    RC_ASSERT(*from_local(*local, "Asia/Dushanbe") == moment);
}

}  // namespace
}  // namespace panoh::i18n
