// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/assigning.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

namespace panoh::access {
namespace {

namespace json = boost::json;

const json::object no_content;
const std::string somebody = system_random().id<UserId>().text();
const std::string somebody_else = system_random().id<UserId>().text();

bool assigns(std::string_view type, const json::object& before, const json::object& after)
{
    return only_assigns(type, {&before, &no_content}, {&after, &no_content});
}

TEST(OnlyAssigns, ANewAssignmentAndNoOtherNewRecord)
{
    const json::object assignment{{"user", somebody}, {"role", "lawyer"}, {"since", "2026-11-22"}};
    EXPECT_TRUE(only_assigns("assignment", {}, {&assignment, &no_content}));
    const json::object more{{"user", somebody}, {"role", "lawyer"}, {"note", "a word"}};
    EXPECT_FALSE(only_assigns("assignment", {}, {&more, &no_content}));
    const json::object task{{"assigned_to", somebody}};
    EXPECT_FALSE(only_assigns("task", {}, {&task, &no_content}));
    EXPECT_FALSE(only_assigns("note", {}, {&task, &no_content}));
    EXPECT_FALSE(only_assigns("participation", {}, {&task, &no_content}));
}

TEST(OnlyAssigns, OfACaseNothingButWhoLeadsIt)
{
    const json::object before{{"number", "A-2026-0001"}, {"risk", "high"}, {"keyworker", somebody}};
    json::object after = before;
    after["keyworker"] = somebody_else;
    EXPECT_TRUE(assigns("case", before, after));
    after["risk"] = "low";
    EXPECT_FALSE(assigns("case", before, after));
    after = before;
    after.erase("risk");
    EXPECT_FALSE(assigns("case", before, after));
}

TEST(OnlyAssigns, OfATaskNothingButWhoDoesIt)
{
    const json::object before{{"due_on", "2026-11-22"}, {"assigned_role", "lawyer"}};
    EXPECT_TRUE(assigns("task", before, given_to("task", before, *UserId::parse(somebody), {})));
    json::object after = before;
    after["due_on"] = "2026-12-01";
    EXPECT_FALSE(assigns("task", before, after));
}

TEST(OnlyAssigns, NeverChangesWhatIsSealedNorTakesARecordAway)
{
    const json::object coded{{"keyworker", somebody}};
    const json::object words{{"heading", "Call the clinic"}};
    EXPECT_FALSE(only_assigns("task", {&coded, &words}, {&coded, &no_content}));
    EXPECT_FALSE(only_assigns("case", {&coded, &no_content}, {&coded, &no_content, true}));
    EXPECT_FALSE(only_assigns("case", {&coded, &no_content, true}, {&coded, &no_content}));
}

TEST(OnlyAssigns, AnAssignmentEndsAndIsNotTurnedIntoSomebodyElses)
{
    const json::object before{{"user", somebody}, {"role", "lawyer"}};
    EXPECT_TRUE(assigns("assignment", before, ended(before, "2026-11-22")));
    json::object after = before;
    after["user"] = somebody_else;
    EXPECT_FALSE(assigns("assignment", before, after));
}

TEST(OnlyAssigns, ACallThatIsOpenIsHandedOnAndAConvertedOneIsNot)
{
    for (const char* status : {"new", "handed_over", "screened"}) {
        const json::object before{{"status", status}, {"danger_now", true}};
        EXPECT_TRUE(assigns("contact", before, given_to("contact", before, *UserId::parse(somebody), {}))) << status;
    }
    for (const char* status : {"converted", "closed", "counted_only"}) {
        const json::object before{{"status", status}};
        EXPECT_FALSE(assigns("contact", before, given_to("contact", before, *UserId::parse(somebody), {}))) << status;
    }
    const json::object before{{"status", "new"}};
    json::object after = given_to("contact", before, *UserId::parse(somebody), {});
    after["status"] = "closed";
    EXPECT_FALSE(assigns("contact", before, after));
}

TEST(ReceiverOf, IsWhoeverHasTheWorkAfterwards)
{
    const UserId user = *UserId::parse(somebody);
    EXPECT_EQ(receiver_of("case", {{"keyworker", somebody}}), user);
    EXPECT_EQ(receiver_of("task", {{"assigned_to", somebody}}), user);
    EXPECT_EQ(receiver_of("assignment", {{"user", somebody}}), user);
    EXPECT_TRUE(receiver_of("assignment", {{"user", somebody}, {"until", "2026-11-22"}}).is_none());
}

}  // namespace
}  // namespace panoh::access
