// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/files.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

namespace panoh::vault {
namespace {

using testing::Member;
using testing::TestNode;
namespace json = boost::json;

constexpr std::string_view secret_words = "canary words of the caller";

struct Call {
    RecordId contact;
    RecordId account;
    FileId file;
};

Call take_call(TestNode& node, Member& operator_)
{
    auto file =
        records::new_file(node.vault(), FileKind::contact, operator_.actor().organisation, {operator_.actor().user});
    Batch batch;
    batch.id = system_random().id<BatchId>();
    Call call{system_random().id<RecordId>(), system_random().id<RecordId>(), file.change.fact.file};
    batch.files.push_back(file.change);
    batch.records.push_back(
        {call.contact, call.file, "contact", 0, {{"number", file.number}, {"status", "new"}}, {}, false}
    );
    batch.records.push_back(
        {call.account, call.file, "contact_account", 0, {}, Sensitive<json::object>({{"words", secret_words}}), false}
    );
    const auto receipt = node.records().write(operator_.caller(), std::move(batch));
    EXPECT_TRUE(receipt) << (receipt ? "" : receipt.error().detail);
    return call;
}

FileId open_case(TestNode& node, Member& worker, RecordId* record = nullptr)
{
    auto file =
        records::new_file(node.vault(), FileKind::case_file, worker.actor().organisation, {worker.actor().user});
    Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.files.push_back(file.change);
    batch.records.push_back(records::new_record(
        system_random(), "case", file.change.fact.file, {{"number", file.number}, {"status", "open"}}
    ));
    if (record != nullptr) *record = batch.records.back().id;
    batch.records.push_back(records::new_record(
        system_random(),
        "assignment",
        file.change.fact.file,
        {{"user", worker.actor().user.text()}, {"role", "social_worker"}}
    ));
    batch.records.push_back(
        records::new_record(system_random(), "case_summary", file.change.fact.file, {}, {{"summary", secret_words}})
    );
    const auto receipt = node.vault().write(worker.keys(), std::move(batch));
    EXPECT_TRUE(receipt) << (receipt ? "" : receipt.error().detail);
    return file.change.fact.file;
}

TEST(Vault, WhatOneOperatorSavesAnotherReadsThroughTheTeam)
{
    TestNode node;
    Member& first = node.sign_in("hotline_operator");
    Member& second = node.sign_in("other_operator");
    const Call call = take_call(node, first);
    second.new_request();
    const auto account = node.records().read(second.caller(), call.account);
    ASSERT_TRUE(account) << account.error().detail;
    EXPECT_EQ(account->content.reveal().at("words").as_string(), secret_words);
    EXPECT_EQ(account->revision, 1U);
}

TEST(Vault, AnotherOrganisationSeesNothing)
{
    TestNode node;
    const Call call = take_call(node, node.sign_in("hotline_operator"));
    Member& stranger = node.sign_in("operator_b");
    const auto account = node.records().read(stranger.caller(), call.account);
    ASSERT_FALSE(account);
    EXPECT_EQ(account.error().code, ErrorCode::denied);
    ASSERT_EQ(stranger.reads().size(), 1U);
    EXPECT_FALSE(stranger.reads()[0].allowed);
}

TEST(Vault, CoordinatorHoldsTheDeskAndNotTheAccount)
{
    TestNode node;
    RecordId record;
    const FileId file = open_case(node, node.sign_in("social_worker"), &record);
    Member& coordinator = node.sign_in("coordinator");
    EXPECT_TRUE(node.vault().can_open(coordinator.keys(), file, Compartment::core));
    EXPECT_FALSE(node.vault().can_open(coordinator.keys(), file, Compartment::account));
    EXPECT_FALSE(node.records().read(coordinator.caller(), record)) << "desk is not reading";
    const auto rows = node.records().query(
        coordinator.caller(), access::Verb::desk, "case", "c.file", "SELECT c.number FROM t_case c WHERE {scope}"
    );
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->text(0, "number"), "A-2026-0001");
}

TEST(Vault, AdministratorHoldsNoContentKey)
{
    TestNode node;
    const FileId file = open_case(node, node.sign_in("social_worker"));
    const Call call = take_call(node, node.sign_in("hotline_operator"));
    Member& administrator = node.sign_in("technical_administrator");
    for (const Compartment each : {Compartment::core, Compartment::account}) {
        EXPECT_FALSE(node.vault().can_open(administrator.keys(), file, each));
        EXPECT_FALSE(node.vault().can_open(administrator.keys(), call.file, each));
    }
}

TEST(Vault, EverythingIsThereAfterARestart)
{
    TestNode node;
    const Call call = take_call(node, node.sign_in("hotline_operator"));
    const auto head = node.vault().head(storage::Chain::records);
    node.restart();
    EXPECT_EQ(node.vault().head(storage::Chain::records).hash, head.hash);
    Member& operator_ = node.sign_in("other_operator");
    const auto account = node.records().read(operator_.caller(), call.account);
    ASSERT_TRUE(account) << account.error().detail;
    const auto rows = node.vault().workspace().query("SELECT number FROM t_contact");
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 1U);
    EXPECT_EQ(rows->text(0, "number"), "A-C-2026-0001");
    EXPECT_TRUE(node.vault().verify_signatures(storage::Chain::records)->problem.empty());
}

