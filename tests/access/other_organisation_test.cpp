// SPDX-License-Identifier: AGPL-3.0-or-later
// Organisations on one node are blind to each other, also where somebody writes a name where it does not belong.
#include "access/access.hpp"
#include "records/files.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>

namespace panoh::access {
namespace {

using testing::Member;
using testing::TestNode;

/// A case of A with two assignments: of whoever opened it, and of somebody of B, as a forged form would write it.
struct Forged {
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    Member& stranger = node.sign_in("worker_b");
    FileId file;

    Forged()
    {
        const auto made =
            records::new_file(node.vault(), FileKind::case_file, node.organisation("A"), {worker.actor().user});
        file = made.change.fact.file;
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.files.push_back(made.change);
        for (Member* member : {&worker, &stranger}) {
            batch.records.push_back(records::new_record(
                system_random(),
                "assignment",
                file,
                {{"user", member->actor().user.text()}, {"role", "lead"}, {"since", "2026-11-22"}}
            ));
        }
        PANOH_CHECK(node.records().write(worker.caller(), std::move(batch)).has_value());
    }
};

TEST(OtherOrganisation, AnAssignmentOpensNothing)
{
    Forged forged;
    for (const Verb verb : {Verb::desk, Verb::read, Verb::write}) {
        for (const Compartment part : {Compartment::core, Compartment::account}) {
            const auto& access = forged.node.access();
            EXPECT_FALSE(access.decide(forged.stranger.actor(), verb, forged.node.vault(), forged.file, part));
        }
    }
    EXPECT_TRUE(forged.node.access().decide(
        forged.worker.actor(), Verb::read, forged.node.vault(), forged.file, Compartment::core
    ));
}

TEST(OtherOrganisation, AnAssignmentShowsNothingInLists)
{
    Forged forged;
    const auto seen = [&](Member& member) {
        const auto rows = forged.node.records().query(
            member.caller(), Verb::desk, "case", "f.file", "SELECT f.file AS file FROM files f WHERE {scope}"
        );
        PANOH_CHECK(rows.has_value());
        return rows->size();
    };
    EXPECT_EQ(seen(forged.worker), 1U);
    EXPECT_EQ(seen(forged.stranger), 0U);
}

TEST(OtherOrganisation, AnAssignmentBringsNoKey)
{
    Forged forged;
    const std::vector<FileId> files{forged.file};
    ASSERT_TRUE(forged.node.vault().reconcile(forged.worker.keys(), files));
    EXPECT_FALSE(forged.node.vault().can_open(forged.stranger.keys(), forged.file, Compartment::core));
}

TEST(OtherOrganisation, NobodyOfItIsThereForAForm)
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    const auto context = node.records().reading(worker.caller(), nullptr);
    forms::Field field;
    field.name = "assigned_to";
    field.to = "user";
    EXPECT_TRUE(context.exists(field, node.member("lawyer").actor().user.text()));
    const std::string stranger = node.member("worker_b").actor().user.text();
    EXPECT_FALSE(context.exists(field, stranger));
    const boost::json::object before{{"assigned_to", stranger}};
    const auto passed_on = node.records().reading(worker.caller(), &before);
    EXPECT_TRUE(passed_on.exists(field, stranger)) << "what was passed on keeps what it says";
}

}  // namespace
}  // namespace panoh::access
