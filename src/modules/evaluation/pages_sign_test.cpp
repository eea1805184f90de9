// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages of signing, of what comes after, and lines of My work.
#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/evaluation/module.hpp"
#include "records/registers.hpp"
#include "web/pages/pages_test_support.hpp"

namespace panoh::evaluation {
namespace {

using web::testing::words_of;

struct SigningPages : WithEvaluations<casework::Pages> {
    RecordId id = open_one(physician);

    SigningPages()
    {
        const SecondFactor proves = [](web::PageContext&) -> Result<void> {
            return {};
        };
        const ReportMaker makes = [](web::PageContext&, const Opened&, bool, const Frozen&) -> Result<ReportFiles> {
            return drawn();
        };
        for (web::Route& route : routes(proves, makes)) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        services.work_providers = {work_of_evaluations};
    }
    [[nodiscard]] std::string of(const std::string& more = {}) const { return "/evaluations/" + id.text() + more; }
    void sign_it()
    {
        ready(physician, id);
        ASSERT_TRUE(signed_by(physician, id)->saved());
    }
    void write_rule()
    {
        Member& coordinator = node.sign_in("coordinator");
        const auto file = records::own_register(records(), coordinator.caller());
        ASSERT_TRUE(file.has_value());
        vault::Batch writing;
        writing.id = batch();
        writing.records.push_back(records::new_record(
            node.vault().random(),
            "organisation_profile",
            *file,
            {{"draft_rule_on", "2020-01-01"}},
            {{"name", "House"}, {"draft_rule", "Canary rule: a month after signing."}}
        ));
        ASSERT_TRUE(records().write(coordinator.caller(), std::move(writing)));
    }
    std::vector<std::string> work(Member& who)
    {
        std::vector<std::string> found;
        who.new_request();
        const web::Request request;
        const web::Parameters nothing;
        web::Viewer viewer;
        viewer.actor = who.actor();
        viewer.keys = &who.keys();
        web::PageContext context(services, request, nothing, std::move(viewer), "en");
        const auto lines = work_of_evaluations(context, {false, context.today(), {}});
        EXPECT_TRUE(lines.has_value()) << (lines ? "" : lines.error().detail);
        for (const web::WorkItem& line : lines ? *lines : std::vector<web::WorkItem>{})
            found.push_back(context.text(line.what.id, line.what.arguments));
        return found;
    }
};

TEST_F(SigningPages, whoever_signs_reads_the_document_first_and_a_changed_draft_needs_a_new_one)
{
    ready(physician, id);
    const web::Response page = get(physician, of("/sign"));
    EXPECT_THAT(page.body, gt::HasSubstr("/download"));
    EXPECT_THAT(page.body, gt::HasSubstr("name=\"passphrase\""));
    scar(physician, id);
    const web::Response changed = get(physician, of("/sign"));
    EXPECT_THAT(words_of(changed.body), gt::HasSubstr("There is no document of what stands here now"));
    EXPECT_THAT(changed.body, gt::Not(gt::HasSubstr("name=\"passphrase\"")));
    ASSERT_EQ(post(physician, of("/ready"), {{"do", "document"}}).status, 303);
    EXPECT_THAT(get(physician, of("/sign")).body, gt::HasSubstr("name=\"passphrase\""));
}

TEST_F(SigningPages, a_signed_report_shows_its_files_with_their_fingerprints)
{
    sign_it();
    const web::Response page = get(physician, of("/sign"));
    physician.new_request();
    const auto report = signed_report(records(), physician.caller(), at(physician, id), false);
    for (const files::Attachment& file : (*report)->text.files)
        EXPECT_THAT(page.body, gt::HasSubstr(file.sha256));
    EXPECT_THAT(page.body, gt::HasSubstr(of("/draft-destruction")));
}

TEST_F(SigningPages, a_withdrawn_report_says_so_before_everything_else)
{
    sign_it();
    ASSERT_EQ(
        post(
            physician,
            of("/addendum"),
            {{"reason", "withdrawn"}, {"text", "canary-why"}, {"changes_degree", "no"}, {"truthful", "yes"}}
        ).status,
        303
    );
    EXPECT_THAT(words_of(get(physician, of("/sign")).body), gt::HasSubstr("This report was withdrawn"));
    EXPECT_THAT(words_of(get(physician, of()).body), gt::HasSubstr("This report was withdrawn"));
}

TEST_F(SigningPages, an_addendum_with_a_mistake_keeps_what_was_typed)
{
    EXPECT_EQ(get(physician, of("/addendum")).status, 422) << "nothing is signed";
    sign_it();
    const web::Response refused = post(physician, of("/addendum"), {{"text", "canary-text"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, gt::HasSubstr("canary-text"));
}

TEST_F(SigningPages, a_draft_without_a_rule_is_not_destroyed_and_the_page_says_why)
{
    sign_it();
    const web::Response page = get(physician, of("/draft-destruction"));
    ASSERT_EQ(page.status, 200);
    EXPECT_THAT(words_of(page.body), gt::HasSubstr("no written rule"));
    EXPECT_THAT(page.body, gt::Not(gt::HasSubstr("name=\"reason\"")));
    EXPECT_EQ(post(physician, of("/draft-destruction"), {{"reason", "canary"}}).status, 422);
}

TEST_F(SigningPages, a_draft_goes_by_two_people_and_the_home_says_calmly_what_happened)
{
    write_rule();
    Member& lawyer = on_case("lawyer");
    ASSERT_TRUE(assign(records(), physician.caller(), at(physician, id), lawyer.actor().user, "lawyer", false, batch())
    );
    sign_it();
    EXPECT_THAT(get(physician, of("/draft-destruction")).body, gt::HasSubstr("Canary rule"));
    EXPECT_EQ(post(physician, of("/draft-destruction"), {{"reason", ""}}).status, 422);
    ASSERT_EQ(post(physician, of("/draft-destruction"), {{"reason", "canary-reason"}}).status, 303);
    EXPECT_THAT(work(lawyer), gt::Contains(gt::HasSubstr("your answer is asked")));
    EXPECT_EQ(post(lawyer, of("/draft-destruction/answer"), {{"do", "agree"}, {"answer", ""}}).status, 422);
    ASSERT_EQ(post(lawyer, of("/draft-destruction/answer"), {{"do", "agree"}, {"answer", "canary-yes"}}).status, 303);
    const std::string home = get(physician, of()).body;
    EXPECT_THAT(words_of(home), gt::HasSubstr("The draft was destroyed by a written rule"));
    EXPECT_THAT(
        home, gt::AllOf(gt::HasSubstr("Canary rule"), gt::HasSubstr("canary-reason"), gt::HasSubstr("canary-yes"))
    );
    EXPECT_NE(get(physician, of("/findings")).status, 200);
}

TEST_F(SigningPages, my_work_tells_evaluators_what_waits_for_them)
{
    EXPECT_THAT(work(physician), gt::Contains(gt::HasSubstr("not begun")));
    enter(physician, id, "sitting", {{"held_on", "2026-01-10"}, {"done", "interview"}, {"setting", "free"}});
    ASSERT_TRUE(enter(physician, id, "review_remark", {{"remark", "A word"}}).saved());
    EXPECT_THAT(work(physician), gt::Contains(gt::HasSubstr("1 remark waits for an answer")));
    ready(physician, id);
    EXPECT_THAT(work(physician), gt::Contains(gt::HasSubstr("Your signature is waited for")));
    ASSERT_TRUE(signed_by(physician, id)->saved());
    EXPECT_THAT(work(physician), gt::Not(gt::Contains(gt::HasSubstr("signature"))));
    ASSERT_EQ(post(physician, of("/holds"), {{"reason", "addendum"}}).status, 303);
    EXPECT_THAT(work(physician), gt::Contains(gt::HasSubstr("An addendum is being written")));
}

TEST_F(SigningPages, my_work_tells_the_lawyer_that_a_report_was_signed_and_nothing_of_the_draft)
{
    Member& lawyer = on_case("lawyer");
    ASSERT_TRUE(assign(records(), physician.caller(), at(physician, id), lawyer.actor().user, "lawyer", false, batch())
    );
    physician.new_request();
    ASSERT_TRUE(enter(physician, id, "review_remark", {{"remark", "A word"}}).saved());
    EXPECT_TRUE(work(lawyer).empty());
    sign_it();
    EXPECT_THAT(work(lawyer), gt::ElementsAre("A report was signed"));
}

TEST_F(SigningPages, a_dispute_is_entered_and_ended_by_who_entered_it)
{
    Member& lawyer = on_case("lawyer");
    ASSERT_TRUE(assign(records(), physician.caller(), at(physician, id), lawyer.actor().user, "lawyer", false, batch())
    );
    sign_it();
    EXPECT_EQ(post(lawyer, of("/holds"), {{"reason", ""}}).status, 422);
    ASSERT_EQ(post(lawyer, of("/holds"), {{"reason", "dispute"}, {"note", "canary-note"}}).status, 303);
    const std::string page = get(lawyer, of("/sign")).body;
    EXPECT_THAT(page, gt::HasSubstr("canary-note"));
    lawyer.new_request();
    const auto holds = holds_of(records(), lawyer.caller(), at(lawyer, id), false);
    ASSERT_EQ(holds->size(), 1U);
    ASSERT_EQ(post(lawyer, of("/holds/" + holds->front().record.text() + "/end"), {}).status, 303);
    EXPECT_THAT(get(lawyer, of("/sign")).body, gt::Not(gt::HasSubstr("canary-note")));
}

}  // namespace
}  // namespace panoh::evaluation
