// SPDX-License-Identifier: AGPL-3.0-or-later
// Decision 0010: nobody is handed a key whom only an administrator knows.
#include "records/files.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace panoh::vault {
namespace {

using testing::Member;
using testing::TestNode;
namespace json = boost::json;

const std::string administrator(administrator_role);

struct Vouching : ::testing::Test {
    TestNode node;

    /// A call that `taker` alone works on.
    FileId call_of(const std::string& taker)
    {
        Member& member = node.sign_in(taker);
        auto file =
            records::new_file(node.vault(), FileKind::contact, member.actor().organisation, {member.actor().user});
        Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.files.push_back(file.change);
        batch.records.push_back(
            records::new_record(system_random(), "contact", file.change.fact.file, {{"number", file.number}})
        );
        write(member, std::move(batch));
        return file.change.fact.file;
    }

    FileId case_of(const std::string& login)
    {
        Member& worker = node.sign_in(login);
        auto file =
            records::new_file(node.vault(), FileKind::case_file, worker.actor().organisation, {worker.actor().user});
        const FileId id = file.change.fact.file;
        Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.files.push_back(file.change);
        batch.records.push_back(records::new_record(system_random(), "case", id, {{"number", file.number}}));
        batch.records.push_back(records::new_record(
            system_random(), "assignment", id, {{"user", worker.actor().user.text()}, {"role", "social_worker"}}
        ));
        batch.records.push_back(records::new_record(system_random(), "case_summary", id, {}, {{"summary", "words"}}));
        write(worker, std::move(batch));
        return id;
    }

    void assign(const std::string& by, const FileId& file, const UserId& user)
    {
        Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.records.push_back(
            records::new_record(system_random(), "assignment", file, {{"user", user.text()}, {"role", "social_worker"}})
        );
        write(node.sign_in(by), std::move(batch));
    }

    void write(Member& author, Batch batch)
    {
        const auto receipt = node.vault().write(author.keys(), std::move(batch));
        ASSERT_TRUE(receipt) << receipt.error().detail;
    }

    void everybody_signs_in()
    {
        for (const auto& [id, user] : people()->users())
            node.sign_in(user.login);
    }

    [[nodiscard]] std::shared_ptr<const Directory> people() { return node.vault().directory(); }

    Result<void> vouch(const std::string& colleague, const UserId& user)
    {
        return node.vault().vouch(node.member(colleague).keys(), user, people()->certificate_hash(user));
    }

    bool opens(Member& member, const FileId& file, Compartment compartment = Compartment::core)
    {
        member.new_request();
        return node.vault().can_open(member.keys(), file, compartment);
    }

    /// What a new passphrase comes to: other keys, and nothing of what was granted to the old ones.
    Member& with_new_keys(const std::string& login)
    {
        const UserId id = node.member(login).actor().user;
        User certificate = *people()->user(id);
        auto bundle = UserBundle::create(id, system_random());
        const UserKeys keys(bundle);
        certificate.open_key = keys.box().open_key;
        certificate.verify_key = keys.signer().verify_key;
        fresh_ = std::make_unique<Member>(std::move(bundle), node.member(login).actor());
        std::vector<DirectoryFact> facts{std::move(certificate)};
        node.state(administrator, std::move(facts));
        EXPECT_TRUE(node.vault().withdraw_grants(node.member(administrator).keys(), id));
        return *fresh_;
    }

    void widen(const std::string& author, const std::string& login, const std::string& role)
    {
        User certificate = *people()->user(node.member(login).actor().user);
        certificate.roles.push_back(role);
        for (const std::string& purpose : node.access().roles().find(role)->teams)
            certificate.teams.push_back(people()->team_for(certificate.organisation, purpose)->id);
        std::vector<DirectoryFact> facts{std::move(certificate)};
        node.state(author, std::move(facts));
    }

    /// An entry that somebody with the node key puts behind the others, past the program.
    void append(const ledger::SignedEntry& entry)
    {
        const auto keys = node.vault().node_keys();
        const auto head = node.vault().head(storage::Chain::records);
        const std::vector<storage::NewEntry> entries{
            {storage::Chain::records,
             ledger::place(storage::Chain::records, head, keys->epoch(), keys->current(), entry)}};
        ASSERT_TRUE(node.store().append(entries));
        node.restart();
    }

