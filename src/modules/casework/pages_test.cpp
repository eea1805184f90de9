// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Pages, every_page_of_a_case_opens_for_its_keyworker_in_every_language)
{
    const auto made = one_case();
    const std::string of_case = "/cases/" + made.record.text();
    const std::string of_person = "/people/" + person_of(made);
    const std::string of_file = "/files/" + made.file.text();
    const auto note = saved(worker, made.file, "note", {{"text", "Met at the office"}});
    const auto task = saved(worker, made.file, "task", {{"heading", "Call the clinic"}, {"due_on.year", "2026"}});
    const std::string of_note = "/records/" + note.record.text();
    std::vector<std::string> addresses{
        "/",
        "/cases",
        "/cases/new",
        "/find",
        of_case,
        of_person,
        of_person + "/consent",
        of_note,
        of_note + "/edit",
        of_note + "/history",
        of_note + "/remove",
        "/records/" + task.record.text() + "/postpone",
        "/records/" + made.record.text() + "/edit"};
    for (const char* part : {"/timeline", "/people", "/people/new", "/tasks", "/notes", "/log", "/print"})
        addresses.push_back(of_case + part);
    for (const char* type : {"note", "task", "assignment", "participation", "risk_assessment"})
        addresses.push_back(of_file + "/new/" + type);
    for (const char* type : {"contact_channel", "consent", "need", "relation", "person_identity"})
        addresses.push_back("/files/" + made.persons.front().text() + "/new/" + type);
    for (const char* each : {"en", "ru"}) {
        language = each;
        for (const std::string& address : addresses) {
            const auto response = get(worker, address);
            EXPECT_EQ(response.status, 200) << address;
            EXPECT_THAT(response.body, Not(HasSubstr("«casework."))) << address;
        }
    }
}

TEST_F(Pages, no_window_title_names_a_person)
{
    const auto made = one_case();
    for (const std::string& address :
         {"/cases/" + made.record.text(), "/people/" + person_of(made), "/people/" + person_of(made) + "/consent"}) {
        const auto response = get(worker, address);
        const auto begin = response.body.find("<title>");
        const auto title = response.body.substr(begin, response.body.find("</title>") - begin);
        EXPECT_THAT(title, Not(HasSubstr("Раҳмонов"))) << address;
        EXPECT_THAT(response.body, HasSubstr("Раҳмонов")) << address;
    }
}

TEST_F(Pages, others_learn_nothing_of_a_case)
{
    const auto made = one_case();
    Member& other = node.sign_in("other_worker");
    const auto note = saved(worker, made.file, "note", {{"text", "Met at the office"}});
    for (const std::string& address :
         {"/cases/" + made.record.text(), "/people/" + person_of(made), "/cases/" + made.record.text() + "/timeline"}) {
        const auto response = get(other, address);
        EXPECT_EQ(response.status, 404) << address;
        EXPECT_THAT(response.body, Not(HasSubstr(made.number))) << address;
    }
    EXPECT_EQ(get(other, "/records/" + note.record.text()).status, 403);
    EXPECT_EQ(get(other, "/files/" + made.file.text() + "/new/note").status, 403);
    EXPECT_THAT(get(other, "/cases").body, Not(HasSubstr(made.number)));
}

TEST_F(Pages, a_coordinator_sees_the_desk_of_a_case_and_no_word_of_it)
{
    const auto made = one_case();
    ASSERT_TRUE(saved(worker, made.file, "task", {{"heading", "Call the clinic"}, {"due_on.year", "2026"}}).saved());
    Member& coordinator = node.sign_in("coordinator");
    const auto overview = get(coordinator, "/cases/" + made.record.text());
    EXPECT_EQ(overview.status, 200);
    EXPECT_THAT(overview.body, HasSubstr(made.number));
    for (const char* word : {"Раҳмонов", "Detained", "High", "Call the clinic"})
        EXPECT_THAT(overview.body, Not(HasSubstr(word))) << word;
    EXPECT_EQ(get(coordinator, "/cases/" + made.record.text() + "/timeline").status, 403);
    EXPECT_EQ(get(coordinator, "/cases/" + made.record.text() + "/notes").status, 403);
    EXPECT_THAT(get(coordinator, "/").body, Not(HasSubstr("Call the clinic")));
}

TEST_F(Pages, my_work_shows_what_is_overdue_first)
{
    const auto made = one_case();
    ASSERT_TRUE(saved(
                    worker,
                    made.file,
                    "task",
                    {{"heading", "Call the clinic"},
                     {"assigned_to", worker.actor().user.text()},
                     {"due_on.day", "19"},
                     {"due_on.month", "11"},
                     {"due_on.year", "2026"}}
    ).saved());
    const auto page = get(worker, "/");
    EXPECT_THAT(page.body, HasSubstr("work-overdue"));
    EXPECT_THAT(page.body, HasSubstr("Call the clinic"));
    EXPECT_THAT(page.body, HasSubstr(made.number));
    EXPECT_THAT(page.body, Not(HasSubstr("Раҳмонов")));
}

