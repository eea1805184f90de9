// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/family_rules.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace panoh::casework {
namespace {

RecordId person(std::uint8_t which)
{
    std::array<std::uint8_t, RecordId::size> bytes{};
    bytes.back() = which;
    return RecordId(bytes);
}

Tie tie(std::uint8_t from, std::uint8_t to, std::string relation)
{
    Tie made;
    made.from = person(from);
    made.to = person(to);
    made.record = person(static_cast<std::uint8_t>(100 + from * 10 + to));
    made.relation = std::move(relation);
    return made;
}

std::string nobody_known(const RecordId&)
{
    return {};
}

TEST(Family, a_mother_stands_a_generation_above_and_a_daughter_below)
{
    const std::array ties{tie(1, 2, "mother"), tie(1, 3, "daughter"), tie(1, 4, "spouse"), tie(1, 5, "friend")};
    const auto members = family_of(person(1), ties, nobody_known);
    ASSERT_EQ(members.size(), 4U);
    EXPECT_EQ(members[0].generation, -1);
    EXPECT_EQ(members[1].generation, 1);
    EXPECT_EQ(members[2].generation, 0);
    EXPECT_FALSE(members[3].generation.has_value());
}

TEST(Family, an_entry_in_the_others_file_is_turned_round)
{
    Tie entry = tie(2, 1, "mother");
    entry.depends = true;
    const std::array ties{entry};
    const auto son = family_of(person(1), ties, [](const RecordId&) { return std::string("male"); });
    ASSERT_EQ(son.size(), 1U);
    EXPECT_EQ(son[0].relation, "son");
    EXPECT_EQ(son[0].generation, 1);
    EXPECT_EQ(son[0].supports, true);
    EXPECT_FALSE(son[0].depends.has_value());
    EXPECT_EQ(family_of(person(1), ties, nobody_known)[0].relation, "family");
}

TEST(Family, kin_of_kin_is_placed_and_friends_of_friends_are_not)
{
    const std::array ties{tie(1, 2, "mother"), tie(2, 3, "mother"), tie(1, 4, "friend"), tie(4, 5, "brother")};
    const auto members = family_of(person(1), ties, nobody_known);
    ASSERT_EQ(members.size(), 3U);
    EXPECT_EQ(members[2].person, person(3));
    EXPECT_EQ(members[2].generation, -2);
    EXPECT_EQ(members[2].through, person(2));
}

TEST(Family, two_entries_about_the_same_two_persons_are_one_line)
{
    Tie first = tie(1, 2, "brother");
    Tie second = tie(2, 1, "brother");
    second.lives_together = true;
    const std::array ties{first, second};
    const auto members = family_of(person(1), ties, nobody_known);
    ASSERT_EQ(members.size(), 1U);
    EXPECT_EQ(members[0].lives_together, true);
}

TEST(Family, every_relation_that_has_a_return_returns_to_its_own_generation)
{
    for (const char* relation :
         {"spouse",
          "mother",
          "son",
          "sister",
          "grandparent",
          "aunt_uncle",
          "cousin",
          "parent_in_law",
          "sibling_in_law",
          "step_child"}) {
        const auto there = generation_of(relation);
        const auto back = generation_of(inverse_of(relation, "female"));
        ASSERT_TRUE(there && back) << relation;
        EXPECT_EQ(*there + *back, 0) << relation;
    }
}

}  // namespace
}  // namespace panoh::casework
