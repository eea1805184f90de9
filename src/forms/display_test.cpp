// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/display.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace panoh::forms;

namespace {

RecordType example_type()
{
    RecordType type;
    type.name = "act";
    for (const char* name : {"when", "method", "needs", "note"}) {
        Field field;
        field.name = name;
        type.fields.push_back(field);
    }
    return type;
}

boost::json::object object(std::string_view text)
{
    return boost::json::parse(text).get_object();
}

boost::json::object any_record()
{
    boost::json::object record;
    for (const char* field : {"when", "method", "older"}) {
        const int answer = *rc::gen::inRange(0, 4);
        if (answer == 1) record[field] = "a";
        if (answer == 2) record[field] = "b";
        if (answer == 3) record[std::string(field) + "__why"] = "refused";
    }
    return record;
}

}  // namespace

TEST(Changes, come_in_the_order_of_the_form)
{
    const auto changes = describe_changes(
        example_type(),
        object(R"({"note": "a", "method": "A", "zeta": 1, "needs": ["x"]})"),
        object(R"({"when": "2014", "note": "b", "method": "A", "needs": ["x"]})")
    );
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].field, "when");
    EXPECT_TRUE(changes[0].before.value.is_null());
    EXPECT_EQ(changes[0].after.value, "2014");
    EXPECT_EQ(changes[1].field, "note");
    EXPECT_EQ(changes[2].field, "zeta");
}

TEST(Changes, tell_blank_refused_and_unknown_apart)
{
    const auto changes = describe_changes(
        example_type(),
        object(R"({"when__why": "unknown", "method__why": "refused"})"),
        object(R"({"when__why": "refused", "note__why": "not_asked"})")
    );
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].before.why, Missing::unknown);
    EXPECT_EQ(changes[0].after.why, Missing::refused);
    EXPECT_EQ(changes[1].before.why, Missing::refused);
    EXPECT_EQ(changes[1].after.why, std::nullopt);
    EXPECT_EQ(changes[2].after.why, Missing::not_asked);
}

TEST(Merge, takes_what_only_one_side_changed)
{
    const auto result = merge(
        example_type(),
        object(R"({"when": "2014", "method": "A", "note": "n"})"),
        object(R"({"when": "2015", "method": "A", "note": "n"})"),
        object(R"({"when": "2014", "method__why": "refused"})")
    );
    EXPECT_TRUE(result.conflicts.empty());
    EXPECT_EQ(result.merged, object(R"({"when": "2015", "method__why": "refused"})"));
}

TEST(Merge, names_what_both_changed_and_keeps_what_is_stored)
{
    const auto result = merge(
        example_type(),
        object(R"({"when": "2014", "note": "n"})"),
        object(R"({"when": "2015", "note": "same"})"),
        object(R"({"when__why": "unknown", "note": "same"})")
    );
    EXPECT_EQ(result.conflicts, std::vector<std::string>{"when"});
    EXPECT_EQ(result.merged, object(R"({"when__why": "unknown", "note": "same"})"));
}

RC_GTEST_PROP(Merge, with_an_unchanged_side_is_the_other_side, ())
{
    const auto base = any_record();
    const auto other = any_record();
    RC_ASSERT(merge(example_type(), base, other, base).merged == other);
    RC_ASSERT(merge(example_type(), base, base, other).merged == other);
    RC_ASSERT(merge(example_type(), base, other, other).conflicts.empty());
}

RC_GTEST_PROP(Merge, shows_every_difference_as_a_change_or_a_conflict, ())
{
    const auto base = any_record();
    const auto mine = any_record();
    const auto theirs = any_record();
    const Merge result = merge(example_type(), base, mine, theirs);
    for (const Change& change : describe_changes(example_type(), base, mine)) {
        const bool in_conflict = std::ranges::find(result.conflicts, change.field) != result.conflicts.end();
        RC_ASSERT((in_conflict || answer_of(result.merged, change.field) == change.after));
    }
}
