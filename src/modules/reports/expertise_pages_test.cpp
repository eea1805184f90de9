// SPDX-License-Identifier: AGPL-3.0-or-later
// Review letter, conclusion on health and list of evidence, from the records of a node.
#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/evidence/service.hpp"
#include "modules/reports/module.hpp"
#include "modules/reports/pages.hpp"
#include "modules/reports/pages_wish.hpp"
#include "modules/reports/text_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using casework::Inputs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Method;

struct DocumentsOfExpertise : evaluation::WithEvaluations<casework::Pages> {
    DocumentsOfExpertise()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        add_text("/evaluations/{evaluation}/text", evaluation_report);
        add_text("/cases/{case}/list", case_evidence_list);
    }
    using Maker = Result<Made> (*)(web::PageContext&, const RecordId&, const Wish&, const casework::PaperDecision&);
    void add_text(const char* pattern, Maker make)
    {
        web::Route route{
            Method::post,
            pattern,
            web::Audience::ability("print"),
            web::AuditAction::none(),
            [make](web::PageContext& context) {
                const Wish wish = sent_wish(context, {forms::Compartment::core, forms::Compartment::account});
                const auto document = make(context, context.path_record(), wish, {});
                return document ? web::Response::text(TextOf(document->document).text())
                                : web::error_page(context, document.error());
            }};
        router.add(Method::post, route.pattern, route);
    }
    std::string text(const std::string& address, Inputs more)
    {
        Inputs wish{{"language", "en"}, {"format", "pdf"}, {"audience", "inside"}, {"naming", "identified"}};
        for (const auto& [name, value] : more) {
            std::erase_if(wish, [&](const auto& each) { return each.first == name; });
            wish.emplace_back(name, value);
        }
        return post(physician, address, wish).body;
    }
    std::string of_evaluation(const RecordId& id, Inputs more)
    {
        return text("/evaluations/" + id.text() + "/text", std::move(more));
    }
    RecordId open_review(bool with_report)
    {
        const auto outcome = evaluation::open_evaluation(
            records(), physician.caller(), subject(), evaluation::form_of(opening({{"kind", "review"}})), batch()
        );
        const RecordId id = outcome->evaluation;
        if (!with_report) return id;
        const auto report = enter(
            physician,
            id,
            "reviewed_report",
            {{"institution", "Bureau"},
             {"authors", "Dr Canarybird"},
             {"person_examined", "no"},
             {"documents", "A copy"},
             {"cannot_say", "Nothing about the body."}}
        );
        for (const auto& problem : report.problems)
            ADD_FAILURE() << problem.field;
        const auto answered = evaluation::save_set(
            records(),
            physician.caller(),
            at(physician, id),
            "opinion",
            evaluation::form_of(
                {{"Q38.answer", "not_met"},
                 {"Q38.quotation", "Canarybird sees no data"},
                 {"Q38.page", "2"},
                 {"Q38.base", "0"},
                 {"Q43.answer", "met"},
                 {"Q43.base", "0"}}
            ),
            batch()
        );
        EXPECT_TRUE(answered && answered->saved());
        return id;
    }
    RecordId received(const Inputs& inputs)
    {
        const auto outcome = evidence::receive(
            records(), physician.caller(), {matter.file, {}, {}}, evaluation::form_of(inputs), batch()
        );
        EXPECT_TRUE(outcome && outcome->saved());
        return outcome ? outcome->record : RecordId{};
    }
};

TEST_F(DocumentsOfExpertise, a_review_letter_has_what_is_not_met_and_no_score)
{
    const RecordId id = open_review(true);
    const std::string letter = of_evaluation(id, {{"kind", "review-letter"}});
    EXPECT_THAT(letter, AllOf(HasSubstr("Overall opinion on possible torture"), HasSubstr("Annex I, para. 6(b)(iv)")));
    EXPECT_THAT(letter, HasSubstr("“Canarybird sees no data” (page 2)"));
    EXPECT_THAT(letter, HasSubstr("point: Recommendations for treatment and further examination"));
    EXPECT_THAT(letter, HasSubstr("What the reviewers did not assess"));
    EXPECT_THAT(letter, HasSubstr("Draft: nobody has signed this text."));
    for (const char* aid : {"%", "score", "Q38"})
        EXPECT_THAT(letter, Not(HasSubstr(aid)));
}

TEST_F(DocumentsOfExpertise, a_review_letter_without_names_names_no_author_of_the_report)
{
    const RecordId id = open_review(true);
    const std::string letter = of_evaluation(id, {{"kind", "review-letter"}, {"naming", "pseudonymised"}});
    for (const char* name : {"Canarybird", "Orchard", "Example"})
        EXPECT_THAT(letter, Not(HasSubstr(name)));
    EXPECT_THAT(of_evaluation(id, {{"kind", "review-letter"}}), HasSubstr("Dr Canarybird"));
}