TEST_F(Pages, a_case_is_registered_from_a_form_and_a_likely_duplicate_is_shown_once)
{
    Inputs form{
        {"names.0.kind", "official"},
        {"names.0.given", "Ҷамшед"},
        {"names.0.family", "Раҳмонов"},
        {"region", "TJ-DU"},
        {"may_keep", "yes"},
        {"heading", "Detained in spring"}};
    const auto first = post(worker, "/cases/new", form);
    ASSERT_EQ(first.status, 303);
    EXPECT_THAT(target_of(first), HasSubstr("/cases/"));
    form[1].second = "Джамшед";
    form[2].second = "Рахмонов";
    const auto asked = post(worker, "/cases/new", form);
    EXPECT_EQ(asked.status, 200);
    EXPECT_THAT(asked.body, HasSubstr("A-P-2026-0001"));
    EXPECT_THAT(asked.body, HasSubstr("Рахмонов")) << "what was typed is kept";
    form.emplace_back("checked", "yes");
    EXPECT_EQ(post(worker, "/cases/new", form).status, 303);
    EXPECT_EQ(case_list(node.records(), worker.caller(), {})->total, 2U);
}

TEST_F(Pages, a_form_with_mistakes_comes_back_with_what_was_typed)
{
    const auto made = one_case();
    const std::string address = "/files/" + made.file.text() + "/new/risk_assessment";
    const auto again = post(worker, address, {{"situation", "Two men wait at the gate"}});
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("Two men wait at the gate"));
    EXPECT_THAT(again.body, HasSubstr("error-summary"));
    const auto without_basis = post(worker, "/cases/new", {{"heading", "Detained in spring"}});
    EXPECT_EQ(without_basis.status, 422);
    EXPECT_THAT(without_basis.body, HasSubstr("Detained in spring"));
}

TEST_F(Pages, whoever_saves_second_compares_both_versions)
{
    const auto made = one_case();
    const auto note = saved(worker, made.file, "note", {{"text", "Met at the office"}});
    const std::string address = "/records/" + note.record.text() + "/edit";
    const auto edit = [&](const std::string& text) {
        return post(worker, address, {{"text", text}, {"_base", "1"}});
    };
    EXPECT_EQ(edit("Met at the office at noon").status, 303);
    const auto clash = edit("Met in the park");
    EXPECT_EQ(clash.status, 409);
    EXPECT_THAT(clash.body, HasSubstr("Met in the park"));
    EXPECT_THAT(clash.body, HasSubstr("Met at the office at noon"));
    const auto merged = post(
        worker, address, {{"_base", "2"}, {"_merge", "1"}, {"_mine.text", "Met in the park"}, {"_choice.text", "mine"}}
    );
    EXPECT_EQ(merged.status, 303);
    EXPECT_EQ(
        node.records().read(worker.caller(), note.record)->content.reveal().at("text").as_string(), "Met in the park"
    );
}

TEST_F(Pages, a_task_is_added_done_and_postponed_from_its_page)
{
    const auto made = one_case();
    const std::string address = "/cases/" + made.record.text() + "/tasks";
    ASSERT_EQ(post(worker, address, {{"heading", "Call the clinic"}}).status, 303);
    const auto tasks = tasks_of(node.records(), worker.caller(), made.file);
    ASSERT_EQ(tasks->size(), 1U);
    const std::string of_task = "/records/" + tasks->front().record.text();
    EXPECT_EQ(post(worker, of_task + "/postpone", {{"due_on", "25.11.2026"}}).status, 422);
    EXPECT_EQ(post(worker, of_task + "/postpone", {{"due_on", "1.11.2026"}, {"reason", "Closed"}}).status, 422);
    EXPECT_EQ(post(worker, of_task + "/postpone", {{"due_on", "25.11.2026"}, {"reason", "Closed"}}).status, 303);
    EXPECT_EQ(tasks_of(node.records(), worker.caller(), made.file)->front().due_on, "2026-11-25");
    EXPECT_EQ(post(worker, of_task + "/done", {}).status, 303);
    EXPECT_EQ(tasks_of(node.records(), worker.caller(), made.file)->front().state, "done");
}

