// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/delay.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::evaluation {
namespace {

using std::chrono::days;

TEST(Delay, is_counted_in_days)
{
    EXPECT_EQ(delay_between("2026-03-01", "2026-03-04"), (Delay{days{3}, days{3}}));
    EXPECT_EQ(delay_between("2026-03-01", "2026-03-01"), (Delay{days{0}, days{0}}));
    EXPECT_EQ(delay_between("2024-02-28", "2024-03-01"), (Delay{days{2}, days{2}}));
}

TEST(Delay, of_an_uncertain_date_is_a_range)
{
    EXPECT_EQ(delay_between("2026-02", "2026-03-01"), (Delay{days{1}, days{28}}));
    EXPECT_EQ(delay_between("2026-03-01/2026-03-10", "2026-03-05"), (Delay{days{0}, days{4}}));
    EXPECT_FALSE(delay_between("2026-02", "2026-03-01")->is_exact());
}

TEST(Delay, is_not_known_without_dates_or_with_open_ones)
{
    EXPECT_FALSE(delay_between("", "2026-03-01"));
    EXPECT_FALSE(delay_between("2026-03-01", "soon"));
    EXPECT_FALSE(delay_between("../2026-03-01", "2026-03-02"));
}

TEST(Delay, an_examination_before_the_event_has_none_and_is_noticed)
{
    EXPECT_FALSE(delay_between("2026-03-05", "2026-03-01"));
    EXPECT_TRUE(is_before("2026-03-01", "2026-03-05"));
    EXPECT_FALSE(is_before("2026-03-05", "2026-03"));
    EXPECT_FALSE(is_before("", "2026-03-05"));
}

RC_GTEST_PROP(Delay, never_is_negative_and_the_least_never_passes_the_most, ())
{
    const auto any = [] {
        const std::string day = fmt::format(
            "{}-{:02}-{:02}", *rc::gen::inRange(1990, 2027), *rc::gen::inRange(1, 13), *rc::gen::inRange(1, 29)
        );
        return day.substr(0, *rc::gen::element<std::size_t>(4, 7, 10));
    };
    const std::string event = any();
    const std::string examination = any();
    const auto delay = delay_between(event, examination);
    RC_ASSERT(delay.has_value() != is_before(examination, event));
    if (!delay) return;
    RC_ASSERT(delay->least >= days{0});
    RC_ASSERT(delay->least <= delay->most);
}

}  // namespace
}  // namespace panoh::evaluation