TEST(Vault, WorkspaceHoldsOnlyWhatThosePresentCanOpen)
{
    TestNode node;
    take_call(node, node.sign_in("hotline_operator"));
    open_case(node, node.sign_in("social_worker"));
    node.restart();
    node.sign_in("technical_administrator");
    EXPECT_TRUE(node.vault().workspace().query("SELECT 1 FROM t_contact")->empty());
    Member& worker = node.sign_in("social_worker");
    EXPECT_EQ(node.vault().workspace().query("SELECT 1 FROM t_case")->size(), 1U);
    EXPECT_EQ(node.vault().workspace().query("SELECT 1 FROM t_contact")->size(), 1U);
    const std::vector<UserId> nobody;
    static_cast<void>(worker);
    node.vault().leave(nobody);
    for (const char* table : {"t_case", "t_contact", "name_keys", "files"})
        EXPECT_TRUE(node.vault().workspace().query(std::string("SELECT 1 FROM ") + table)->empty()) << table;
}

TEST(Vault, FilesOfWhomeverComesBackStandInTheWorkspaceAgain)
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    const FileId file = open_case(node, worker);
    const std::vector<UserId> nobody;
    node.vault().leave(nobody);
    ASSERT_TRUE(node.vault().admit(worker.keys()));
    const std::vector<SqlValue> wanted{sql(file)};
    EXPECT_EQ(node.vault().workspace().query("SELECT 1 FROM files WHERE file=?", wanted)->size(), 1U);
}

TEST(Vault, StaleBaseIsAConflictAndRepeatedBatchCountsOnce)
{
    TestNode node;
    Member& operator_ = node.sign_in("hotline_operator");
    const Call call = take_call(node, operator_);
    const auto revise = [&](std::uint32_t base, BatchId id) {
        Batch batch;
        batch.id = id;
        batch.records.push_back({call.contact, call.file, "contact", base, {{"number", "A-C-2026-0001"}}, {}, false});
        return node.vault().write(operator_.keys(), std::move(batch));
    };
    const auto id = system_random().id<BatchId>();
    ASSERT_TRUE(revise(1, id));
    const auto again = revise(1, id);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(node.vault().revision_of(call.contact), 2U);
    const auto stale = revise(1, system_random().id<BatchId>());
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, ErrorCode::conflict);
    EXPECT_EQ(node.vault().history(operator_.keys(), call.contact)->size(), 2U);
}

