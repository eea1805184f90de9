// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests for expertise and the review of a report by somebody else: services and pages.
#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/evaluation/module.hpp"
#include "modules/evaluation/review_records.hpp"
#include "modules/evaluation/service_request.hpp"
#include "web/pages/pages_test_support.hpp"

namespace panoh::evaluation {
namespace {

using web::testing::words_of;

Result<void> no_proof(web::PageContext& /*context*/)
{
    return fail(ErrorCode::denied, "nobody signs here", {msg("accounts.not_proven"), {}});
}

struct Expertise : WithEvaluations<casework::Pages> {
    Expertise()
    {
        for (web::Route& route : routes(no_proof, {})) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }
    static std::string of(const RecordId& id, const std::string& more = {})
    {
        return "/evaluations/" + id.text() + more;
    }
    RecordId asked_by_court(const RecordId& id, const Typed& more = {})
    {
        Typed typed{
            {"asked_by", "court"},
            {"asker", "canary-judge"},
            {"state", "asked"},
            {"questions.0.question", "Do the scars fit the account?"}};
        typed.insert(typed.end(), more.begin(), more.end());
        const auto outcome = enter(physician, id, "request_for_expertise", typed);
        for (const auto& problem : outcome.problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
        return outcome.record;
    }
    static Typed wanted(const char* year)
    {
        return {{"wanted_on.day", "3"}, {"wanted_on.month", "5"}, {"wanted_on.year", year}};
    }
    std::vector<WaitingRequest> waiting(Member& who)
    {
        who.new_request();
        auto found = waiting_requests(records(), who.caller());
        EXPECT_TRUE(found.has_value());
        return found ? std::move(*found) : std::vector<WaitingRequest>{};
    }
    RecordId open_review()
    {
        const auto outcome =
            open_evaluation(records(), physician.caller(), subject(), form_of(opening({{"kind", "review"}})), batch());
        EXPECT_TRUE(outcome && outcome->saved());
        return outcome ? outcome->evaluation : RecordId{};
    }
    SetOutcome answer(const RecordId& id, const char* set, const Typed& typed)
    {
        auto outcome = save_set(records(), physician.caller(), at(physician, id), set, form_of(typed), batch());
        EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().detail);
        return outcome ? std::move(*outcome) : SetOutcome{};
    }
    Contents contents(const RecordId& id)
    {
        return *contents_of(records(), physician.caller(), at(physician, id).draft);
    }
};

TEST_F(Expertise, a_request_waits_until_it_is_answered_or_declined)
{
    const RecordId id = open_one(physician);
    const RecordId request = asked_by_court(id);
    ASSERT_EQ(waiting(physician).size(), 1U);
    EXPECT_EQ(waiting(physician).front().asked_by, "court");
    const std::string form = of(id, "/requests/" + request.text() + "/taking");
    const web::Response refused = post(physician, form, {{"_base", "1"}, {"state", "declined"}});
    EXPECT_EQ(refused.status, 422) << "declining needs a reason";
    const web::Response declined =
        post(physician, form, {{"_base", "1"}, {"state", "declined"}, {"declined_reason", "Nobody is free"}});
    EXPECT_EQ(declined.status, 303) << words_of(declined.body);
    EXPECT_TRUE(waiting(physician).empty());
    EXPECT_THAT(words_of(get(physician, of(id, "/requests/" + request.text())).body), gt::HasSubstr("Nobody is free"));
}

TEST_F(Expertise, the_request_that_is_wanted_first_stands_first)
{
    const RecordId id = open_one(physician);
    const RecordId without = asked_by_court(id);
    const RecordId later = asked_by_court(id, wanted("2031"));
    const RecordId sooner = asked_by_court(id, wanted("2030"));
    const auto found = waiting(physician);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].request, sooner);
    EXPECT_EQ(found[1].request, later);
    EXPECT_EQ(found[2].request, without);
}

TEST_F(Expertise, a_coordinator_sees_that_a_request_waits_and_not_what_is_asked)
{
    const RecordId id = open_one(physician);
    asked_by_court(id, wanted("2030"));
    Member& coordinator = node.sign_in("coordinator");
    const web::Response page = get(coordinator, "/evaluations/requests");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(words_of(page.body), gt::AllOf(gt::HasSubstr("A-E-2026-0001"), gt::HasSubstr("Received")));
    for (const char* hidden : {"Court", "canary-judge", "scars"})
        EXPECT_THAT(words_of(page.body), gt::Not(gt::HasSubstr(hidden)));
    const auto found = waiting(coordinator);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_FALSE(found.front().readable);
    EXPECT_NE(get(coordinator, of(id, "/requests/" + found.front().request.text())).status, 200);
}