    static ledger::SignedEntry
    vouch_entry(const crypto::SignPair& signer, const UserId& author, const UserId& user, const Hash256& certificate)
    {
        ledger::Header header;
        header.kind = ledger::EntryKind::directory;
        header.author = author;
        header.written_at = TestNode::default_now();
        return ledger::sign_entry(signer, header, encode(DirectoryFact(Vouch{user, certificate})), {});
    }

private:
    std::unique_ptr<Member> fresh_;
};

TEST_F(Vouching, EverybodyOfTheTestNodeWasConfirmed)
{
    for (const auto& [id, user] : people()->users()) {
        EXPECT_TRUE(people()->is_confirmed(id)) << user.login;
        EXPECT_FALSE(people()->is_waiting(id)) << user.login;
    }
    const UserId coordinator = node.member("coordinator").actor().user;
    EXPECT_EQ(people()->standing(node.member("lawyer").actor().user).confirmed->by, coordinator);
    EXPECT_TRUE(people()->standing(coordinator).confirmed->by.is_none()) << "the first colleague stands alone";
}

TEST_F(Vouching, AnInventedUserIsHandedNothingByAnybody)
{
    const FileId call = call_of("hotline_operator");
    const FileId matter = case_of("social_worker");
    Member& invented = node.add_waiting("invented", "social_worker", "A");
    assign("social_worker", matter, invented.actor().user);
    everybody_signs_in();
    everybody_signs_in();
    for (const FileId& file : {call, matter, call_of("other_operator")}) {
        EXPECT_FALSE(opens(invented, file));
        EXPECT_FALSE(opens(invented, file, Compartment::account));
    }
    node.restart();
    everybody_signs_in();
    EXPECT_FALSE(opens(invented, call)) << "read again from the ledger it is the same";
    EXPECT_TRUE(people()->roles_of(invented.actor().user).empty());
}

TEST_F(Vouching, WhoeverWasConfirmedIsHandedWhatColleaguesHold)
{
    const FileId call = call_of("hotline_operator");
    const FileId matter = case_of("social_worker");
    Member& waiting = node.add_waiting("newcomer", "social_worker", "A");
    assign("social_worker", matter, waiting.actor().user);
    ASSERT_TRUE(vouch("coordinator", waiting.actor().user));
    EXPECT_FALSE(opens(waiting, call)) << "the coordinator does not hold it";
    Member& colleague = node.member("social_worker");
    ASSERT_TRUE(node.vault().hand_over_waiting(colleague.keys()));
    EXPECT_TRUE(opens(waiting, call)) << "at the next thing that a colleague does";
    EXPECT_TRUE(opens(waiting, matter, Compartment::account));
    node.restart();
    Member& again = node.sign_in("newcomer");
    EXPECT_TRUE(opens(again, call));
}

TEST_F(Vouching, NewKeysWaitUntilSomebodyConfirmsThemAnew)
{
    const FileId call = call_of("hotline_operator");
    Member& other = node.member("other_operator");
    ASSERT_TRUE(opens(other, call));
    Member& renewed = with_new_keys("other_operator");
    everybody_signs_in();
    EXPECT_TRUE(people()->is_waiting(renewed.actor().user));
    EXPECT_FALSE(opens(renewed, call));
    ASSERT_TRUE(vouch("social_worker", renewed.actor().user));
    EXPECT_TRUE(opens(renewed, call));
}

TEST_F(Vouching, ALoneMembersTeamIsNotLostWhileTheyWait)
{
    const FileId before = case_of("social_worker");
    Member& renewed = with_new_keys("coordinator");
    const FileId meanwhile = case_of("social_worker");
    ASSERT_TRUE(vouch("lawyer", renewed.actor().user));
    node.sign_in("social_worker");
    for (const FileId& file : {before, meanwhile, case_of("social_worker")})
        EXPECT_TRUE(opens(renewed, file));
    EXPECT_FALSE(opens(renewed, before, Compartment::account));
}

TEST_F(Vouching, AWiderRoleCountsOnceItWasConfirmed)
{
    const FileId call = call_of("hotline_operator");
    Member& lawyer = node.member("lawyer");
    const UserId id = lawyer.actor().user;
    widen(administrator, "lawyer", "hotline_operator");
    everybody_signs_in();
    EXPECT_EQ(people()->roles_of(id), std::vector<std::string>{"lawyer"}) << "what was confirmed goes on";
    EXPECT_TRUE(people()->is_waiting(id));
    EXPECT_FALSE(opens(lawyer, call));
    ASSERT_TRUE(vouch("social_worker", id));
    EXPECT_EQ(people()->roles_of(id).size(), 2U);
    EXPECT_TRUE(opens(lawyer, call));
}

TEST_F(Vouching, AnAdministratorsOwnWiderRoleWaitsToo)
{
    const UserId id = node.member(administrator).actor().user;
    User certificate = *people()->user(id);
    certificate.roles.emplace_back("coordinator");
    Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.directory.emplace_back(certificate);
    const auto refused = node.vault().write(node.member(administrator).keys(), std::move(batch));
    ASSERT_FALSE(refused) << "nobody certifies themselves";
    EXPECT_EQ(refused.error().code, ErrorCode::denied);
    EXPECT_TRUE(people()->is_confirmed(id));
}

TEST_F(Vouching, TheWordOfSomeCountsForNothing)
{
    Member& waiting = node.add_waiting("newcomer", "coordinator", "A");
    const UserId id = waiting.actor().user;
    EXPECT_EQ(vouch("newcomer", id).error().code, ErrorCode::denied) << "oneself";
    EXPECT_EQ(vouch(administrator, id).error().code, ErrorCode::denied) << "the author of the certificate";
    EXPECT_EQ(vouch("operator_b", id).error().code, ErrorCode::denied) << "another organisation";
    EXPECT_EQ(vouch("hotline_operator", id).error().code, ErrorCode::denied) << "a role that is not asked";
    node.add_waiting("second", "hotline_operator", "A");
    EXPECT_EQ(vouch("newcomer", node.member("second").actor().user).error().code, ErrorCode::denied) << "one who waits";
    EXPECT_TRUE(people()->is_waiting(id));
    EXPECT_TRUE(node.vault().to_confirm(node.member(administrator).actor().user).empty());
    EXPECT_EQ(node.vault().to_confirm(node.member("coordinator").actor().user).size(), 2U);
}

TEST_F(Vouching, WhoeverWroteACertificateDoesNotConfirmItInAnotherRoleEither)
{
    widen(administrator, "coordinator", administrator);
    ASSERT_TRUE(vouch("lawyer", node.member("coordinator").actor().user));
    Member& waiting = node.add_waiting("newcomer", "lawyer", "A");
    User certificate = *people()->user(waiting.actor().user);
    certificate.roles.emplace_back("social_worker");
    std::vector<DirectoryFact> facts{certificate};
    node.state("coordinator", std::move(facts));
    EXPECT_EQ(vouch("coordinator", waiting.actor().user).error().code, ErrorCode::denied);
    EXPECT_TRUE(vouch("social_worker", waiting.actor().user));
}

TEST_F(Vouching, WhereNobodyIsEntitledAnyColleagueIs)
{
    Member& waiting = node.add_waiting("newcomer", "physician", "B");
    ASSERT_FALSE(vouch("operator_b", waiting.actor().user)) << "there is a social worker";
    User leaver = *people()->user(node.member("worker_b").actor().user);
    leaver.active = false;
    std::vector<DirectoryFact> facts{leaver};
    node.state(administrator, std::move(facts));
    EXPECT_TRUE(vouch("operator_b", waiting.actor().user));
}

TEST_F(Vouching, WhatIsConfirmedIsWhatWasShown)
{
    Member& waiting = node.add_waiting("newcomer", "hotline_operator", "A");
    const Hash256 shown = people()->certificate_hash(waiting.actor().user);
    widen(administrator, "newcomer", "coordinator");
    const auto stale = node.vault().vouch(node.member("lawyer").keys(), waiting.actor().user, shown);
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, ErrorCode::conflict);
    EXPECT_TRUE(people()->is_waiting(waiting.actor().user));
}

