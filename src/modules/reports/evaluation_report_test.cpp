// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/evaluation_report.hpp"

#include "documents/docx.hpp"
#include "documents/pdf.hpp"
#include "modules/reports/evaluation_sheet.hpp"
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

/// With a sentence that says how far the text has come.
EvaluationReport in_state(const i18n::Translator& translator, const MessageId& state, const i18n::Arguments& arguments)
{
    EvaluationReport report = sample_report("<svg/>", 1, false);
    report.state = translator.text(state, arguments);
    return report;
}

std::vector<ReportPart> sample_addenda()
{
    return {
        {"Addendum 1, 30 November 2026: A result came in",
         {{{"Text", "The X-ray shows no change of bone."}, {"Signed by", "Evaluator 1"}}}}};
}

TEST(EvaluationDocument, that_nobody_signed_says_draft_on_every_page)
{
    for (const char* language : {"en", "ru"}) {
        const auto translator = translator_to(language);
        EvaluationReport report = in_state(translator, msg("documents.report.draft"), {});
        report.head.mark = translator.text(msg("documents.draft_mark"));
        const documents::Document document = evaluation_document(report, translator);
        expect_golden(std::string("evaluation-draft-") + language, document);
        EXPECT_TRUE(document.head_left.starts_with(report.head.mark));
        EXPECT_TRUE(document.foot.starts_with(report.head.mark));
    }
}

TEST(EvaluationDocument, to_be_signed_holds_its_fingerprint_and_no_day)
{
    for (const char* language : {"en", "ru"}) {
        const auto translator = translator_to(language);
        EvaluationReport report = in_state(translator, msg("documents.report.for_signature"), {});
        report.head.fingerprint = std::string(64, 'b');
        report.head.chain_head.clear();
        report.head.day.clear();
        report.signers = {{"Evaluator 1", translator.text(msg("documents.report.on_the_sheet"))}};
        expect_golden(std::string("evaluation-to-sign-") + language, evaluation_document(report, translator));
    }
}

TEST(EvaluationDocument, made_after_signing_names_its_addenda_and_a_withdrawal_first)
{
    for (const char* language : {"en", "ru"}) {
        const auto translator = translator_to(language);
        EvaluationReport report = in_state(
            translator,
            msg("documents.report.version"),
            {{"day", std::string("22 November 2026")},
             {"language", std::string("Russian")},
             {"sha256", std::string(64, 'b')}}
        );
        report.notices = {
            translator.text(
                msg("documents.report.withdrawn"),
                {{"day", std::string("1 December 2026")}, {"name", std::string("Evaluator 1")}}
            ),
            translator.text(msg("documents.report.has_addenda"), {{"addenda", sample_addenda().front().heading}})};
        report.sections.push_back({"annexes", "Annexes", false, {}, {}, {}});
        report.addenda = sample_addenda();
        expect_golden(std::string("evaluation-signed-") + language, evaluation_document(report, translator));
    }
}

TEST(SignatureSheet, is_as_it_was)
{
    SignatureSheet sheet;
    sheet.head = sample_head();
    sheet.notices = {"Added after signing: Addendum 1."};
    sheet.files = {{"PDF", std::string(64, 'c')}, {"JSON", std::string(64, 'b')}};
    sheet.signatures = {
        {"Evaluator 1", "Here", "22 November 2026", ""},
        {"Evaluator 2", "There", "23 November 2026", "The scar on the back may be older."}};
    sheet.addenda = sample_addenda();
    for (const char* language : {"en", "ru"})
        expect_golden(std::string("signatures-") + language, sheet_document(sheet, translator_to(language)));
    sheet.addenda.clear();
    EXPECT_THAT(TextOf(sheet_document(sheet, translator_to("en"))).text(), HasSubstr("p: Nothing was added."));
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
