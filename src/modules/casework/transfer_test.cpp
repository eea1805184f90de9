// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/transfer.hpp"

#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/restriction.hpp"
#include "modules/casework/store.hpp"
#include "modules/casework/team.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace panoh::casework {
namespace {

using access::Verb;
using forms::Compartment;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct OneCase : Casework {
    Member& other = node.sign_in("other_worker");
    Member& coordinator = node.sign_in("coordinator");
    OpenedCase made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});

    bool may_read(Member& who, const FileId& file, Compartment compartment)
    {
        return node.records().may(who.caller(), Verb::read, file, compartment);
    }
    bool sees_desk(Member& who) { return node.records().may(who.caller(), Verb::desk, made.file, Compartment::core); }
    bool can_open(Member& who, const FileId& file, Compartment compartment)
    {
        who.new_request();
        return node.vault().can_open(who.keys(), file, compartment);
    }
    CaseHead head(Member& who) { return *case_head(node.records(), who.caller(), made.record); }
};

struct Transfers : OneCase {
    Result<records::FormOutcome> asked(Member& by, const UserId& to, const std::string& stays = "no")
    {
        by.new_request();
        forms::Submission form;
        form.add("to", to.text());
        form.add("note", "He hears badly on the left; speak slowly.");
        form.add("stays", stays);
        return ask_transfer(node.records(), by.caller(), head(by), form, batch());
    }
    RecordId waiting()
    {
        const auto all = transfers_of(node.records(), worker.caller(), made.file);
        const auto open =
            std::find_if(all->begin(), all->end(), [](const Transfer& each) { return each.state == "asked"; });
        PANOH_CHECK(open != all->end());
        return open->record;
    }
};

TEST_F(Transfers, until_the_colleague_accepts_the_keyworker_leads_and_the_colleague_sees_the_note_and_the_core_alone)
{
    ASSERT_TRUE(asked(worker, other.actor().user)->saved());
    EXPECT_EQ(head(worker).keyworker, worker.actor().user);
    EXPECT_THAT(*transfers_to(node.records(), other.caller()), SizeIs(1));
    EXPECT_TRUE(may_read(other, made.file, Compartment::core));
    EXPECT_FALSE(may_read(other, made.file, Compartment::account));
    EXPECT_FALSE(may_read(other, made.persons.front(), Compartment::identity));
    const auto note = node.records().read(other.caller(), waiting());
    ASSERT_TRUE(note) << note.error().detail;
    EXPECT_EQ(note->content.reveal().at("note").as_string(), "He hears badly on the left; speak slowly.");
    EXPECT_FALSE(note->coded.contains("note")) << "the note is sealed";
}

TEST_F(Transfers, whoever_accepts_leads_at_once_and_needs_no_further_key)
{
    ASSERT_TRUE(asked(worker, other.actor().user)->saved());
    const RecordId transfer = waiting();
    other.new_request();
    const auto accepted = accept_transfer(node.records(), other.caller(), transfer, batch());
    ASSERT_TRUE(accepted) << accepted.error().detail;
    EXPECT_EQ(head(other).keyworker, other.actor().user);
    EXPECT_TRUE(may_read(other, made.persons.front(), Compartment::identity));
    EXPECT_TRUE(can_open(other, made.file, Compartment::account));
    EXPECT_TRUE(can_open(other, made.persons.front(), Compartment::identity));
    EXPECT_FALSE(sees_desk(worker)) << "they left the case with it";
    EXPECT_FALSE(can_open(worker, made.file, Compartment::account));
    EXPECT_THAT(*waiting_for_keys(node.records(), made.file), IsEmpty());
}

TEST_F(Transfers, whoever_stays_goes_on_working_on_the_case)
{
    ASSERT_TRUE(asked(worker, other.actor().user, "yes")->saved());
    other.new_request();
    ASSERT_TRUE(accept_transfer(node.records(), other.caller(), waiting(), batch()));
    EXPECT_TRUE(may_read(worker, made.file, Compartment::account));
}

TEST_F(Transfers, whoever_declines_sees_nothing_any_more_and_the_keyworker_reads_why)
{
    ASSERT_TRUE(asked(worker, other.actor().user)->saved());
    const RecordId transfer = waiting();
    other.new_request();
    ASSERT_TRUE(decline_transfer(node.records(), other.caller(), transfer, "I am away in December", batch()));
    EXPECT_EQ(head(worker).keyworker, worker.actor().user);
    EXPECT_FALSE(sees_desk(other));
    EXPECT_FALSE(can_open(other, made.file, Compartment::core));
    EXPECT_FALSE(can_open(other, made.persons.front(), Compartment::identity));
    const auto record = node.records().read(worker.caller(), transfer);
    EXPECT_EQ(record->coded.at("state").as_string(), "declined");
    EXPECT_EQ(record->content.reveal().at("answer").as_string(), "I am away in December");
}

