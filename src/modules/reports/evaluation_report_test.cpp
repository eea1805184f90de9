// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evaluation_report.hpp"

#include "documents/docx.hpp"
#include "documents/pdf.hpp"
#include "modules/reports/sample_for_test.hpp"
#include "modules/reports/short_report.hpp"
#include "modules/reports/text_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string drawing(std::string_view view)
{
    for (const embedded::File& file : embedded::body_drawings())
        if (file.path == view) return {file.bytes.begin(), file.bytes.end()};
    return {};
}

TEST(EvaluationDocument, is_as_it_was_in_english)
{
    expect_golden("evaluation-en", evaluation_document(sample_report("<svg/>", 2, false), translator_to("en")));
}

TEST(EvaluationDocument, is_as_it_was_in_russian)
{
    expect_golden("evaluation-ru", evaluation_document(sample_report("<svg/>", 2, false), translator_to("ru")));
}

TEST(EvaluationDocument, has_every_section_and_says_which_is_empty)
{
    EvaluationReport report = sample_report("<svg/>", 0, false);
    report.opinions.clear();
    const std::string text = TextOf(evaluation_document(report, translator_to("en"))).text();
    EXPECT_THAT(text, HasSubstr("h2: VIII. Interpretation of findings\np: Not filled in."));
    EXPECT_THAT(text, HasSubstr("*Not applicable: *The person did not agree to photographs."));
}

TEST(EvaluationDocument, gives_a_degree_in_its_exact_words_and_never_as_a_number)
{
    const std::string text = TextOf(evaluation_document(sample_report("<svg/>", 1, false), translator_to("en"))).text();
    EXPECT_THAT(text, HasSubstr("*highly consistent with*"));
    EXPECT_THAT(text, Not(HasSubstr("C2")));
}

TEST(EvaluationDocument, does_not_read_absence_as_an_answer)
{
    const std::string text = TextOf(evaluation_document(sample_report("<svg/>", 1, false), translator_to("en"))).text();
    EXPECT_THAT(text, HasSubstr("Absence of findings does not show that torture did not occur"));
}

TEST(ShortDocuments, are_as_they_were)
{
    const EvaluationReport report = sample_report("<svg/>", 2, false);
    expect_golden("certificate-en", certificate_document(report, translator_to("en")));
    expect_golden("certificate-ru", certificate_document(report, translator_to("ru")));
    expect_golden("referral-en", referral_document(report, "Pain in the shoulder since May.", translator_to("en")));
    expect_golden("referral-ru", referral_document(report, "Боль в плече с мая.", translator_to("ru")));
}

TEST(ShortDocuments, say_what_was_found_and_never_how_it_came_about)
{
    const EvaluationReport report = sample_report("<svg/>", 2, true);
    const std::string text = TextOf(certificate_document(report, translator_to("en"))).text();
    EXPECT_THAT(text, HasSubstr("point: 1. Scar"));
    for (const char* other : {"consistent", "made to stand", "figure:"})
        EXPECT_THAT(text, Not(HasSubstr(other)));
}

TEST(EvaluationDocument, of_every_drawing_of_the_program_is_written_in_both_formats)
{
    for (const embedded::File& file : embedded::body_drawings()) {
        if (!file.path.ends_with(".svg")) continue;
        const auto document = evaluation_document(sample_report(drawing(file.path), 1, false), translator_to("ru"));
        const auto pdf = documents::write_pdf(document);
        EXPECT_TRUE(pdf.has_value()) << file.path << ": " << (pdf ? "" : pdf.error().detail);
    }
    const auto document = evaluation_document(sample_report(drawing("D01.svg"), 2, false), translator_to("ru"));
    EXPECT_EQ(*documents::write_pdf(document), *documents::write_pdf(document));
    EXPECT_EQ(*documents::write_docx(document), *documents::write_docx(document));
}

}  // namespace
}  // namespace panoh::reports
