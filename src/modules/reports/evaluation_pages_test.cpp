// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/reports/module.hpp"
#include "modules/reports/pages.hpp"
#include "modules/reports/pages_wish.hpp"
#include "modules/reports/text_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using casework::Inputs;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Method;

/// An evaluation that has begun, and its documents.
struct EvaluationDocuments : evaluation::WithEvaluations<casework::Pages> {
    RecordId begun = open_one(physician);
    std::string address = "/evaluations/" + begun.text() + "/documents";

    EvaluationDocuments()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        web::Route as_text{
            Method::post,
            "/evaluations/{evaluation}/text",
            web::Audience::ability("print"),
            web::AuditAction::none(),
            [](web::PageContext& context) {
                const Wish wish = sent_wish(context, {forms::Compartment::core, forms::Compartment::medical});
                const auto document = evaluation_report(context, context.path_record(), wish, {});
                return document ? web::Response::text(TextOf(document->document).text())
                                : web::error_page(context, document.error());
            }};
        router.add(Method::post, as_text.pattern, as_text);
    }
    std::string text(const std::string& naming, const std::string& kind = "report")
    {
        return post(
                   physician,
                   "/evaluations/" + begun.text() + "/text",
                   {{"kind", kind}, {"language", "en"}, {"format", "pdf"}, {"audience", "inside"}, {"naming", naming}}
        ).body;
    }
};

TEST_F(EvaluationDocuments, have_findings_with_their_degree_in_its_exact_words)
{
    const RecordId finding = scar(physician, begun, {{"colour", "paler than the skin around it"}});
    enter(
        physician,
        begun,
        "conclusion",
        {{"scope", "physical_finding"}, {"about", finding.text()}, {"degree", "C2"}, {"reason", "Few other causes."}}
    );
    const std::string report = text("identified");
    EXPECT_THAT(report, HasSubstr("paler than the skin around it"));
    EXPECT_THAT(report, HasSubstr("*highly consistent with*. Few other causes."));
    EXPECT_THAT(report, HasSubstr("Draft: nobody has signed this text."));
    EXPECT_THAT(report, HasSubstr("Canary Orchard"));
    EXPECT_THAT(report, HasSubstr("Dr Example"));
}

TEST_F(EvaluationDocuments, without_names_hold_neither_the_persons_nor_the_evaluators)
{
    scar(physician, begun, {{"comment", "Orchard says it was a cable."}});
    enter(
        physician,
        begun,
        "request_for_expertise",
        {{"asked_by", "lawyer"}, {"asker", "Lindenbaum, lawyer"}, {"state", "asked"}}
    );
    const std::string report = text("pseudonymised");
    EXPECT_THAT(report, HasSubstr("Person 1 says it was a cable."));
    for (const char* name : {"Canary", "Orchard", "Example", "Lindenbaum"})
        EXPECT_THAT(report, Not(HasSubstr(name)));
    EXPECT_THAT(text("identified"), HasSubstr("Lindenbaum"));
}

TEST_F(EvaluationDocuments, never_hold_drafting_aids)
{
    enter(physician, begun, "review_remark", {{"remark", "Ask about the left shoulder once more"}});
    for (const char* kind : {"report", "certificate", "referral"})
        EXPECT_THAT(text("identified", kind), Not(HasSubstr("left shoulder once more"))) << kind;
}

TEST_F(EvaluationDocuments, that_are_short_give_no_degree)
{
    const RecordId finding = scar(physician, begun);
    enter(
        physician,
        begun,
        "conclusion",
        {{"scope", "physical_finding"}, {"about", finding.text()}, {"degree", "C2"}, {"reason", "Few other causes."}}
    );
    const std::string certificate = text("identified", "certificate");
    EXPECT_THAT(certificate, HasSubstr("Medical certificate"));
    EXPECT_THAT(certificate, Not(HasSubstr("consistent")));
}

TEST_F(EvaluationDocuments, are_asked_for_on_a_page_and_a_referral_says_why)
{
    EXPECT_THAT(get(physician, address).body, HasSubstr("Referral letter"));
    const Inputs wish{{"kind", "referral"}, {"language", "ru"}, {"format", "pdf"}, {"audience", "inside"}};
    const auto refused = post(physician, address, wish);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Say why you refer"));
    Inputs complete = wish;
    complete.emplace_back("letter", "Pain in the shoulder.");
    const auto made = post(physician, address, complete);
    EXPECT_EQ(made.status, 200);
    EXPECT_TRUE(made.body.starts_with("%PDF-"));
    EXPECT_THAT(made.headers.first("content-disposition").value_or(""), HasSubstr("referral-ru.pdf"));
}

TEST_F(EvaluationDocuments, for_somebody_outside_need_the_persons_consent)
{
    const auto refused = post(
        physician,
        address,
        {{"kind", "report"}, {"language", "en"}, {"format", "pdf"}, {"audience", "outside"}, {"recipient", "un"}}
    );
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Consent does not allow this"));
}

TEST_F(EvaluationDocuments, print_that_the_evaluator_treats_the_person_and_why)
{
    const auto made = evaluation::open_evaluation(
        records(),
        physician.caller(),
        subject(),
        evaluation::form_of(opening({{"treats_person", "yes"}, {"dual_role", "The only physician of the town"}})),
        batch()
    );
    ASSERT_TRUE(made && made->problems.empty());
    begun = made->evaluation;
    const std::string report = text("identified");
    EXPECT_THAT(report, HasSubstr("Also treats or counsels this person"));
    EXPECT_THAT(report, HasSubstr("The only physician of the town"));
}

TEST_F(EvaluationDocuments, are_not_for_who_may_not_read_the_draft)
{
    EXPECT_NE(get(worker, address).status, 200);
    EXPECT_NE(post(worker, address, {{"language", "en"}, {"format", "pdf"}, {"audience", "inside"}}).status, 200);
}

}  // namespace
}  // namespace panoh::reports
