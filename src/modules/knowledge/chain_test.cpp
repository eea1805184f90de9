// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/chain.hpp"

#include <gtest/gtest.h>

namespace panoh::knowledge {
namespace {

const Span today{"2026-11-23", "2026-11-23"};

std::string drawn(const std::vector<Tie>& ties, const std::string& self)
{
    std::string out;
    for (const ChainPlace& place : chain_of(ties, self, today)) {
        out += std::string(place.depth, '.') + place.id + (place.is_self ? "!" : "") + (place.has_more ? "+" : "");
        out += ' ';
    }
    return out;
}

TEST(AChain, goes_from_the_top_to_those_below)
{
    const std::vector<Tie> ties{{"station", "city", "", ""}, {"city", "region", "", ""}, {"post", "station", "", ""}};
    EXPECT_EQ(drawn(ties, "station"), "region .city ..station! ...post ");
}

TEST(AChain, holds_what_holds_today)
{
    const std::vector<Tie> ties{{"station", "city", "2010", "2015"}, {"station", "region", "2015", ""}};
    EXPECT_EQ(drawn(ties, "station"), "region .station! ");
}

TEST(AChain, takes_the_newest_of_several_superiors)
{
    const std::vector<Tie> ties{{"station", "city", "2010", ""}, {"station", "region", "2020-05", ""}};
    EXPECT_EQ(drawn(ties, "station"), "region .station! ");
}

TEST(AChain, stands_alone_without_ties)
{
    EXPECT_EQ(drawn({}, "station"), "station! ");
}

TEST(AChain, ends_where_a_ring_closes)
{
    const std::vector<Tie> ties{{"a", "b", "", ""}, {"b", "c", "", ""}, {"c", "a", "", ""}};
    EXPECT_EQ(drawn(ties, "a"), "c .b ..a! ");
}

TEST(AChain, says_where_more_would_follow)
{
    std::vector<Tie> ties;
    for (int number = 0; number < 60; ++number)
        ties.push_back({"u" + std::to_string(number), "top", "", ""});
    const auto places = chain_of(ties, "top", today);
    EXPECT_EQ(places.size(), most_in_chain);
    EXPECT_TRUE(places.front().has_more);
}

TEST(ATie, with_a_doubtful_end_may_still_hold)
{
    EXPECT_TRUE(may_hold_in({"a", "b", "", "2026"}, today));
    EXPECT_FALSE(may_hold_in({"a", "b", "", "2025"}, today));
    EXPECT_FALSE(may_hold_in({"a", "b", "2027", ""}, today));
}

TEST(Ties, stand_with_the_newest_first_and_the_undated_last)
{
    const auto sorted = newest_first({{"a", "x", "", ""}, {"a", "y", "2010", "2012"}, {"a", "z", "2012", ""}});
    EXPECT_EQ(sorted[0].upper + sorted[1].upper + sorted[2].upper, "zyx");
}

TEST(AChain, of_a_year_show_who_was_under_whom_then)
{
    const std::vector<Tie> ties{{"low", "old top", "2015", "2019"}, {"low", "new top", "2020", ""}};
    const auto then = chain_of(ties, "low", year_span(2018));
    ASSERT_EQ(then.size(), 2U);
    EXPECT_EQ(then.front().id, "old top");
    EXPECT_EQ(chain_of(ties, "low", year_span(2022)).front().id, "new top");
    EXPECT_EQ(chain_of(ties, "low", year_span(2010)).size(), 1U) << "nobody is known";
}

TEST(AChain, offers_the_years_between_the_first_beginning_and_today)
{
    const std::vector<Tie> ties{{"low", "top", "2015-05", "2019"}, {"low", "other", "", "2040"}};
    const auto years = years_of(ties, 2021);
    ASSERT_EQ(years.size(), 7U);
    EXPECT_EQ(years.front(), 2021);
    EXPECT_EQ(years.back(), 2015);
}

}  // namespace
}  // namespace panoh::knowledge
