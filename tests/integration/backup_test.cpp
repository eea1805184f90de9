// SPDX-License-Identifier: AGPL-3.0-or-later
// Backups in two halves: put together again, refused when they do not fit, and what an older half costs.
#include "main/backup.hpp"

#include "integration/real_node.hpp"
#include "main/backup_mark.hpp"
#include "main/upkeep.hpp"
#include "main/verifying.hpp"
#include "records/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh {
namespace {

namespace fs = std::filesystem;
using testing::AtWork;
using ::testing::HasSubstr;
using testing::RealNode;

/// A node with a social worker who opens cases.
class Backups : public ::testing::Test {
protected:
    Backups()
    {
        const auto administrator = node.sign_in(RealNode::administrator);
        node.add(administrator, "worker", "social_worker");
        node.add(administrator, "lawyer", "lawyer");
        worker = node.sign_in("worker");
    }

    /// A case on which the worker alone works; its core and account get keys.
    FileId open_case()
    {
        AtWork at_work(node, *worker);
        auto file = records::new_file(
            node.vault(), forms::FileKind::case_file, at_work.actor().organisation, {at_work.actor().user}
        );
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        const FileId id = file.change.fact.file;
        batch.files.push_back(std::move(file.change));
        batch.records.push_back(
            records::new_record(system_random(), "case", id, {{"number", file.number}, {"status", "open"}})
        );
        batch.records.push_back(records::new_record(
            system_random(), "assignment", id, {{"user", at_work.actor().user.text()}, {"role", "social_worker"}}
        ));
        batch.records.push_back(records::new_record(system_random(), "case_summary", id, {}, {{"summary", "text"}}));
        const auto written = node.vault().write(at_work.keys(), std::move(batch));
        EXPECT_TRUE(written) << (written ? "" : written.error().detail);
        return id;
    }

    [[nodiscard]] BackupSource source() const
    {
        return {node.folder(), [this](const std::string& target) {
                    return node.vault().back_up(target);
                }};
    }

    std::string back_up_to(const std::string& name)
    {
        const std::string folder = node.beside(name);
        const auto made = back_up(source(), folder, node.clock().now());
        EXPECT_TRUE(made) << (made ? "" : made.error().detail);
        return folder;
    }

    RestoreRequest request(const std::string& records, const std::string& keys) const
    {
        return {records, keys, node.beside("restored"), false, false};
    }

    Error refused(const RestoreRequest& wanted) const
    {
        const auto restored = restore(wanted);
        EXPECT_FALSE(restored);
        EXPECT_FALSE(fs::exists(wanted.target)) << "nothing is left of it";
        EXPECT_FALSE(fs::exists(wanted.target + ".unfinished"));
        return restored ? Error{} : restored.error();
    }

    RealNode node;
    std::optional<accounts::Token> worker;
};

TEST_F(Backups, ArePutTogetherAgain)
{
    open_case();
    const std::string backup = back_up_to("backup");
    std::set<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(backup))
        files.insert(fs::relative(entry.path(), backup).generic_string());
    EXPECT_EQ(
        files,
        (std::set<std::string>{
            "keys",
            "keys/keyring.db",
            "keys/mark",
            "records",
            "records/blobs.db",
            "records/ledger.db",
            "records/mark",
            "records/wraps"})
    );
    const auto restored = restore(request(backup, backup));
    ASSERT_TRUE(restored) << restored.error().detail;
    EXPECT_EQ(restored->records, node.vault().head(storage::Chain::records).seq);
    EXPECT_EQ(restored->wraps_missing + restored->wraps_dropped + restored->entries_closed, 0U);
    EXPECT_TRUE(verify_node(node.beside("restored")));
    EXPECT_FALSE(fs::exists(node.beside("restored") + "/wraps"));
}

TEST_F(Backups, SayInTheirMarksNothingButAgeAndFingerprints)
{
    open_case();
    const std::string backup = back_up_to("backup");
    for (const char* half : {"/records/mark", "/keys/mark"}) {
        const std::string mark = testing::bytes_in(backup + half);
        EXPECT_THAT(mark, HasSubstr("made 2026-11-22T"));
        for (const char* secret : {"worker", "First House", "A-2026", "case"})
            EXPECT_EQ(mark.find(secret), std::string::npos) << secret;
    }
}

TEST_F(Backups, AreNotWrittenOverAnything)
{
    const std::string backup = back_up_to("backup");
    const auto again = back_up(source(), backup, node.clock().now());
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    const BackupSource full{node.folder(), [](const std::string& target) -> Result<void> {
                                std::ofstream(target + "/ledger.db") << "half";
                                return fail(ErrorCode::storage, "the disk is full");
                            }};
    const auto stopped = back_up(full, node.beside("other"), node.clock().now());
    EXPECT_FALSE(stopped);
    EXPECT_FALSE(fs::exists(node.beside("other")));
}