TEST(Vault, ManyWritersLoseNothingAndNumbersAreUnique)
{
    TestNode node;
    Member& operator_ = node.sign_in("hotline_operator");
    constexpr int writers = 8;
    constexpr int calls_each = 12;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&] {
            for (int call = 0; call < calls_each; ++call) {
                const auto receipt = records::with_numbers([&]() -> Result<Receipt> {
                    static std::mutex one_user_at_a_time;  // keys of one request are never shared
                    const std::lock_guard lock(one_user_at_a_time);
                    auto file = records::new_file(node.vault(), FileKind::contact, operator_.actor().organisation, {});
                    Batch batch;
                    batch.id = system_random().id<BatchId>();
                    batch.files.push_back(file.change);
                    batch.records.push_back(records::new_record(
                        system_random(), "contact", file.change.fact.file, {{"number", file.number}}
                    ));
                    return node.vault().write(operator_.keys(), std::move(batch));
                });
                EXPECT_TRUE(receipt);
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    const auto rows =
        node.vault().workspace().query("SELECT count(DISTINCT number) AS n, count(*) AS m FROM t_contact");
    EXPECT_EQ(rows->integer(0, "n"), writers * calls_each);
    EXPECT_EQ(rows->integer(0, "m"), writers * calls_each);
}

TEST(Vault, RevokedUserOpensNothingThatIsWrittenAfterwards)
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    const FileId file = open_case(node, worker);
    Member& lawyer = node.sign_in("lawyer");
    Batch assign;
    assign.id = system_random().id<BatchId>();
    assign.records.push_back(records::new_record(
        system_random(), "assignment", file, {{"user", lawyer.actor().user.text()}, {"role", "lawyer"}}
    ));
    const RecordId assignment = assign.records[0].id;
    ASSERT_TRUE(node.vault().write(worker.keys(), std::move(assign)));
    lawyer.new_request();
    EXPECT_TRUE(node.vault().can_open(lawyer.keys(), file, Compartment::account)) << "assigning gives the keys";
    Batch end;
    end.id = system_random().id<BatchId>();
    end.records.push_back(
        {assignment,
         file,
         "assignment",
         1,
         {{"user", lawyer.actor().user.text()}, {"role", "lawyer"}, {"until", "2026-11-22"}},
         {},
         false}
    );
    ASSERT_TRUE(node.vault().write(worker.keys(), std::move(end)));
    worker.new_request();
    ASSERT_TRUE(node.vault().revoke(worker.keys(), file, Holder::user(lawyer.actor().user)));
    lawyer.new_request();
    worker.new_request();
    EXPECT_FALSE(node.vault().can_open(lawyer.keys(), file, Compartment::account));
    EXPECT_TRUE(node.vault().can_open(worker.keys(), file, Compartment::account));
}

TEST(Vault, NodeKeyRotationKeepsOldEntriesReadable)
{
    TestNode node;
    Member& operator_ = node.sign_in("hotline_operator");
    const Call before = take_call(node, operator_);
    ASSERT_TRUE(node.vault().rotate_node_key(operator_.keys()));
    const Call after = take_call(node, operator_);
    operator_.new_request();
    EXPECT_TRUE(node.records().read(operator_.caller(), before.account));
    EXPECT_TRUE(node.records().read(operator_.caller(), after.account));
    EXPECT_EQ(node.vault().node_keys()->epoch(), 2U);
    const auto left = node.vault().keyring().find_epoch(operator_.keys().box(), 2);
    ASSERT_TRUE(left);
    EXPECT_TRUE(left->has_value());
}

