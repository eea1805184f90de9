// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/clarify.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace panoh::evaluation {
namespace {

/// A draft in which everything fits.
Draft sound_draft()
{
    Draft draft;
    draft.person_sex = "female";
    draft.person_birth = "1990-05-04";
    draft.person_death = "2026-06-01";
    draft.region_parents = {{"forearm", "arm"}, {"wrist", "arm"}, {"sole", "foot"}, {"foot", "leg"}};
    draft.sittings = {{"s1", "2026-03-10", "10:00", "12:30", false, true}};
    DraftFinding wrist;
    wrist.record = "f1";
    wrist.region = "wrist";
    wrist.side = "left";
    wrist.reported_date = "2026-03-01";
    wrist.examined_on = "2026-03-10";
    wrist.act = "a1";
    wrist.marks = {{"wrist", "left", "female"}};
    DraftFinding soles;
    soles.record = "f2";
    soles.presence = Presence::not_found;
    soles.region = "sole";
    soles.side = "both";
    draft.findings = {wrist, soles};
    draft.acts = {{"a1", "2026-03-01", "left", {"wrist"}}, {"a2", "2026-03-01~", "", {"foot"}}};
    return draft;
}

using Names = std::vector<std::string>;

Names problems(const Draft& draft)
{
    Names names;
    for (const Noticed& each : points_to_clarify(draft))
        names.push_back(each.problem + " " + each.record);
    return names;
}

TEST(PointsToClarify, there_are_none_in_an_empty_draft_and_in_a_sound_one)
{
    EXPECT_EQ(problems({}), Names{});
    EXPECT_EQ(problems(sound_draft()), Names{});
}

TEST(PointsToClarify, each_planted_fault_is_found_and_only_that)
{
    struct Fault {
        std::string expected;
        std::function<void(Draft&)> plant;
    };
    const std::vector<Fault> faults{
        {"sitting_ends_before s1",
         [](Draft& draft) {
             draft.sittings[0].ended = "09:30";
         }},
        {"private_with_police s1",
         [](Draft& draft) {
             draft.sittings[0].police_present = true;
         }},
        {"sitting_before_birth s1",
         [](Draft& draft) {
             draft.sittings[0].held_on = "1988-03-10";
         }},
        {"finding_dated_otherwise f1",
         [](Draft& draft) {
             draft.findings[0].reported_date = "2026-02";
         }},
        {"mark_on_other_side f1",
         [](Draft& draft) {
             draft.findings[0].marks[0].side = "right";
         }},
        {"mark_in_other_region f1",
         [](Draft& draft) {
             draft.findings[0].marks[0].region = "sole";
         }},
        {"drawing_of_other_sex f1",
         [](Draft& draft) {
             draft.findings[0].marks[0].sex = "male";
         }},
        {"finding_on_other_side f1",
         [](Draft& draft) {
             draft.acts[0].side = "right";
         }},
        {"method_not_asked_about a2",
         [](Draft& draft) {
             draft.findings.pop_back();
         }},
        {"act_after_death a2",
         [](Draft& draft) {
             draft.acts[1].date = "2026-07";
         }},
        {"act_before_birth a2",
         [](Draft& draft) {
             draft.acts[1].date = "1989";
         }},
    };
    for (const Fault& fault : faults) {
        Draft draft = sound_draft();
        fault.plant(draft);
        EXPECT_EQ(problems(draft), Names{fault.expected});
    }
}

TEST(PointsToClarify, a_finding_that_is_seen_before_its_event_stops)
{
    Draft draft = sound_draft();
    draft.findings[0].act.clear();
    draft.findings[0].reported_date = "2026-03-11";
    const auto found = points_to_clarify(draft);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().problem, "finding_before_event");
    EXPECT_EQ(found.front().gravity, Gravity::stops);
}

TEST(PointsToClarify, an_examination_before_the_act_that_it_is_linked_to_stops)
{
    Draft draft = sound_draft();
    draft.findings[0].reported_date.clear();
    draft.acts[0].date = "2026-04";
    EXPECT_EQ(problems(draft), Names{"examined_before_act f1"});
}

TEST(PointsToClarify, a_finding_before_birth_is_noticed_even_without_an_act)
{
    Draft draft = sound_draft();
    draft.findings[0].act.clear();
    draft.findings[0].reported_date = "1985";
    EXPECT_EQ(problems(draft), Names{"finding_before_birth f1"});
}

TEST(PointsToClarify, a_wider_region_fits_a_narrower_one)
{
    Draft draft = sound_draft();
    draft.findings[0].region = "arm";
    EXPECT_EQ(problems(draft), Names{});
    EXPECT_TRUE(region_within(draft, "sole", "leg"));
    EXPECT_FALSE(region_within(draft, "leg", "sole"));
}

TEST(PointsToClarify, both_sides_and_the_middle_fit_every_mark)
{
    for (const std::string side : {"both", "middle", ""}) {
        Draft draft = sound_draft();
        draft.findings[0].side = side;
        EXPECT_EQ(problems(draft), Names{}) << side;
    }
}

TEST(PointsToClarify, dates_that_may_mean_the_same_day_are_not_noticed)
{
    Draft draft = sound_draft();
    draft.findings[0].reported_date = "2026-03";
    EXPECT_EQ(problems(draft), Names{});
    draft.findings[0].reported_date = "2026-02-20/2026-03-02";
    EXPECT_EQ(problems(draft), Names{});
}

TEST(PointsToClarify, saying_that_it_was_not_examined_answers_for_a_method)
{
    Draft draft = sound_draft();
    draft.findings[1].presence = Presence::not_examined;
    EXPECT_EQ(problems(draft), Names{});
    draft.findings[1].region.clear();
    EXPECT_EQ(problems(draft), Names{"method_not_asked_about a2"});
    draft.findings[1].act = "a2";
    EXPECT_EQ(problems(draft), Names{});
}

TEST(PointsToClarify, regions_that_contain_each_other_in_a_circle_end)
{
    Draft draft;
    draft.region_parents = {{"a", "b"}, {"b", "a"}};
    EXPECT_FALSE(region_within(draft, "a", "c"));
}

}  // namespace
}  // namespace panoh::evaluation