TEST_F(Vouching, AForgedVouchInTheLedgerCountsForNothing)
{
    Member& waiting = node.add_waiting("newcomer", "hotline_operator", "A");
    const UserId id = waiting.actor().user;
    const UserId coordinator = node.member("coordinator").actor().user;
    const Hash256 certificate = people()->certificate_hash(id);
    ledger::SignedEntry unsigned_entry =
        vouch_entry(node.member("coordinator").keys().signer(), coordinator, id, certificate);
    unsigned_entry.signature = {};
    const std::vector<ledger::SignedEntry> forged{
        unsigned_entry,
        vouch_entry(node.member(administrator).keys().signer(), coordinator, id, certificate),
        vouch_entry(node.vault().node_keys()->signer(), UserId{}, id, certificate),
        vouch_entry(waiting.keys().signer(), id, id, certificate),
    };
    for (const ledger::SignedEntry& entry : forged) {
        append(entry);
        EXPECT_TRUE(people()->is_waiting(id));
    }
    append(vouch_entry(node.member("coordinator").keys().signer(), coordinator, id, certificate));
    EXPECT_FALSE(people()->is_waiting(id)) << "the same, with the right signature";
}

TEST_F(Vouching, AnOldVouchDoesNotConfirmWhoeverComesBack)
{
    Member& waiting = node.add_waiting("newcomer", "hotline_operator", "A");
    const UserId id = waiting.actor().user;
    const ledger::SignedEntry old = vouch_entry(
        node.member("coordinator").keys().signer(),
        node.member("coordinator").actor().user,
        id,
        people()->certificate_hash(id)
    );
    append(old);
    ASSERT_TRUE(people()->is_confirmed(id));
    User certificate = *people()->user(id);
    for (const bool active : {false, true}) {
        certificate.active = active;
        std::vector<DirectoryFact> facts{certificate};
        node.state(administrator, std::move(facts));
    }
    append(old);
    EXPECT_FALSE(people()->is_confirmed(id));
}

