// SPDX-License-Identifier: AGPL-3.0-or-later
// Documents before, at and after signing.
#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/files/making.hpp"
#include "modules/reports/module.hpp"
#include "modules/reports/pages.hpp"
#include "modules/reports/pages_wish.hpp"
#include "modules/reports/text_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using casework::Inputs;
using evaluation::SignedReport;
using ::panoh::testing::Member;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Method;

/// An evaluation that is signed by the program's own document.
struct SignedDocuments : evaluation::WithEvaluations<casework::Pages> {
    RecordId begun = open_one(physician);
    std::string address = "/evaluations/" + begun.text() + "/documents";

    SignedDocuments()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        add_route("/evaluations/{evaluation}/text", [](web::PageContext& context) {
            const Wish wish = sent_wish(context, {forms::Compartment::core, forms::Compartment::medical});
            const auto document = evaluation_report(context, context.path_record(), wish, {});
            return document ? web::Response::text(TextOf(document->document).text())
                            : web::error_page(context, document.error());
        });
        add_route("/evaluations/{evaluation}/offer", [](web::PageContext& context) {
            const auto opened = evaluation::opened(context.records(), context.caller(), context.path_record());
            const bool apart = context.request().form.text("part") == "apart";
            const auto frozen = evaluation::freeze(context.records(), context.caller(), *opened, apart);
            const auto made = report_maker()(context, *opened, apart, *frozen);
            if (!made) return web::error_page(context, made.error());
            const auto done = evaluation::offer_text(
                context.records(), context.caller(), *opened, apart, *frozen, *made, !apart, context.batch()
            );
            return done ? web::Response::text("done") : web::error_page(context, done.error());
        });
    }
    void add_route(const char* pattern, web::PageHandler handler)
    {
        web::Route route{
            Method::post, pattern, web::Audience::ability("print"), web::AuditAction::none(), std::move(handler)};
        router.add(Method::post, route.pattern, route);
    }
    std::string text(const std::string& kind = "report", const std::string& in_language = "en", Inputs more = {})
    {
        more.insert(more.end(), {{"kind", kind}, {"language", in_language}, {"format", "pdf"}, {"audience", "inside"}});
        const bool named =
            std::any_of(more.begin(), more.end(), [](const auto& each) { return each.first == "naming"; });
        if (!named) more.emplace_back("naming", "identified");
        return post(physician, "/evaluations/" + begun.text() + "/text", more).body;
    }
    void sign_it(bool apart = false)
    {
        ASSERT_EQ(
            post(physician, "/evaluations/" + begun.text() + "/offer", {{"part", apart ? "apart" : "draft"}}).body,
            "done"
        );
        const auto outcome = signed_by(physician, begun, apart);
        ASSERT_TRUE(outcome.has_value() && outcome->saved());
    }
    SignedReport report()
    {
        physician.new_request();
        auto found = evaluation::signed_report(records(), physician.caller(), at(physician, begun), false);
        EXPECT_TRUE(found.has_value() && found->has_value());
        return std::move(**found);
    }
    void add(const char* reason)
    {
        physician.new_request();
        const auto outcome = evaluation::add_addendum(
            records(),
            physician.caller(),
            at(physician, begun),
            false,
            evaluation::form_of(
                {{"reason", reason}, {"text", "canary-addendum"}, {"changes_degree", "no"}, {"truthful", "yes"}}
            ),
            batch()
        );
        ASSERT_TRUE(outcome.has_value() && outcome->saved());
    }
};

TEST_F(SignedDocuments, say_draft_on_every_page_until_all_have_signed)
{
    EXPECT_THAT(text(), HasSubstr("head: DRAFT · "));
    EXPECT_THAT(text("certificate", "ru"), HasSubstr("head: ПРОЕКТ · "));
    sign_it();
    EXPECT_THAT(text(), Not(HasSubstr("DRAFT")));
}

TEST_F(SignedDocuments, to_be_signed_have_the_same_bytes_for_the_same_revisions)
{
    scar(physician, begun, {{"shape", "canary-shape"}});
    const auto made = [&] {
        physician.new_request();
        web::Request request;
        const web::Parameters nothing;
        web::Viewer viewer;
        viewer.actor = physician.actor();
        viewer.keys = &physician.keys();
        web::PageContext context(services, request, nothing, std::move(viewer), "en");
        const auto opened = evaluation::opened(records(), physician.caller(), begun);
        const auto frozen = evaluation::freeze(records(), physician.caller(), *opened, false);
        const auto files = report_maker()(context, *opened, false, *frozen);
        EXPECT_TRUE(files.has_value());
        return files ? files->pdf.reveal() + files->docx.reveal() : std::string();
    };
    const std::string first = made();
    node.clock().advance(std::chrono::hours(30));
    enter(physician, begun, "review_remark", {{"remark", "A word"}});
    EXPECT_EQ(made(), first) << "day, chain and drafting aids are not in it";
    scar(physician, begun);
    EXPECT_NE(made(), first);
}

