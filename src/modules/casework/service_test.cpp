// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/service.hpp"

#include "access/consent.hpp"
#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/store.hpp"

#include <set>

namespace panoh::casework {
namespace {

using forms::Compartment;

TEST_F(Casework, a_new_case_has_number_status_keyworker_summary_and_persons)
{
    CasePerson brother = person(one_name("Рустам", "Раҳмонов"), "family_member");
    brother.relation_type = "brother";
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов")), brother});
    EXPECT_EQ(made.number, "A-2026-0001");
    const auto head = case_head(node.records(), worker.caller(), made.record);
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->status, "open");
    EXPECT_EQ(head->keyworker, worker.actor().user);
    EXPECT_EQ(head->opened_on, "2026-11-22");
    EXPECT_EQ(node.records().of_file(worker.caller(), made.file, "case_summary")->size(), 1U);
    EXPECT_EQ(node.records().of_file(worker.caller(), made.file, "status_change")->size(), 1U);
    const auto participants = participants_of(node.records(), worker.caller(), made.file);
    ASSERT_EQ(participants->size(), 2U);
    EXPECT_EQ(participants->front().role, "direct_victim");
    EXPECT_EQ(participants->back().relation, "brother");
    EXPECT_TRUE(participants->back().readable);
    const auto identity = node.records().of_file(worker.caller(), participants->front().file, "person_identity");
    ASSERT_EQ(identity->size(), 1U);
}

TEST_F(Casework, the_keyworker_opens_a_case_that_a_colleague_opened_for_them)
{
    Member& keyworker = node.sign_in("other_worker");
    OpenCase wanted = request({person(one_name("Ҷамшед", "Раҳмонов"))});
    wanted.keyworker = keyworker.actor().user;
    const auto made = open_case(node.records(), worker.caller(), std::move(wanted));
    ASSERT_TRUE(made.has_value());
    keyworker.new_request();
    EXPECT_TRUE(case_head(node.records(), keyworker.caller(), made->record)->readable);
    EXPECT_TRUE(node.vault().can_open(keyworker.keys(), made->file, Compartment::account));
    EXPECT_TRUE(node.vault().can_open(keyworker.keys(), made->persons.front(), Compartment::identity));
    EXPECT_FALSE(case_head(node.records(), worker.caller(), made->record).has_value());
}

TEST_F(Casework, a_form_that_is_sent_twice_opens_one_case)
{
    OpenCase wanted = request({person(one_name("Ҷамшед", "Раҳмонов"))});
    OpenCase again = request({person(one_name("Ҷамшед", "Раҳмонов"))});
    again.batch = wanted.batch;
    const auto first = open_case(node.records(), worker.caller(), std::move(wanted));
    const auto second = open_case(node.records(), worker.caller(), std::move(again));
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->record, second->record);
    EXPECT_EQ(first->file, second->file);
    EXPECT_EQ(first->persons, second->persons);
    EXPECT_EQ(case_list(node.records(), worker.caller(), {})->total, 1U);
}

TEST_F(Casework, a_keyworker_of_another_organisation_is_refused)
{
    OpenCase wanted = request({});
    wanted.keyworker = node.member("worker_b").actor().user;
    const auto made = open_case(node.records(), worker.caller(), std::move(wanted));
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::invalid_input);
}

TEST_F(Casework, a_known_person_keeps_one_file_through_two_cases)
{
    const auto first = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    CasePerson known;
    known.known = first.persons.front();
    const auto second = opened({known});
    EXPECT_EQ(second.persons, first.persons);
    const auto record = person_of_file(node.records(), first.persons.front());
    EXPECT_EQ(cases_of_person(node.records(), worker.caller(), record->record)->size(), 2U);
}

TEST_F(Casework, nobody_reaches_a_person_by_naming_them_in_a_case_of_their_own)
{
    const auto theirs = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    Member& other = node.sign_in("other_worker");
    OpenCase wanted = request({});
    wanted.keyworker = other.actor().user;
    CasePerson known;
    known.known = theirs.persons.front();
    wanted.persons = {known};
    const auto refused = open_case(node.records(), other.caller(), std::move(wanted));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::denied);
    OpenCase empty = request({});
    empty.keyworker = other.actor().user;
    const auto own = open_case(node.records(), other.caller(), std::move(empty));
    ASSERT_TRUE(own.has_value());
    const auto record = person_of_file(node.records(), theirs.persons.front());
    const auto outcome =
        saved(other, own->file, "participation", {{"person", record->record.text()}, {"role", "direct_victim"}});
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems.front().field, "person");
}

