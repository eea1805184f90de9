// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/layout.hpp"

#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/evaluation/gather.hpp"
#include "modules/evaluation/module.hpp"
#include "web/pages/pages_test_support.hpp"

#include <set>

namespace panoh::evaluation {
namespace {

using web::testing::words_of;

struct Layouts : WithEvaluations<casework::Pages> {
    Layouts()
    {
        for (web::Route& route : routes([](web::PageContext&) { return Result<void>(); }, {})) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }
    RecordId open_with(const Typed& more)
    {
        const auto outcome = open_evaluation(records(), physician.caller(), subject(), form_of(opening(more)), batch());
        EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().detail);
        for (std::size_t each = 0; outcome && each < outcome->problems.size(); ++each)
            ADD_FAILURE() << outcome->problems[each].field;
        return outcome ? outcome->evaluation : RecordId{};
    }
    std::string home(const RecordId& id) { return get(physician, "/evaluations/" + id.text()).body; }
};

TEST_F(Layouts, every_layout_of_the_packs_has_sections_that_exist_each_once)
{
    const forms::Schema& schema = records().schema();
    for (const forms::Code& layout : schema.list("report_layouts")->codes) {
        const auto sections = sections_of(schema, layout.code);
        std::set<std::string> codes;
        for (const LayoutSection& section : sections)
            codes.insert(section.code);
        EXPECT_GE(sections.size(), 20U) << layout.code;
        EXPECT_EQ(codes.size(), sections.size()) << layout.code;
        const forms::CodeList* own = schema.list("report_layout_" + layout.code);
        const std::size_t listed = own == nullptr ? sections.size() : own->codes.size();
        EXPECT_EQ(sections.size(), listed) << "a code is no section in " << layout.code;
        for (const char* needed : {"case_information", "qualifications", "conclusions", "truthfulness", "signature"})
            EXPECT_TRUE(codes.contains(needed)) << layout.code << " " << needed;
        EXPECT_FALSE(sections.front().is_part) << layout.code;
    }
}

TEST_F(Layouts, without_a_choice_annex_iv_holds_and_for_a_body_its_own)
{
    EXPECT_EQ(layout_of({{"kind", "full"}}), "annex_iv");
    EXPECT_EQ(layout_of({{"kind", "body"}}), "body");
    EXPECT_EQ(layout_of({{"kind", "body"}, {"layout", "sample"}}), "sample");
    const forms::Schema& schema = records().schema();
    EXPECT_EQ(sections_of(schema, "annex_iv").size(), schema.list("report_sections")->codes.size());
}

TEST_F(Layouts, a_national_layout_gives_order_and_headings_of_the_task_list)
{
    const RecordId id = open_with({{"layout", "sample"}});
    const std::string words = words_of(home(id));
    const auto order = words.find("1. Order and circumstances");
    const auto answers = words.find("8. Answers to the questions put");
    ASSERT_NE(order, std::string::npos);
    ASSERT_NE(answers, std::string::npos);
    EXPECT_LT(order, answers);
    EXPECT_THAT(
        words_of(get(physician, "/evaluations/" + id.text() + "/sections/conclusions").body),
        gt::HasSubstr("8. Answers to the questions put")
    );
}

TEST_F(Layouts, the_report_on_a_body_has_no_section_that_only_the_living_can_fill)
{
    const RecordId id = open_with({{"kind", "body"}});
    const auto contents = contents_of(records(), physician.caller(), at(physician, id).draft);
    ASSERT_TRUE(contents);
    EXPECT_NE(section_of(*contents, "physical_examination"), nullptr);
    EXPECT_EQ(section_of(*contents, "psychological_history"), nullptr);
    EXPECT_EQ(section_of(*contents, "acute_symptoms"), nullptr);
    const std::string words = words_of(home(id));
    EXPECT_THAT(words, gt::HasSubstr("The person who died"));
    EXPECT_THAT(words, gt::HasSubstr("Examination of the body"));
    EXPECT_THAT(words, gt::Not(gt::HasSubstr("Add an element")));
    EXPECT_THAT(words, gt::Not(gt::HasSubstr("patient")));
}

TEST_F(Layouts, a_form_asks_of_a_body_what_can_be_seen_and_of_the_living_no_signs_of_death)
{
    const RecordId body = open_with({{"kind", "body"}});
    const std::string of_body = get(physician, "/evaluations/" + body.text() + "/add/sitting").body;
    EXPECT_THAT(of_body, gt::AllOf(gt::HasSubstr("autopsy_questions"), gt::HasSubstr("clothing_kept")));
    EXPECT_THAT(of_body, gt::Not(gt::AnyOf(gt::HasSubstr("\"demeanour\""), gt::HasSubstr("\"consent_confirmed\""))));
    const std::string finding = get(physician, "/evaluations/" + body.text() + "/add/finding").body;
    EXPECT_THAT(finding, gt::Not(gt::HasSubstr("\"tenderness\"")));
    const RecordId living = open_with({});
    const std::string of_living = get(physician, "/evaluations/" + living.text() + "/add/sitting").body;
    EXPECT_THAT(of_living, gt::HasSubstr("\"demeanour\""));
    EXPECT_THAT(of_living, gt::Not(gt::HasSubstr("autopsy_questions")));
}

TEST_F(Layouts, what_the_autopsy_is_asked_stands_at_home)
{
    const RecordId id = open_with({{"kind", "body"}});
    const web::Response saved_now = post(
        physician,
        "/evaluations/" + id.text() + "/add/sitting",
        {{"held_on.precision", "exact"},
         {"held_on.day", "20"},
         {"held_on.month", "11"},
         {"held_on.year", "2026"},
         {"autopsy_questions.0.question", "Is the hyoid bone whole?"}}
    );
    ASSERT_EQ(saved_now.status, 303) << words_of(saved_now.body);
    EXPECT_THAT(words_of(home(id)), gt::HasSubstr("Is the hyoid bone whole?"));
}

TEST_F(Layouts, items_of_the_living_do_not_count_for_a_body_and_the_consent_is_that_of_the_family)
{
    const RecordId id = open_with({{"kind", "body"}});
    const Opened evaluation = at(physician, id);
    const auto contents = contents_of(records(), physician.caller(), evaluation.draft);
    ASSERT_TRUE(contents);
    Around around;
    around.evaluation = &evaluation.record;
    const GivenAnswers answers = quality_of(*contents, around, {});
    for (const char* item : {"Q11", "Q22", "Q30", "Q37"}) {
        ASSERT_TRUE(answers.contains(item)) << item;
        EXPECT_EQ(answers.at(item).answer, QualityAnswer::not_applicable) << item;
    }
    EXPECT_EQ(answers.at("Q09").answer, QualityAnswer::present);
    EXPECT_FALSE(answers.contains("Q26"));
    EXPECT_TRUE(score_of(answers).without_reason.empty());
}

}  // namespace
}  // namespace panoh::evaluation