TEST_F(Pages, consent_is_given_and_withdrawn_on_its_page)
{
    const auto made = one_case();
    const std::string page = "/people/" + person_of(made) + "/consent";
    const std::string add = "/files/" + made.persons.front().text() + "/new/consent";
    ASSERT_EQ(
        post(worker, add, {{"purpose", "share_justice"}, {"answer", "yes"}, {"recipients", "justice"}}).status, 303
    );
    EXPECT_THAT(get(worker, page).body, HasSubstr("May be shared with"));
    EXPECT_EQ(post(worker, page + "/withdraw", {{"purpose", "share_justice"}}).status, 303);
    const auto after = get(worker, page);
    EXPECT_THAT(after.body, Not(HasSubstr("May be shared with")));
    EXPECT_THAT(after.body, HasSubstr("Withdrawn"));
}

TEST_F(Pages, paper_for_others_needs_consent_and_is_noted)
{
    const auto made = one_case();
    const std::string address = "/cases/" + made.record.text() + "/print";
    const Inputs outside{{"audience", "outside"}, {"recipient", "un"}, {"level", "none"}};
    EXPECT_EQ(post(worker, address, {{"audience", "inside"}, {"level", "full"}}).status, 200);
    const auto refused = post(worker, address, outside);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, Not(HasSubstr("class=\"sheet\"")));
    const std::string add = "/files/" + made.persons.front().text() + "/new/consent";
    ASSERT_EQ(
        post(worker, add, {{"purpose", "share_international"}, {"answer", "yes"}, {"recipients", "un"}}).status, 303
    );
    const auto sheet = post(worker, address, outside);
    EXPECT_EQ(sheet.status, 200);
    const auto paper = sheet.body.substr(sheet.body.find("class=\"sheet\""));
    EXPECT_THAT(paper, HasSubstr(made.number));
    EXPECT_THAT(paper, Not(HasSubstr("Раҳмонов"))) << "the paper was to have numbers only";
    const auto noted = node.records().of_file(worker.caller(), made.persons.front(), "disclosure");
    ASSERT_EQ(noted->size(), 1U);
    EXPECT_EQ(noted->front().coded.at("recipient"), "un");
}

TEST_F(Pages, a_training_node_says_so_on_paper)
{
    const auto made = one_case();
    services.training = true;
    const auto sheet = post(worker, "/cases/" + made.record.text() + "/print", {{"audience", "inside"}});
    EXPECT_THAT(sheet.body.substr(sheet.body.find("class=\"sheet\"")), HasSubstr("TRAINING"));
}

TEST_F(Pages, typed_words_travel_by_post_and_are_never_in_a_link)
{
    one_case();
    const auto found = post(worker, "/find", {{"words", "Джамшед Рахмонов"}});
    EXPECT_EQ(found.status, 200);
    EXPECT_THAT(found.body, HasSubstr("A-P-2026-0001"));
    EXPECT_THAT(found.body, HasSubstr("name=\"words\""));
    for (std::size_t at = found.body.find("href=\""); at != std::string::npos; at = found.body.find("href=\"", at + 1))
        EXPECT_EQ(found.body.substr(at, found.body.find('"', at + 6) - at).find('%'), std::string::npos);
    EXPECT_EQ(post(worker, "/find", {{"words", "  "}}).status, 422);
    const auto carried = post(worker, "/cases/new/form", {{"words", "Гулнора Каримова"}});
    EXPECT_THAT(carried.body, HasSubstr("value=\"Каримова\""));
}

TEST_F(Pages, a_suggestion_is_a_fragment_with_whom_to_ask)
{
    one_case();
    Member& other = node.sign_in("other_worker");
    const Inputs typed{{"names.0.given", "Джамшед"}, {"names.0.family", "Рахмонов"}, {"_token", "x"}};
    const auto own = post(worker, "/find/people-like", typed);
    EXPECT_THAT(own.body, HasSubstr("A-P-2026-0001"));
    EXPECT_THAT(own.body, Not(HasSubstr("<html")));
    const auto hint = post(other, "/find/people-like", typed);
    EXPECT_THAT(hint.body, Not(HasSubstr("A-P-2026-0001")));
    EXPECT_THAT(hint.body, HasSubstr("Name of social_worker"));
    EXPECT_TRUE(post(other, "/find/people-like", {{"names.0.kind", "official"}}).body.empty());
}

TEST_F(Pages, what_was_opened_is_noted)
{
    const auto made = one_case();
    const auto note = saved(worker, made.file, "note", {{"text", "Met at the office"}});
    ASSERT_EQ(get(worker, "/records/" + note.record.text()).status, 200);
    const bool noted = std::any_of(reads.begin(), reads.end(), [&](const vault::ReadFact& read) {
        return read.record == note.record && read.allowed;
    });
    EXPECT_TRUE(noted);
    ASSERT_EQ(get(node.sign_in("other_worker"), "/records/" + note.record.text()).status, 403);
    EXPECT_THAT(reads, Contains(::testing::Field(&vault::ReadFact::allowed, false)));
}

}  // namespace
}  // namespace panoh::casework
