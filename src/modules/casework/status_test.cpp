// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/status.hpp"

#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using access::Verb;
using forms::Compartment;
using ::testing::HasSubstr;
using ::testing::Not;

struct CaseStates : Pages {
    OpenedCase made = one_case();
    const std::string of_case = "/cases/" + made.record.text();
    const std::string page = of_case + "/status";

    static Inputs day(std::string_view field, int date = 22, int month = 11)
    {
        const std::string name(field);
        return {
            {name + ".day", std::to_string(date)}, {name + ".month", std::to_string(month)}, {name + ".year", "2026"}};
    }
    static Inputs change(const std::string& status, Inputs more = {})
    {
        Inputs inputs = day("changed_on");
        inputs.insert(inputs.end(), {{"status", status}, {"reason", "Because of the letter"}});
        inputs.insert(inputs.end(), more.begin(), more.end());
        return inputs;
    }
    Inputs closing(Member& approver)
    {
        return change("closed", {{"closing_reason", "goals_reached"}, {"approver", approver.actor().user.text()}});
    }
    std::string state() { return case_head(node.records(), worker.caller(), made.record)->status; }
    Inputs waiting()
    {
        Inputs inputs =
            change("waiting", {{"waiting_for", "authority"}, {"look_again_at", "Has the prosecutor answered"}});
        const Inputs later = day("look_again_on", 15, 12);
        inputs.insert(inputs.end(), later.begin(), later.end());
        return inputs;
    }
};

TEST_F(CaseStates, open_in_every_language_without_a_missing_text)
{
    for (const char* each : {"en", "ru"}) {
        language = each;
        for (const char* part : {"/status", "/deadlines", "/conferences", "/links", ""}) {
            const auto response = get(worker, of_case + part);
            EXPECT_EQ(response.status, 200) << part;
            for (const char* area : {"«case_states.", "«deadlines.", "«conference.", "«links.", "«type."})
                EXPECT_THAT(response.body, Not(HasSubstr(area))) << part;
        }
    }
}

TEST_F(CaseStates, a_change_reaches_the_case_and_keeps_its_reason)
{
    ASSERT_EQ(post(worker, page, change("active")).status, 303);
    EXPECT_EQ(state(), "active");
    EXPECT_THAT(get(worker, page).body, HasSubstr("Because of the letter"));
}

TEST_F(CaseStates, a_change_without_a_reason_comes_back_with_what_was_typed)
{
    Inputs inputs = day("changed_on");
    inputs.insert(inputs.end(), {{"status", "waiting"}, {"look_again_at", "Has the prosecutor answered"}});
    const auto refused = post(worker, page, inputs);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Has the prosecutor answered"));
    EXPECT_EQ(state(), "open");
}

TEST_F(CaseStates, waiting_brings_a_task_for_the_day_to_look_again)
{
    ASSERT_EQ(post(worker, page, waiting()).status, 303);
    EXPECT_EQ(state(), "waiting");
    const auto tasks = tasks_of(node.records(), worker.caller(), made.file);
    ASSERT_EQ(tasks->size(), 1U);
    EXPECT_EQ(tasks->front().due_on, "2026-12-15");
    EXPECT_EQ(tasks->front().who, worker.actor().user);
    EXPECT_THAT(get(worker, of_case + "/tasks").body, HasSubstr("Has the prosecutor answered"));
}

TEST_F(CaseStates, waiting_needs_a_day_that_is_not_over)
{
    Inputs inputs = change("waiting", {{"waiting_for", "court"}, {"look_again_at", "Look"}});
    const Inputs past = day("look_again_on", 1, 11);
    inputs.insert(inputs.end(), past.begin(), past.end());
    const auto refused = post(worker, page, inputs);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Choose today or a later day."));
}

TEST_F(CaseStates, closing_waits_for_the_second_person_and_happens_when_they_agree)
{
    Member& coordinator = node.sign_in("coordinator");
    ASSERT_TRUE(saved(worker, made.file, "task", {{"heading", "Call the clinic"}}).saved());
    ASSERT_EQ(post(worker, page, closing(coordinator)).status, 303);
    EXPECT_EQ(state(), "open") << "one person alone closes nothing";
    EXPECT_THAT(get(worker, of_case).body, HasSubstr("waits for Name of coordinator"));
    coordinator.new_request();
    EXPECT_EQ(state_requests_for(node.records(), coordinator.caller())->size(), 1U);
    const auto asked = get(coordinator, page);
    ASSERT_EQ(asked.status, 200);
    EXPECT_THAT(asked.body, HasSubstr("Because of the letter"));
    ASSERT_EQ(post(coordinator, page + "/answer", {{"answer", "agree"}}).status, 303);
    EXPECT_EQ(state(), "closed");
    const auto record = node.records().read(worker.caller(), made.record);
    EXPECT_EQ(record->coded.at("closed_on"), "2026-11-22");
    EXPECT_EQ(record->coded.at("closing_reason"), "goals_reached");
    const auto tasks = tasks_of(node.records(), worker.caller(), made.file);
    ASSERT_EQ(tasks->size(), 1U);
    EXPECT_NE(tasks->front().state, "open") << "open tasks end with the case";
    EXPECT_THAT(get(worker, page).body, HasSubstr("agreed by Name of coordinator"));
}

