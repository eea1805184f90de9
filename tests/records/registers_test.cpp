// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/registers.hpp"

#include "support/test_node.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace panoh::records {
namespace {

using testing::Member;
using testing::TestNode;

Result<vault::Receipt> write_profile(TestNode& node, Member& author, const FileId& file)
{
    vault::Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.records.push_back(new_record(system_random(), "organisation_profile", file, {}, {{"name", "Quiet House"}}));
    return node.records().write(author.caller(), std::move(batch));
}

TEST(Register, IsMadeAtFirstNeedAndFoundAfterwards)
{
    TestNode node;
    Member& coordinator = node.sign_in("coordinator");
    EXPECT_FALSE(register_of(node.vault(), node.organisation("A")));
    const auto made = own_register(node.records(), coordinator.caller());
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(own_register(node.records(), coordinator.caller()).value(), *made);
    EXPECT_EQ(register_of(node.vault(), node.organisation("A")), *made);
    EXPECT_EQ(own_register(node.records(), node.sign_in("lawyer").caller()).value(), *made);
    EXPECT_NE(own_register(node.records(), node.sign_in("worker_b").caller()).value(), *made);
}

TEST(Register, IsOneHoweverManyNeedItAtOnce)
{
    TestNode node;
    std::vector<Member*> members;
    for (const char* login : {"coordinator", "lawyer", "physician", "monitor"})
        members.push_back(&node.sign_in(login));
    std::vector<std::thread> threads;
    for (Member* member : members)
        threads.emplace_back([&node, member] { EXPECT_TRUE(own_register(node.records(), member->caller())); });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(node.vault().files_of(forms::FileKind::register_file, node.organisation("A")).size(), 1U);
}

TEST(Register, IsReadByEverybodyOfTheOrganisationButWhoKeepsTheMachineOrAudits)
{
    TestNode node;
    Member& coordinator = node.sign_in("coordinator");
    const FileId file = own_register(node.records(), coordinator.caller()).value();
    const auto written = write_profile(node, coordinator, file);
    ASSERT_TRUE(written) << written.error().detail;
    for (const auto& [name, role] : node.access().roles().all()) {
        Member& member = node.sign_in(name);
        const auto found = node.records().of_file(member.caller(), file, "organisation_profile");
        const bool outside = name == "technical_administrator" || name == "auditor";
        EXPECT_EQ(found.has_value(), !outside) << name;
        if (found) {
            EXPECT_EQ(found->size(), 1U) << name;
        }
        EXPECT_EQ(node.vault().can_open(member.keys(), file, forms::Compartment::core), !outside) << name;
    }
    EXPECT_FALSE(node.records().of_file(node.sign_in("worker_b").caller(), file, "organisation_profile"));
}

TEST(Register, IsWrittenByWhomTheRolesName)
{
    TestNode node;
    const FileId file = own_register(node.records(), node.sign_in("coordinator").caller()).value();
    for (const auto& [name, role] : node.access().roles().all()) {
        const auto rule = role.files.find(forms::FileKind::register_file);
        const bool writes = rule != role.files.end() && rule->second.write.contains(forms::Compartment::core);
        EXPECT_EQ(write_profile(node, node.sign_in(name), file).has_value(), writes) << name;
    }
}

/// The key of a contact goes to the intake team, whichever other teams its people are in.
TEST(Register, OpensNothingElseToItsTeam)
{
    TestNode node;
    const auto directory = node.vault().directory();
    const vault::Team* staff = directory->team_for(node.organisation("A"), "staff");
    ASSERT_NE(staff, nullptr);
    for (const auto kind : {forms::FileKind::person, forms::FileKind::case_file, forms::FileKind::contact}) {
        const vault::FileFact file{system_random().id<FileId>(), kind, node.organisation("A"), 2026, 1};
        for (const auto part : {forms::Compartment::core, forms::Compartment::identity, forms::Compartment::account}) {
            const auto holders = node.access().holders(file, part, {}, *directory);
            EXPECT_EQ(std::count(holders.begin(), holders.end(), vault::Holder::team(staff->id)), 0);
        }
    }
}

}  // namespace
}  // namespace panoh::records
