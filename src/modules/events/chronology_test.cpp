// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/chronology.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

namespace panoh::events {
namespace {

using namespace std::chrono_literals;
using Kind = Measure::Kind;

constexpr std::string_view zone = "Asia/Dushanbe";

std::vector<Step> line_of(const std::vector<Item>& items)
{
    return chronology(items, zone);
}

std::vector<std::size_t> places(const std::vector<Step>& line)
{
    std::vector<std::size_t> all;
    for (const Step& step : line)
        all.push_back(step.item);
    return all;
}

Item at(std::string day, std::string time = {})
{
    return {{std::move(day), std::move(time)}, {}, false};
}

Item lasting(Point from, Point until)
{
    return {std::move(from), std::move(until), true};
}

TEST(chronology, is_empty_for_nothing)
{
    EXPECT_TRUE(line_of({}).empty());
}

TEST(chronology, orders_days_and_times)
{
    const auto line = line_of({at("2014-05-04", "09:00"), at("2014-05-03", "23:50"), at("2014-05-04", "00:10")});
    EXPECT_EQ(places(line), (std::vector<std::size_t>{1, 2, 0}));
    EXPECT_EQ(line[0].order, Order::first);
    EXPECT_EQ(line[1].order, Order::certain);
    EXPECT_EQ(line[2].order, Order::certain);
}

TEST(chronology, says_where_dates_leave_room_for_another_order)
{
    const auto line = line_of({at("2014-05-10"), at("2014-05"), at("2014-06")});
    EXPECT_EQ(places(line), (std::vector<std::size_t>{1, 0, 2}));
    EXPECT_EQ(line[1].order, Order::perhaps);
    EXPECT_EQ(line[2].order, Order::certain);
}

TEST(chronology, is_not_certain_of_an_item_that_may_precede_one_far_above_it)
{
    const auto line = line_of({at("2014-05"), at("2014-05-05"), at("2014-05-06")});
    EXPECT_EQ(line[2].order, Order::perhaps) << "the month may be its last day";
}

TEST(chronology, keeps_the_order_given_for_the_same_minute)
{
    const auto line = line_of({at("2014-05-03", "10:00"), at("2014-05-03", "10:00")});
    EXPECT_EQ(places(line), (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(line[1].order, Order::perhaps);
}

TEST(chronology, puts_what_has_no_date_at_the_end_in_the_order_given)
{
    const auto line = line_of({at(""), at("2014-05"), at("some day"), at("2013")});
    EXPECT_EQ(places(line), (std::vector<std::size_t>{3, 1, 0, 2}));
    EXPECT_EQ(line[2].order, Order::undated);
    EXPECT_FALSE(line[2].gap);
}

TEST(chronology, never_turns_round_what_is_certain)
{
    // "Before 4 May", then "on 6 May", then "after 5 May".
    const auto line = line_of({at("2014-05-05/.."), at("2014-05-06"), at("../2014-05-04")});
    EXPECT_EQ(line[0].item, 2U);
    EXPECT_EQ(line[1].order, Order::certain);
    EXPECT_EQ(line[2].order, Order::perhaps);
}

std::string any_date()
{
    const int year = *rc::gen::inRange(2013, 2015);
    const int month = *rc::gen::inRange(1, 4);
    const int day = *rc::gen::inRange(1, 4);
    const std::string of_year = std::to_string(year);
    const std::string of_month = of_year + "-0" + std::to_string(month);
    const std::string of_day = of_month + "-0" + std::to_string(day);
    return *rc::gen::element<std::string>(
        "", of_year, of_month, of_day, of_day + "~", of_day + "/..", "../" + of_day, of_month + "/2015"
    );
}

RC_GTEST_PROP(chronology, has_each_item_once_and_never_turns_round_what_is_certain, ())
{
    std::vector<Item> items;
    for (int count = *rc::gen::inRange(0, 7); count > 0; --count) {
        const bool lasts = *rc::gen::arbitrary<bool>();
        items.push_back({{any_date(), *rc::gen::element<std::string>("", "00:00", "23:59")}, {any_date(), ""}, lasts});
    }
    const auto line = line_of(items);
    auto given = places(line);
    std::sort(given.begin(), given.end());
    for (std::size_t at = 0; at < given.size(); ++at)
        RC_ASSERT(given[at] == at);
    RC_ASSERT(line.size() == items.size());
    for (std::size_t later = 0; later < line.size(); ++later) {
        bool sure = line[later].begin.known() && later > 0;
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            RC_ASSERT(!certainly_before(line[later].begin, line[earlier].begin));
            sure = sure && certainly_before(line[earlier].begin, line[later].begin);
        }
        RC_ASSERT(sure == (line[later].order == Order::certain));
        const Measure gap = line[later].gap.value_or(Measure{});
        RC_ASSERT(gap.least >= minutes{0});
        RC_ASSERT(gap.kind != Kind::reversed);
    }
}

TEST(gaps, are_measured_from_the_end_of_one_to_the_beginning_of_the_next)
{
    const auto line = line_of(
        {lasting({"2014-05-03", "06:30"}, {"2014-05-03", "09:00"}),
         lasting({"2014-05-03", "18:10"}, {"2014-05-05", "10:00"})}
    );
    ASSERT_TRUE(line[1].gap);
    EXPECT_EQ(*line[1].gap, (Measure{Kind::exact, 550min, 550min, false}));
    EXPECT_FALSE(line[0].gap);
}

TEST(gaps, are_not_there_where_something_still_lasts)
{
    const auto line = line_of(
        {lasting({"2014-05-03", "06:30"}, {"2014-05-06", "12:00"}),
         at("2014-05-03", "09:00"),
         at("2014-05-04", "09:00")}
    );
    EXPECT_FALSE(line[1].gap);
    EXPECT_FALSE(line[2].gap) << "the first one covers it";
}

TEST(gaps, are_not_there_where_one_thing_follows_at_once)
{
    const auto line = line_of(
        {lasting({"2014-05-03", "06:30"}, {"2014-05-03", "09:00"}),
         lasting({"2014-05-03", "09:00"}, {"2014-05-03", "12:00"})}
    );
    EXPECT_FALSE(line[1].gap);
}

TEST(gaps, are_not_known_after_something_whose_end_is_not_known)
{
    const auto line = line_of({lasting({"2014-05-03", "06:30"}, {}), at("2014-05-05", "10:00")});
    ASSERT_TRUE(line[1].gap);
    EXPECT_EQ(line[1].gap->kind, Kind::unknown);
}

TEST(gaps, have_bounds_where_a_time_is_missing)
{
    const auto line = line_of({lasting({"2014-05-03", "06:30"}, {"2014-05-03", ""}), at("2014-05-05", "10:00")});
    ASSERT_TRUE(line[1].gap);
    EXPECT_EQ(*line[1].gap, (Measure{Kind::between, 34h + 1min, 58h, false}));
}

TEST(an_end_before_its_beginning, is_told_and_covers_nothing)
{
    const auto line = line_of({lasting({"2014-05-03", "06:30"}, {"2014-05-02", "09:00"}), at("2014-05-03", "07:30")});
    EXPECT_TRUE(line[0].ends_before_it_begins);
    EXPECT_EQ(line[0].item, 0U);
    EXPECT_EQ(line[1].gap->least, 1h);
}

TEST(an_end_before_its_beginning, is_not_told_where_it_only_may_be)
{
    EXPECT_FALSE(line_of({lasting({"2014-05-03", "06:30"}, {"2014-05", ""})})[0].ends_before_it_begins);
}

}  // namespace
}  // namespace panoh::events
