// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/tellings.hpp"

#include <gtest/gtest.h>

namespace panoh::events {
namespace {

Statement told(std::string record, std::string day, Extent extent, std::string same = {}, std::string taker = "lawyer")
{
    return {std::move(record), "person", std::move(taker), std::move(day), extent, std::move(same), true};
}

TEST(tellings, are_none_where_nobody_told_anything)
{
    EXPECT_EQ(tellings_of({}, "person").times, 0U);
}

TEST(tellings, count_all_or_a_part_of_it)
{
    const std::vector<Statement> statements{
        told("a", "2014-05-10", Extent::whole),
        told("b", "2014-05-12", Extent::part),
        told("c", "2014-06", Extent::not_told)};
    const Tellings found = tellings_of(statements, "person");
    EXPECT_EQ(found.times, 2U);
    EXPECT_EQ(found.unclear, 0U);
    EXPECT_EQ(found.all.size(), 3U);
}

TEST(tellings, are_apart_where_nobody_wrote_down_whether_it_was_told)
{
    const Tellings found = tellings_of(std::vector{told("a", "2014", Extent::unclear)}, "person");
    EXPECT_EQ(found.times, 0U);
    EXPECT_EQ(found.unclear, 1U);
}

TEST(tellings, count_an_interview_over_two_days_once)
{
    const std::vector<Statement> statements{
        told("a", "2014-05-10", Extent::part),
        told("b", "2014-05-11", Extent::whole, "a"),
        told("c", "2014-05-12", Extent::unclear, "b")};
    const Tellings found = tellings_of(statements, "person");
    EXPECT_EQ(found.times, 1U);
    ASSERT_EQ(found.all.size(), 1U);
    EXPECT_EQ(found.all[0].statements, (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(found.all[0].told, Extent::whole);
}

TEST(tellings, are_found_through_a_statement_that_may_not_be_read)
{
    const std::vector<Statement> statements{
        told("b", "2014", Extent::whole, "hidden"), told("c", "2014", Extent::whole, "hidden")};
    EXPECT_EQ(tellings_of(statements, "person").times, 1U);
}

TEST(tellings, end_where_statements_name_each_other_in_a_ring)
{
    const std::vector<Statement> statements{
        told("a", "2014", Extent::whole, "b"),
        told("b", "2014", Extent::part, "a"),
        told("c", "2014", Extent::whole, "c")};
    EXPECT_EQ(tellings_of(statements, "person").times, 2U);
}

TEST(tellings, are_of_one_person_alone)
{
    std::vector<Statement> statements{told("a", "2014", Extent::whole), told("b", "2014", Extent::whole)};
    statements[1].person = "mother";
    EXPECT_EQ(tellings_of(statements, "person").times, 1U);
    EXPECT_EQ(tellings_of(statements, "mother").times, 1U);
}

TEST(tellings, say_how_many_were_to_us)
{
    const std::vector<Statement> statements{
        told("a", "2014", Extent::whole, {}, "own"),
        told("b", "2014", Extent::whole, {}, "investigator"),
        told("c", "2014", Extent::not_told, {}, "own")};
    const Tellings found = tellings_of(statements, "person");
    EXPECT_EQ(found.times, 2U);
    EXPECT_EQ(found.to_us, 1U);
}

TEST(earlier_statements, are_offered_with_the_whole_account_first_and_then_the_newest)
{
    std::vector<Statement> statements{
        told("undated", "", Extent::whole),
        told("part", "2016", Extent::part),
        told("old", "2014-05-03", Extent::whole),
        told("new", "2015~", Extent::whole),
        told("wordless", "2017", Extent::whole)};
    statements[4].has_words = false;
    EXPECT_EQ(tellings_of(statements, "person").to_offer, (std::vector<std::size_t>{3, 2, 0, 1}));
}

TEST(extents, are_unclear_for_what_is_no_code)
{
    EXPECT_EQ(extent_named("whole"), Extent::whole);
    EXPECT_EQ(extent_named("not_told"), Extent::not_told);
    EXPECT_EQ(extent_named(""), Extent::unclear);
    EXPECT_EQ(extent_named("everything"), Extent::unclear);
}

}  // namespace
}  // namespace panoh::events