TEST_F(Transfers, a_request_that_was_taken_back_cannot_be_accepted)
{
    ASSERT_TRUE(asked(worker, other.actor().user)->saved());
    const RecordId transfer = waiting();
    worker.new_request();
    ASSERT_TRUE(withdraw_transfer(node.records(), worker.caller(), transfer, batch()));
    EXPECT_FALSE(sees_desk(other));
    EXPECT_FALSE(accept_transfer(node.records(), other.caller(), transfer, batch()));
    EXPECT_TRUE(asked(worker, other.actor().user)->saved()) << "and may be asked again";
}

TEST_F(Transfers, only_the_keyworker_asks_and_one_at_a_time)
{
    ASSERT_TRUE(add_worker(node.records(), worker.caller(), {made.record, other.actor().user, {}, false}, batch()));
    EXPECT_FALSE(asked(other, other.actor().user));
    ASSERT_TRUE(asked(worker, other.actor().user)->saved());
    EXPECT_FALSE(asked(worker, node.member("psychologist").actor().user));
}

TEST_F(Transfers, only_somebody_who_could_lead_the_case_is_asked_and_only_they_answer)
{
    for (const char* login : {"social_worker", "monitor", "worker_b", "auditor"}) {
        const auto outcome = asked(worker, node.member(login).actor().user);
        ASSERT_TRUE(outcome);
        EXPECT_FALSE(outcome->saved()) << login;
    }
    ASSERT_TRUE(asked(worker, other.actor().user)->saved());
    EXPECT_FALSE(accept_transfer(node.records(), worker.caller(), waiting(), batch()));
    EXPECT_FALSE(accept_transfer(node.records(), coordinator.caller(), waiting(), batch()));
}

TEST_F(Transfers, a_case_that_got_another_keyworker_meanwhile_is_not_taken_over)
{
    ASSERT_TRUE(asked(worker, other.actor().user)->saved());
    const UserId third = node.member("psychologist").actor().user;
    ASSERT_TRUE(add_worker(node.records(), coordinator.caller(), {made.record, third, {}, true}, batch()));
    other.new_request();
    const auto accepted = accept_transfer(node.records(), other.caller(), waiting(), batch());
    ASSERT_FALSE(accepted);
    EXPECT_EQ(accepted.error().message.id, msg("team.problem.other_keyworker"));
    EXPECT_EQ(head(worker).keyworker, third);
}

struct Restrictions : OneCase {
    Result<records::FormOutcome> asked(Member& by)
    {
        by.new_request();
        forms::Submission form;
        form.add("coordinator", coordinator.actor().user.text());
        form.add("reason", "A relative of a colleague is involved.");
        return ask_restriction(node.records(), by.caller(), head(by), form, batch());
    }
    Result<void> answered(Member& by, bool confirms)
    {
        by.new_request();
        return answer_restriction(node.records(), by.caller(), head(by), confirms, "I have read it", batch());
    }
    Result<void> lift_asked(Member& by)
    {
        by.new_request();
        return ask_lift(node.records(), by.caller(), head(by), {}, "The relative has moved away", batch());
    }
    void restricted()
    {
        PANOH_CHECK(asked(worker)->saved());
        PANOH_CHECK(answered(coordinator, true).has_value());
    }
    /// A coordinator who was not asked: the role alone, in the same organisation.
    records::Caller another_coordinator()
    {
        records::Caller caller = coordinator.caller();
        caller.actor.user = node.vault().random().id<UserId>();
        return caller;
    }
    bool team_holds_the_key()
    {
        const auto directory = node.vault().directory();
        const auto* team = directory->team_for(worker.actor().organisation, "coordination");
        const std::vector<vault::Holder> teams{vault::Holder::team(team->id)};
        return node.vault().kept_files(forms::FileKind::case_file, worker.actor().organisation, teams).empty();
    }
};

TEST_F(Restrictions, asking_alone_restricts_nothing)
{
    ASSERT_TRUE(asked(worker)->saved());
    EXPECT_FALSE(is_restricted(node.records(), made.file));
    EXPECT_THAT(*restrictions_for(node.records(), coordinator.caller()), SizeIs(1));
    EXPECT_FALSE(answered(worker, true)) << "nobody confirms what they asked for";
    EXPECT_FALSE(is_restricted(node.records(), made.file));
}

