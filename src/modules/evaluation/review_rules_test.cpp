// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/review_rules.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace panoh::evaluation {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int answers_there_are = 5;

ReviewAnswers all_of_set(std::string_view set, ReviewAnswer answer)
{
    ReviewAnswers answers;
    for (const QualityItem* item : items_of_set(set))
        answers.emplace(item->code, answer);
    return answers;
}

TEST(SetsOfAReview, hold_every_item_once)
{
    std::size_t items = 0;
    for (const std::string_view set : review_sets())
        items += items_of_set(set).size();
    EXPECT_EQ(items, quality_items().size());
    for (const QualityItem& item : quality_items())
        EXPECT_THAT(review_sets(), Contains(set_of_item(item.code))) << item.code;
    EXPECT_THAT(items_of_set("weather"), IsEmpty());
}

TEST(SetsOfAReview, have_something_that_annex_one_requires)
{
    for (const std::string_view set : review_sets()) {
        const auto items = items_of_set(set);
        const bool some = std::ranges::any_of(items, [](const QualityItem* item) { return item->weight == 2; });
        EXPECT_TRUE(some) << set;
    }
}

TEST(SetsOfAReview, are_open_until_every_required_item_is_answered)
{
    ReviewAnswers answers = all_of_set("opinion", ReviewAnswer::met);
    EXPECT_EQ(result_of_set("opinion", answers).state, SetState::met);
    answers.erase("Q38");
    EXPECT_EQ(result_of_set("opinion", answers).state, SetState::open);
    EXPECT_EQ(result_of_set("opinion", {}).state, SetState::open);
}

TEST(SetsOfAReview, are_judged_by_required_items_alone)
{
    ReviewAnswers answers = all_of_set("opinion", ReviewAnswer::met);
    answers["Q39"] = ReviewAnswer::not_met;
    EXPECT_EQ(result_of_set("opinion", answers).state, SetState::met);
    answers["Q38"] = ReviewAnswer::not_met;
    EXPECT_EQ(result_of_set("opinion", answers).state, SetState::partly);
}

TEST(SetsOfAReview, tell_what_is_missing_from_what_cannot_be_known)
{
    const auto state = [](ReviewAnswer answer) {
        return result_of_set("examination", all_of_set("examination", answer)).state;
    };
    EXPECT_EQ(state(ReviewAnswer::not_met), SetState::not_met);
    EXPECT_EQ(state(ReviewAnswer::partly), SetState::partly);
    EXPECT_EQ(state(ReviewAnswer::cannot_know), SetState::cannot_know);
    EXPECT_EQ(state(ReviewAnswer::not_applicable), SetState::not_applicable);
    ReviewAnswers mixed = all_of_set("examination", ReviewAnswer::cannot_know);
    mixed["Q25"] = ReviewAnswer::not_met;
    EXPECT_EQ(result_of_set("examination", mixed).state, SetState::not_met);
}

RC_GTEST_PROP(SetsOfAReview, grow_no_worse_when_a_required_item_is_met, ())
{
    ReviewAnswers answers;
    for (const QualityItem* item : items_of_set("examination")) {
        answers.emplace(item->code, static_cast<ReviewAnswer>(*rc::gen::inRange(0, answers_there_are)));
    }
    const auto before = result_of_set("examination", answers).state;
    answers["Q25"] = ReviewAnswer::met;
    const auto after = result_of_set("examination", answers).state;
    RC_ASSERT(after == SetState::met || after == SetState::partly);
    RC_ASSERT(before != SetState::met || after == SetState::met);
}

TEST(ScoreOfAReview, counts_what_is_met_in_part_as_not_there)
{
    ReviewAnswers answers;
    for (const QualityItem& item : quality_items())
        answers.emplace(item.code, ReviewAnswer::met);
    EXPECT_EQ(review_score(answers).percent(), 100);
    answers["Q01"] = ReviewAnswer::partly;
    EXPECT_EQ(review_score(answers).reached, 71);
    EXPECT_THAT(review_score(answers).required_missing, ElementsAre("Q01"));
    answers["Q01"] = ReviewAnswer::not_applicable;
    EXPECT_EQ(review_score(answers).applicable, 71);
    EXPECT_THAT(review_score(answers).without_reason, IsEmpty());
}

TEST(AnswersOfAReview, need_a_remark_where_they_say_nothing_without_one)
{
    EXPECT_TRUE(needs_remark(ReviewAnswer::not_applicable));
    EXPECT_TRUE(needs_remark(ReviewAnswer::cannot_know));
    EXPECT_FALSE(needs_remark(ReviewAnswer::not_met));
    EXPECT_FALSE(review_answer_named("yes"));
}

TEST(BasisOfACriterion, is_understood_for_every_item_of_the_pack)
{
    std::ifstream file(std::string(PANOH_SOURCE_DIR) + "/packs/istanbul/lists/quality_items.yaml");
    std::string line;
    std::size_t items = 0;
    while (std::getline(file, line)) {
        const auto begin = line.find("source: \"");
        if (begin == std::string::npos) continue;
        const auto from = begin + std::string_view("source: \"").size();
        const std::string source = line.substr(from, line.find('"', from) - from);
        EXPECT_TRUE(basis_of(source)) << source;
        ++items;
    }
    EXPECT_EQ(items, quality_items().size());
    EXPECT_EQ(basis_of("IP Annex I 6(b)(iii)"), (Basis{Basis::Kind::annex_one, "(iii)"}));
    EXPECT_EQ(basis_of("IP ch. II, IV"), (Basis{Basis::Kind::chapter, "II, IV"}));
    EXPECT_EQ(basis_of("IP 2022 para. 379"), (Basis{Basis::Kind::paragraph, "379"}));
    EXPECT_FALSE(basis_of("something else"));
}

}  // namespace
}  // namespace panoh::evaluation
