// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/evaluation/module.hpp"
#include "web/pages/pages_test_support.hpp"

namespace panoh::evaluation {
namespace {

using web::testing::words_of;

/// The second factor of a test: the code that stands for a right one.
Result<void> proof_of_test(web::PageContext& context)
{
    if (context.request().form.text("code") == "123456") return {};
    return fail(ErrorCode::denied, "a proof was not right", {msg("accounts.not_proven"), {}});
}

struct Pages : WithEvaluations<casework::Pages> {
    Pages()
    {
        const ReportMaker makes = [](web::PageContext&, const Opened&, bool, const Frozen&) -> Result<ReportFiles> {
            return drawn();
        };
        for (web::Route& route : routes(proof_of_test, makes)) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }
    static std::string of(const RecordId& id, const std::string& more = {})
    {
        return "/evaluations/" + id.text() + more;
    }
};

TEST_F(Pages, an_evaluation_is_opened_from_the_case_and_says_what_was_consented_to)
{
    const std::string of_case = "/cases/" + matter.record.text() + "/evaluations";
    const std::string form = of_case + "/new/" + subject().person.text();
    EXPECT_THAT(get(physician, of_case).body, gt::HasSubstr(form));
    const web::Response shown = get(physician, form);
    ASSERT_EQ(shown.status, 200);
    EXPECT_THAT(words_of(shown.body), gt::HasSubstr("No consent in force"));
    EXPECT_THAT(words_of(shown.body), gt::HasSubstr("You work on this case as: Physician"));
    const web::Response missing =
        post(physician, form, opening({{"no_consent_reason", ""}, {"printed_name", "Canary"}}));
    EXPECT_EQ(missing.status, 422);
    EXPECT_THAT(missing.body, gt::AllOf(gt::HasSubstr("Canary"), gt::HasSubstr("error-summary")));
    const web::Response saved_now = post(physician, form, opening());
    ASSERT_EQ(saved_now.status, 303) << words_of(saved_now.body);
    const web::Response home = get(physician, target_of(saved_now));
    ASSERT_EQ(home.status, 200);
    EXPECT_THAT(words_of(home.body), gt::HasSubstr("A-E-2026-0001"));
    EXPECT_THAT(words_of(get(physician, "/evaluations").body), gt::HasSubstr("A-E-2026-0001"));
}

TEST_F(Pages, every_page_stands_in_both_languages)
{
    const RecordId id = open_one(physician);
    const RecordId finding = scar(physician, id);
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        for (const std::string& more :
             {std::string(),
              std::string("/team"),
              std::string("/findings"),
              std::string("/findings/") + finding.text(),
              std::string("/findings/") + finding.text() + "/marks",
              std::string("/quality"),
              std::string("/sign"),
              std::string("/apart"),
              std::string("/sections/narrative"),
              std::string("/sections/case_information"),
              std::string("/add/sitting"),
              std::string("/add/conclusion"),
              std::string("/add/psychological_finding"),
              std::string("/add/request_for_expertise"),
              std::string("/records/") + id.text(),
              std::string("/records/") + finding.text()}) {
            const web::Response page = get(physician, of(id, more));
            EXPECT_EQ(page.status, 200) << more;
            for (const char* area : {"evaluation", "type", "list", "accounts", "sign_in", "account"})
                EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("«" + std::string(area) + "."))) << more;
            EXPECT_THAT(web::testing::dangling_ids(page.body), gt::IsEmpty()) << more;
        }
    }
}

TEST_F(Pages, a_lawyer_sees_the_request_and_never_the_draft)
{
    const RecordId id = open_one(physician);
    scar(physician, id, {{"said", "canary-said"}});
    Member& lawyer = on_case("lawyer");
    ASSERT_EQ(post(physician, of(id, "/team"), {{"user", lawyer.actor().user.text()}, {"part", "lawyer"}}).status, 303);
    const web::Response home = get(lawyer, of(id));
    ASSERT_EQ(home.status, 200);
    EXPECT_THAT(words_of(home.body), gt::HasSubstr("Who asked, and what"));
    EXPECT_THAT(home.body, gt::Not(gt::HasSubstr("canary-said")));
    EXPECT_EQ(get(lawyer, of(id, "/findings")).status, 403);
    EXPECT_EQ(get(lawyer, of(id, "/quality")).status, 403);
    EXPECT_EQ(get(worker, of(id)).status, 404) << "the team of the case does not know of it";
}