TEST_F(SignedDocuments, are_made_from_what_was_signed_and_not_from_what_changed_later)
{
    const auto request = enter(
        physician,
        begun,
        "request_for_expertise",
        {{"asked_by", "lawyer"}, {"asker", "Signed asker"}, {"state", "asked"}}
    );
    scar(physician, begun, {{"shape", "canary-shape"}});
    sign_it();
    physician.new_request();
    const evaluation::Opened now = at(physician, begun);
    const records::FormChange change{"request_for_expertise", now.line.file, request.record, 1};
    const auto changed = evaluation::save_part(
        records(),
        physician.caller(),
        now,
        change,
        evaluation::form_of({{"asked_by", "lawyer"}, {"asker", "Later asker"}, {"state", "accepted"}}),
        batch()
    );
    ASSERT_TRUE(changed.has_value() && changed->saved());
    const std::string version = text("report", "ru");
    EXPECT_THAT(version, HasSubstr("Signed asker"));
    EXPECT_THAT(version, Not(HasSubstr("Later asker")));
    EXPECT_THAT(version, HasSubstr("canary-shape"));
    EXPECT_THAT(version, HasSubstr(report().text.sha256));
    const std::string without = text("report", "en", {{"naming", "pseudonymised"}});
    for (const char* name : {"Canary", "Orchard", "Dr Example"})
        EXPECT_THAT(without, Not(HasSubstr(name)));
}

TEST_F(SignedDocuments, give_the_signed_files_with_their_fingerprints)
{
    sign_it();
    const std::string page = get(physician, address).body;
    const SignedReport kept = report();
    for (const files::Attachment& file : kept.text.files) {
        EXPECT_THAT(page, HasSubstr(file.sha256));
        EXPECT_THAT(page, HasSubstr("/attachments/" + file.record.text() + "/download"));
    }
    const auto bytes = files::bytes_of_attachment(node.vault(), *kept.text.of_type(evaluation::pdf_type));
    ASSERT_TRUE(bytes.has_value());
    EXPECT_TRUE(bytes->reveal().starts_with("%PDF-"));
}

TEST_F(SignedDocuments, name_their_addenda_and_say_first_that_a_report_was_withdrawn)
{
    sign_it();
    add("new_result");
    EXPECT_THAT(text(), HasSubstr("note: Added after signing: Addendum 1"));
    EXPECT_THAT(text(), HasSubstr("canary-addendum"));
    EXPECT_THAT(text(), Not(HasSubstr("WITHDRAWN")));
    add("withdrawn");
    for (const char* kind : {"report", "signatures"}) {
        const std::string made = text(kind);
        EXPECT_THAT(made, HasSubstr("note: THIS REPORT WAS WITHDRAWN")) << kind;
        EXPECT_LT(made.find("WITHDRAWN"), made.find("h2:")) << kind;
    }
    EXPECT_THAT(get(physician, address).body, HasSubstr("This report was withdrawn"));
}

TEST_F(SignedDocuments, have_a_sheet_that_says_who_signed_which_files)
{
    EXPECT_THAT(text("signatures"), Not(HasSubstr("h1:"))) << "nobody has signed";
    sign_it();
    const std::string sheet = text("signatures");
    EXPECT_THAT(sheet, HasSubstr("td: Dr Example | Here | "));
    EXPECT_THAT(sheet, HasSubstr("td: PDF | " + report().text.of_type(evaluation::pdf_type)->sha256));
}

TEST_F(SignedDocuments, are_for_the_lawyer_when_they_are_signed_and_not_before)
{
    Member& lawyer = on_case("lawyer");
    ASSERT_TRUE(evaluation::assign(
        records(), physician.caller(), at(physician, begun), lawyer.actor().user, "lawyer", false, batch()
    ));
    EXPECT_NE(get(lawyer, address).status, 200);
    sign_it();
    EXPECT_EQ(get(lawyer, address).status, 200);
    EXPECT_EQ(
        post(
            lawyer, address, {{"kind", "report"}, {"language", "en"}, {"format", "pdf"}, {"audience", "inside"}}
        ).status,
        200
    );
}

TEST_F(SignedDocuments, keep_apart_what_is_kept_apart_and_make_the_annex_under_its_consent_alone)
{
    const auto made = evaluation::open_apart(
        records(),
        physician.caller(),
        at(physician, begun),
        evaluation::form_of({{"no_consent_reason", "on paper"}}),
        batch()
    );
    ASSERT_TRUE(made.has_value() && made->saved());
    physician.new_request();
    scar(physician, begun, {{"shape", "canary-apart"}}, true);
    sign_it(true);
    for (const char* kind : {"report", "certificate"})
        EXPECT_THAT(text(kind), Not(HasSubstr("canary-apart"))) << kind;
    const Inputs wish{{"kind", "annex"}, {"language", "en"}, {"format", "pdf"}, {"audience", "inside"}};
    EXPECT_EQ(post(physician, address, wish).status, 422) << "no consent to such findings";
    saved(
        worker,
        matter.persons.front(),
        "consent",
        {{"purpose", "sexual_violence_findings"},
         {"answer", "yes"},
         {"form", "signature"},
         {"given_on", "2026-01-10"},
         {"language", "en"}}
    );
    EXPECT_EQ(post(physician, address, wish).status, 200);
    EXPECT_THAT(text("annex"), HasSubstr("canary-apart"));
    Member& colleague = node.sign_in("psychologist");
    physician.new_request();
    ASSERT_TRUE(evaluation::assign(
        records(), physician.caller(), at(physician, begun), colleague.actor().user, "evaluator", false, batch()
    ));
    EXPECT_THAT(get(colleague, address).body, Not(HasSubstr("value=\"annex\"")));
    EXPECT_NE(post(colleague, address, wish).status, 200);
}

}  // namespace
}  // namespace panoh::reports