TEST_F(Restrictions, a_confirmed_one_hides_the_case_from_every_other_desk_and_takes_its_key)
{
    const auto seen_by_another = [&] {
        return case_list(node.records(), another_coordinator(), {})->total;
    };
    EXPECT_EQ(seen_by_another(), 1U);
    restricted();
    EXPECT_TRUE(is_restricted(node.records(), made.file));
    EXPECT_EQ(seen_by_another(), 0U);
    EXPECT_FALSE(case_head(node.records(), another_coordinator(), made.record));
    EXPECT_FALSE(team_holds_the_key());
    EXPECT_TRUE(can_open(worker, made.file, Compartment::core));
    EXPECT_TRUE(can_open(coordinator, made.file, Compartment::core)) << "who confirmed is named on it";
    EXPECT_EQ(case_list(node.records(), coordinator.caller(), {})->total, 1U);
}

TEST_F(Restrictions, the_team_does_not_get_the_key_back_by_the_next_thing_somebody_writes)
{
    restricted();
    worker.new_request();
    ASSERT_TRUE(saved(worker, made.file, "task", {{"heading", "Call the clinic"}}).saved());
    EXPECT_FALSE(team_holds_the_key());
    node.restart();
    node.sign_in("social_worker");
    EXPECT_FALSE(team_holds_the_key());
}

TEST_F(Restrictions, a_restricted_case_is_counted_as_such_for_those_who_may_not_see_it)
{
    restricted();
    EXPECT_THAT(kept_cases(node.records(), another_coordinator()), SizeIs(1));
    EXPECT_THAT(kept_cases(node.records(), coordinator.caller()), IsEmpty());
    const auto board = team_board(node.records(), another_coordinator(), "2026-11-22");
    EXPECT_EQ(board->restricted, 1U);
    const auto load = std::find_if(board->colleagues.begin(), board->colleagues.end(), [&](const Workload& each) {
        return each.user == worker.actor().user;
    });
    EXPECT_EQ(load->restricted, 1U);
    EXPECT_EQ(load->leads, 0U);
}

TEST_F(Restrictions, lifting_needs_two_as_well_and_opens_the_desk_again)
{
    restricted();
    ASSERT_TRUE(lift_asked(worker));
    EXPECT_TRUE(is_restricted(node.records(), made.file)) << "until the coordinator confirms";
    EXPECT_FALSE(answered(worker, true));
    ASSERT_TRUE(answered(coordinator, true));
    EXPECT_FALSE(is_restricted(node.records(), made.file));
    EXPECT_TRUE(team_holds_the_key());
    EXPECT_EQ(case_list(node.records(), another_coordinator(), {})->total, 1U);
}

TEST_F(Restrictions, a_coordinator_asks_to_lift_and_the_keyworker_decides)
{
    restricted();
    ASSERT_TRUE(lift_asked(coordinator));
    EXPECT_FALSE(answered(coordinator, true));
    ASSERT_TRUE(answered(worker, false));
    EXPECT_TRUE(is_restricted(node.records(), made.file));
    const auto current = restriction_of(node.records(), worker.caller(), made.file);
    EXPECT_EQ((*current)->state, "in_force");
}

TEST_F(Restrictions, a_refused_request_leaves_the_case_open_and_the_reason_kept)
{
    ASSERT_TRUE(asked(worker)->saved());
    const auto record = (*restriction_of(node.records(), worker.caller(), made.file))->record;
    ASSERT_TRUE(answered(coordinator, false));
    EXPECT_FALSE(is_restricted(node.records(), made.file));
    EXPECT_FALSE(may_read(coordinator, made.file, Compartment::core)) << "no longer named";
    const auto kept = node.records().read(worker.caller(), record);
    EXPECT_EQ(kept->coded.at("state").as_string(), "refused");
    EXPECT_EQ(kept->content.reveal().at("reason").as_string(), "A relative of a colleague is involved.");
}

TEST_F(Restrictions, only_the_keyworker_asks_and_only_a_coordinator_is_asked)
{
    ASSERT_TRUE(add_worker(node.records(), worker.caller(), {made.record, other.actor().user, {}, false}, batch()));
    EXPECT_FALSE(asked(other));
    forms::Submission form;
    form.add("coordinator", other.actor().user.text());
    form.add("reason", "Because");
    const auto outcome = ask_restriction(node.records(), worker.caller(), head(worker), form, batch());
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome->saved());
}

TEST_F(Restrictions, whoever_works_on_a_restricted_case_may_still_give_it_to_a_colleague)
{
    restricted();
    worker.new_request();
    ASSERT_TRUE(add_worker(node.records(), worker.caller(), {made.record, other.actor().user, {}, false}, batch()));
    EXPECT_TRUE(can_open(other, made.file, Compartment::account));
    coordinator.new_request();
    EXPECT_TRUE(add_worker(
        node.records(), coordinator.caller(), {made.record, node.member("lawyer").actor().user, {}, false}, batch()
    )) << "the coordinator who is named";
}

}  // namespace
}  // namespace panoh::casework
