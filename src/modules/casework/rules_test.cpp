// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/rules.hpp"

#include "base/random.hpp"
#include "modules/casework/visits.hpp"

namespace panoh::casework {
namespace {

constexpr std::string_view today = "2026-11-22";

WorkItem item(WorkItem::Kind kind, std::string due_on = {})
{
    static SeededRandom random(7);
    WorkItem made;
    made.kind = kind;
    if (kind == WorkItem::Kind::case_danger) made.reason = records::WorkReason::danger;
    made.record = random.id<RecordId>();
    made.due_on = std::move(due_on);
    return made;
}

TEST(work, dates_fall_into_overdue_today_soon_and_later)
{
    EXPECT_EQ(due_of("2026-11-21", today), Due::overdue);
    EXPECT_EQ(due_of("2026-11-22", today), Due::today);
    EXPECT_EQ(due_of("2026-11-29", today), Due::soon);
    EXPECT_EQ(due_of("2026-11-30", today), Due::later);
    EXPECT_EQ(due_of("", today), Due::none);
}

TEST(work, danger_comes_before_what_is_overdue_and_undated_comes_last)
{
    const auto items = arranged(
        std::vector{
            item(WorkItem::Kind::task),
            item(WorkItem::Kind::task, "2026-11-22"),
            item(WorkItem::Kind::task, "2026-11-01"),
            item(WorkItem::Kind::case_danger),
            item(WorkItem::Kind::task, "2026-11-20")},
        today
    );
    std::vector<std::pair<WorkGroup, std::string>> order;
    for (const WorkItem& each : items)
        order.emplace_back(each.group, each.due_on);
    EXPECT_THAT(
        order,
        testing::ElementsAre(
            std::pair(WorkGroup::danger, ""),
            std::pair(WorkGroup::overdue, "2026-11-01"),
            std::pair(WorkGroup::overdue, "2026-11-20"),
            std::pair(WorkGroup::today, "2026-11-22"),
            std::pair(WorkGroup::later, "")
        )
    );
}

TEST(work, a_contact_in_danger_is_not_repeated_as_handed_over)
{
    const WorkItem danger = item(WorkItem::Kind::case_danger);
    WorkItem handed_over = danger;
    handed_over.reason = records::WorkReason::handed_over;
    const auto items = arranged(std::vector{handed_over, danger}, today);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items.front().group, WorkGroup::danger);
}

TEST(work, what_others_do_is_waited_for_even_when_it_is_overdue)
{
    WorkItem others = item(WorkItem::Kind::task, "2026-11-01");
    others.mine = false;
    EXPECT_EQ(group_of(others, today), WorkGroup::waiting);
}

TEST(work, a_task_comes_to_the_coordinators_list_so_many_days_after_its_date)
{
    EXPECT_EQ(escalated_on("2026-11-19", 0, today), "2026-11-22");
    EXPECT_EQ(escalated_on("2026-11-20", 0, today), "");
    EXPECT_EQ(escalated_on("2026-11-12", 10, today), "2026-11-22");
    EXPECT_EQ(escalated_on("2026-11-13", 10, today), "");
    EXPECT_EQ(escalated_on("", 1, today), "");
}

TEST(work, what_is_new_counts_from_the_visit_before_this_one)
{
    const Timestamp monday{std::chrono::days(20000)};
    const auto first = after_look(std::nullopt, monday);
    EXPECT_EQ(new_since(first, monday), monday - std::chrono::days(7)) << "a first visit";
    const auto minutes_later = after_look(first, monday + std::chrono::minutes(20));
    EXPECT_FALSE(minutes_later.before.has_value()) << "the same visit";
    const Timestamp tuesday = monday + std::chrono::days(1);
    const auto next_day = after_look(minutes_later, tuesday);
    EXPECT_EQ(new_since(next_day, tuesday), monday + std::chrono::minutes(20));
    const auto again = after_look(next_day, tuesday + std::chrono::minutes(5));
    EXPECT_EQ(new_since(again, tuesday), monday + std::chrono::minutes(20)) << "it stays new during the visit";
    const Timestamp spring = tuesday + std::chrono::days(90);
    EXPECT_EQ(new_since(after_look(again, spring), spring), spring - std::chrono::days(30));
}

TEST(status, a_closed_case_is_reopened_before_anything_else)
{
    EXPECT_EQ(next_states("closed"), std::vector<std::string>{"reopened"});
    EXPECT_TRUE(transition_problem("closed", "active").has_value());
    EXPECT_FALSE(transition_problem("closed", "reopened").has_value());
    EXPECT_FALSE(transition_problem("open", "closed").has_value());
    EXPECT_TRUE(transition_problem("active", "active").has_value());
    EXPECT_TRUE(transition_problem("active", "open").has_value());
}

TEST(disclosure, a_state_body_that_learns_a_name_needs_a_consent_of_its_own)
{
    EXPECT_THAT(purposes_for("justice", false), testing::ElementsAre("share_justice"));
    EXPECT_THAT(purposes_for("justice", true), testing::ElementsAre("share_justice", "name_to_state"));
    EXPECT_THAT(purposes_for("un", true), testing::ElementsAre("share_international"));
    EXPECT_TRUE(purposes_for("family", true).empty());
}

TEST(finding, telephone_numbers_agree_however_their_country_is_written)
{
    EXPECT_EQ(phone_digits("+992 93 500-11-22"), phone_digits("8 93 500 11 22"));
    EXPECT_EQ(phone_digits("00992935001122"), "935001122");
    EXPECT_NE(phone_digits("93 500 11 22"), phone_digits("93 500 11 23"));
}

TEST(finding, one_box_tells_numbers_telephones_and_names_apart)
{
    EXPECT_EQ(sought(" a-2026-0043 ").number, "A-2026-0043");
    EXPECT_EQ(sought("43").number, "43");
    EXPECT_EQ(sought("+992 93 500 11 22").digits, "935001122");
    EXPECT_TRUE(sought("+992 93 500 11 22").number.empty());
    EXPECT_TRUE(sought("Джамшед Раҳмонов").name);
    EXPECT_FALSE(sought("A-2026-0043").name);
    EXPECT_TRUE(sought("").text.empty());
}

TEST(finding, a_number_is_found_by_its_end_without_zeros)
{
    EXPECT_TRUE(number_matches("A-2026-0043", "A-2026-0043"));
    EXPECT_TRUE(number_matches("A-2026-0043", "43"));
    EXPECT_TRUE(number_matches("A-2026-0043", "2026-43"));
    EXPECT_TRUE(number_matches("A-C-2026-0043", "C-2026-0043"));
    EXPECT_FALSE(number_matches("A-2026-0143", "43"));
    EXPECT_FALSE(number_matches("A-2025-0043", "2026-43"));
    EXPECT_FALSE(number_matches("A-2026-0043", "26-43"));
    EXPECT_FALSE(number_matches("A-2026-0043", ""));
    EXPECT_FALSE(number_matches("A-2026-0043", "0"));
}

TEST(forms, answers_go_into_the_boxes_of_their_fields)
{
    forms::RecordType type;
    forms::Field coded;
    coded.name = "sex";
    coded.coded = true;
    forms::Field sealed;
    sealed.name = "note";
    type.fields = {coded, sealed};
    const auto [first, second] = split_boxes(type, {{"sex__why", "refused"}, {"note", "text"}, {"unheard_of", "text"}});
    EXPECT_EQ(first, (boost::json::object{{"sex__why", "refused"}}));
    EXPECT_EQ(second, (boost::json::object{{"note", "text"}}));
}

TEST(forms, what_the_program_writes_is_not_edited_by_hand)
{
    EXPECT_FALSE(edit_rule("disclosure").may_add);
    EXPECT_FALSE(edit_rule("consent").may_edit);
    EXPECT_FALSE(edit_rule("status_change").may_edit);
    EXPECT_FALSE(edit_rule("contact_account").may_edit);
    EXPECT_TRUE(edit_rule("note").may_add);
}

}  // namespace
}  // namespace panoh::casework