TEST_F(Casework, an_assignment_gives_keys_and_its_end_takes_them)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    Member& other = node.sign_in("other_worker");
    const auto outcome =
        saved(worker, made.file, "assignment", {{"user", other.actor().user.text()}, {"role", "social_worker"}});
    ASSERT_TRUE(outcome.saved());
    other.new_request();
    EXPECT_TRUE(node.vault().can_open(other.keys(), made.file, Compartment::account));
    EXPECT_TRUE(node.vault().can_open(other.keys(), made.persons.front(), Compartment::identity));
    forms::Submission ending;
    for (const auto& [field, text] : std::vector<std::pair<std::string, std::string>>{
             {"user", other.actor().user.text()},
             {"role", "social_worker"},
             {"until.day", "22"},
             {"until.month", "11"},
             {"until.year", "2026"}})
        ending.add(field, text);
    const auto ended =
        save_form(node.records(), worker.caller(), {"assignment", made.file, outcome.record, 1}, ending, batch());
    ASSERT_TRUE(ended && ended->saved());
    other.new_request();
    EXPECT_FALSE(node.vault().can_open(other.keys(), made.file, Compartment::account));
    EXPECT_FALSE(node.vault().can_open(other.keys(), made.persons.front(), Compartment::identity));
    EXPECT_TRUE(node.vault().can_open(worker.keys(), made.file, Compartment::account));
}

TEST_F(Casework, whoever_becomes_keyworker_is_assigned_and_can_open_the_case)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    Member& other = node.sign_in("other_worker");
    forms::Submission edit;
    edit.add("keyworker", other.actor().user.text());
    edit.add("region", "TJ-DU");
    const auto outcome = save_form(node.records(), worker.caller(), {"case", made.file, made.record, 1}, edit, batch());
    ASSERT_TRUE(outcome && outcome->saved());
    other.new_request();
    EXPECT_TRUE(case_head(node.records(), other.caller(), made.record)->readable);
    EXPECT_TRUE(node.vault().can_open(other.keys(), made.persons.front(), Compartment::identity));
    EXPECT_EQ(team_of(node.records(), made.file).size(), 2U);
    edit = {};
    edit.add("keyworker", node.member("worker_b").actor().user.text());
    const auto refused = save_form(node.records(), worker.caller(), {"case", made.file, made.record, 2}, edit, batch());
    ASSERT_EQ(refused->problems.size(), 1U);
    EXPECT_EQ(refused->problems.front().field, "keyworker");
}

TEST_F(Casework, an_assignment_does_not_end_in_the_future)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    const auto outcome = saved(
        worker,
        made.file,
        "assignment",
        {{"user", node.member("lawyer").actor().user.text()}, {"role", "lawyer"}, {"until.year", "2027"}}
    );
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems.front().field, "until");
}

TEST_F(Casework, who_is_assigned_later_reaches_persons_added_later)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    Member& lawyer = node.sign_in("lawyer");
    ASSERT_TRUE(
        saved(worker, made.file, "assignment", {{"user", lawyer.actor().user.text()}, {"role", "lawyer"}}).saved()
    );
    const auto added = add_person(
        node.records(), worker.caller(), made.file, batch(), person(one_name("Зарина", "Раҳмонова"), "family_member")
    );
    ASSERT_TRUE(added.has_value());
    lawyer.new_request();
    const auto participants = participants_of(node.records(), lawyer.caller(), made.file);
    ASSERT_EQ(participants->size(), 2U);
    EXPECT_TRUE(participants->back().readable);
    EXPECT_EQ(participants->back().person, *added);
    EXPECT_TRUE(node.vault().can_open(lawyer.keys(), participants->back().file, Compartment::identity));
    EXPECT_FALSE(node.vault().can_open(lawyer.keys(), participants->back().file, Compartment::social));
}

TEST_F(Casework, tasks_stand_in_my_work_until_they_are_done)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    const auto task = saved(
        worker,
        made.file,
        "task",
        {{"heading", "Call the clinic"},
         {"assigned_to", worker.actor().user.text()},
         {"due_on.day", "20"},
         {"due_on.month", "11"},
         {"due_on.year", "2026"}}
    );
    ASSERT_TRUE(task.saved());
    const auto work = [&](Member& who, bool everybody) {
        return arranged(*work_items(node.records(), who.caller(), everybody, "2026-11-22"), "2026-11-22");
    };
    ASSERT_EQ(work(worker, false).size(), 2U) << "the task, and the case that is new";
    EXPECT_EQ(work(worker, false).front().group, WorkGroup::overdue);
    EXPECT_EQ(work(worker, false).front().place, made.record);
    Member& coordinator = node.sign_in("coordinator");
    ASSERT_EQ(work(coordinator, true).size(), 1U);
    EXPECT_EQ(work(coordinator, true).front().number, made.number);
    EXPECT_TRUE(work(node.sign_in("other_worker"), true).empty());
    ASSERT_TRUE(
        postpone_task(node.records(), worker.caller(), task.record, "2026-11-25", "The clinic is closed", batch())
    );
    EXPECT_EQ(work(worker, false).front().group, WorkGroup::soon);
    EXPECT_EQ(node.records().of_file(worker.caller(), made.file, "note")->size(), 1U);
    ASSERT_TRUE(complete_task(node.records(), worker.caller(), task.record, batch()));
    ASSERT_EQ(work(worker, false).size(), 1U);
    EXPECT_EQ(work(worker, false).front().place, made.record);
}