TEST_F(Expertise, ties_to_the_person_are_shown_and_not_judged)
{
    const RecordId id = open_one(physician);
    const RecordId request = asked_by_court(id);
    const std::string page = words_of(get(physician, of(id, "/requests/" + request.text())).body);
    EXPECT_THAT(page, gt::HasSubstr("Whether it is a conflict of interest, you decide"));
    EXPECT_THAT(page, gt::HasSubstr("Physician")) << "the lead works on the case for the person's care";
    const auto ties = ties_of(records(), physician.caller(), at(physician, id));
    ASSERT_EQ(ties.size(), 1U);
    EXPECT_EQ(ties.front().care_role, "physician");
    EXPECT_EQ(ties.front().treats, false) << "what the evaluator said";
    EXPECT_FALSE(ties.front().conflict) << "nobody asked yet";
}

TEST_F(Expertise, what_the_court_did_is_entered_and_a_stale_form_leads_to_the_merge)
{
    const RecordId id = open_one(physician);
    const RecordId request = asked_by_court(id);
    const std::string form = of(id, "/requests/" + request.text() + "/court");
    const Typed rejected{{"_base", "1"}, {"court", "rejected"}, {"court_reason", "The expert was not warned"}};
    EXPECT_EQ(post(physician, form, rejected).status, 303);
    EXPECT_THAT(
        words_of(get(physician, of(id, "/requests/" + request.text())).body),
        gt::AllOf(gt::HasSubstr("Rejected"), gt::HasSubstr("The expert was not warned"))
    );
    const auto kept = records().read(physician.caller(), request);
    EXPECT_EQ(text_of(*kept, "asker"), "canary-judge") << "other parts keep what they hold";
    const web::Response stale = post(physician, form, {{"_base", "1"}, {"court", "admitted"}});
    EXPECT_EQ(stale.status, 409);
}

TEST_F(Expertise, a_review_has_the_sections_of_a_report_about_a_report)
{
    const RecordId id = open_review();
    const Contents begun = contents(id);
    EXPECT_NE(section_of(begun, "conclusions"), nullptr);
    EXPECT_EQ(section_of(begun, "physical_examination"), nullptr);
    const std::string home = words_of(get(physician, of(id)).body);
    EXPECT_THAT(home, gt::AllOf(gt::HasSubstr("The report that is reviewed"), gt::HasSubstr("0 of 50 criteria")));
    EXPECT_THAT(home, gt::Not(gt::HasSubstr("Add a finding")));
}

TEST_F(Expertise, criteria_are_answered_set_by_set)
{
    const RecordId id = open_review();
    const web::Response form = get(physician, of(id, "/review/circumstances"));
    ASSERT_EQ(form.status, 200);
    EXPECT_THAT(form.body, gt::AllOf(gt::HasSubstr("Q05.answer"), gt::Not(gt::HasSubstr("Q09.answer"))));
    const web::Response saved_now = post(
        physician,
        of(id, "/review/circumstances"),
        {{"Q05.answer", "not_met"}, {"Q05.quotation", "canary-quotation"}, {"Q05.page", "2"}, {"Q05.base", "0"}}
    );
    ASSERT_EQ(saved_now.status, 303) << words_of(saved_now.body);
    const std::string page = words_of(get(physician, of(id, "/review")).body);
    EXPECT_THAT(page, gt::AllOf(gt::HasSubstr("canary-quotation"), gt::HasSubstr("1 of 8")));
    EXPECT_EQ(answers_in(review_of(contents(id))).at("Q05"), ReviewAnswer::not_met);
}

TEST_F(Expertise, an_answer_that_says_nothing_without_a_remark_needs_one)
{
    const RecordId id = open_review();
    const web::Response refused = post(
        physician,
        of(id, "/review/opinion"),
        {{"Q39.answer", "cannot_know"}, {"Q39.quotation", "canary-typed"}, {"Q39.base", "0"}}
    );
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, gt::AllOf(gt::HasSubstr("canary-typed"), gt::HasSubstr("error-summary")));
    EXPECT_TRUE(review_of(contents(id)).answers.empty());
}

