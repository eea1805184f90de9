// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/rules.hpp"

#include "base/random.hpp"

#include <gmock/gmock.h>

namespace panoh::evidence {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

struct Chain : ::testing::Test {
    UserId giver = system_random().id<UserId>();
    UserId receiver = system_random().id<UserId>();
    UserId third = system_random().id<UserId>();
    std::vector<CustodyEvent> events;

    Chain() { add("received", giver); }
    void add(std::string event, const UserId& by, const UserId& to = {})
    {
        CustodyEvent made;
        made.event = std::move(event);
        made.by = by;
        made.to = to;
        made.number = static_cast<std::int64_t>(events.size()) + 1;
        events.push_back(std::move(made));
    }
    [[nodiscard]] std::vector<std::string> open(const UserId& who, bool is_thing = true, bool here = true) const
    {
        return open_events(custody_of(events), who, is_thing, here);
    }
};

TEST_F(Chain, whoever_receives_an_item_answers_for_it)
{
    EXPECT_EQ(custody_of(events).holder, giver);
    EXPECT_THAT(open(giver), Contains("handed_over"));
    EXPECT_THAT(open(receiver), ElementsAre("correction"));
}

TEST_F(Chain, until_the_receiver_takes_an_item_the_giver_answers_for_it)
{
    add("handed_over", giver, receiver);
    const Custody offered = custody_of(events);
    EXPECT_EQ(offered.whereabouts, Whereabouts::offered);
    EXPECT_EQ(offered.holder, giver);
    EXPECT_THAT(open(receiver), ElementsAre("taken", "declined", "correction"));
    EXPECT_THAT(open(giver), ElementsAre("taken_back", "correction"));
    EXPECT_THAT(open(third), ElementsAre("correction"));
    add("taken", receiver);
    EXPECT_EQ(custody_of(events).holder, receiver);
    EXPECT_EQ(custody_of(events).whereabouts, Whereabouts::held);
}

TEST_F(Chain, an_item_that_is_declined_or_taken_back_stays_with_the_giver)
{
    for (const char* answer : {"declined", "taken_back"}) {
        add("handed_over", giver, receiver);
        add(answer, giver);
        EXPECT_EQ(custody_of(events).holder, giver);
        EXPECT_TRUE(custody_of(events).offered_to.is_none());
    }
}

TEST_F(Chain, looking_verifying_and_copying_move_nothing)
{
    add("handed_over", giver, receiver);
    for (const char* event : {"verified", "derived", "exported", "correction"})
        add(event, third);
    EXPECT_EQ(custody_of(events).whereabouts, Whereabouts::offered);
    EXPECT_EQ(custody_of(events).last, 6);
}

TEST_F(Chain, what_was_returned_or_destroyed_takes_nothing_but_corrections)
{
    for (const char* end : {"returned", "destroyed"}) {
        add(end, giver);
        EXPECT_THAT(open(giver), ElementsAre("correction"));
        EXPECT_THAT(open(third, true, false), ElementsAre("correction"));
    }
}

TEST_F(Chain, a_file_is_not_put_into_a_cupboard)
{
    EXPECT_THAT(open(giver, false), ElementsAre("handed_over", "correction"));
}

TEST_F(Chain, an_item_whose_holder_has_left_the_case_is_taken_over)
{
    EXPECT_THAT(open(third), Not(Contains("taken_over")));
    EXPECT_THAT(open(third, true, false), Contains("taken_over"));
    add("taken_over", third);
    EXPECT_EQ(custody_of(events).holder, third);
}

TEST(AskedFields, name_what_an_entry_needs)
{
    EXPECT_EQ(missing_in("handed_over", {}, {}).front().field, "to");
    EXPECT_EQ(missing_in("destroyed", {}, {}).front().field, "reason");
    EXPECT_TRUE(missing_in("destroyed", {}, {{"reason", "asked for by the owner"}}).empty());
    EXPECT_TRUE(missing_in("taken", {}, {}).empty());
}

TEST(ItemNumbers, count_within_the_case)
{
    EXPECT_EQ(item_number("A-2026-0043", 0), "A-2026-0043-E01");
    EXPECT_EQ(item_number("A-2026-0043", 99), "A-2026-0043-E100");
}

TEST(Labels, hold_a_number_and_the_start_of_the_hash_and_nothing_else)
{
    Item item;
    item.number = "A-2026-0043-E01";
    item.name = Sensitive<std::string>("Shirt of the son");
    item.bytes.sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    EXPECT_EQ(label_text(item), "A-2026-0043-E01 sha256:ba7816bf8f01cfea");
    EXPECT_EQ(short_hash(item.bytes.sha256), "ba78 16bf 8f01 cfea");
}

TEST(Hashes, are_those_that_everybody_computes)
{
    EXPECT_EQ(vault::sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(vault::sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

}  // namespace
}  // namespace panoh::evidence
