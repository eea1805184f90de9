// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/pages.hpp"

#include "modules/casework/pages_for_test.hpp"
#include "modules/reports/module.hpp"
#include "modules/reports/pages_wish.hpp"
#include "modules/reports/text_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using casework::Inputs;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Method;

/// A case with an account of events, and its documents.
struct CaseDocuments : casework::Pages {
    casework::OpenedCase made = opened({casework::person(casework::one_name("Джамшед", "Рахмонов"))});
    std::string address = "/cases/" + made.record.text() + "/documents";

    CaseDocuments()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        web::Route as_text{
            Method::post,
            "/cases/{case}/text",
            web::Audience::ability("print"),
            web::AuditAction::none(),
            [](web::PageContext& context) {
                const Wish wish = sent_wish(context, {forms::Compartment::core, forms::Compartment::account});
                const auto document = case_chronology(context, context.path_record(), wish, {});
                return document ? web::Response::text(TextOf(document->document).text())
                                : web::error_page(context, document.error());
            }};
        router.add(Method::post, as_text.pattern, as_text);
    }

    RecordId add(const std::string& type, Inputs inputs)
    {
        const auto outcome = saved(worker, made.file, type, std::move(inputs));
        std::string wrong;
        for (const forms::FormProblem& problem : outcome.problems)
            wrong += problem.field + " ";
        EXPECT_TRUE(outcome.saved()) << type << ": " << wrong;
        return outcome.record;
    }
    std::string add_event(const std::string& course)
    {
        return add("event",
                   {{"heading", "Beating at the station"},
                    {"began.day", "3"},
                    {"began.month", "5"},
                    {"began.year", "2026"},
                    {"course", course}}
        ).text();
    }
    std::string add_act(const std::string& event, const std::string& method)
    {
        return add("act", {{"event", event}, {"person", person_of(made)}, {"method", method}}).text();
    }
    void agree(const std::string& purpose, const std::string& recipient)
    {
        const std::string form = "/files/" + made.persons.front().text() + "/new/consent";
        ASSERT_EQ(post(worker, form, {{"purpose", purpose}, {"answer", "yes"}, {"recipients", recipient}}).status, 303);
    }
    static Inputs wish(Inputs more)
    {
        Inputs inputs{{"language", "en"}, {"format", "pdf"}};
        inputs.insert(inputs.end(), more.begin(), more.end());
        return inputs;
    }
    std::string text(Inputs more)
    {
        return post(worker, "/cases/" + made.record.text() + "/text", wish(std::move(more))).body;
    }
};

TEST_F(CaseDocuments, the_page_asks_how_the_document_is_wanted)
{
    const auto page = get(worker, address);
    EXPECT_EQ(page.status, 200);
    for (const char* part :
         {"Language of the document", "Pseudonymised", "Password for the PDF", "Read it before it leaves"})
        EXPECT_THAT(page.body, HasSubstr(part));
    EXPECT_THAT(get(worker, "/cases/" + made.record.text()).body, HasSubstr(address));
}

TEST_F(CaseDocuments, for_the_own_file_need_no_consent_and_come_in_both_formats)
{
    add_event("Held against the wall.");
    const auto pdf = post(worker, address, wish({{"audience", "inside"}}));
    EXPECT_EQ(pdf.status, 200);
    EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
    EXPECT_THAT(pdf.headers.first("content-disposition").value_or(""), HasSubstr("chronology-en.pdf"));
    const auto docx = post(worker, address, {{"language", "ru"}, {"format", "docx"}, {"audience", "inside"}});
    EXPECT_TRUE(docx.body.starts_with("PK"));
    EXPECT_THAT(docx.headers.first("content-disposition").value_or(""), HasSubstr("chronology-ru.docx"));
    EXPECT_TRUE(node.records().of_file(worker.caller(), made.persons.front(), "disclosure")->empty());
}

TEST_F(CaseDocuments, for_somebody_outside_need_consent_and_are_entered_in_the_persons_file)
{
    const Inputs outside = wish({{"audience", "outside"}, {"recipient", "un"}});
    const auto refused = post(worker, address, outside);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Consent does not allow this"));
    agree("share_international", "un");
    EXPECT_EQ(post(worker, address, outside).status, 200);
    const auto noted = node.records().of_file(worker.caller(), made.persons.front(), "disclosure");
    ASSERT_EQ(noted->size(), 1U);
    EXPECT_THAT(text_at(noted->front().content.reveal(), "what"), HasSubstr(made.number));
}

