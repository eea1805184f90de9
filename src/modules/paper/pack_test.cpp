// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/paper/pack.hpp"

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "documents/pdf.hpp"
#include "modules/evaluation/layout.hpp"
#include "modules/paper/printed.hpp"
#include "support/test_node.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace panoh::paper {
namespace {

namespace gt = ::testing;

struct Packs : ::testing::Test {
    forms::Schema schema = testing::shipped_schema();

    static i18n::Translator translator(const char* language)
    {
        static const i18n::Catalogues all = [] {
            auto loaded = i18n::Catalogues::load(embedded::catalogues());
            PANOH_CHECK(loaded.has_value());
            return std::move(*loaded);
        }();
        return {all, language, "Asia/Dushanbe"};
    }
    [[nodiscard]] Sheet sheet(const char* language, std::string_view name) const
    {
        return pack_sheet(schema, translator(language), name, *blank_pack(name));
    }
    static std::vector<std::string> views(std::string_view name)
    {
        std::vector<std::string> found;
        for (const evaluation::Drawing* drawing : drawings_in(*blank_pack(name)))
            found.push_back(drawing->view);
        return found;
    }
};

const Part* part_with(const Sheet& sheet, std::string_view letter)
{
    const auto found = std::ranges::find(sheet.parts, letter, &Part::letter);
    return found == sheet.parts.end() ? nullptr : &*found;
}

std::vector<std::string> numbers_of(const Sheet& sheet)
{
    std::vector<std::string> numbers;
    for (const Part& part : sheet.parts) {
        for (const Section& section : part.sections) {
            for (const Question& question : section.questions)
                numbers.push_back(question.number);
        }
    }
    return numbers;
}

TEST_F(Packs, every_question_has_the_number_that_it_has_on_the_screen)
{
    for (const std::string& name : blank_packs()) {
        const Sheet pack = sheet("en", name);
        const auto numbers = numbers_of(pack);
        for (const forms::PaperPart& part : forms::parts_of_paper(schema, "evaluation")) {
            if (part.type->name != "sitting") continue;
            for (const char* field : {"held_on", "began", "paper_number", "police_present"}) {
                EXPECT_THAT(numbers, gt::Contains(forms::question_number(schema, *part.type, field))) << name << field;
            }
        }
        for (const std::string& number : numbers)
            EXPECT_TRUE(number == "D" || number == "H" || number.find_first_of("0123456789") != std::string::npos)
                << name;
    }
}

TEST_F(Packs, every_section_of_the_layout_has_room_to_write_under_its_heading)
{
    for (const char* language : {"en", "ru"}) {
        const Sheet pack = sheet(language, "evaluation_female");
        const Part* sections = part_with(pack, "C");
        ASSERT_NE(sections, nullptr);
        const auto layout = evaluation::sections_of(schema, "annex_iv");
        ASSERT_EQ(sections->sections.size(), layout.size());
        for (std::size_t at = 0; at < layout.size(); ++at) {
            EXPECT_EQ(sections->sections[at].heading, translator(language).text(layout[at].heading));
            ASSERT_EQ(sections->sections[at].questions.size(), 1U);
            EXPECT_GE(sections->sections[at].questions[0].room.lines, 4);
        }
    }
}

TEST_F(Packs, the_closed_list_of_degrees_stands_as_columns_word_for_word)
{
    const Sheet pack = sheet("en", "evaluation_male");
    ASSERT_NE(part_with(pack, "H"), nullptr);
    EXPECT_THAT(
        part_with(pack, "H")->sections.front().questions.front().room.columns,
        gt::ElementsAre(
            "No.",
            "not consistent with",
            "consistent with",
            "highly consistent with",
            "typical of",
            "diagnostic of",
            "not attributed"
        )
    );
}

TEST_F(Packs, drawings_fit_the_person)
{
    const auto woman = views("evaluation_female");
    const auto man = views("evaluation_male");
    const auto child = views("evaluation_child");
    EXPECT_THAT(woman, gt::AllOf(gt::Contains("D01"), gt::Contains("D17A"), gt::Contains("D18A")));
    EXPECT_THAT(woman, gt::Not(gt::AnyOf(gt::Contains("D04"), gt::Contains("D11"), gt::Contains("D19A"))));
    EXPECT_THAT(man, gt::AllOf(gt::Contains("D04"), gt::Not(gt::Contains("D01")), gt::Not(gt::Contains("D12"))));
    EXPECT_THAT(child, gt::AllOf(gt::Contains("D19A"), gt::Contains("D18C")));
}

TEST_F(Packs, the_pack_for_a_body_asks_nothing_that_only_the_living_answer)
{
    const Sheet pack = sheet("en", "evaluation_body");
    EXPECT_EQ(part_with(pack, "E"), nullptr);
    EXPECT_NE(part_with(pack, "D"), nullptr);
    bool signs = false;
    for (const Part& part : pack.parts) {
        for (const Section& section : part.sections) {
            for (const Question& question : section.questions) {
                signs = signs || question.label == "Signs of death";
                EXPECT_NE(question.label, "Is it tender?") << part.letter;
            }
        }
    }
    EXPECT_TRUE(signs);
    for (const Part& part : sheet("en", "evaluation_female").parts) {
        for (const Section& section : part.sections) {
            for (const Question& question : section.questions)
                EXPECT_NE(question.label, "Signs of death");
        }
    }
}

TEST_F(Packs, another_name_is_no_pack)
{
    EXPECT_FALSE(blank_pack("evaluation"));
    EXPECT_FALSE(blank_pack(""));
}

TEST_F(Packs, each_becomes_a_document_with_its_drawings)
{
    for (const char* language : {"en", "ru"}) {
        const PackFor pack = *blank_pack("evaluation_child");
        const auto document = printed(
            sheet(language, "evaluation_child"), translator(language), drawing_blocks(translator(language), pack)
        );
        const auto pdf = documents::write_pdf(document);
        ASSERT_TRUE(pdf) << pdf.error().detail;
        EXPECT_TRUE(pdf->starts_with("%PDF-"));
        EXPECT_GT(pdf->size(), 50'000U);
    }
}

}  // namespace
}  // namespace panoh::paper
