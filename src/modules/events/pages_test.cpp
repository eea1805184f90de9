// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/events_for_test.hpp"
#include "web/pages/pages_test_support.hpp"

#include <gmock/gmock.h>

namespace panoh::events {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::testing::words_of;

struct EventPages : AccountPages {
    std::string words(const std::string& address) { return words_of(get(worker, address).body); }

    RecordId detention(Inputs more = {})
    {
        Inputs inputs{{"person", victim}, {"taken.year", "2026-05-03"}, {"taken_time", "06:30"}};
        inputs.insert(inputs.end(), more.begin(), more.end());
        return add("detention", std::move(inputs));
    }
    RecordId statement(const char* kind, const char* taker, const char* day, const char* told)
    {
        return add(
            "statement",
            {{"person", victim},
             {"kind", kind},
             {"taker", taker},
             {"given_on.year", day},
             {"told", told},
             {"words", "canary-words"}}
        );
    }
};

TEST_F(EventPages, an_empty_case_says_what_to_do)
{
    EXPECT_THAT(words(of("/events")), AllOf(HasSubstr("Nothing is written down yet"), HasSubstr("Add an event")));
}

TEST_F(EventPages, every_page_opens_in_every_language_and_for_physicians)
{
    const RecordId of_event = event("canary-heading");
    add("event_person", {{"event", of_event.text()}, {"person", victim}});
    add("act", {{"event", of_event.text()}, {"person", victim}, {"method", "A01"}, {"began.year", "2026-05-03"}});
    const RecordId involvement =
        add("involvement", {{"event", of_event.text()}, {"role", "carried_out"}, {"label", "Tall"}});
    add("allegation", {{"involvement", involvement.text()}, {"status", "charged"}});
    add("qualification", {{"event", of_event.text()}, {"side", "person"}, {"words", "canary-words"}});
    const RecordId taken = detention();
    add("safeguard", {{"detention", taken.text()}, {"safeguard", "lawyer"}, {"asked", "yes"}, {"given", "no"}});
    add("source", {{"heading", "canary-source"}, {"kind", "relative"}});
    statement("interview", "own", "2026-05-09", "whole");
    saved(worker, file, "assignment", {{"user", node.sign_in("physician").actor().user.text()}, {"role", "physician"}});
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        for (const std::string& address :
             {of("/events"),
              of("/statements"),
              of("/statements/new"),
              of("/differences"),
              of("/events/from-call"),
              "/events/" + of_event.text(),
              form("act") + "?from=" + of_event.text(),
              form("safeguard") + "?from=" + taken.text(),
              form("detention") + "?version_of=" + taken.text(),
              "/records/" + taken.text()}) {
            for (testing::Member* reader : {&worker, &node.sign_in("physician")}) {
                const auto page = get(*reader, address);
                EXPECT_EQ(page.status, 200) << address;
                EXPECT_THAT(page.body, Not(HasSubstr("«events."))) << address;
                EXPECT_TRUE(web::testing::dangling_ids(page.body).empty()) << address;
            }
        }
    }
}

TEST_F(EventPages, who_may_not_read_accounts_sees_the_case_and_a_sentence)
{
    event("canary-heading");
    const auto page = get(node.sign_in("coordinator"), of("/events"));
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(words_of(page.body), HasSubstr("What happened is open to"));
    EXPECT_THAT(page.body, Not(HasSubstr("canary")));
    EXPECT_EQ(get(node.sign_in("lawyer"), of("/events")).status, 404) << "not on this case";
}

TEST_F(EventPages, no_window_title_holds_a_heading)
{
    const RecordId of_event = event("canary-heading");
    const auto page = get(worker, "/events/" + of_event.text());
    EXPECT_THAT(page.body.substr(0, page.body.find("</title>")), Not(HasSubstr("canary")));
}

TEST_F(EventPages, unregistered_time_is_told_with_its_bounds_and_no_time_is_made_up)
{
    detention({{"registered.year", "2026-05-05"}});
    EXPECT_THAT(words(of("/events")), HasSubstr("Held without registration: 41 h 30 min to 65 h 29 min."));
}

TEST_F(EventPages, a_registration_before_the_apprehension_is_a_point_to_clarify)
{
    detention({{"registered.year", "2026-05-02"}});
    EXPECT_THAT(words(of("/events")), HasSubstr("The registration is before the apprehension"));
}

TEST_F(EventPages, who_was_never_registered_is_not_said_to_be_registered)
{
    detention({{"registered.why", "not_applicable"}, {"released.year", "2026-05-04"}, {"released_time", "06:30"}});
    EXPECT_THAT(words(of("/events")), HasSubstr("Never registered. Held: 24 h."));
}

