// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/profile.hpp"

#include "support/test_node.hpp"

#include <gtest/gtest.h>

namespace panoh::coalition {
namespace {

using testing::Member;
using testing::TestNode;

Result<records::FormOutcome> save(TestNode& node, Member& author, std::uint32_t base, const std::string& emergency)
{
    forms::Submission form;
    form.add("name", "Quiet House");
    form.add("emergency", emergency);
    return save_profile(node.records(), author.caller(), base, form, system_random().id<BatchId>());
}

std::string emergency_of(TestNode& node, Member& reader)
{
    const auto found = own_profile(node.records(), reader.caller());
    if (!found || !found->has_value()) return "none";
    return std::string((*found)->content.reveal().at("emergency").as_string());
}

TEST(Profile, IsWrittenByTheCoordinatorAndReadByTheOrganisation)
{
    TestNode node;
    Member& coordinator = node.sign_in("coordinator");
    EXPECT_EQ(emergency_of(node, coordinator), "none");
    ASSERT_TRUE(save(node, coordinator, 0, "the night keeper")->saved());
    EXPECT_EQ(emergency_of(node, node.sign_in("interpreter")), "the night keeper");
    EXPECT_EQ(emergency_of(node, node.sign_in("worker_b")), "none") << "of another organisation";
}

TEST(Profile, OfTwoWhoChangeItAtOnceTheSecondComparesFirst)
{
    TestNode node;
    Member& coordinator = node.sign_in("coordinator");
    ASSERT_TRUE(save(node, coordinator, 0, "first")->saved());
    ASSERT_TRUE(save(node, coordinator, 1, "second")->saved());
    const auto late = save(node, coordinator, 1, "third");
    ASSERT_TRUE(late);
    EXPECT_TRUE(late->clash);
    EXPECT_EQ(emergency_of(node, coordinator), "second");
}

TEST(Profile, NeedsAName)
{
    TestNode node;
    const auto outcome = save_profile(
        node.records(), node.sign_in("coordinator").caller(), 0, forms::Submission{}, system_random().id<BatchId>()
    );
    ASSERT_TRUE(outcome);
    ASSERT_FALSE(outcome->problems.empty());
    EXPECT_EQ(outcome->problems.front().field, "name");
}

TEST(Profile, IsNotChangedByWhoMayNotWriteInTheRegister)
{
    TestNode node;
    ASSERT_TRUE(save(node, node.sign_in("coordinator"), 0, "first")->saved());
    EXPECT_EQ(save(node, node.sign_in("lawyer"), 1, "mine").error().code, ErrorCode::denied);
}

}  // namespace
}  // namespace panoh::coalition
