// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/merge.hpp"

#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/family.hpp"

#include <algorithm>

namespace panoh::casework {
namespace {

struct MergeTest : Casework {
    RecordId known(std::string_view given, std::string_view family)
    {
        const auto made = opened({person(one_name(given, family))});
        return person_of_file(node.records(), made.persons.front())->record;
    }

    std::vector<forms::FormProblem>
    decided(const RecordId& left, const RecordId& right, std::string answer, const RecordId& lead = {})
    {
        auto problems = decide_same(
            node.records(), worker.caller(), {left, right, std::move(answer), lead, "The same passport"}, batch()
        );
        PANOH_CHECK(problems.has_value());
        return std::move(*problems);
    }

    std::size_t proposed(const RecordId& of)
    {
        const auto likely = likely_same(node.records(), worker.caller(), of);
        PANOH_CHECK(likely.has_value());
        return likely->size();
    }
};

TEST_F(MergeTest, a_name_in_another_script_is_proposed_with_its_reasons)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    known("Гулнора", "Каримова");
    const auto likely = likely_same(node.records(), worker.caller(), first);
    ASSERT_TRUE(likely.has_value());
    ASSERT_EQ(likely->size(), 1U);
    EXPECT_EQ(likely->front().person.record, second);
    EXPECT_FALSE(likely->front().name_reasons.empty());
    EXPECT_EQ(likely->front().facts.front(), (FactMatch{SharedFact::birth, Agreement::agrees}));
    const auto pairs = likely_pairs(node.records(), worker.caller());
    ASSERT_TRUE(pairs.has_value());
    EXPECT_EQ(pairs->pairs.size(), 1U);
}

TEST_F(MergeTest, two_files_that_are_one_person_count_as_one_and_both_stay)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    EXPECT_TRUE(decided(first, second, "same", first).empty());
    for (const RecordId& asked : {first, second}) {
        const auto one = one_person(node.records(), worker.caller(), asked);
        EXPECT_EQ(one.lead.record, first);
        EXPECT_EQ(one.all.size(), 2U);
        EXPECT_EQ(cases_of_person(node.records(), worker.caller(), asked)->size(), 2U);
    }
    EXPECT_EQ(proposed(first), 0U);
    EXPECT_TRUE(node.records().read(worker.caller(), second).has_value());
}

TEST_F(MergeTest, different_is_remembered_and_not_proposed_again)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    EXPECT_TRUE(decided(first, second, "different").empty());
    EXPECT_EQ(proposed(first), 0U);
    EXPECT_EQ(proposed(second), 0U);
    EXPECT_FALSE(one_person(node.records(), worker.caller(), first).joined());
}

TEST_F(MergeTest, a_decision_is_taken_back_with_a_reason_and_proposed_again)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    ASSERT_TRUE(decided(first, second, "same", second).empty());
    const auto without = undo_decision(node.records(), worker.caller(), first, second, "  ", batch());
    ASSERT_TRUE(without.has_value());
    EXPECT_EQ(without->front().field, "reason");
    EXPECT_TRUE(one_person(node.records(), worker.caller(), first).joined());
    const auto done = undo_decision(node.records(), worker.caller(), first, second, "Two cousins", batch());
    ASSERT_TRUE(done.has_value());
    EXPECT_TRUE(done->empty());
    EXPECT_FALSE(one_person(node.records(), worker.caller(), first).joined());
    EXPECT_EQ(proposed(first), 1U);
    ASSERT_TRUE(decided(first, second, "same", first).empty());
    EXPECT_EQ(one_person(node.records(), worker.caller(), second).lead.record, first);
}

TEST_F(MergeTest, nothing_is_decided_without_an_answer_a_lead_and_a_reason)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    const auto empty = decide_same(node.records(), worker.caller(), {first, second, "", {}, ""}, batch());
    ASSERT_TRUE(empty.has_value());
    EXPECT_EQ(empty->size(), 2U);
    EXPECT_EQ(decided(first, second, "same").front().field, "lead");
    EXPECT_EQ(proposed(first), 1U);
}

TEST_F(MergeTest, a_form_sent_twice_decides_once_and_a_third_file_may_follow_the_lead)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    const auto third = known("Джамшед", "Рахмонов");
    const MergeDecision decision{first, second, "same", first, "The same passport"};
    const BatchId once = batch();
    ASSERT_TRUE(decide_same(node.records(), worker.caller(), decision, once).has_value());
    ASSERT_TRUE(decide_same(node.records(), worker.caller(), decision, once).has_value());
    EXPECT_EQ(decided(second, third, "same", third).front().field, "lead");
    EXPECT_TRUE(decided(first, third, "same", first).empty());
    EXPECT_EQ(one_person(node.records(), worker.caller(), third).all.size(), 3U);
}

TEST_F(MergeTest, who_may_not_open_both_learns_nothing_and_decides_nothing)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    Member& other = node.sign_in("other_worker");
    EXPECT_FALSE(compare_persons(node.records(), other.caller(), first, second).has_value());
    EXPECT_EQ(
        decide_same(node.records(), other.caller(), {first, second, "same", first, "x"}, batch()).error().code,
        ErrorCode::not_found
    );
    EXPECT_TRUE(likely_pairs(node.records(), other.caller())->pairs.empty());
}

TEST_F(MergeTest, the_family_is_told_from_both_sides_and_from_parts_in_cases)
{
    CasePerson mother = person(one_name("Гулнора", "Раҳмонова"), "family_member");
    mother.person["sex"] = "female";
    mother.relation_type = "mother";
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов")), mother});
    const auto son = person_of_file(node.records(), made.persons.at(0))->record;
    const auto parent = person_of_file(node.records(), made.persons.at(1))->record;
    const auto of_son =
        family_around(node.records(), worker.caller(), one_person(node.records(), worker.caller(), son));
    ASSERT_TRUE(of_son.has_value());
    ASSERT_EQ(of_son->size(), 1U);
    EXPECT_EQ(of_son->front().relation, "mother");
    EXPECT_TRUE(of_son->front().of_a_case);
    const auto of_mother =
        family_around(node.records(), worker.caller(), one_person(node.records(), worker.caller(), parent));
    ASSERT_TRUE(of_mother.has_value());
    ASSERT_EQ(of_mother->size(), 1U);
    EXPECT_EQ(of_mother->front().relation, "son");
    EXPECT_EQ(of_mother->front().generation, 1);
}

}  // namespace
}  // namespace panoh::casework
