// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/team.hpp"

#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/store.hpp"
#include "records/files.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace panoh::casework {
namespace {

using access::Verb;
using forms::Compartment;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Team : Casework {
    Member& coordinator = node.sign_in("coordinator");
    Member& other = node.member("other_worker");
    OpenedCase made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    const std::string today = "2026-11-22";

    Result<void> add(Member& by, const UserId& user, bool leads = false)
    {
        by.new_request();
        return add_worker(node.records(), by.caller(), {made.record, user, {}, leads}, batch());
    }
    Result<void> given(Member& by, const UserId& from, const UserId& to, bool ends)
    {
        by.new_request();
        return reassign(node.records(), by.caller(), {made.record, false, from, to, ends}, batch());
    }
    bool may_read(Member& who, Compartment compartment)
    {
        return node.records().may(who.caller(), Verb::read, made.file, compartment);
    }
    bool can_open(Member& who, const FileId& file, Compartment compartment)
    {
        who.new_request();
        return node.vault().can_open(who.keys(), file, compartment);
    }
    std::vector<KeyWait> waits() { return *waiting_for_keys(node.records(), made.file); }
    Workload load_of(Member& who)
    {
        const auto board = team_board(node.records(), coordinator.caller(), today);
        const auto found = std::find_if(board->colleagues.begin(), board->colleagues.end(), [&](const Workload& each) {
            return each.user == who.actor().user;
        });
        PANOH_CHECK(found != board->colleagues.end());
        return *found;
    }
    UserId keyworker() { return case_head(node.records(), coordinator.caller(), made.record)->keyworker; }
    FileId call(const char* status, std::optional<UserId> keyworker)
    {
        auto file = records::new_file(
            node.vault(), forms::FileKind::contact, worker.actor().organisation, {worker.actor().user}
        );
        boost::json::object fields{
            {"number", file.number}, {"status", status}, {"taken_by", worker.actor().user.text()}};
        if (keyworker) fields["keyworker"] = keyworker->text();
        vault::Batch writing;
        writing.id = batch();
        writing.records.push_back(
            records::new_record(node.vault().random(), "contact", file.change.fact.file, std::move(fields))
        );
        newest_call = writing.records.back().id;
        const FileId made_file = file.change.fact.file;
        writing.files.push_back(std::move(file.change));
        PANOH_CHECK(node.records().write(worker.caller(), std::move(writing)).has_value());
        return made_file;
    }
    RecordId newest_call;
};

TEST_F(Team, a_colleague_whom_the_coordinator_assigns_waits_for_the_key_of_whoever_holds_it)
{
    ASSERT_TRUE(add(coordinator, other.actor().user));
    EXPECT_TRUE(may_read(other, Compartment::account)) << "the rule opens at once";
    EXPECT_TRUE(can_open(other, made.file, Compartment::core)) << "the desk holds the key to the core";
    EXPECT_FALSE(can_open(other, made.file, Compartment::account));
    const auto waiting = waits();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting.front().user, other.actor().user);
    EXPECT_THAT(waiting.front().givers, ElementsAre(worker.actor().user));
    EXPECT_TRUE(waiting.front().account);
    EXPECT_FALSE(waiting.front().only_leavers);
}

TEST_F(Team, the_keyworker_hands_the_keys_over_with_the_next_thing_they_do)
{
    ASSERT_TRUE(add(coordinator, other.actor().user));
    coordinator.new_request();
    ASSERT_TRUE(node.vault().hand_over_waiting(coordinator.keys()));
    EXPECT_FALSE(can_open(other, made.file, Compartment::account)) << "the coordinator holds none";
    worker.new_request();
    ASSERT_TRUE(node.vault().hand_over_waiting(worker.keys()));
    EXPECT_TRUE(can_open(other, made.file, Compartment::account));
    EXPECT_TRUE(can_open(other, made.persons.front(), Compartment::identity));
    EXPECT_THAT(waits(), IsEmpty());
}

TEST_F(Team, after_a_restart_signing_in_hands_the_keys_over)
{
    ASSERT_TRUE(add(coordinator, other.actor().user));
    node.restart();
    node.sign_in("social_worker");
    EXPECT_TRUE(can_open(other, made.file, Compartment::account));
    EXPECT_TRUE(can_open(other, made.persons.front(), Compartment::identity));
}

