// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/agenda/rules.hpp"

#include <gtest/gtest.h>

namespace panoh::agenda {
namespace {

using namespace std::chrono;

constexpr sys_days sunday{2026y / November / 22};

TEST(calendar_days, of_a_week_begin_on_monday)
{
    const auto week = days_of(View::week, sunday);
    ASSERT_EQ(week.size(), 7U);
    EXPECT_EQ(week.front(), sys_days{2026y / November / 16});
    EXPECT_EQ(week.back(), sunday);
}

TEST(calendar_days, of_a_month_are_whole_weeks)
{
    const auto month = days_of(View::month, sunday);
    EXPECT_EQ(month.front(), sys_days{2026y / October / 26});
    EXPECT_EQ(month.back(), sys_days{2026y / December / 6});
    EXPECT_EQ(month.size() % 7, 0U);
    EXPECT_EQ(days_of(View::day, sunday).size(), 1U);
}

TEST(calendar_days, lead_to_the_neighbouring_view)
{
    EXPECT_EQ(neighbour(View::day, sunday, 1), sys_days{2026y / November / 23});
    EXPECT_EQ(neighbour(View::week, sunday, -1), sys_days{2026y / November / 15});
    EXPECT_EQ(neighbour(View::month, sys_days{2027y / January / 31}, 1), sys_days{2027y / February / 1});
}

TEST(calendar_views, are_the_week_where_the_address_says_nothing_known)
{
    EXPECT_EQ(view_named("month"), View::month);
    EXPECT_EQ(view_named("something"), View::week);
    EXPECT_EQ(name_of(View::day), "day");
}

}  // namespace
}  // namespace panoh::agenda
