// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/custody/rules.hpp"

#include "base/random.hpp"
#include "modules/intake/types.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::custody {
namespace {

namespace gt = ::testing;
namespace json = boost::json;

const std::string now = "2026-11-22T09:00Z";

AlertLine taken_at(const char* moment)
{
    AlertLine line;
    line.status = "open";
    line.apprehended_at = moment;
    line.raised_at = "2026-11-22T08:00Z";
    return line;
}

UserId user(std::uint64_t seed)
{
    SeededRandom random(seed);
    return random.id<UserId>();
}

TEST(CustodyHours, are_whole_hours_and_nothing_when_a_time_is_not_known)
{
    EXPECT_EQ(hours_between("2026-11-21T19:01Z", now), 13);
    EXPECT_EQ(hours_between("2026-11-20T09:00Z", now), 48);
    EXPECT_EQ(hours_between("", now), std::nullopt);
    EXPECT_EQ(hours_between(now, "2026-11-22T08:59Z"), std::nullopt);
}

TEST(CustodyHours, without_registration_go_on_until_it_is_confirmed)
{
    AlertLine line = taken_at("2026-11-21T19:00Z");
    EXPECT_EQ(hours_of(line, now).unregistered, 14);
    EXPECT_FALSE(hours_of(line, now).is_registered);
    line.registered_at = "2026-11-21T22:00Z";
    EXPECT_EQ(hours_of(line, now).unregistered, 3);
    EXPECT_TRUE(hours_of(line, now).is_registered);
    EXPECT_EQ(hours_of(line, now).held, 14);
}

TEST(CustodyHours, stop_when_the_alert_ends)
{
    AlertLine line = taken_at("2026-11-21T19:00Z");
    line.ended_at = "2026-11-21T21:30Z";
    EXPECT_EQ(hours_of(line, now).held, 2);
    EXPECT_EQ(hours_of(line, now).unregistered, 2);
}

TEST(CustodyAlert, ends_once_and_opens_again)
{
    const json::object contact{{"region", "TJ-DU"}};
    json::object alert = raised({{"apprehended_at", "2026-11-22T05:00Z"}}, contact, user(1), now);
    EXPECT_EQ(text_at(alert, "region"), "TJ-DU");
    EXPECT_EQ(text_at(alert, "status"), "open");
    alert = ended(alert, "found", now);
    alert = ended(alert, "released", "2026-11-23T09:00Z");
    EXPECT_EQ(text_at(alert, "status"), "released");
    EXPECT_EQ(text_at(alert, "ended_at"), now);
    EXPECT_FALSE(ended(alert, "open", now).contains("ended_at"));
}

TEST(CustodyAlert, names_times_that_cannot_be)
{
    EXPECT_TRUE(problems_of_times("custody_alert", {{"apprehended_at", "2026-11-22T08:00Z"}}, now).empty());
    EXPECT_EQ(
        problems_of_times("custody_alert", {{"apprehended_at", "2026-11-22T09:01Z"}}, now).at(0).field, "apprehended_at"
    );
    const json::object before{{"apprehended_at", "2026-11-22T08:00Z"}, {"registered_at", "2026-11-22T07:00Z"}};
    EXPECT_EQ(problems_of_times("custody_alert", before, now).at(0).field, "registered_at");
}

TEST(CustodyAlert, makes_enquiries_of_where_the_family_asked)
{
    json::object account{
        {"may_tell", "no"},
        {"asked_before",
         json::array{
             json::object{{"place", "District office"}, {"answer", "not_held_here"}},
             json::object{{"place", "Isolator"}}}}};
    const auto enquiries = enquiries_in(account);
    ASSERT_EQ(enquiries.size(), 2U);
    EXPECT_EQ(text_at(enquiries[0], "asked_by"), "relative");
    EXPECT_EQ(text_at(enquiries[1], "answer"), "other");
    EXPECT_FALSE(account.contains("asked_before"));
}

TEST(CustodyTelling, follows_the_answer_of_the_relative)
{
    const RecordId id;
    const auto tells = [&](const char* answer, bool named) {
        return may_tell(id, {{"may_tell", answer}}, "lawyer", named).allowed;
    };
    EXPECT_TRUE(tells("yes_named", true));
    EXPECT_TRUE(tells("yes_unnamed", false));
    EXPECT_FALSE(tells("yes_unnamed", true));
    for (const char* answer : {"no", "not_asked", ""})
        EXPECT_FALSE(tells(answer, false)) << answer;
    EXPECT_FALSE(may_tell(id, {{"may_tell", "yes_named"}}, "media", false).allowed);
}

TEST(CustodyTelling, keeps_names_out_of_what_a_lawyer_opens_until_the_relative_agrees)
{
    const json::object said{
        {"about_name", json::array{json::object{{"given", "Jamshed"}, {"family", "Rahmonov"}}}}, {"phone", "+992 000"}};
    json::object account{{"may_tell", "yes_named"}};
    keep_names_as_agreed(account, said);
    EXPECT_EQ(text_at(account, "person_name"), "Jamshed Rahmonov");
    EXPECT_EQ(text_at(account, "relative_phone"), "+992 000");
    account["may_tell"] = "yes_unnamed";
    keep_names_as_agreed(account, said);
    EXPECT_FALSE(account.contains("person_name"));
    EXPECT_FALSE(account.contains("relative_phone"));
}

TEST(CustodyRequest, goes_from_asking_to_seeing_the_person_with_a_time_for_each_step)
{
    json::object request{{"status", "asked"}};
    EXPECT_FALSE(answered(request, "seen", now));
    request = *answered(request, "accepted", now);
    EXPECT_EQ(text_at(request, "accepted_at"), now);
    request = *answered(request, "arrived", now);
    request = *answered(request, "kept_out", now);
    EXPECT_TRUE(is_on_the_way("kept_out"));
    request = *answered(request, "seen", now);
    EXPECT_EQ(text_at(request, "closed_at"), now);
    EXPECT_TRUE(next_states("seen").empty());
    EXPECT_TRUE(next_states("declined").empty());
}

TEST(CustodyRequest, offers_who_is_on_duty_near_first_and_each_person_once)
{
    const auto sorted = in_order({
        {user(1), "lawyer", false, false},
        {user(2), "lawyer", true, false},
        {user(3), "physician", true, true},
        {user(3), "physician", false, false},
    });
    ASSERT_EQ(sorted.size(), 3U);
    EXPECT_EQ(sorted[0].person, user(3));
    EXPECT_EQ(sorted[1].person, user(2));
    EXPECT_EQ(sorted[2].person, user(1));
}

TEST(CustodyOnMyWork, is_there_for_those_on_duty_the_coordinator_and_who_was_asked)
{
    AlertLine line = taken_at("");
    line.raised_by = user(1);
    Reader reader;
    reader.user = user(2);
    EXPECT_FALSE(concerns(line, {}, reader));
    reader.takes_calls = true;
    EXPECT_TRUE(concerns(line, {}, reader)) << "nobody is on the list: every operator is";
    reader.anybody_on_duty = true;
    EXPECT_FALSE(concerns(line, {}, reader));
    reader.is_on_duty = true;
    EXPECT_TRUE(concerns(line, {}, reader));
    Reader lawyer;
    lawyer.user = user(3);
    Going going;
    going.person = user(3);
    going.status = "asked";
    EXPECT_TRUE(concerns(line, {going}, lawyer));
    going.status = "declined";
    EXPECT_FALSE(concerns(line, {going}, lawyer));
    Reader coordinator;
    coordinator.sees_team = true;
    EXPECT_TRUE(concerns(line, {}, coordinator));
    line.status = "found";
    EXPECT_FALSE(concerns(line, {}, coordinator));
}

}  // namespace
}  // namespace panoh::custody
