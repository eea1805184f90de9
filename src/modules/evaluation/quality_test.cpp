// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/quality.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace panoh::evaluation {
namespace {

std::string read(const std::string& path)
{
    const std::ifstream file(std::string(PANOH_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

GivenAnswers all_present()
{
    GivenAnswers answers;
    for (const QualityItem& item : quality_items())
        answers[std::string(item.code)] = {QualityAnswer::present, "", ""};
    return answers;
}

SittingFacts whole_sitting(std::string record)
{
    SittingFacts facts;
    facts.record = std::move(record);
    facts.date = facts.began = facts.ended = facts.institution = facts.address = facts.room = true;
    facts.present_listed = facts.every_role = facts.language = facts.confidentiality_explained = true;
    facts.police = facts.restraints = facts.interpreter = false;
    facts.consent = facts.gender_choice = true;
    return facts;
}

TEST(Quality, there_are_fifty_items_of_which_23_are_required_and_the_sum_is_73)
{
    int required = 0;
    int sum = 0;
    std::set<std::string_view> codes;
    for (const QualityItem& item : quality_items()) {
        codes.insert(item.code);
        sum += item.weight;
        required += item.weight == 2 ? 1 : 0;
    }
    EXPECT_EQ(codes.size(), 50U);
    EXPECT_EQ(required, 23);
    EXPECT_EQ(sum, 73);
}

TEST(Quality, weights_are_those_of_the_pack)
{
    const std::string list = read("packs/istanbul/lists/quality_items.yaml");
    for (const QualityItem& item : quality_items()) {
        std::string wanted("code: ");
        wanted.append(item.code).append(", parent: ").append(item.weight == 2 ? "required" : "good_practice");
        EXPECT_NE(list.find(wanted), std::string::npos) << item.code;
    }
}

TEST(Quality, every_item_leads_to_a_field_or_a_code_that_the_packs_have)
{
    for (const QualityItem& item : quality_items()) {
        const std::string name(item.where.type);
        const std::string folder = name == "disclosure" ? "packs/core/types/" : "packs/istanbul/types/";
        const std::string type = read(folder + name + ".yaml");
        ASSERT_FALSE(type.empty()) << item.code;
        const std::string wanted(item.where.field);
        const std::string place = item.where.code ? read("packs/istanbul/lists/report_sections.yaml")
                                                        + read("packs/istanbul/lists/psychological_elements.yaml")
                                                  : type;
        EXPECT_NE(place.find(wanted), std::string::npos) << item.code << " " << wanted;
    }
}

TEST(Quality, blank_is_missing_and_so_is_not_applicable_without_a_reason)
{
    EXPECT_EQ(score_of({}).reached, 0);
    EXPECT_EQ(score_of({}).applicable, 73);
    auto answers = all_present();
    answers["Q08"] = {QualityAnswer::not_applicable, " ", ""};
    const Score score = score_of(answers);
    EXPECT_EQ(score.without_reason, std::vector<std::string>{"Q08"});
    EXPECT_EQ(score.applicable, 73);
    EXPECT_EQ(score.reached, 72);
}

TEST(Quality, what_does_not_apply_for_a_reason_leaves_the_sum)
{
    auto answers = all_present();
    answers["Q30"] = {QualityAnswer::not_applicable, "Examination of a body.", ""};
    const Score score = score_of(answers);
    EXPECT_EQ(score.applicable, 71);
    EXPECT_EQ(score.percent(), 100);
    EXPECT_TRUE(score.holds_the_minimum());
}

TEST(Quality, one_required_item_missing_breaks_the_minimum_whatever_the_score)
{
    auto answers = all_present();
    answers["Q27"].answer = QualityAnswer::absent;
    const Score score = score_of(answers);
    EXPECT_EQ(score.percent(), 97);
    EXPECT_FALSE(score.holds_the_minimum());
    EXPECT_EQ(score.required_missing, std::vector<std::string>{"Q27"});
}

TEST(Quality, nothing_applicable_has_no_share)
{
    GivenAnswers answers;
    for (const QualityItem& item : quality_items())
        answers[std::string(item.code)] = {QualityAnswer::not_applicable, "reason", ""};
    EXPECT_FALSE(score_of(answers).percent());
}

TEST(Quality, an_item_of_circumstances_needs_every_sitting)
{
    SittingFacts second = whole_sitting("s2");
    second.police = true;
    const std::vector<SittingFacts> sittings{whole_sitting("s1"), second};
    const auto answers = answers_from(std::span<const SittingFacts>(sittings));
    EXPECT_EQ(answers.at("Q05").answer, QualityAnswer::absent);
    EXPECT_EQ(answers.at("Q05").record, "s2");
    EXPECT_EQ(answers.at("Q02").answer, QualityAnswer::present);
}

TEST(Quality, police_that_is_explained_and_refused_consent_that_is_written_down_are_recorded)
{
    SittingFacts facts = whole_sitting("s");
    facts.police = true;
    facts.police_explained = true;
    facts.consent = false;
    facts.consent_explained = true;
    const auto answers = answers_from(std::span<const SittingFacts>(&facts, 1));
    EXPECT_EQ(answers.at("Q05").answer, QualityAnswer::present);
    EXPECT_EQ(answers.at("Q09").answer, QualityAnswer::present);
}

TEST(Quality, each_planted_fault_of_a_sitting_is_found)
{
    using Fault = void (*)(SittingFacts&);
    const std::vector<std::pair<std::string, Fault>> faults{
        {"Q02",
         [](SittingFacts& each) {
             each.ended = false;
         }},
        {"Q03",
         [](SittingFacts& each) {
             each.room = false;
         }},
        {"Q04",
         [](SittingFacts& each) {
             each.every_role = false;
         }},
        {"Q05",
         [](SittingFacts& each) {
             each.police.reset();
         }},
        {"Q06",
         [](SittingFacts& each) {
             each.restraints = true;
         }},
        {"Q08",
         [](SittingFacts& each) {
             each.interpreter = true;
         }},
        {"Q09",
         [](SittingFacts& each) {
             each.consent.reset();
         }},
        {"Q10",
         [](SittingFacts& each) {
             each.confidentiality_explained = false;
         }},
        {"Q11",
         [](SittingFacts& each) {
             each.gender_choice = false;
         }},
    };
    for (const auto& [item, plant] : faults) {
        SittingFacts facts = whole_sitting("s");
        plant(facts);
        for (const auto& [code, given] : answers_from(std::span<const SittingFacts>(&facts, 1))) {
            EXPECT_EQ(given.answer, code == item ? QualityAnswer::absent : QualityAnswer::present)
                << item << " " << code;
        }
    }
}

TEST(Quality, each_planted_fault_of_a_finding_is_found)
{
    using Fault = void (*)(FindingFacts&);
    const std::vector<std::pair<std::string, Fault>> faults{
        {"Q26",
         [](FindingFacts& each) {
             each.colour = false;
         }},
        {"Q27",
         [](FindingFacts& each) {
             each.marked = false;
         }},
        {"Q28",
         [](FindingFacts& each) {
             each.photo_in_colour_with_scale = false;
         }},
        {"Q29",
         [](FindingFacts& each) {
             each.photo_linked = false;
         }},
        {"Q36",
         [](FindingFacts& each) {
             each.degree = false;
         }},
    };
    for (const auto& [item, plant] : faults) {
        FindingFacts facts{"f", true, true, true, true, true, true, true, false, true, true};
        plant(facts);
        for (const auto& [code, given] : answers_from(std::span<const FindingFacts>(&facts, 1))) {
            EXPECT_EQ(given.answer, code == item ? QualityAnswer::absent : QualityAnswer::present)
                << item << " " << code;
        }
    }
}

TEST(Quality, findings_that_are_not_there_answer_nothing)
{
    FindingFacts facts;
    facts.found = false;
    EXPECT_TRUE(answers_from(std::span<const FindingFacts>(&facts, 1)).empty());
}

TEST(Quality, absent_by_hand_never_hides_what_the_records_show)
{
    const GivenAnswers shown{{"Q16", {QualityAnswer::present, "", "r"}}};
    const GivenAnswers by_hand{{"Q16", {QualityAnswer::absent, "", ""}}, {"Q17", {QualityAnswer::present, "", ""}}};
    const auto both = merged(shown, by_hand);
    EXPECT_EQ(both.at("Q16").answer, QualityAnswer::present);
    EXPECT_EQ(both.at("Q17").answer, QualityAnswer::present);
}

GivenAnswers any_answers()
{
    GivenAnswers answers;
    for (const QualityItem& item : quality_items()) {
        const int kind = *rc::gen::inRange(0, 5);
        if (kind == 4) continue;
        answers[std::string(item.code)] = {
            kind == 0   ? QualityAnswer::present
            : kind == 1 ? QualityAnswer::absent
                        : QualityAnswer::not_applicable,
            kind == 2 ? "reason" : "",
            ""};
    }
    return answers;
}

RC_GTEST_PROP(Quality, reached_never_passes_what_applies_and_that_never_passes_73, ())
{
    const Score score = score_of(any_answers());
    RC_ASSERT(score.reached >= 0);
    RC_ASSERT(score.reached <= score.applicable);
    RC_ASSERT(score.applicable <= 73);
    RC_ASSERT(score.to_do.size() >= score.required_missing.size());
}

RC_GTEST_PROP(Quality, making_an_item_present_never_lowers_the_share, ())
{
    auto answers = any_answers();
    const Score before = score_of(answers);
    const auto at = *rc::gen::inRange<std::size_t>(0, quality_items().size());
    answers[std::string(quality_items()[at].code)] = {QualityAnswer::present, "", ""};
    const Score after = score_of(answers);
    RC_ASSERT(after.percent().value_or(0) >= before.percent().value_or(0));
}

RC_GTEST_PROP(Quality, a_hundred_per_cent_means_that_nothing_is_left, ())
{
    const Score score = score_of(any_answers());
    RC_ASSERT((score.percent() == 100) == (score.to_do.empty() && score.applicable > 0));
}

}  // namespace
}  // namespace panoh::evaluation