TEST_F(CaseStates, whoever_agreed_does_not_read_the_case_afterwards)
{
    Member& coordinator = node.sign_in("coordinator");
    ASSERT_EQ(post(worker, page, closing(coordinator)).status, 303);
    EXPECT_FALSE(node.records().may(coordinator.caller(), Verb::read, made.file, Compartment::account));
    ASSERT_EQ(post(coordinator, page + "/answer", {{"answer", "agree"}}).status, 303);
    EXPECT_FALSE(node.records().may(coordinator.caller(), Verb::read, made.file, Compartment::core));
}

TEST_F(CaseStates, the_second_person_is_never_whoever_asks_nor_somebody_who_has_nothing_to_do_with_it)
{
    for (Member* who : {&worker, &node.sign_in("other_worker")}) {
        const auto refused = post(worker, page, closing(*who));
        EXPECT_EQ(refused.status, 422);
        EXPECT_THAT(refused.body, HasSubstr("Choose the colleague who has to agree."));
    }
    EXPECT_EQ(state(), "open");
}

TEST_F(CaseStates, nobody_else_answers_and_refusing_needs_a_reason)
{
    Member& coordinator = node.sign_in("coordinator");
    ASSERT_EQ(post(worker, page, closing(coordinator)).status, 303);
    EXPECT_EQ(post(worker, page + "/answer", {{"answer", "agree"}}).status, 403);
    EXPECT_EQ(post(coordinator, page + "/answer", {{"answer", "refuse"}}).status, 422);
    ASSERT_EQ(
        post(coordinator, page + "/answer", {{"answer", "refuse"}, {"answer_text", "The hearing is open"}}).status, 303
    );
    EXPECT_EQ(state(), "open");
    EXPECT_FALSE(state_request_of(node.records(), worker.caller(), made.file)->has_value());
}

TEST_F(CaseStates, one_change_waits_at_a_time_and_can_be_taken_back)
{
    Member& coordinator = node.sign_in("coordinator");
    ASSERT_EQ(post(worker, page, closing(coordinator)).status, 303);
    EXPECT_EQ(post(worker, page, change("active")).status, 422);
    ASSERT_EQ(post(worker, page + "/answer", {{"answer", "withdraw"}}).status, 303);
    EXPECT_EQ(post(worker, page, change("active")).status, 303);
    EXPECT_EQ(state(), "active");
    EXPECT_EQ(post(coordinator, page + "/answer", {{"answer", "agree"}}).status, 409);
}

TEST_F(CaseStates, a_closed_case_is_reopened_before_anything_else)
{
    Member& coordinator = node.sign_in("coordinator");
    ASSERT_EQ(post(worker, page, closing(coordinator)).status, 303);
    ASSERT_EQ(post(coordinator, page + "/answer", {{"answer", "agree"}}).status, 303);
    EXPECT_EQ(post(worker, page, change("active")).status, 422);
    ASSERT_EQ(post(worker, page, change("reopened")).status, 303);
    EXPECT_EQ(state(), "reopened");
    EXPECT_FALSE(node.records().read(worker.caller(), made.record)->coded.contains("closed_on"));
}

TEST_F(CaseStates, a_form_that_is_sent_twice_counts_once)
{
    const Inputs inputs = waiting();
    Inputs with_batch = inputs;
    with_batch.emplace_back(web::batch_input, batch().text());
    ASSERT_EQ(send(worker, web::Method::post, page, with_batch).status, 303);
    ASSERT_EQ(send(worker, web::Method::post, page, with_batch).status, 303);
    EXPECT_EQ(tasks_of(node.records(), worker.caller(), made.file)->size(), 1U);
}

TEST(AgreedStates, are_those_of_the_pack_that_are_not_retired)
{
    forms::Schema schema;
    EXPECT_FALSE(needs_agreement(schema, "closed"));
    forms::Code code;
    code.code = "closed";
    schema.lists["agreed_states"] = {"agreed_states", {code}};
    EXPECT_TRUE(needs_agreement(schema, "closed"));
    EXPECT_FALSE(needs_agreement(schema, "active"));
    schema.lists["agreed_states"].codes.front().retired = true;
    EXPECT_FALSE(needs_agreement(schema, "closed"));
}

}  // namespace
}  // namespace panoh::casework