TEST(Vault, ReadsAndRefusalsStandInTheirOwnChain)
{
    TestNode node;
    Member& operator_ = node.sign_in("hotline_operator");
    const Call call = take_call(node, operator_);
    const std::vector<ReadFact> reads{{"call", call.file, call.contact, true}, {"case", FileId{}, RecordId{}, false}};
    ASSERT_TRUE(node.vault().enter_reads(operator_.keys(), reads));
    const auto lines = node.vault().log_lines(storage::Chain::reads, 0, 2);
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_EQ((*lines)[0].action, "case");
    EXPECT_FALSE((*lines)[0].allowed);
    EXPECT_EQ((*lines)[1].file, call.file);
    EXPECT_EQ((*lines)[1].user, operator_.actor().user);
}

TEST(Vault, DraftsOpenForTheirOwnerOnly)
{
    TestNode node;
    Member& operator_ = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const Sensitive<std::string> draft{std::string(secret_words)};
    ASSERT_TRUE(node.vault().put_scratch(operator_.keys(), "call", draft));
    EXPECT_EQ(node.vault().get_scratch(operator_.keys(), "call")->value().reveal(), secret_words);
    EXPECT_FALSE(node.vault().get_scratch(other.keys(), "call")->has_value());
    ASSERT_TRUE(node.vault().remove_scratch(operator_.keys(), "call"));
    EXPECT_FALSE(node.vault().get_scratch(operator_.keys(), "call")->has_value());
}

TEST(Vault, NoFileOfTheNodeHoldsANameALoginOrAWord)
{
    TestNode node;
    Member& operator_ = node.sign_in("hotline_operator");
    take_call(node, operator_);
    open_case(node, node.sign_in("social_worker"));
    ASSERT_TRUE(node.vault().put_scratch(operator_.keys(), "draft", Sensitive<std::string>(std::string(secret_words))));
    const std::vector<std::string> canaries{
        std::string(secret_words),
        "hotline_operator",
        "Name of",
        "Organisation",
        "A-C-2026",
        "contact_account",
        operator_.actor().user.text(),
        "coordination",
    };
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(node.folder())) {
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        ++files;
        for (const std::string& canary : canaries) {
            EXPECT_EQ(bytes.str().find(canary), std::string::npos) << canary << " in " << entry.path().filename();
        }
    }
    EXPECT_GE(files, 5);
}

TEST(Vault, WhatIsErasedOpensNowhereAndWhatSaysWhyStays)
{
    TestNode node;
    Member& operator_ = node.sign_in("hotline_operator");
    const Call gone = take_call(node, operator_);
    const Call stays = take_call(node, operator_);
    Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.records.push_back(
        {system_random().id<RecordId>(),
         stays.file,
         "contact_account",
         0,
         {},
         Sensitive<json::object>({{"words", "erased as the caller asked"}}),
         false}
    );
    const RecordId why = batch.records.back().id;
    ASSERT_TRUE(node.vault().erase(operator_.keys(), gone.file, std::move(batch)));
    EXPECT_TRUE(node.vault().is_erased(gone.file));
    EXPECT_EQ(node.vault().read(operator_.keys(), gone.account).error().code, ErrorCode::not_found);
    EXPECT_FALSE(node.vault().history(operator_.keys(), gone.account));
    EXPECT_FALSE(node.vault().can_open(operator_.keys(), gone.file, Compartment::account));
    const auto rows = node.vault().workspace().query("SELECT record FROM t_contact WHERE file=?", {sql(gone.file)});
    EXPECT_TRUE(rows && rows->empty());
    EXPECT_TRUE(node.vault().read(operator_.keys(), why));
    node.restart();
    Member& again = node.sign_in("hotline_operator");
    EXPECT_FALSE(node.vault().read(again.keys(), gone.account));
    EXPECT_TRUE(node.vault().read(again.keys(), stays.account));
    Batch late;
    late.id = system_random().id<BatchId>();
    late.records.push_back({gone.contact, gone.file, "contact", 1, {{"status", "new"}}, {}, false});
    EXPECT_FALSE(node.vault().write(again.keys(), std::move(late))) << "nothing is written into it any more";
}

}  // namespace
}  // namespace panoh::vault