TEST_F(Expertise, an_answer_that_is_blank_again_is_taken_out)
{
    const RecordId id = open_review();
    ASSERT_TRUE(answer(id, "opinion", {{"Q38.answer", "met"}, {"Q38.base", "0"}}).saved());
    ASSERT_TRUE(answer(id, "opinion", {{"Q38.base", "1"}}).saved());
    EXPECT_TRUE(review_of(contents(id)).answers.empty());
}

TEST_F(Expertise, nobody_writes_over_what_a_colleague_answered_meanwhile)
{
    const RecordId id = open_review();
    ASSERT_TRUE(answer(id, "opinion", {{"Q38.answer", "met"}, {"Q38.base", "0"}}).saved());
    const Typed late{{"Q38.answer", "not_met"}, {"Q38.base", "0"}, {"Q43.answer", "met"}, {"Q43.base", "0"}};
    const web::Response clash = post(physician, of(id, "/review/opinion"), late);
    EXPECT_EQ(clash.status, 409);
    EXPECT_THAT(words_of(clash.body), gt::HasSubstr("A colleague saved meanwhile"));
    EXPECT_EQ(review_of(contents(id)).answers.size(), 1U) << "nothing was written";
    const Typed untouched{{"Q38.base", "0"}, {"Q43.answer", "met"}, {"Q43.base", "0"}};
    EXPECT_TRUE(answer(id, "opinion", untouched).saved()) << "what was left as it was shown is no clash";
    EXPECT_EQ(answers_in(review_of(contents(id))).at("Q38"), ReviewAnswer::met);
}

TEST_F(Expertise, a_review_of_a_report_says_what_it_cannot_say)
{
    const RecordId id = open_review();
    Typed report{
        {"institution", "Bureau"},
        {"person_examined", "no"},
        {"documents", "Report No. 7"},
        {"dated.day", "3"},
        {"dated.month", "5"},
        {"dated.year", "2026"}};
    const auto refused = enter(physician, id, "reviewed_report", report);
    ASSERT_EQ(refused.problems.size(), 1U);
    EXPECT_EQ(refused.problems.front().field, "cannot_say");
    report.emplace_back("cannot_say", "Nothing about the body itself.");
    EXPECT_TRUE(enter(physician, id, "reviewed_report", report).saved());
    EXPECT_THAT(words_of(get(physician, of(id)).body), gt::HasSubstr("Nothing about the body itself."));
}

TEST_F(Expertise, what_a_review_concludes_is_signed)
{
    const RecordId id = open_review();
    const auto hash = [&] {
        return freeze(records(), physician.caller(), at(physician, id), false)->sha256;
    };
    const std::string before = hash();
    ASSERT_TRUE(answer(id, "opinion", {{"Q38.answer", "not_met"}, {"Q38.base", "0"}}).saved());
    EXPECT_NE(hash(), before);
}

TEST_F(Expertise, records_of_a_review_are_added_to_a_review_alone)
{
    const RecordId id = open_one(physician);
    EXPECT_EQ(get(physician, of(id, "/add/review_note")).status, 404);
    EXPECT_EQ(get(physician, of(id, "/review")).status, 404);
    EXPECT_EQ(get(physician, of(open_review(), "/review/weather")).status, 404);
}

TEST_F(Expertise, every_page_stands_in_both_languages)
{
    const RecordId id = open_review();
    const std::string request = "/requests/" + asked_by_court(id).text();
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        for (const std::string& address :
             {std::string("/evaluations/requests"),
              of(id),
              of(id, request),
              of(id, request + "/asked"),
              of(id, request + "/taking"),
              of(id, request + "/answers"),
              of(id, request + "/court"),
              of(id, "/review"),
              of(id, "/review/handling"),
              of(id, "/add/reviewed_report"),
              of(id, "/add/review_note")}) {
            const web::Response page = get(physician, address);
            EXPECT_EQ(page.status, 200) << address;
            for (const char* area : {"evaluation", "review", "type", "list"})
                EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("«" + std::string(area) + "."))) << address;
            EXPECT_THAT(web::testing::dangling_ids(page.body), gt::IsEmpty()) << address;
        }
    }
}

}  // namespace
}  // namespace panoh::evaluation