TEST_F(Team, nobody_assigns_themselves_by_the_right_to_assign)
{
    EXPECT_FALSE(add(coordinator, coordinator.actor().user));
    EXPECT_FALSE(may_read(coordinator, Compartment::core));
}

TEST_F(Team, only_those_are_assigned_who_can_do_the_work)
{
    EXPECT_FALSE(add(coordinator, node.member("worker_b").actor().user)) << "another organisation";
    EXPECT_FALSE(add(coordinator, node.member("auditor").actor().user));
    EXPECT_FALSE(add(coordinator, node.member("monitor").actor().user, true)) << "cannot lead";
    EXPECT_TRUE(add(coordinator, node.member("monitor").actor().user));
    EXPECT_FALSE(add(coordinator, node.member("monitor").actor().user)) << "works on it already";
}

TEST_F(Team, somebody_without_the_right_assigns_nobody)
{
    Member& stranger = node.sign_in("other_worker");
    EXPECT_FALSE(add(stranger, stranger.actor().user));
    EXPECT_FALSE(add(node.sign_in("worker_b"), node.member("worker_b").actor().user));
}

TEST_F(Team, an_end_closes_at_once_and_takes_the_keys_that_others_hold)
{
    ASSERT_TRUE(add(worker, other.actor().user));
    ASSERT_TRUE(can_open(other, made.file, Compartment::account));
    coordinator.new_request();
    ASSERT_TRUE(end_work(node.records(), coordinator.caller(), made.record, other.actor().user, batch()));
    EXPECT_FALSE(may_read(other, Compartment::core));
    EXPECT_FALSE(can_open(other, made.file, Compartment::account));
    EXPECT_FALSE(can_open(other, made.file, Compartment::core));
    EXPECT_TRUE(can_open(worker, made.file, Compartment::account));
}

TEST_F(Team, whoever_leads_a_case_does_not_leave_it_before_somebody_else_leads)
{
    const auto ended = end_work(node.records(), coordinator.caller(), made.record, worker.actor().user, batch());
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().message.id, msg("team.problem.leads"));
    ASSERT_TRUE(add(coordinator, other.actor().user, true));
    EXPECT_TRUE(end_work(node.records(), coordinator.caller(), made.record, worker.actor().user, batch()));
}

TEST_F(Team, the_last_key_is_never_taken_and_it_is_said_who_must_act_first)
{
    ASSERT_TRUE(given(coordinator, worker.actor().user, other.actor().user, true));
    EXPECT_FALSE(may_read(worker, Compartment::core)) << "the rule closes at once";
    EXPECT_TRUE(can_open(worker, made.file, Compartment::account)) << "nobody else could open it";
    const auto waiting = waits();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_TRUE(waiting.front().only_leavers);
    EXPECT_THAT(waiting.front().givers, ElementsAre(worker.actor().user));
    worker.new_request();
    ASSERT_TRUE(node.vault().hand_over_waiting(worker.keys()));
    EXPECT_TRUE(can_open(other, made.file, Compartment::account));
}

TEST_F(Team, a_reassigned_case_goes_with_its_tasks_and_counts_once)
{
    const auto task = saved(
        worker,
        made.file,
        "task",
        {{"heading", "Call the clinic"}, {"assigned_to", worker.actor().user.text()}, {"due_on.year", "2026"}}
    );
    const BatchId form = batch();
    for (int times = 0; times < 2; ++times) {
        coordinator.new_request();
        ASSERT_TRUE(reassign(
            node.records(),
            coordinator.caller(),
            {made.record, false, worker.actor().user, other.actor().user, false},
            form
        ));
    }
    EXPECT_EQ(keyworker(), other.actor().user);
    const auto tasks = tasks_of(node.records(), coordinator.caller(), made.file);
    ASSERT_EQ(tasks->size(), 1U);
    EXPECT_EQ(tasks->front().who, other.actor().user);
    EXPECT_EQ(
        node.records().read(worker.caller(), task.record)->content.reveal().at("heading").as_string(), "Call the clinic"
    );
    EXPECT_TRUE(may_read(worker, Compartment::account)) << "away for a while only";
    EXPECT_EQ(team_of(node.records(), made.file).size(), 2U);
}

