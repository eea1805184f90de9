// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_call_back.hpp"

#include "modules/intake/sample_for_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::intake {
namespace {

namespace gt = ::testing;
namespace json = boost::json;
using sample::zone;

constexpr auto berlin = "Europe/Berlin";  // clocks go forward on 2026-03-29

CallRules rules_with(const json::object& more)
{
    json::object account{{"phone", "+992 000 12 34 56"}, {"number_safety", "safe"}};
    for (const auto& member : more)
        account[member.key()] = member.value();
    return call_rules({{"may_call_back", "yes"}}, account);
}

CallPermission asked(const CallRules& rules, const std::string& now, const std::string& last = {})
{
    return may_call(rules, last, now, zone);
}

TEST(Safety, follows_what_the_caller_said_about_calling_back)
{
    const auto safety = [](const char* answer) {
        return call_rules({{"may_call_back", answer}}, {}).safety;
    };
    EXPECT_EQ(safety("yes"), "safe");
    EXPECT_EQ(safety("as_agreed"), "ask_first");
    EXPECT_EQ(safety("no"), "never");
    EXPECT_EQ(safety("not_asked"), "ask_first");
    EXPECT_EQ(call_rules({{"may_call_back", "yes"}}, {{"number_safety", "never"}}).safety, "never");
}

TEST(Calling, is_allowed_at_any_hour_when_nothing_was_said)
{
    EXPECT_EQ(asked(rules_with({}), "2026-11-22T22:30Z").verdict, CallVerdict::allowed);
}

TEST(Calling, waits_for_the_hours_that_the_caller_gave)
{
    const CallRules evening = rules_with({{"call_from", "18:00"}, {"call_until", "22:00"}});
    EXPECT_EQ(asked(evening, "2026-11-22T13:00Z").verdict, CallVerdict::allowed);
    const CallPermission morning = asked(evening, "2026-11-22T03:00Z");
    EXPECT_EQ(morning.verdict, CallVerdict::not_now);
    EXPECT_EQ(morning.next, "2026-11-22T13:00Z");
    EXPECT_EQ(asked(evening, "2026-11-22T17:00Z").next, "2026-11-23T13:00Z");
}

TEST(Calling, may_be_allowed_over_midnight)
{
    const CallRules night = rules_with({{"call_from", "22:00"}, {"call_until", "02:00"}});
    EXPECT_EQ(asked(night, "2026-11-22T20:59Z").verdict, CallVerdict::allowed);
    EXPECT_EQ(asked(night, "2026-11-22T21:00Z").verdict, CallVerdict::not_now);
    EXPECT_EQ(asked(night, "2026-11-22T21:00Z").next, "2026-11-23T17:00Z");
}

TEST(Calling, keeps_to_the_days_that_the_caller_gave)
{
    const CallRules weekend = rules_with({{"call_days", json::array{"sat", "sun"}}});
    EXPECT_EQ(asked(weekend, "2026-11-22T10:00Z").verdict, CallVerdict::allowed);  // a Sunday
    EXPECT_EQ(asked(weekend, "2026-11-23T10:00Z").next, "2026-11-27T19:00Z");      // Saturday begins
}

TEST(Calling, follows_the_wall_when_clocks_change)
{
    const CallRules morning = rules_with({{"call_from", "08:00"}, {"call_until", "09:00"}});
    EXPECT_EQ(may_call(morning, {}, "2026-03-28T12:00Z", berlin).next, "2026-03-29T06:00Z");
    EXPECT_EQ(may_call(morning, {}, "2026-03-27T12:00Z", berlin).next, "2026-03-28T07:00Z");
}

TEST(Calling, pauses_between_two_calls)
{
    const CallRules paused = rules_with({{"pause_hours", 24}});
    const CallPermission again = asked(paused, "2026-11-22T12:00Z", "2026-11-22T09:00Z");
    EXPECT_EQ(again.verdict, CallVerdict::too_soon);
    EXPECT_EQ(again.next, "2026-11-23T09:00Z");
    EXPECT_EQ(asked(paused, "2026-11-23T09:00Z", "2026-11-22T09:00Z").verdict, CallVerdict::allowed);
    const CallRules both = rules_with({{"pause_hours", 24}, {"call_from", "18:00"}, {"call_until", "22:00"}});
    EXPECT_EQ(asked(both, "2026-11-22T13:30Z", "2026-11-22T13:00Z").next, "2026-11-23T13:00Z");
}

TEST(Calling, never_means_never)
{
    const CallPermission permission = asked(rules_with({{"number_safety", "never"}}), "2026-11-22T12:00Z");
    EXPECT_EQ(permission.verdict, CallVerdict::never);
    EXPECT_THAT(permission.next, gt::IsEmpty());
}

/// Whatever the rules, the next time that is named is one at which a call is allowed.
RC_GTEST_PROP(Calling, is_allowed_at_the_time_that_is_named, ())
{
    const auto hour = rc::gen::inRange(0, 24);
    const auto two = [](int number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    json::object said{
        {"call_from", two(*hour) + ":30"},
        {"call_until", two(*hour) + ":30"},
        {"pause_hours", *rc::gen::inRange(0, 72)}};
    if (*rc::gen::arbitrary<bool>()) said["call_days"] = json::array{"tue", "fri"};
    const CallRules rules = rules_with(said);
    const std::string now = "2026-11-" + two(*rc::gen::inRange(10, 28)) + "T" + two(*hour) + ":00Z";
    const CallPermission permission = may_call(rules, "2026-11-09T12:00Z", now, zone);
    RC_ASSERT(permission.verdict != CallVerdict::never);
    RC_ASSERT(permission.next >= now);
    RC_ASSERT(may_call(rules, "2026-11-09T12:00Z", permission.next, zone).verdict == CallVerdict::allowed);
}

TEST(Number, is_asked_for_unless_it_is_known_to_be_safe)
{
    EXPECT_FALSE(asks_before_showing(rules_with({}), {}));
    EXPECT_TRUE(asks_before_showing(rules_with({{"number_safety", "ask_first"}}), {}));
    Try last;
    for (const char* outcome : {"someone_else", "unsafe"}) {
        last.outcome = outcome;
        EXPECT_TRUE(asks_before_showing(rules_with({}), {last})) << outcome;
    }
    last.outcome = "no_answer";
    EXPECT_FALSE(asks_before_showing(rules_with({}), {last}));
}

std::vector<std::string> fields_of(const std::vector<forms::FormProblem>& problems)
{
    std::vector<std::string> fields;
    for (const auto& problem : problems)
        fields.push_back(problem.field + " " + problem.message.id.text());
    return fields;
}

TEST(Try, at_a_forbidden_time_is_kept_only_when_somebody_says_that_it_was_so)
{
    const CallRules evening = rules_with({{"call_from", "18:00"}, {"call_until", "22:00"}});
    const json::object attempt{{"at", "2026-11-22T03:00Z"}, {"outcome", "no_answer"}};
    TryCheck check{evening, {}, "2026-11-22T09:00Z", zone, false};
    EXPECT_THAT(fields_of(problems_of_try(attempt, check)), gt::ElementsAre("at call_back.problem.off_hours"));
    check.off_hours_known = true;
    EXPECT_THAT(problems_of_try(attempt, check), gt::IsEmpty());
    EXPECT_TRUE(is_off_hours(attempt, check));
}

TEST(Try, lies_not_ahead_and_the_next_one_lies_behind_it)
{
    const CallRules open = rules_with({});
    const TryCheck check{open, {}, "2026-11-22T09:00Z", zone, false};
    EXPECT_THAT(
        fields_of(problems_of_try({{"at", "2026-11-22T09:06Z"}}, check)), gt::ElementsAre("at call_back.problem.ahead")
    );
    const json::object backwards{{"at", "2026-11-22T09:00Z"}, {"next_try", "2026-11-22T08:00Z"}};
    EXPECT_THAT(
        fields_of(problems_of_try(backwards, check)), gt::ElementsAre("next_try call_back.problem.next_before")
    );
}

TEST(Try, is_never_planned_for_a_forbidden_time)
{
    const CallRules evening = rules_with({{"call_from", "18:00"}, {"call_until", "22:00"}, {"pause_hours", 48}});
    const TryCheck check{evening, {}, "2026-11-22T14:00Z", zone, false};
    const json::object attempt{{"at", "2026-11-22T14:00Z"}, {"next_try", "2026-11-23T14:00Z"}};
    const auto problems = problems_of_try(attempt, check);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].message.id, msg("call_back.problem.next_forbidden"));
    EXPECT_EQ(std::get<std::string>(problems[0].message.arguments.back().second), "24.11.2026 19:00");
}

