// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/service.hpp"

#include "base/json_text.hpp"
#include "modules/evidence/evidence_for_test.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace panoh::evidence {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

struct Custodies : Evidence {
    Member& colleague = node.sign_in("other_worker");

    Custodies()
    {
        const auto assigned =
            saved(worker, made.file, "assignment", {{"user", colleague.actor().user.text()}, {"role", "lawyer"}});
        PANOH_CHECK(assigned.saved());
    }
    Result<records::FormOutcome>
    entered(Member& who, const RecordId& item, std::string_view event, const Inputs& inputs = {})
    {
        who.new_request();
        return enter(node.records(), who.caller(), item, event, said(inputs), batch());
    }
    Inputs to_colleague() { return {{"to", colleague.actor().user.text()}, {"reason", "for the hearing"}}; }
    Custody custody(const RecordId& item) { return custody_of(held(item).events); }
};

TEST_F(Custodies, a_thing_is_received_with_its_number_and_the_first_signed_entry)
{
    const Held shirt = held(received());
    EXPECT_EQ(shirt.item.number, made.number + "-E01");
    EXPECT_FALSE(shirt.item.is_file());
    ASSERT_THAT(shirt.events, SizeIs(1));
    EXPECT_EQ(shirt.events.front().event, "received");
    EXPECT_EQ(shirt.events.front().by, worker.actor().user);
    EXPECT_EQ(first_broken(shirt.item.number, shirt.events), 0);
}