TEST_F(Casework, a_coordinator_lists_cases_by_desk_fields_alone)
{
    opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    Member& coordinator = node.sign_in("coordinator");
    const auto page = case_list(node.records(), coordinator.caller(), {});
    ASSERT_EQ(page->lines.size(), 1U);
    EXPECT_FALSE(page->lines.front().readable);
    EXPECT_TRUE(page->lines.front().risk.empty());
    EXPECT_EQ(page->lines.front().region, "TJ-DU");
    CaseFilter by_risk;
    by_risk.risk = "high";
    EXPECT_EQ(case_list(node.records(), coordinator.caller(), by_risk)->total, 0U);
    EXPECT_EQ(case_list(node.records(), worker.caller(), by_risk)->total, 1U);
    CaseFilter unanswered;
    unanswered.region = "-";
    EXPECT_EQ(case_list(node.records(), worker.caller(), unanswered)->total, 0U);
    EXPECT_EQ(case_list(node.records(), node.sign_in("worker_b").caller(), {})->total, 0U);
}

TEST_F(Casework, withdrawing_keeps_the_first_answer_and_ends_what_it_allowed)
{
    CasePerson consenting = person(one_name("Ҷамшед", "Раҳмонов"));
    consenting.consents = {{{"purpose", "share_coalition"}, {"answer", "yes"}, {"recipients", {"coalition"}}}};
    const auto made = opened({consenting});
    const FileId file = made.persons.front();
    const access::Disclosure sharing{"share_coalition", "coalition", {Compartment::core}};
    const auto today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
    EXPECT_TRUE(access::may_disclose(node.vault().workspace(), file, sharing, today));
    ASSERT_TRUE(withdraw_consent(node.records(), worker.caller(), file, "share_coalition", batch()));
    const auto decision = access::may_disclose(node.vault().workspace(), file, sharing, today);
    EXPECT_FALSE(decision);
    EXPECT_EQ(decision.reason, "withdrawn");
    EXPECT_EQ(access::consents_of(node.vault().workspace(), file).size(), 2U);
    EXPECT_FALSE(withdraw_consent(node.records(), worker.caller(), file, "share_coalition", batch()));
}

TEST_F(Casework, a_removed_note_is_gone_from_lists_and_keeps_its_history)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    const auto note = saved(worker, made.file, "note", {{"text", "Spoke with the sister"}});
    ASSERT_TRUE(note.saved());
    ASSERT_TRUE(remove_record(node.records(), worker.caller(), note.record, 1, batch(), "Entered twice"));
    EXPECT_TRUE(node.records().of_file(worker.caller(), made.file, "note")->empty());
    const auto history = node.records().history(worker.caller(), note.record);
    ASSERT_EQ(history->size(), 2U);
    EXPECT_TRUE(history->back().removed);
    EXPECT_EQ(history->back().content.reveal().at(removal_reason_member), "Entered twice");
}

TEST_F(Casework, a_timeline_holds_what_the_reader_may_open)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    Member& lawyer = node.sign_in("lawyer");
    ASSERT_TRUE(
        saved(worker, made.file, "assignment", {{"user", lawyer.actor().user.text()}, {"role", "lawyer"}}).saved()
    );
    ASSERT_TRUE(saved(worker, made.persons.front(), "need", {{"note", "A warm place"}}).saved());
    ASSERT_TRUE(saved(worker, made.file, "note", {{"text", "Met at the office"}}).saved());
    const std::vector<FileId> files{made.file, made.persons.front()};
    const auto types_for = [&](Member& who) {
        who.new_request();
        std::set<std::string> types;
        const auto events = events_of(node.records(), who.caller(), files);
        for (const EventLine& event : *events)
            types.insert(event.type);
        return types;
    };
    EXPECT_TRUE(types_for(worker).contains("need"));
    EXPECT_FALSE(types_for(lawyer).contains("need"));
    EXPECT_TRUE(types_for(lawyer).contains("note"));
    EXPECT_TRUE(types_for(node.sign_in("other_worker")).empty());
}

}  // namespace
}  // namespace panoh::casework
