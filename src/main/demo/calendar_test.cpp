// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/calendar.hpp"

#include <gtest/gtest.h>

namespace panoh::demo {
namespace {

/// Noon in Dushanbe on 22 November 2026.
Timestamp noon()
{
    return Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(7));
}

TEST(Calendar, counts_days_and_minutes_from_now)
{
    const Calendar calendar(noon());
    EXPECT_EQ(calendar.resolved("@-3").value(), "2026-11-19");
    EXPECT_EQ(calendar.resolved("@0").value(), "2026-11-22");
    EXPECT_EQ(calendar.resolved("@9~").value(), "2026-12-01~");
    EXPECT_EQ(calendar.resolved("@-30:month?").value(), "2026-10?");
    EXPECT_EQ(calendar.resolved("@-400:year").value(), "2025");
    EXPECT_EQ(calendar.resolved("@-9/@-2").value(), "2026-11-13/2026-11-20");
    EXPECT_EQ(calendar.resolved("@-1 15:00").value(), "2026-11-21T10:00Z");
    EXPECT_EQ(calendar.resolved("@m-35").value(), "2026-11-22T06:25Z");
    EXPECT_EQ(calendar.resolved("1987~").value(), "1987~");
    EXPECT_FALSE(calendar.resolved("@soon").has_value());
    EXPECT_EQ(calendar.time_of({{"ago", "1"}, {"at", "09:30"}}).value(), noon() - std::chrono::minutes(24 * 60 + 150));
    EXPECT_EQ(calendar.time_of({{"ago", "0"}, {"at", "18:00"}}).value(), noon());
    EXPECT_EQ(calendar.time_of({{"minutes_ago", "5"}}).value(), noon() - std::chrono::minutes(5));
    EXPECT_FALSE(calendar.time_of({{"ago", "many"}, {"at", "18:00"}}).has_value());
}

}  // namespace
}  // namespace panoh::demo