TEST_F(Custodies, an_original_comes_back_byte_for_byte_with_everything_that_the_camera_wrote)
{
    const std::string bytes = std::string("\xFF\xD8\xFF\xE1", 4) + std::string("Exif\0\0GPS 38.5, 68.7", 21);
    const Held photo = held(received_file(bytes));
    EXPECT_EQ(photo.item.bytes.sha256, vault::sha256_of(bytes));
    const auto kept = node.vault().read_blob(*photo.item.bytes.blob, photo.item.bytes.size, 0, 1'000);
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(text_of(*kept), bytes);
}

TEST_F(Custodies, what_is_signed_holds_the_hash_and_no_word_that_may_name_a_source)
{
    const Held photo = held(received_file(png()));
    const CustodyEvent& first = photo.events.front();
    EXPECT_THAT(first.statement.text, HasSubstr(photo.item.bytes.sha256));
    EXPECT_THAT(first.statement.text, HasSubstr(photo.item.number));
    EXPECT_THAT(first.statement.text, Not(HasSubstr("mother")));
    EXPECT_THAT(first.details, HasSubstr("the mother"));
    EXPECT_THAT(first.statement.text, HasSubstr(vault::sha256_of(first.details)));
}

TEST_F(Custodies, giver_and_receiver_each_sign_with_their_own_key)
{
    const RecordId item = received();
    ASSERT_TRUE(entered(worker, item, "handed_over", to_colleague())->saved());
    EXPECT_EQ(custody(item).whereabouts, Whereabouts::offered);
    ASSERT_TRUE(entered(colleague, item, "taken")->saved());
    EXPECT_EQ(custody(item).holder, colleague.actor().user);
    const auto events = held(item).events;
    ASSERT_THAT(events, SizeIs(3));
    EXPECT_EQ(events[1].author, worker.actor().user);
    EXPECT_EQ(events[2].author, colleague.actor().user);
    EXPECT_NE(events[1].statement.key, events[2].statement.key);
    EXPECT_EQ(first_broken(held(item).item.number, events), 0);
}

TEST_F(Custodies, the_receiver_finds_the_item_in_their_work_until_they_answer)
{
    const RecordId item = received();
    ASSERT_TRUE(entered(worker, item, "handed_over", to_colleague())->saved());
    const auto waiting = offers_for(node.records(), colleague.caller());
    ASSERT_TRUE(waiting.has_value());
    ASSERT_THAT(*waiting, SizeIs(1));
    EXPECT_EQ(waiting->front().item, item);
    EXPECT_EQ(waiting->front().to, colleague.actor().user);
    ASSERT_TRUE(entered(colleague, item, "declined", {{"reason", "the bag is open"}})->saved());
    EXPECT_TRUE(offers_for(node.records(), colleague.caller())->empty());
    EXPECT_EQ(custody(item).holder, worker.actor().user);
    ASSERT_TRUE(entered(worker, item, "handed_over", to_colleague())->saved());
    EXPECT_THAT(*offers_for(node.records(), colleague.caller()), SizeIs(1));
}

TEST_F(Custodies, nobody_takes_what_was_not_offered_to_them_and_nobody_gives_what_they_do_not_hold)
{
    const RecordId item = received();
    for (const char* event : {"taken", "handed_over", "returned", "taken_over", "exported", "nonsense"}) {
        const auto refused = entered(colleague, item, event, {{"reason", "x"}, {"outside", "y"}});
        ASSERT_FALSE(refused.has_value()) << event;
        EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    }
    EXPECT_THAT(held(item).events, SizeIs(1));
}

TEST_F(Custodies, an_item_is_handed_to_nobody_who_cannot_read_the_account_of_the_case)
{
    const RecordId item = received();
    const auto outcome =
        entered(worker, item, "handed_over", {{"to", coordinator.actor().user.text()}, {"reason", "x"}});
    ASSERT_TRUE(outcome.has_value());
    ASSERT_FALSE(outcome->problems.empty());
    EXPECT_EQ(outcome->problems.front().field, "to");
    EXPECT_THAT(held(item).events, SizeIs(1));
}

TEST_F(Custodies, an_entry_sent_twice_counts_once)
{
    const RecordId item = received();
    const BatchId same = batch();
    for (int time = 0; time < 2; ++time)
        ASSERT_TRUE(enter(node.records(), worker.caller(), item, "stored", said({{"place", "safe"}}), same).has_value()
        );
    EXPECT_THAT(held(item).events, SizeIs(2));
}

TEST_F(Custodies, verifying_reads_every_byte_and_enters_that_it_is_the_same)
{
    const RecordId item = received_file(png());
    ASSERT_TRUE(verify(node.records(), worker.caller(), item, batch()).has_value());
    const auto last = held(item).events.back();
    EXPECT_EQ(last.event, "verified");
    EXPECT_EQ(last.result, "same");
    EXPECT_EQ(last.sha256, held(item).item.bytes.sha256);
    const auto of_thing = verify(node.records(), worker.caller(), received(), batch());
    ASSERT_FALSE(of_thing.has_value());
    EXPECT_EQ(of_thing.error().code, ErrorCode::conflict);
}

TEST_F(Custodies, a_changed_entry_a_missing_one_and_one_of_another_item_are_found)
{
    const RecordId item = received();
    ASSERT_TRUE(entered(worker, item, "stored", {{"place", "safe"}})->saved());
    ASSERT_TRUE(entered(worker, item, "examined", {{"reason", "photographs"}})->saved());
    const std::string number = held(item).item.number;
    auto events = held(item).events;
    events[1].statement.text.replace(events[1].statement.text.find("stored"), 6, "sealed");
    EXPECT_EQ(first_broken(number, events), 2);
    events = held(item).events;
    events.erase(events.begin() + 1);
    EXPECT_EQ(first_broken(number, events), 2);
    events = held(item).events;
    events[2].details = "{}";
    EXPECT_EQ(first_broken(number, events), 3);
    EXPECT_EQ(first_broken(made.number + "-E77", held(item).events), 1);
}

TEST_F(Custodies, a_copy_names_its_parent_and_stands_in_the_chain_of_both)
{
    const RecordId parent = received_file(png());
    forms::Submission form = described("Photograph", "photograph");
    form.add("derived_how", "redacted");
    const auto outcome =
        receive(node.records(), worker.caller(), {made.file, arrived(worker, "copy"), parent}, form, batch());
    ASSERT_TRUE(outcome.has_value());
    ASSERT_TRUE(outcome->saved());
    const Held copy = held(outcome->record);
    EXPECT_EQ(copy.item.parent, parent);
    EXPECT_EQ(copy.item.derived_how, "redacted");
    EXPECT_NE(copy.item.bytes.sha256, held(parent).item.bytes.sha256);
    EXPECT_EQ(held(parent).events.back().event, "derived");
    EXPECT_EQ(held(parent).events.back().other, outcome->record);
    EXPECT_EQ(first_broken(held(parent).item.number, held(parent).events), 0);
}

TEST_F(Custodies, a_copy_needs_a_file_and_how_it_was_made)
{
    const RecordId parent = received_file(png());
    const auto outcome =
        receive(node.records(), worker.caller(), {made.file, std::nullopt, parent}, described(), batch());
    ASSERT_TRUE(outcome.has_value());
    ASSERT_THAT(outcome->problems, SizeIs(2));
    EXPECT_THAT(held(parent).events, SizeIs(1));
}

TEST_F(Custodies, a_copy_without_metadata_is_made_by_the_confined_program)
{
    const RecordId parent = received_file(png());
    const documents::Previewer previewer(PANOH_PREVIEW);
    const auto copy = copy_without_metadata(node.records(), worker.caller(), previewer, parent, batch());
    ASSERT_TRUE(copy.has_value()) << copy.error().detail;
    EXPECT_EQ(held(*copy).item.derived_how, "metadata_removed");
    EXPECT_EQ(held(*copy).item.bytes.media_type, "image/jpeg");
    EXPECT_EQ(held(*copy).item.parent, parent);
}

TEST_F(Custodies, a_broken_or_hostile_picture_is_kept_as_it_came_and_gives_no_copy)
{
    const documents::Previewer previewer(PANOH_PREVIEW);
    const std::string cut = png().substr(0, 40);
    const std::string bomb =
        png().substr(0, 16) + std::string("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF", 8) + png().substr(24);
    const std::string liar = "GIF89a" + std::string(2'000, '\0');
    const std::string torn = std::string("\xFF\xD8\xFF\xE1\xFF\xFF", 6) + "Exif";
    for (const std::string& bytes : {cut, bomb, liar, torn}) {
        const RecordId item = received_file(bytes);
        const auto copy = copy_without_metadata(node.records(), worker.caller(), previewer, item, batch());
        ASSERT_FALSE(copy.has_value());
        EXPECT_EQ(copy.error().code, ErrorCode::invalid_input);
        EXPECT_EQ(held(item).item.bytes.sha256, vault::sha256_of(bytes));
        ASSERT_TRUE(verify(node.records(), worker.caller(), item, batch()).has_value());
        EXPECT_EQ(held(item).events.back().result, "same");
    }
}

TEST_F(Custodies, whoever_may_not_read_the_account_sees_and_adds_nothing)
{
    const RecordId item = received();
    EXPECT_FALSE(held_item(node.records(), coordinator.caller(), item).has_value());
    EXPECT_FALSE(items_of(node.records(), coordinator.caller(), made.file).has_value());
    const auto attempt = receive(node.records(), coordinator.caller(), {made.file, {}, {}}, described(), batch());
    ASSERT_FALSE(attempt.has_value());
    EXPECT_EQ(attempt.error().code, ErrorCode::denied);
    Member& stranger = node.sign_in("worker_b");
    EXPECT_FALSE(held_item(node.records(), stranger.caller(), item).has_value());
}

TEST_F(Custodies, a_form_that_does_not_fit_writes_nothing_and_the_file_waits)
{
    const BlobId upload = arrived(worker, png());
    const auto outcome = receive(node.records(), worker.caller(), {made.file, upload, {}}, said({}), batch());
    ASSERT_TRUE(outcome.has_value());
    EXPECT_FALSE(outcome->problems.empty());
    EXPECT_TRUE(items_of(node.records(), worker.caller(), made.file)->empty());
    EXPECT_THAT(*node.vault().uploads(worker.keys()), SizeIs(1));
}

TEST_F(Custodies, chains_hold_after_the_node_was_closed_and_opened_again)
{
    const RecordId item = received_file(png());
    ASSERT_TRUE(entered(worker, item, "handed_over", to_colleague())->saved());
    node.restart();
    Member& again = node.sign_in("social_worker");
    const auto found = held_item(node.records(), again.caller(), item);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(first_broken(found->item.number, found->events), 0);
    ASSERT_TRUE(verify(node.records(), again.caller(), item, batch()).has_value());
}

}  // namespace
}  // namespace panoh::evidence