TEST_F(EventPages, a_form_opened_from_an_event_has_it_chosen_and_leads_back_to_it)
{
    const RecordId of_event = event("canary-heading");
    const std::string address = form("act") + "?from=" + of_event.text();
    const auto page = get(worker, address);
    EXPECT_EQ(web::testing::submission_of(page.body).first("event"), of_event.text());
    const auto done = post(worker, address, {{"event", of_event.text()}, {"person", victim}, {"method", "A01"}});
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(target_of(done), "/events/" + of_event.text());
    const auto wrong = post(worker, address, {{"event", of_event.text()}, {"position", "canary-typed"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(wrong.body, HasSubstr("canary-typed"));
}

TEST_F(EventPages, a_form_is_not_opened_from_a_record_of_another_case)
{
    const RecordId elsewhere = event("canary-heading");
    const auto other = opened({casework::person(casework::one_name("Other", "Person"))});
    const std::string address = "/files/" + other.file.text() + "/new/act?from=" + elsewhere.text();
    const auto page = get(worker, address);
    EXPECT_EQ(page.status, 404);
    EXPECT_THAT(page.body, Not(HasSubstr("canary")));
}

TEST_F(EventPages, another_version_needs_only_the_difference_and_both_stay)
{
    const RecordId first = detention({{"registered.year", "2026-05-03"}});
    const auto page = get(worker, form("detention") + "?version_of=" + first.text());
    Inputs inputs = web::testing::inputs_of(page.body);
    std::erase_if(inputs, [](const auto& input) {
        return input.first == "batch" || input.first.starts_with("registered.");
    });
    inputs.emplace_back("registered.year", "2026-05-05");
    ASSERT_EQ(post(worker, form("detention"), inputs).status, 303);
    const std::string clarified = words(of("/differences"));
    EXPECT_THAT(
        clarified, AllOf(HasSubstr("Told differently"), HasSubstr("first version"), HasSubstr("other version"))
    );
    EXPECT_THAT(words(of("/events")), HasSubstr("1 other source tells this differently"));
}

TEST_F(EventPages, the_first_version_is_chosen_once_and_a_stale_page_changes_nothing)
{
    const RecordId first = detention({{"registered.year", "2026-05-03"}});
    const RecordId other = detention({{"registered.year", "2026-05-05"}, {"version_of", first.text()}});
    const Inputs choice{{"chosen", other.text()}, {"_base", "1"}, {"first_base", "1"}};
    ASSERT_EQ(post(worker, of("/differences"), choice).status, 303);
    EXPECT_EQ(first_versions(account().detentions).front()->id, other);
    const auto late = post(worker, of("/differences"), {{"chosen", first.text()}, {"_base", "1"}, {"first_base", "1"}});
    EXPECT_EQ(late.status, 409);
    EXPECT_THAT(words_of(late.body), HasSubstr("Somebody changed one of these versions"));
    EXPECT_EQ(post(worker, of("/differences"), {{"chosen", "nothing"}}).status, 422);
}

TEST_F(EventPages, whoever_is_said_to_have_taken_part_is_alleged_until_a_final_judgment)
{
    const RecordId of_event = event("Something");
    const RecordId involvement =
        add("involvement", {{"event", of_event.text()}, {"role", "carried_out"}, {"label", "canary-label"}});
    const std::string address = "/events/" + of_event.text();
    EXPECT_THAT(
        words(address), AllOf(HasSubstr("canary-label"), HasSubstr("alleged perpetrator"), HasSubstr("Sources name"))
    );
    EXPECT_EQ(target_of(get(worker, "/records/" + involvement.text())), address) << "nowhere without these words";
    add("allegation", {{"involvement", involvement.text()}, {"status", "acquitted"}, {"since.year", "2026-06-01"}});
    EXPECT_THAT(words(address), HasSubstr("person acquitted by a court"));
}

TEST_F(EventPages, what_was_told_already_is_offered_before_it_is_asked_again)
{
    EXPECT_EQ(target_of(get(worker, of("/statements/new"))), form("statement")) << "nothing to read yet";
    statement("interrogation", "police", "2026-05-04", "whole");
    statement("interview", "lawyer", "2026-05-06", "part");
    statement("court", "court", "2026-05-07", "not_told");
    const RecordId own = statement("interview", "own", "2026-05-09", "whole");
    const auto page = get(worker, of("/statements/new"));
    EXPECT_THAT(words_of(page.body), HasSubstr("Told at least 3 times, once to us."));
    EXPECT_THAT(page.body, HasSubstr("/records/" + own.text()));
    EXPECT_THAT(words_of(page.body), HasSubstr("Go on to a new statement"));
}

TEST_F(EventPages, a_source_that_asked_not_to_be_named_is_shown_to_colleagues_by_its_kind)
{
    const RecordId source =
        add("source", {{"heading", "canary-source"}, {"kind", "held_together"}, {"naming", "unnamed"}});
    const RecordId of_event = add("event", {{"heading", "Something"}, {"sources.0.source", source.text()}});
    auto& lawyer = node.sign_in("lawyer");
    saved(worker, file, "assignment", {{"user", lawyer.actor().user.text()}, {"role", "lawyer"}});
    const std::string record = "/records/" + source.text();
    for (const std::string& address :
         {of("/statements"), of("/events"), "/events/" + of_event.text(), of("/timeline"), form("event")}) {
        EXPECT_THAT(get(lawyer, address).body, Not(HasSubstr("canary-source"))) << address;
        EXPECT_EQ(get(lawyer, address).status, 200) << address;
    }
    EXPECT_THAT(words_of(get(lawyer, of("/statements")).body), HasSubstr("This source asked not to be named"));
    for (const char* part : {"", "/edit", "/history", "/remove"})
        EXPECT_EQ(get(lawyer, record + part).status, 403) << part;
    EXPECT_THAT(get(worker, record).body, HasSubstr("canary-source")) << "who wrote it down";
    EXPECT_THAT(get(worker, of("/statements")).body, HasSubstr("canary-source"));
}

TEST_F(EventPages, nothing_typed_stands_in_a_link)
{
    const RecordId of_event = event("canary-heading");
    add("source", {{"heading", "canary-source"}, {"kind", "relative"}});
    for (const std::string& address : {of("/events"), of("/statements"), "/events/" + of_event.text()}) {
        for (const auto& tag : web::testing::tags_of(get(worker, address).body)) {
            EXPECT_THAT(tag.get("href"), Not(HasSubstr("canary"))) << address;
        }
    }
}

}  // namespace
}  // namespace panoh::events