TEST_F(Pages, a_finding_is_marked_by_pointer_and_from_the_list)
{
    const RecordId id = open_one(physician);
    const RecordId finding = scar(physician, id);
    const std::string marks = of(id, "/findings/" + finding.text() + "/marks");
    const web::Response page = get(physician, marks + "?view=D04");
    ASSERT_EQ(page.status, 200);
    EXPECT_THAT(page.body, gt::AllOf(gt::HasSubstr("type=\"image\""), gt::HasSubstr("/drawings/D04")));
    EXPECT_EQ(post(physician, marks, {{"view", "D04"}, {"at.x", "1"}, {"at.y", "1"}}).status, 422) << "beside the body";
    EXPECT_EQ(post(physician, marks, {{"view", "D04"}, {"at.x", "x"}, {"at.y", "-"}}).status, 422);
    EXPECT_EQ(post(physician, marks, {{"view", "D04"}, {"place", "9999"}}).status, 422);
    ASSERT_EQ(post(physician, marks, {{"view", "D04"}, {"at.x", "140"}, {"at.y", "200"}}).status, 303);
    ASSERT_EQ(post(physician, marks, {{"view", "D04"}, {"place", "0"}}).status, 303);
    const web::Response image = get(physician, of(id, "/findings/" + finding.text() + "/drawings/D04"));
    EXPECT_EQ(image.status, 200);
    EXPECT_THAT(image.body, gt::AllOf(gt::HasSubstr("<circle"), gt::HasSubstr(">1</text>")));
    EXPECT_EQ(get(physician, of(id, "/findings/" + finding.text() + "/drawings/D99")).status, 404);
    const auto contents = contents_of(records(), physician.caller(), at(physician, id).draft);
    EXPECT_EQ(contents->marks.size(), 2U);
}

TEST_F(Pages, a_degree_that_breaks_a_rule_comes_back_with_what_was_typed)
{
    const RecordId id = open_one(physician);
    const web::Response page = post(
        physician, of(id, "/add/conclusion"), {{"scope", "overall"}, {"degree", "C0"}, {"reason", "canary-reason"}}
    );
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, gt::AllOf(gt::HasSubstr("canary-reason"), gt::HasSubstr("error-summary")));
}

TEST_F(Pages, the_list_of_quality_links_each_item_to_its_answer)
{
    const RecordId id = open_one(physician);
    const web::Response page = get(physician, of(id, "/quality"));
    EXPECT_THAT(page.body, gt::HasSubstr(of(id, "/sections/narrative")));
    EXPECT_THAT(page.body, gt::HasSubstr("item=Q17"));
    EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("print=1"))) << "a drafting aid is never printed";
    EXPECT_EQ(get(physician, of(id, "/quality?print=1")).status, 303);
    const web::Response answered = post(
        physician,
        of(id, "/add/quality_answer"),
        {{"item", "Q17"}, {"answer", "not_applicable"}, {"reason", "A review of papers"}}
    );
    ASSERT_EQ(answered.status, 303);
    EXPECT_THAT(words_of(get(physician, of(id, "/quality")).body), gt::HasSubstr("Not applicable"));
}

TEST_F(Pages, a_reviewer_writes_a_remark_and_it_is_answered)
{
    const RecordId id = open_one(physician);
    ASSERT_EQ(post(physician, of(id, "/add/review_remark"), {{"remark", "canary-remark"}}).status, 303);
    const auto contents = contents_of(records(), physician.caller(), at(physician, id).draft);
    const std::string remark = contents->remarks.front().id.text();
    ASSERT_EQ(
        post(
            physician, of(id, "/remarks/" + remark), {{"state", "taken_up"}, {"answer-" + remark, "canary-answer"}}
        ).status,
        303
    );
    EXPECT_THAT(
        get(physician, of(id, "/quality")).body,
        gt::AllOf(gt::HasSubstr("canary-remark"), gt::HasSubstr("canary-answer"))
    );
}

TEST_F(Pages, signing_asks_for_the_second_factor_and_shows_what_is_signed)
{
    const RecordId id = open_one(physician);
    EXPECT_THAT(words_of(get(physician, of(id, "/sign")).body), gt::HasSubstr("Cannot be signed like this"));
    EXPECT_EQ(post(physician, of(id, "/ready"), {{"do", "ready"}}).status, 422);
    const auto restrictions = section(physician, id, "restrictions");
    ASSERT_EQ(
        post(
            physician,
            of(id, "/sections/restrictions"),
            {{"text", "The draft is a test"},
             {"state", "complete"},
             {"_cited", "yes"},
             {"_base", std::to_string(restrictions.revision)}}
        ).status,
        303
    );
    ASSERT_EQ(post(physician, of(id, "/ready"), {{"do", "ready"}}).status, 303);
    const auto frozen = freeze(records(), physician.caller(), at(physician, id), false);
    const web::Response page = get(physician, of(id, "/sign"));
    EXPECT_THAT(page.body, gt::AllOf(gt::HasSubstr(frozen->sha256), gt::HasSubstr("The draft is a test")));
    const Typed signature{
        {"truthful", "yes"}, {"place", "Canary town"}, {"sha256", frozen->sha256}, {"code", "000000"}};
    const web::Response refused = post(physician, of(id, "/sign"), signature);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, gt::HasSubstr("Canary town"));
    Typed right = signature;
    right.back().second = "123456";
    ASSERT_EQ(post(physician, of(id, "/sign"), right).status, 303);
    EXPECT_THAT(words_of(get(physician, of(id, "/sign")).body), gt::HasSubstr("Counts"));
    EXPECT_EQ(at(physician, id).line.state, "signed");
    EXPECT_EQ(get(physician, of(id, "/sections/narrative")).status, 200) << "to be read";
    EXPECT_EQ(get(physician, of(id, "/addendum")).status, 200);
}

}  // namespace
}  // namespace panoh::evaluation