TEST_F(CaseDocuments, keep_what_was_chosen_after_a_mistake_but_never_a_password)
{
    const auto again = post(
        worker,
        address,
        {{"language", "ru"}, {"format", "docx"}, {"audience", "inside"}, {"password", "secret words here"}}
    );
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("Only a PDF can have a password"));
    EXPECT_THAT(again.body, Not(HasSubstr("secret words here")));
    EXPECT_THAT(again.body, HasSubstr("value=\"docx\" checked"));
}

TEST_F(CaseDocuments, without_names_hold_no_name_in_any_form)
{
    add_event("Рахмонова держали в кабинете, сказала мать Джамшеда.");
    const std::string hidden = text({{"audience", "inside"}, {"naming", "pseudonymised"}});
    EXPECT_THAT(hidden, HasSubstr("Person 1 держали"));
    EXPECT_THAT(hidden, Not(HasSubstr("Рахмонов")));
    EXPECT_THAT(hidden, Not(HasSubstr("Джамшед")));
    EXPECT_THAT(text({{"audience", "inside"}, {"naming", "identified"}}), HasSubstr("Джамшед Рахмонов"));
}

TEST_F(CaseDocuments, have_events_with_acts_and_say_what_is_not_recorded)
{
    add_act(add_event("Held against the wall."), "A01");
    const std::string chronology = text({{"audience", "inside"}});
    EXPECT_THAT(chronology, HasSubstr("3 May 2026"));
    EXPECT_THAT(chronology, HasSubstr("Act. Person 1"));
    EXPECT_THAT(chronology, HasSubstr("No source is recorded."));
    EXPECT_THAT(chronology, HasSubstr("Beating at the station. Not recorded:"));
}

TEST_F(CaseDocuments, leave_sexual_violence_out_unless_the_person_agreed_to_that)
{
    const std::string event = add_event("Held against the wall.");
    add_act(event, "H01");
    EXPECT_THAT(text({{"audience", "inside"}}), Not(HasSubstr("Act. ")));
    agree("sexual_violence_findings", "un");
    EXPECT_THAT(text({{"audience", "inside"}}), HasSubstr("Act. "));
    EXPECT_THAT(text({{"audience", "outside"}, {"recipient", "justice"}}), Not(HasSubstr("Act. ")));
}

TEST_F(CaseDocuments, name_a_source_by_its_kind_alone_when_it_asked_for_that)
{
    add("source", {{"heading", "Neighbour from the second floor"}, {"kind", "eyewitness"}, {"naming", "unnamed"}});
    const std::string chronology = text({{"audience", "inside"}, {"naming", "identified"}});
    EXPECT_THAT(chronology, HasSubstr("S1 | "));
    EXPECT_THAT(chronology, Not(HasSubstr("Neighbour")));
}

TEST_F(CaseDocuments, measure_unregistered_time_and_put_what_differs_beside_the_first_version)
{
    const std::string person = person_of(made);
    const RecordId first =
        add("detention",
            {{"person", person},
             {"taken.year", "2026-05-03"},
             {"taken_time", "06:30"},
             {"registered.year", "2026-05-05"},
             {"registered_time", "10:00"}});
    add("detention",
        {{"person", person},
         {"version_of", first.text()},
         {"taken.year", "2026-05-03"},
         {"taken_time", "17:40"},
         {"registered.year", "2026-05-05"},
         {"registered_time", "10:00"}});
    const std::string chronology = text({{"audience", "inside"}});
    EXPECT_THAT(chronology, HasSubstr("*Unregistered time: *51 h 30 min"));
    EXPECT_THAT(chronology, HasSubstr("40 h 20 min"));
    EXPECT_THAT(chronology.substr(chronology.find("\npage\n")), HasSubstr("06:30 (no source named) and 17:40"));
    EXPECT_THAT(chronology, HasSubstr("Safeguards are not recorded."));
}

TEST_F(CaseDocuments, call_nobody_guilty_before_a_court_has_said_so)
{
    add("involvement",
        {{"event", add_event("Held against the wall.")}, {"role", "carried_out"}, {"label", "the tall one"}});
    const std::string chronology = text({{"audience", "inside"}, {"naming", "identified"}});
    EXPECT_THAT(chronology, HasSubstr("td: the tall one, alleged perpetrator"));
    EXPECT_THAT(chronology, HasSubstr("nobody is guilty before a court has said so"));
    EXPECT_THAT(text({{"audience", "inside"}}), HasSubstr("td: alleged perpetrator 1"));
}

TEST_F(CaseDocuments, are_not_for_who_may_not_read_the_case)
{
    casework::Member& other = node.sign_in("other_worker");
    EXPECT_NE(get(other, address).status, 200);
    EXPECT_NE(post(other, address, wish({{"audience", "inside"}})).status, 200);
}

}  // namespace
}  // namespace panoh::reports
