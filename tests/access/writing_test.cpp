// SPDX-License-Identifier: AGPL-3.0-or-later
// What may be written through records, whatever a slice asks for.
#include "records/files.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

namespace panoh::records {
namespace {

using forms::FileKind;
using testing::Member;
using testing::TestNode;
namespace json = boost::json;

struct Writing : ::testing::Test {
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    Member& other = node.sign_in("other_worker");
    Member& coordinator = node.sign_in("coordinator");

    struct Made {
        FileId file;
        RecordId record;
    };

    Made made_by(Member& author, FileKind kind, const char* type, json::object coded)
    {
        auto file = new_file(node.vault(), kind, author.actor().organisation, {author.actor().user});
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        coded["number"] = file.number;
        batch.records.push_back(new_record(system_random(), type, file.change.fact.file, std::move(coded)));
        const Made made{file.change.fact.file, batch.records.back().id};
        if (kind == FileKind::case_file) {
            batch.records.push_back(new_record(
                system_random(), "assignment", made.file, {{"user", author.actor().user.text()}, {"role", "lawyer"}}
            ));
        }
        batch.files.push_back(std::move(file.change));
        PANOH_CHECK(node.records().write(author.caller(), std::move(batch)).has_value());
        return made;
    }
    Made case_of(Member& author)
    {
        return made_by(
            author, FileKind::case_file, "case", {{"status", "open"}, {"keyworker", author.actor().user.text()}}
        );
    }
    /// A person, with a case of the author that makes them reachable.
    Made person_of(Member& author)
    {
        const Made person = made_by(author, FileKind::person, "person", {});
        const Made matter = case_of(author);
        PANOH_CHECK(node.vault()
                        .write(
                            author.keys(),
                            one(new_record(
                                system_random(),
                                "participation",
                                matter.file,
                                {{"person", person.record.text()}, {"role", "direct_victim"}}
                            ))
                        )
                        .has_value());
        return person;
    }