TEST_F(DocumentsOfExpertise, a_review_without_its_report_asks_for_it_first)
{
    const RecordId id = open_review(false);
    const auto refused = post(
        physician,
        "/evaluations/" + id.text() + "/documents",
        {{"kind", "review-letter"}, {"language", "en"}, {"format", "pdf"}, {"audience", "inside"}}
    );
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Enter the report that is reviewed first"));
}

TEST_F(DocumentsOfExpertise, the_page_of_a_review_offers_a_letter_and_no_certificate)
{
    const std::string review = get(physician, "/evaluations/" + open_review(true).text() + "/documents").body;
    EXPECT_THAT(review, AllOf(HasSubstr("Review of a forensic report"), Not(HasSubstr("Medical certificate"))));
    const std::string own = get(physician, "/evaluations/" + open_one(physician).text() + "/documents").body;
    EXPECT_THAT(own, AllOf(HasSubstr("Conclusion on the state of health"), Not(HasSubstr("Review of a forensic"))));
}

TEST_F(DocumentsOfExpertise, a_conclusion_on_health_tells_no_account_and_no_cause)
{
    const RecordId id = open_one(physician);
    scar(
        physician,
        id,
        {{"colour", "paler than the skin around"}, {"said", "canary-said"}, {"other_cause", "canary-cause"}}
    );
    enter(
        physician,
        id,
        "psychological_finding",
        {{"element", "mental_status"},
         {"presence", "found"},
         {"said", "canary-said"},
         {"observed", "Calm"},
         {"diagnoses.0.system", "icd11"},
         {"diagnoses.0.code", "6B40"},
         {"diagnoses.0.wording", "Disorder as an example"}}
    );
    const std::string conclusion = of_evaluation(id, {{"kind", "health-conclusion"}});
    EXPECT_THAT(conclusion, HasSubstr("paler than the skin around"));
    EXPECT_THAT(conclusion, HasSubstr("td: Disorder as an example | ICD-11 | 6B40"));
    EXPECT_THAT(conclusion, HasSubstr("the evaluation that it is made from is not signed yet"));
    EXPECT_THAT(conclusion, Not(HasSubstr("canary")));
}

TEST_F(DocumentsOfExpertise, answers_of_a_request_stand_in_the_report)
{
    const RecordId id = open_one(physician);
    enter(
        physician,
        id,
        "request_for_expertise",
        {{"asked_by", "court"},
         {"state", "accepted"},
         {"questions.0.question", "Which age have the scars?"},
         {"questions.0.answer", "More than half a year."}}
    );
    const std::string report = of_evaluation(id, {{"kind", "report"}});
    EXPECT_THAT(report, AllOf(HasSubstr("Which age have the scars?"), HasSubstr("More than half a year.")));
}

TEST_F(DocumentsOfExpertise, a_list_of_evidence_has_chains_and_leaves_words_out_unless_asked_for)
{
    received(
        {{"name", "canary-name"},
         {"kind", "clothing"},
         {"received_on.day", "3"},
         {"received_on.month", "5"},
         {"received_on.year", "2026"},
         {"received_from", "canary-mother"}}
    );
    const std::string address = "/cases/" + matter.record.text() + "/list";
    const std::string plain = text(address, {});
    EXPECT_THAT(plain, AllOf(HasSubstr("-E01"), HasSubstr("1 entry; every signature holds"), HasSubstr("Clothing")));
    EXPECT_THAT(plain, Not(HasSubstr("canary")));
    EXPECT_THAT(text(address, {{"words", "included"}}), AllOf(HasSubstr("canary-name"), HasSubstr("canary-mother")));
    EXPECT_THAT(text(address, {{"words", "included"}, {"naming", "pseudonymised"}}), Not(HasSubstr("canary-mother")))
        << "who gave it stands only beside names";
}

TEST_F(DocumentsOfExpertise, the_page_of_a_case_offers_the_list_of_evidence)
{
    const std::string address = "/cases/" + matter.record.text() + "/documents";
    EXPECT_THAT(get(physician, address).body, AllOf(HasSubstr("List of evidence"), HasSubstr("Free words")));
    const auto made = post(
        physician, address, {{"kind", "evidence-list"}, {"language", "ru"}, {"format", "pdf"}, {"audience", "inside"}}
    );
    EXPECT_TRUE(made.body.starts_with("%PDF-"));
    EXPECT_THAT(made.headers.first("content-disposition").value_or(""), HasSubstr("evidence-list-ru.pdf"));
}

}  // namespace
}  // namespace panoh::reports
