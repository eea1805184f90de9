// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/time.hpp"

#include <gtest/gtest.h>

namespace panoh::events {
namespace {

using namespace std::chrono_literals;
using Kind = Measure::Kind;

constexpr std::string_view zone = "Asia/Dushanbe";  // UTC+5 all year

Measure measured(const Point& from, const Point& until, std::string_view in = zone)
{
    return between(span_of(from, in), span_of(until, in));
}

Minute utc(int year, unsigned month, unsigned day, minutes since_midnight)
{
    return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}
           + since_midnight;
}

TEST(points_in_time, are_one_minute_where_day_and_time_are_known)
{
    const Span span = span_of({"2014-05-03", "06:30", false}, zone);
    EXPECT_EQ(span.earliest, utc(2014, 5, 3, 90min));
    EXPECT_EQ(span.latest, span.earliest);
    EXPECT_FALSE(span.about);
}

TEST(points_in_time, are_every_minute_of_a_day_whose_time_is_not_known)
{
    const Span span = span_of({"2014-05-03", "", false}, zone);
    EXPECT_EQ(span.earliest, utc(2014, 5, 2, 19h));
    EXPECT_EQ(span.latest, utc(2014, 5, 3, 18h + 59min));
}

TEST(points_in_time, keep_the_time_of_a_day_that_is_not_known)
{
    const Span span = span_of({"2014-05", "06:30", false}, zone);
    EXPECT_EQ(span.earliest, utc(2014, 5, 1, 90min));
    EXPECT_EQ(span.latest, utc(2014, 5, 31, 90min));
}

TEST(points_in_time, are_open_where_the_date_is_open)
{
    const Span before = span_of({"../2014-05", "", false}, zone);
    EXPECT_FALSE(before.earliest);
    EXPECT_EQ(before.latest, utc(2014, 5, 31, 18h + 59min));
    const Span after = span_of({"2014/..", "", false}, zone);
    EXPECT_TRUE(after.earliest);
    EXPECT_FALSE(after.latest);
}

TEST(points_in_time, mean_nothing_without_a_day)
{
    EXPECT_FALSE(span_of({"", "06:30", false}, zone).known());
    EXPECT_FALSE(span_of({"in spring", "", false}, zone).known());
}

TEST(points_in_time, pass_over_a_time_that_is_none)
{
    EXPECT_EQ(span_of({"2014-05-03", "morning", false}, zone), span_of({"2014-05-03", "", false}, zone));
}

TEST(points_in_time, are_not_widened_by_about)
{
    const Span span = span_of({"2014-05-03", "06:30", true}, zone);
    EXPECT_EQ(span.earliest, span.latest);
    EXPECT_TRUE(span.about);
    EXPECT_TRUE(span_of({"2014-05-03~", "06:30", false}, zone).about);
    EXPECT_TRUE(span_of({"2014-05/2014-07?", "", false}, zone).about);
    EXPECT_FALSE(span_of({"2014-05-03", "", true}, zone).about) << "an approximate time needs a time";
}

TEST(points_in_time, are_two_minutes_where_an_hour_comes_twice)
{
    const Span span = span_of({"2020-10-25", "02:30", false}, "Europe/Berlin");
    EXPECT_EQ(span.earliest, utc(2020, 10, 25, 30min));
    EXPECT_EQ(span.latest, utc(2020, 10, 25, 90min));
}

TEST(certainly_before, needs_the_end_of_one_and_the_beginning_of_the_other)
{
    const Span day = span_of({"2014-05-03", "", false}, zone);
    const Span next = span_of({"2014-05-04", "", false}, zone);
    const Span month = span_of({"2014-05", "", false}, zone);
    EXPECT_TRUE(certainly_before(day, next));
    EXPECT_FALSE(certainly_before(next, day));
    EXPECT_FALSE(certainly_before(day, day));
    EXPECT_FALSE(certainly_before(month, next));
    EXPECT_FALSE(certainly_before(day, Span{}));
}

TEST(time_between, is_exact_where_both_are_known_to_the_minute)
{
    EXPECT_EQ(
        measured({"2014-05-03", "06:30"}, {"2014-05-03", "18:10"}), (Measure{Kind::exact, 700min, 700min, false})
    );
}

TEST(time_between, goes_over_midnight_and_the_end_of_a_year)
{
    const Measure night = measured({"2014-05-03", "23:50"}, {"2014-05-04", "00:10"});
    EXPECT_EQ(night, (Measure{Kind::exact, 20min, 20min, false}));
    const Measure year = measured({"2014-12-31", "23:59"}, {"2015-01-01", "00:00"});
    EXPECT_EQ(year, (Measure{Kind::exact, 1min, 1min, false}));
}

TEST(time_between, is_from_the_shortest_to_the_longest_where_a_time_is_missing)
{
    const Measure measure = measured({"2014-05-03", ""}, {"2014-05-05", "10:00"});
    EXPECT_EQ(measure, (Measure{Kind::between, 34h + 1min, 58h, false}));
}

TEST(time_between, is_at_least_nothing_within_one_day)
{
    EXPECT_EQ(measured({"2014-05-03", ""}, {"2014-05-03", "10:00"}), (Measure{Kind::between, 0min, 10h, false}));
    EXPECT_EQ(measured({"2014-05-03", ""}, {"2014-05-03", ""}), (Measure{Kind::between, 0min, 23h + 59min, false}));
}

TEST(time_between, is_not_known_where_one_day_is_not_known)
{
    EXPECT_EQ(measured({"", ""}, {"2014-05-05", "10:00"}), Measure{});
    EXPECT_EQ(measured({"2014-05-03", "06:30"}, {"", "10:00"}), Measure{});
}

TEST(time_between, has_one_bound_where_a_date_is_open)
{
    EXPECT_EQ(measured({"2014-05-03", "06:30"}, {"2014-05-05/..", ""}).kind, Kind::at_least);
    EXPECT_EQ(measured({"2014-05-03", "06:30"}, {"2014-05-05/..", ""}).least, 41h + 30min);
    EXPECT_EQ(measured({"2014-05-03/..", ""}, {"2014-05-03", "06:30"}).kind, Kind::at_most);
    EXPECT_EQ(measured({"../2014-05-03", ""}, {"2014-05-03", "06:30"}).kind, Kind::unknown)
        << "at least nothing says nothing";
}

TEST(time_between, is_never_negative)
{
    EXPECT_EQ(measured({"2014-05-05", "10:00"}, {"2014-05-03", "06:30"}), (Measure{Kind::reversed, 0min, 0min, false}));
    EXPECT_EQ(measured({"2014-05-03", "10:00"}, {"2014-05-03", "09:59"}).kind, Kind::reversed);
}

TEST(time_between, says_that_it_rests_on_an_approximate_time)
{
    EXPECT_TRUE(measured({"2014-05-03", "06:30", true}, {"2014-05-03", "18:10"}).about);
}

TEST(time_between, counts_hours_that_passed_and_not_hours_on_the_clock)
{
    // The clocks went back one hour in that night.
    EXPECT_EQ(measured({"2020-10-24", "22:00"}, {"2020-10-25", "06:00"}, "Europe/Berlin").most, 9h);
    EXPECT_EQ(measured({"2020-03-28", "22:00"}, {"2020-03-29", "06:00"}, "Europe/Berlin").most, 7h);
}

TEST(unregistered_time, is_from_apprehension_to_registration)
{
    const Custody custody{{"2014-05-03", "06:30"}, {"2014-05-03", "18:10"}, {"2014-05-06", "12:00"}, false};
    EXPECT_EQ(unregistered(custody, zone).least, 700min);
}

TEST(unregistered_time, is_not_known_where_nobody_knows_about_a_registration)
{
    EXPECT_EQ(unregistered({{"2014-05-03", "06:30"}, {}, {"2014-05-06", "12:00"}, false}, zone).kind, Kind::unknown);
}

TEST(unregistered_time, lasts_until_release_where_custody_was_never_registered)
{
    const Measure measure = unregistered({{"2014-05-03", "06:30"}, {}, {"2014-05-04", "06:30"}, true}, zone);
    EXPECT_EQ(measure, (Measure{Kind::exact, 24h, 24h, false}));
    EXPECT_EQ(unregistered({{"2014-05-03", "06:30"}, {}, {}, true}, zone).kind, Kind::unknown);
}

TEST(unregistered_time, is_a_point_to_clarify_where_a_record_registers_before_the_apprehension)
{
    EXPECT_EQ(unregistered({{"2014-05-03", "18:30"}, {"2014-05-03", "06:10"}, {}, false}, zone).kind, Kind::reversed);
}

TEST(unregistered_time, stands_once_for_each_pair_of_sources)
{
    const std::vector<ToldPoint> taken{
        {"person", {"2014-05-03", "06:30"}}, {"protocol", {"2014-05-03", "17:40"}}, {"brother", {"", ""}}};
    const std::vector<ToldPoint> registered{{"protocol", {"2014-05-03", "18:10"}}};
    const auto pairings = unregistered_by_source(taken, registered, zone);
    ASSERT_EQ(pairings.size(), 2U);
    EXPECT_EQ(pairings[0], (Pairing{"person", "protocol", {Kind::exact, 700min, 700min, false}}));
    EXPECT_EQ(pairings[1], (Pairing{"protocol", "protocol", {Kind::exact, 30min, 30min, false}}));
}

}  // namespace
}  // namespace panoh::events