TEST_F(Backups, AnOlderKeyringIsRefusedAndWhatItLacksIsCounted)
{
    open_case();
    const std::string old = back_up_to("old");
    open_case();
    const std::string fresh = back_up_to("fresh");
    const Error error = refused(request(fresh, old));
    EXPECT_EQ(error.code, ErrorCode::damaged);
    EXPECT_THAT(error.detail, HasSubstr("the keyring is older than the records"));
    EXPECT_THAT(error.detail, HasSubstr("--older-keyring"));
    EXPECT_THAT(error.detail, ::testing::Not(HasSubstr(" 0 key wraps")));

    auto told = request(fresh, old);
    told.older_keyring = true;
    const auto restored = restore(told);
    ASSERT_TRUE(restored) << restored.error().detail;
    EXPECT_GE(restored->wraps_missing, 2U) << "core and account of the new case";
    EXPECT_THAT(error.detail, HasSubstr(std::to_string(restored->wraps_missing) + " key wraps"));
}

TEST_F(Backups, AnOlderKeyringBringsNothingBackThatWasTakenAway)
{
    const FileId file = open_case();
    AtWork at_work(node, *worker);
    const UserId lawyer = node.credentials("lawyer").user;
    vault::Batch assign;
    assign.id = system_random().id<BatchId>();
    assign.records.push_back(
        records::new_record(system_random(), "assignment", file, {{"user", lawyer.text()}, {"role", "lawyer"}})
    );
    ASSERT_TRUE(node.vault().write(at_work.keys(), std::move(assign)));
    const std::string old = back_up_to("old");
    ASSERT_TRUE(node.vault().revoke(at_work.keys(), file, vault::Holder::user(lawyer)));
    const std::string fresh = back_up_to("fresh");
    auto told = request(fresh, old);
    told.older_keyring = true;
    const auto restored = restore(told);
    ASSERT_TRUE(restored) << restored.error().detail;
    EXPECT_GE(restored->wraps_dropped, 2U);
    const auto store = storage::open_sqlite_store_for_reading(told.target);
    ASSERT_TRUE(store);
    const auto now = vault::Keyring(node.node().store()).wrap_names();
    const auto there = vault::Keyring(**store).wrap_names();
    ASSERT_TRUE(now && there);
    EXPECT_TRUE(std::includes(now->begin(), now->end(), there->begin(), there->end()));
}

TEST_F(Backups, AnOlderKeyringOfAnEarlierNodeKeyCountsWhatItCannotOpen)
{
    const std::string old = back_up_to("old");
    AtWork at_work(node, *worker);
    ASSERT_TRUE(node.vault().rotate_node_key(at_work.keys()));
    open_case();
    const std::string fresh = back_up_to("fresh");
    EXPECT_THAT(refused(request(fresh, old)).detail, HasSubstr("entries under a newer node key would not open"));
}

TEST_F(Backups, OlderRecordsAreRefusedAndCounted)
{
    const std::string old = back_up_to("old");
    const auto before = node.vault().head(storage::Chain::records).seq + node.vault().head(storage::Chain::reads).seq;
    open_case();
    const std::string fresh = back_up_to("fresh");
    const auto after = node.vault().head(storage::Chain::records).seq + node.vault().head(storage::Chain::reads).seq;
    const Error error = refused(request(old, fresh));
    EXPECT_THAT(error.detail, HasSubstr("the records are older than the keyring"));
    EXPECT_THAT(error.detail, HasSubstr(std::to_string(after - before) + " entries written since"));
    auto wrong = request(old, fresh);
    wrong.older_keyring = true;
    refused(wrong);
    auto told = request(old, fresh);
    told.older_records = true;
    const auto restored = restore(told);
    ASSERT_TRUE(restored) << restored.error().detail;
    EXPECT_EQ(restored->entries_missing, after - before);
}

TEST_F(Backups, HalvesOfTwoNodesOrHistoriesNeverFit)
{
    const std::string mine = back_up_to("mine");
    const RealNode other;
    const std::string theirs = node.beside("theirs");
    const BackupSource source_of_other{other.folder(), [&](const std::string& target) {
                                           return other.node().store().copy_to(target);
                                       }};
    ASSERT_TRUE(back_up(source_of_other, theirs, node.clock().now()));
    for (bool told : {false, true}) {
        auto wanted = request(mine, theirs);
        wanted.older_keyring = told;
        wanted.older_records = told;
        EXPECT_THAT(refused(wanted).detail, HasSubstr("two nodes"));
    }
    // One node, restored twice: from there on its histories differ.
    const auto twin = restore(request(mine, mine));
    ASSERT_TRUE(twin);
    open_case();
    const std::string here = back_up_to("here");
    node.stop();
    fs::rename(node.folder(), node.beside("first"));
    fs::rename(node.beside("restored"), node.folder());
    node.open();
    worker = node.sign_in("worker");
    open_case();
    open_case();
    const std::string there = back_up_to("there");
    auto wanted = request(there, here);
    wanted.older_keyring = true;
    EXPECT_THAT(refused(wanted).detail, HasSubstr("another history"));
}

