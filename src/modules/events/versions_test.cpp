// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/versions.hpp"

#include <gtest/gtest.h>

namespace panoh::events {
namespace {

using forms::Field;
using forms::FieldKind;
using Kind = Difference::Kind;

Field field(std::string name, FieldKind kind, std::string list = {})
{
    Field made;
    made.name = std::move(name);
    made.kind = kind;
    made.list = std::move(list);
    return made;
}

forms::RecordType detention()
{
    forms::RecordType type;
    type.name = "detention";
    type.fields = {
        field("taken", FieldKind::date),
        field("taken_time", FieldKind::time),
        field("method", FieldKind::code, "methods"),
        field("instruments", FieldKind::codes, "instruments")};
    return type;
}

forms::Schema schema()
{
    forms::Schema made;
    made.lists["methods"] = {
        "methods", {{"A", "", "", false, false}, {"A01", "A", "", false, false}, {"B01", "", "", false, false}}};
    return made;
}

std::vector<Difference> of(const std::vector<Version>& versions)
{
    return differences(versions, detention(), schema());
}

TEST(versions, that_say_the_same_have_no_difference)
{
    EXPECT_TRUE(of({{"a", "", {{"taken", {"2014-05-03"}}}, {"person"}},
                    {"b", "a", {{"taken", {"2014-05-03"}}}, {"brother"}}}
    ).empty());
}

TEST(versions, stand_side_by_side_with_their_sources)
{
    const auto found =
        of({{"protocol", "own", {{"taken_time", {"17:40"}}}, {"record"}},
            {"own", "", {{"taken_time", {"06:30"}}}, {"person"}},
            {"seen", "own", {{"taken_time", {"06:30"}}}, {"brother", "person"}}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].record, "own");
    EXPECT_EQ(found[0].field, "taken_time");
    EXPECT_EQ(found[0].kind, Kind::differs);
    ASSERT_EQ(found[0].readings.size(), 2U);
    EXPECT_EQ(found[0].readings[0].values, std::vector<std::string>{"06:30"});
    EXPECT_EQ(found[0].readings[0].records, (std::vector<std::string>{"own", "seen"}));
    EXPECT_EQ(found[0].readings[0].sources, (std::vector<std::string>{"person", "brother"}));
    EXPECT_EQ(found[0].readings[1].sources, std::vector<std::string>{"record"});
}

TEST(versions, that_leave_a_field_blank_differ_from_nobody)
{
    EXPECT_TRUE(of({{"a", "", {{"taken", {"2014-05-03"}}}, {}}, {"b", "a", {{"taken", {}}}, {}}, {"c", "a", {}, {}}}
    ).empty());
}

TEST(versions, of_other_records_are_not_compared)
{
    EXPECT_TRUE(of({{"a", "", {{"taken", {"2014-05-03"}}}, {}}, {"b", "", {{"taken", {"2015-05-03"}}}, {}}}).empty());
}

TEST(versions, may_be_more_precise_than_one_another)
{
    const auto dates = of({{"a", "", {{"taken", {"2014-05"}}}, {}}, {"b", "a", {{"taken", {"2014-05-03"}}}, {}}});
    ASSERT_EQ(dates.size(), 1U);
    EXPECT_EQ(dates[0].kind, Kind::more_precise);
    const auto codes = of({{"a", "", {{"method", {"A01"}}}, {}}, {"b", "a", {{"method", {"A"}}}, {}}});
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].kind, Kind::more_precise);
}

TEST(versions, differ_where_two_precise_ones_do_although_a_third_holds_both)
{
    const auto found =
        of({{"a", "", {{"taken", {"2014-05"}}}, {}},
            {"b", "a", {{"taken", {"2014-05-03"}}}, {}},
            {"c", "a", {{"taken", {"2014-05-04"}}}, {}}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, Kind::differs);
    EXPECT_EQ(found[0].readings.size(), 3U);
}

TEST(versions, differ_where_dates_only_overlap)
{
    const auto found =
        of({{"a", "", {{"taken", {"2014-05/2014-07"}}}, {}}, {"b", "a", {{"taken", {"2014-06/2014-08"}}}, {}}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, Kind::differs);
}

TEST(versions, do_not_differ_in_the_order_of_codes)
{
    EXPECT_TRUE(of({{"a", "", {{"instruments", {"baton", "book"}}}, {}},
                    {"b", "a", {{"instruments", {"book", "baton"}}}, {}}}
    ).empty());
}

TEST(versions, of_a_version_belong_to_the_first_one)
{
    const auto found =
        of({{"c", "b", {{"taken", {"2016"}}}, {}},
            {"b", "a", {{"taken", {"2015"}}}, {}},
            {"a", "", {{"taken", {"2014"}}}, {}}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].record, "a");
    EXPECT_EQ(found[0].readings[0].values, std::vector<std::string>{"2014"});
    EXPECT_EQ(found[0].readings.size(), 3U);
}

TEST(versions, of_a_record_that_may_not_be_read_are_compared_with_each_other)
{
    const auto found = of({{"b", "hidden", {{"taken", {"2015"}}}, {}}, {"c", "hidden", {{"taken", {"2016"}}}, {}}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].record, "hidden");
}

TEST(versions, that_name_each_other_in_a_ring_are_one_group)
{
    const auto found =
        of({{"b", "a", {{"taken", {"2015"}}}, {}},
            {"a", "b", {{"taken", {"2014"}}}, {}},
            {"c", "b", {{"taken", {"2016"}}}, {}}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].record, "a");
    EXPECT_EQ(found[0].readings.size(), 3U);
}

TEST(versions, end_in_a_list_whose_headings_turn_in_a_ring)
{
    forms::Schema wrong;
    wrong.lists["methods"] = {"methods", {{"A", "B", "", false, false}, {"B", "A", "", false, false}}};
    EXPECT_FALSE(is_wider_or_same(field("method", FieldKind::code, "methods"), {"C"}, {"A"}, wrong));
}

}  // namespace
}  // namespace panoh::events
