// SPDX-License-Identifier: AGPL-3.0-or-later
// The review letter, the conclusion on health and the list of evidence as they stand on paper.
#include "modules/reports/critique_report.hpp"

#include "documents/docx.hpp"
#include "documents/pdf.hpp"
#include "modules/reports/evidence_list_report.hpp"
#include "modules/reports/health_conclusion_report.hpp"
#include "modules/reports/sample_for_test.hpp"
#include "modules/reports/text_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

DocumentHead head_titled(const std::string& title)
{
    DocumentHead head = sample_head();
    head.title = title;
    return head;
}

Critique sample_critique()
{
    Critique critique;
    critique.head = head_titled("Review of a forensic report");
    critique.state = "Draft: nobody has signed this text.";
    critique.asked_by = "Asked for by: Lawyer, 3 May 2026.";
    critique.questions = {"Does the report meet the Istanbul Protocol?\nNo."};
    critique.report.facts = {{"Examined person", "Person 1"}, {"Institution", "Bureau"}};
    critique.rests_on.facts = {{"Documents", "A copy of the report"}};
    critique.cannot_say = "Nothing about the body itself.";
    critique.summary = {
        {"Circumstances of the interview", "Annex I, para. 6(b)(i)", "There in part"},
        {"Opinion", "Annex I, para. 6(b)(iv)", "Is missing"}};
    critique.sets = {
        {"Opinion",
         "A report says how findings relate to the account.",
         {{"Overall opinion on possible torture",
           "Annex I, para. 6(b)(iv)",
           "Is missing",
           "No data on violence",
           "2",
           "This is no degree of the closed list.",
           "A report gives an opinion."}}}};
    critique.notes = {{"Two places that do not fit together", "No injuries", "1", "a bruise", "2", "", "Which one?"}};
    critique.met = {"The person is identified"};
    critique.not_knowable = {"Restraints recorded: nothing is said"};
    critique.not_assessed = {"Body diagram used"};
    critique.opinion = "The report does not carry its conclusion.";
    critique.restrictions = "We did not examine the person.";
    critique.signers = {{"Evaluator 1", "forensic physician\nPlace, date, signature"}};
    return critique;
}

HealthConclusion sample_health()
{
    HealthConclusion conclusion;
    conclusion.head = head_titled("Conclusion on the state of health");
    conclusion.examined.facts = {{"Examined person", "Person 1\nWoman · born 1988"}};
    conclusion.sittings = {"3 May 2026 · physical examination · Clinic"};
    conclusion.physical = {{"Scar · forearm, left", {{{"Length, mm", "23"}}}}};
    conclusion.not_found = {"Nervous system"};
    conclusion.diagnoses = {{"Chronic pain", "ICD-11", "MG30"}};
    conclusion.recommended.facts = {{"Care", "Treatment of pain"}};
    conclusion.signers = {{"Evaluator 1", "physician\nPlace, date, signature"}};
    return conclusion;
}

EvidenceList sample_evidence(bool with_words)
{
    EvidenceList list;
    list.head = head_titled("List of evidence");
    list.with_words = with_words;
    EvidenceLine line;
    line.number = "A-2026-0043-E01";
    line.kind = "Photograph";
    line.received = "3 May 2026";
    line.state = "With us";
    line.entries = "4";
    line.facts.facts = {{"SHA-256", hash_in_lines(std::string(64, 'a'))}};
    list.items = {line};
    return list;
}

TEST(ReviewLetter, is_as_it_was)
{
    expect_golden("review-letter-en", critique_document(sample_critique(), translator_to("en")));
    expect_golden("review-letter-ru", critique_document(sample_critique(), translator_to("ru")));
}

TEST(ReviewLetter, says_what_it_cannot_say_and_what_it_did_not_look_at)
{
    const std::string text = TextOf(critique_document(sample_critique(), translator_to("en"))).text();
    EXPECT_THAT(text, HasSubstr("note: What this review cannot say: Nothing about the body itself."));
    EXPECT_THAT(text, HasSubstr("h2: What the reviewers did not assess\npoint: Body diagram used"));
    EXPECT_THAT(text, HasSubstr("It does not judge the persons who wrote it"));
}

TEST(ReviewLetter, quotes_with_the_page_and_gives_the_paragraph)
{
    const std::string text = TextOf(critique_document(sample_critique(), translator_to("en"))).text();
    EXPECT_THAT(text, HasSubstr("“No data on violence” (page 2)"));
    EXPECT_THAT(text, HasSubstr("Annex I, para. 6(b)(iv)"));
    EXPECT_THAT(text, HasSubstr("edition of the Istanbul Protocol (HR/P/PT/8/Rev.2)"));
}

TEST(ReviewLetter, without_an_opinion_says_that_there_is_none)
{
    Critique critique = sample_critique();
    critique.opinion.clear();
    EXPECT_THAT(
        TextOf(critique_document(critique, translator_to("en"))).text(),
        HasSubstr("h2: Opinion of the reviewers\np: Not filled in.")
    );
}

TEST(HealthConclusionDocument, is_as_it_was)
{
    expect_golden("health-conclusion-en", health_conclusion_document(sample_health(), translator_to("en")));
    expect_golden("health-conclusion-ru", health_conclusion_document(sample_health(), translator_to("ru")));
}

TEST(HealthConclusionDocument, says_which_part_holds_nothing)
{
    const std::string text = TextOf(health_conclusion_document({}, translator_to("en"))).text();
    for (const char* part :
         {"No meeting is recorded.", "No physical finding is recorded.", "No diagnosis is recorded."})
        EXPECT_THAT(text, HasSubstr(part));
}

TEST(EvidenceListDocument, is_as_it_was)
{
    expect_golden("evidence-list-en", evidence_list_document(sample_evidence(false), translator_to("en")));
    expect_golden("evidence-list-ru", evidence_list_document(sample_evidence(true), translator_to("ru")));
}

TEST(EvidenceListDocument, says_when_words_are_left_out_and_only_then)
{
    const auto text = [](bool with_words) {
        return TextOf(evidence_list_document(sample_evidence(with_words), translator_to("en"))).text();
    };
    EXPECT_THAT(text(false), HasSubstr("note: Free words about the items stay out"));
    EXPECT_THAT(text(true), Not(HasSubstr("Free words about the items stay out")));
}

TEST(PaperOfExpertise, has_the_same_bytes_for_the_same_values)
{
    for (const documents::Document& document :
         {critique_document(sample_critique(), translator_to("ru")),
          health_conclusion_document(sample_health(), translator_to("ru")),
          evidence_list_document(sample_evidence(true), translator_to("ru"))}) {
        const auto pdf = documents::write_pdf(document);
        ASSERT_TRUE(pdf.has_value()) << pdf.error().detail;
        EXPECT_EQ(*pdf, *documents::write_pdf(document));
        EXPECT_EQ(*documents::write_docx(document), *documents::write_docx(document));
    }
}

}  // namespace
}  // namespace panoh::reports