    static vault::Batch one(vault::RecordChange change)
    {
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.records.push_back(std::move(change));
        return batch;
    }
    Result<vault::Receipt>
    write(Member& who, const char* type, const FileId& file, json::object coded, json::object content = {})
    {
        who.new_request();
        return node.records().write(
            who.caller(), one(new_record(system_random(), type, file, std::move(coded), std::move(content)))
        );
    }
    bool reads(Member& who, const FileId& file, forms::Compartment compartment)
    {
        return node.records().may(who.caller(), access::Verb::read, file, compartment);
    }
};

TEST_F(Writing, NobodyReachesAPersonByNamingThemInACaseOfTheirOwn)
{
    const Made person = person_of(worker);
    const Made own = case_of(other);
    const auto joined =
        write(other, "participation", own.file, {{"person", person.record.text()}, {"role", "witness"}});
    ASSERT_FALSE(joined);
    EXPECT_EQ(joined.error().code, ErrorCode::denied);
    EXPECT_FALSE(reads(other, person.file, forms::Compartment::core));
    EXPECT_FALSE(write(
        other, "participation", own.file, {{"person", system_random().id<RecordId>().text()}, {"role", "witness"}}
    )) << "a person whom the node does not know";
}

TEST_F(Writing, ARelationNamesOnlyPersonsWhomItsWriterCanOpen)
{
    const Made person = person_of(worker);
    const Made own = person_of(other);
    EXPECT_FALSE(write(other, "relation", own.file, {{"related_person", person.record.text()}, {"relation", "brother"}})
    );
    const Made relative = person_of(other);
    EXPECT_TRUE(
        write(other, "relation", own.file, {{"related_person", relative.record.text()}, {"relation", "brother"}})
    );
}

TEST_F(Writing, APersonOfTheSameBatchMayBeNamed)
{
    const Made matter = case_of(worker);
    auto file = new_file(node.vault(), FileKind::person, worker.actor().organisation, {worker.actor().user});
    vault::Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.records.push_back(new_record(system_random(), "person", file.change.fact.file, {{"number", file.number}}));
    batch.records.push_back(new_record(
        system_random(),
        "participation",
        matter.file,
        {{"person", batch.records.back().id.text()}, {"role", "direct_victim"}}
    ));
    batch.files.push_back(std::move(file.change));
    EXPECT_TRUE(node.records().write(worker.caller(), std::move(batch)));
}

TEST_F(Writing, ACoordinatorAssignsAColleagueToACaseOfOthers)
{
    const Made matter = case_of(worker);
    EXPECT_TRUE(
        write(coordinator, "assignment", matter.file, {{"user", other.actor().user.text()}, {"role", "social_worker"}})
    );
    EXPECT_TRUE(reads(other, matter.file, forms::Compartment::account));
}

TEST_F(Writing, ACoordinatorAssignsNeitherThemselvesNorStrangersNorLeavers)
{
    const Made matter = case_of(worker);
    for (const char* login : {"coordinator", "worker_b"}) {
        const std::string user = node.member(login).actor().user.text();
        EXPECT_FALSE(write(coordinator, "assignment", matter.file, {{"user", user}, {"role", "coordinator"}})) << login;
    }
    EXPECT_FALSE(write(
        coordinator,
        "assignment",
        matter.file,
        {{"user", system_random().id<UserId>().text()}, {"role", "social_worker"}}
    ));
}

TEST_F(Writing, ACoordinatorWhoMayAssignWritesNothingElse)
{
    const Made matter = case_of(worker);
    EXPECT_FALSE(write(coordinator, "task", matter.file, {{"assigned_to", other.actor().user.text()}}));
    EXPECT_FALSE(write(coordinator, "note", matter.file, {{"kind", "team"}}, {{"text", "A word"}}));
    EXPECT_FALSE(write(coordinator, "status_change", matter.file, {{"status", "closed"}, {"changed_on", "2026-11-22"}})
    );
    EXPECT_FALSE(write(
        coordinator,
        "case_restriction",
        matter.file,
        {{"state", "in_force"}, {"coordinator", coordinator.actor().user.text()}}
    ));
}

TEST_F(Writing, HandingOnChangesWhoLeadsAndLeavesTheRest)
{
    const Made matter = case_of(worker);
    coordinator.new_request();
    const std::vector<Handing> work{{matter.record, other.actor().user}};
    const auto done = node.records().hand(coordinator.caller(), system_random().id<BatchId>(), work, {});
    ASSERT_TRUE(done) << done.error().detail;
    const auto now = node.records().read(worker.caller(), matter.record);
    EXPECT_EQ(now->coded.at("keyworker").as_string(), other.actor().user.text());
    EXPECT_EQ(now->coded.at("status").as_string(), "open");
    EXPECT_EQ(now->revision, 2U);
}

TEST_F(Writing, WhoeverMayNotAssignHandsNothingOn)
{
    const Made matter = case_of(worker);
    Member& stranger = node.sign_in("worker_b");
    for (Member* who : {&other, &stranger}) {
        const std::vector<Handing> work{{matter.record, other.actor().user}};
        EXPECT_FALSE(node.records().hand(who->caller(), system_random().id<BatchId>(), work, {}));
    }
}

TEST_F(Writing, KeysAreNeitherGivenNorTakenWhileItIsNotKnownWhoWorksOnAFile)
{
    // A node whose workspace lacks the views of access: who works on what cannot be looked up.
    testing::TemporaryFolder folder;
    auto store = storage::open_sqlite_store(folder.path());
    ASSERT_TRUE(store);
    vault::Vault vault(**store, node.schema(), node.access(), {}, node.clock(), system_random());
    std::map<std::uint32_t, crypto::SecretKey> epochs;
    epochs.emplace(1, crypto::SecretKey::random(system_random()));
    ASSERT_TRUE(vault.open(vault::NodeKeys(std::move(epochs))));
    const auto before = vault.head(storage::Chain::records);
    const FileId file = system_random().id<FileId>();
    EXPECT_FALSE(vault.reconcile(worker.keys(), std::span(&file, 1)));
    EXPECT_FALSE(vault.reconcile(worker.keys(), {}));
    EXPECT_EQ(vault.head(storage::Chain::records).seq, before.seq);
    EXPECT_FALSE(node.access().decide(worker.actor(), access::Verb::read, vault, file, forms::Compartment::core));
}

}  // namespace
}  // namespace panoh::records