TEST_F(Team, a_call_is_handed_on_by_the_desk_without_being_read)
{
    const FileId file = call("screened", worker.actor().user);
    const RecordId contact = newest_call;
    EXPECT_FALSE(node.records().read(coordinator.caller(), contact));
    const UserId operator_id = node.member("hotline_operator").actor().user;
    ASSERT_TRUE(reassign(
        node.records(), coordinator.caller(), {contact, true, worker.actor().user, operator_id, false}, batch()
    ));
    const auto now = node.records().of_file(worker.caller(), file, "contact");
    EXPECT_EQ(now->front().coded.at("keyworker").as_string(), operator_id.text());
    EXPECT_EQ(now->front().coded.at("status").as_string(), "handed_over");
    EXPECT_FALSE(reassign(
        node.records(),
        coordinator.caller(),
        {contact, true, operator_id, node.member("lawyer").actor().user, false},
        batch()
    )) << "a lawyer takes no calls";
}

TEST_F(Team, a_converted_call_is_not_handed_on)
{
    call("converted", worker.actor().user);
    EXPECT_FALSE(reassign(
        node.records(),
        coordinator.caller(),
        {newest_call, true, worker.actor().user, node.member("hotline_operator").actor().user, false},
        batch()
    ));
}

TEST_F(Team, the_board_counts_what_everybody_has)
{
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
    ASSERT_TRUE(add(worker, other.actor().user));
    call("handed_over", worker.actor().user);
    const Workload leads = load_of(worker);
    EXPECT_EQ(leads.leads, 1U);
    EXPECT_EQ(leads.helps, 0U);
    EXPECT_EQ(leads.tasks, 1U);
    EXPECT_EQ(leads.overdue, 1U);
    EXPECT_EQ(leads.calls, 1U);
    EXPECT_EQ(load_of(other).helps, 1U);
    const auto board = team_board(node.records(), coordinator.caller(), today);
    ASSERT_EQ(board->overdue.size(), 1U);
    EXPECT_EQ(board->overdue.front().due_on, "2026-11-19");
    EXPECT_THAT(board->cases_of_nobody, IsEmpty());
}

TEST_F(Team, what_nobody_has_stands_on_the_board)
{
    call("new", std::nullopt);
    const auto before = team_board(node.records(), coordinator.caller(), today);
    ASSERT_EQ(before->calls_of_nobody.size(), 1U);
    EXPECT_EQ(before->calls_of_nobody.front().record, newest_call);
    ASSERT_TRUE(
        reassign(node.records(), coordinator.caller(), {newest_call, true, {}, other.actor().user, false}, batch())
    );
    EXPECT_THAT(team_board(node.records(), coordinator.caller(), today)->calls_of_nobody, IsEmpty());
}

TEST_F(Team, the_board_of_another_organisation_is_empty)
{
    Member& stranger = node.sign_in("worker_b");
    const auto board = team_board(node.records(), stranger.caller(), today);
    ASSERT_TRUE(board);
    for (const Workload& load : board->colleagues)
        EXPECT_FALSE(load.has_work());
}

TEST_F(Team, an_absence_is_noted_changed_and_over)
{
    const auto note = [&](const std::string& from, const std::string& until) {
        return note_absence(node.records(), coordinator.caller(), other.actor().user, from, until, batch());
    };
    ASSERT_TRUE(note("2026-11-20", "2026-12-03"));
    EXPECT_EQ(load_of(other).away_until, "2026-12-03");
    ASSERT_TRUE(note("2026-11-20", "2026-11-30"));
    EXPECT_EQ(load_of(other).away_until, "2026-11-30");
    ASSERT_TRUE(note("", ""));
    EXPECT_EQ(load_of(other).away_until, "");
    EXPECT_FALSE(note_absence(node.records(), worker.caller(), other.actor().user, today, today, batch()));
}

}  // namespace
}  // namespace panoh::casework