TEST(Try, that_fails_leaves_the_promise_due_at_the_next_one)
{
    const json::object promised{{"promise_call_back", true}, {"call_back_by", "2026-11-22T12:00Z"}};
    EXPECT_EQ(text_at(tried(promised, "2026-11-23T12:00Z"), "call_back_next"), "2026-11-23T12:00Z");
    EXPECT_EQ(text_at(tried(promised, "2026-11-23T12:00Z"), "call_back_by"), "2026-11-22T12:00Z");
    EXPECT_FALSE(tried(tried(promised, "2026-11-23T12:00Z"), "").contains("call_back_next"));
    EXPECT_FALSE(tried({}, "2026-11-23T12:00Z").contains("call_back_next"));
}

TEST(Promise, is_kept_apart_when_it_is_closed)
{
    const auto me = SeededRandom(3).id<UserId>();
    const json::object promised{
        {"promise_call_back", true},
        {"call_back_by", "2026-11-22T12:00Z"},
        {"call_back_next", "2026-11-23T12:00Z"},
        {"region", "TJ-DU"}};
    EXPECT_EQ(promise_closed(promised), (json::object{{"region", "TJ-DU"}}));
    const json::object result = result_of(promised, "kept", me, "2026-11-22T11:00Z");
    EXPECT_EQ(text_at(result, "promised_by"), "2026-11-22T12:00Z");
    EXPECT_EQ(text_at(result, "closed_by"), me.text());
    EXPECT_FALSE(has_promise(promise_closed(promised)));
}

}  // namespace
}  // namespace panoh::intake