TEST_F(Backups, EveryDamagedFileIsFoundOut)
{
    open_case();
    const std::string backup = back_up_to("backup");
    for (const auto& entry : fs::recursive_directory_iterator(backup)) {
        if (!entry.is_regular_file()) continue;
        const std::string whole = testing::bytes_in(entry.path());
        for (const double part : {0.0, 0.3, 0.999}) {
            std::string broken = whole;
            broken[static_cast<std::size_t>(part * static_cast<double>(whole.size()))] ^= 0x10;
            std::ofstream(entry.path(), std::ios::binary) << broken;
            const Error error = refused(request(backup, backup));
            const bool found = error.code == ErrorCode::damaged || error.code == ErrorCode::not_found;
            EXPECT_TRUE(found) << entry.path() << ": " << error.detail;
        }
        std::ofstream(entry.path(), std::ios::binary) << whole.substr(0, whole.size() / 2);
        refused(request(backup, backup));
        fs::remove(entry.path());
        refused(request(backup, backup));
        std::ofstream(entry.path(), std::ios::binary) << whole;
    }
    EXPECT_TRUE(restore(request(backup, backup)));
}

TEST_F(Backups, HoldWhatCameInSealedAndIsNotInTheLedgerYet)
{
    const auto& box = node.node().accounts().dropbox();
    ASSERT_TRUE(box.put("sign_in_failed", node.clock().now(), bytes_of("nobody"), system_random(), {}));
    fs::create_directories(node.folder() + "/request/in");
    std::ofstream(node.folder() + "/request/in/0123.box") << "sealed";
    std::ofstream(node.folder() + "/request/in/4567.box.part") << "half";
    const std::string backup = back_up_to("backup");
    ASSERT_TRUE(restore(request(backup, backup)));
    const fs::path restored = node.beside("restored");
    EXPECT_EQ(testing::bytes_in(restored / "request/in/0123.box"), "sealed");
    EXPECT_FALSE(fs::exists(restored / "request/in/4567.box.part"));
    EXPECT_EQ(std::distance(fs::directory_iterator(restored / "dropbox"), fs::directory_iterator()), 1);
    std::ofstream(backup + "/records/request/in/0123.box") << "changed";
    fs::remove_all(restored);
    EXPECT_EQ(refused(request(backup, backup)).code, ErrorCode::damaged);
}

TEST_F(Backups, NeverWriteOutsideTheNewFolder)
{
    const std::string backup = back_up_to("backup");
    std::ofstream(node.beside("stray")) << "text";
    const auto fingerprint = fingerprint_of(node.beside("stray"));
    ASSERT_TRUE(fingerprint);
    for (const char* name : {"../../stray", "dropbox/../../../stray", "/etc/hostname", "packs/roles.yaml"}) {
        const std::string whole = testing::bytes_in(backup + "/records/mark");
        auto mark = parse_mark(whole);
        ASSERT_TRUE(mark);
        mark->files[name] = *fingerprint;
        std::ofstream(backup + "/records/mark") << text_of(*mark);
        EXPECT_THAT(refused(request(backup, backup)).detail, HasSubstr("strange file")) << name;
        std::ofstream(backup + "/records/mark") << whole;
    }
}

TEST_F(Backups, AreNotRestoredOverAnything)
{
    const std::string backup = back_up_to("backup");
    fs::create_directory(node.beside("restored"));
    std::ofstream(node.beside("restored") + "/letter.txt") << "text";
    const auto restored = restore(request(backup, backup));
    ASSERT_FALSE(restored);
    EXPECT_EQ(restored.error().code, ErrorCode::conflict);
    EXPECT_EQ(std::distance(fs::directory_iterator(node.beside("restored")), fs::directory_iterator()), 1);
}

TEST_F(Backups, MaySitInTwoPlaces)
{
    const std::string backup = back_up_to("backup");
    fs::create_directories(node.beside("stick"));
    fs::rename(backup + "/keys", node.beside("stick") + "/keys-of-november");
    EXPECT_EQ(refused(request(backup, backup)).code, ErrorCode::not_found);
    EXPECT_TRUE(restore(request(backup, node.beside("stick") + "/keys-of-november")));
}

}  // namespace
}  // namespace panoh