TEST_F(Vouching, WhoeverWaitsWritesNothing)
{
    Member& waiting = node.add_waiting("newcomer", "hotline_operator", "A");
    auto file =
        records::new_file(node.vault(), FileKind::contact, waiting.actor().organisation, {waiting.actor().user});
    Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.files.push_back(file.change);
    batch.records.push_back(
        records::new_record(system_random(), "contact", file.change.fact.file, {{"number", file.number}})
    );
    const auto refused = node.vault().write(waiting.keys(), std::move(batch));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::denied);
}

TEST_F(Vouching, TheLastKeyToAPartOfAFileIsNotTaken)
{
    const FileId matter = case_of("social_worker");
    Member& worker = node.member("social_worker");
    const auto refused = node.vault().revoke(worker.keys(), matter, Holder::user(worker.actor().user));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_TRUE(opens(worker, matter, Compartment::account)) << "nothing was taken";
    assign("social_worker", matter, node.member("other_worker").actor().user);
    worker.new_request();
    EXPECT_TRUE(node.vault().revoke(worker.keys(), matter, Holder::user(worker.actor().user)));
    EXPECT_FALSE(opens(worker, matter, Compartment::account));
    EXPECT_TRUE(opens(node.member("other_worker"), matter, Compartment::account));
}

TEST(Fingerprint, StandsForBothKeysInGroupsThatOneCanRead)
{
    TestNode node;
    const auto people = node.vault().directory();
    std::set<Fingerprint> all;
    for (const auto& [id, user] : people->users()) {
        const Fingerprint groups = fingerprint_of(user);
        for (const std::string& group : groups) {
            EXPECT_EQ(group.size(), 5U);
            EXPECT_TRUE(std::all_of(group.begin(), group.end(), [](char each) { return each >= '0' && each <= '9'; }));
        }
        all.insert(groups);
    }
    EXPECT_EQ(all.size(), people->users().size());
}

}  // namespace
}  // namespace panoh::vault
