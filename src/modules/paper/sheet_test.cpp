// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/paper/sheet.hpp"

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "documents/pdf.hpp"
#include "forms/numbering.hpp"
#include "modules/paper/printed.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace panoh::paper {
namespace {

struct Sheets : ::testing::Test {
    forms::Schema schema = testing::shipped_schema();

    static const i18n::Catalogues& catalogues()
    {
        static const i18n::Catalogues all = [] {
            auto loaded = i18n::Catalogues::load(embedded::catalogues());
            PANOH_CHECK(loaded.has_value());
            return std::move(*loaded);
        }();
        return all;
    }
    static i18n::Translator translator(const char* language) { return {catalogues(), language, "Asia/Dushanbe"}; }
    [[nodiscard]] Sheet sheet(const char* language, std::string_view form) const
    {
        return sheet_of(schema, translator(language), form);
    }
};

std::vector<Question> questions_of(const Sheet& sheet)
{
    std::vector<Question> all;
    for (const Part& part : sheet.parts) {
        for (const Section& section : part.sections)
            all.insert(all.end(), section.questions.begin(), section.questions.end());
    }
    return all;
}

TEST_F(Sheets, every_question_of_every_form_has_words_and_a_number_of_its_own)
{
    for (const char* language : {"en", "ru"}) {
        for (const std::string& form : forms::paper_forms(schema)) {
            const Sheet made = sheet(language, form);
            EXPECT_FALSE(made.title.empty()) << form;
            EXPECT_GT(made.question_count(), 0U) << form;
            std::set<std::string> numbers;
            for (const Question& question : questions_of(made)) {
                EXPECT_FALSE(question.label.empty()) << language << " " << form << " " << question.number;
                EXPECT_TRUE(numbers.insert(question.number).second) << form << " " << question.number;
                for (const Box& box : question.room.boxes)
                    EXPECT_FALSE(box.label.empty()) << language << " " << form << " " << question.number;
            }
        }
    }
}

TEST_F(Sheets, numbers_are_those_of_the_screen_in_every_language)
{
    for (const std::string& form : forms::paper_forms(schema)) {
        std::vector<std::string> on_screen;
        for (const forms::PaperPart& part : forms::parts_of_paper(schema, form)) {
            for (const forms::Field* field : forms::questions(*part.type))
                on_screen.push_back(forms::question_number(schema, *part.type, field->name));
        }
        for (const char* language : {"en", "ru"}) {
            std::vector<std::string> on_paper;
            for (const Question& question : questions_of(sheet(language, form)))
                on_paper.push_back(question.number);
            EXPECT_EQ(on_paper, on_screen) << form << " " << language;
        }
    }
}

TEST_F(Sheets, a_condition_names_the_question_and_the_answer_that_it_hangs_on)
{
    const auto questions = questions_of(sheet("en", "person"));
    EXPECT_TRUE(std::ranges::any_of(questions, [](const Question& each) {
        return each.condition.starts_with("Only if A1 is “");
    }));
}

TEST_F(Sheets, a_form_that_does_not_exist_has_no_parts)
{
    EXPECT_TRUE(sheet("en", "nothing").parts.empty());
    EXPECT_TRUE(sheet("en", "attachment").parts.empty()) << "attachments are not asked for on paper";
}

TEST_F(Sheets, every_form_can_be_drawn_in_every_language)
{
    for (const char* language : {"en", "ru"}) {
        for (const std::string& form : forms::paper_forms(schema)) {
            const auto pdf = documents::write_pdf(printed(sheet(language, form), translator(language)));
            ASSERT_TRUE(pdf.has_value()) << form << ": " << pdf.error().detail;
            EXPECT_TRUE(pdf->starts_with("%PDF-")) << form;
        }
    }
}

TEST_F(Sheets, the_name_of_the_saved_form_tells_form_and_language)
{
    EXPECT_EQ(file_name_of(sheet("ru", "call")), "form-call-ru.pdf");
}

}  // namespace
}  // namespace panoh::paper
