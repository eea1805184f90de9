// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/files/files_for_test.hpp"
#include "vault/crypto/sha256.hpp"

namespace panoh::files {
namespace {

TEST_F(Files, what_was_attached_comes_back_byte_for_byte)
{
    std::string long_text;
    while (long_text.size() < 700'000)
        long_text += "строка за строкой\n";
    const auto attachment = open_attachment(node.records(), worker.caller(), attached(long_text));
    ASSERT_TRUE(attachment.has_value());
    EXPECT_EQ(attachment->size, long_text.size());
    EXPECT_EQ(attachment->media_type, "text/plain");
    const auto whole = read_original(node.vault(), *attachment, 0, long_text.size());
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(text_of(*whole), long_text);
    const auto middle = read_original(node.vault(), *attachment, 300'000, 50);
    ASSERT_TRUE(middle.has_value());
    EXPECT_EQ(text_of(*middle), std::string_view(long_text).substr(300'000, 50));
    node.restart();
    node.sign_in("social_worker");
    const auto again = read_original(node.vault(), *attachment, 0, 20);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(text_of(*again), std::string_view(long_text).substr(0, 20));
}

TEST_F(Files, a_form_that_does_not_fit_writes_nothing_and_the_file_waits)
{
    const BlobId upload = arrived(worker, "words");
    const auto outcome = attach(node.records(), worker.caller(), account, upload, said({}), batch());
    ASSERT_TRUE(outcome.has_value());
    ASSERT_FALSE(outcome->problems.empty());
    EXPECT_EQ(outcome->problems.front().field, "kind");
    EXPECT_TRUE(attachments_of(node.records(), worker.caller(), made.file)->empty());
    const auto waiting = node.vault().uploads(worker.keys());
    ASSERT_EQ(waiting->size(), 1U);
    const auto second = attach(node.records(), worker.caller(), account, upload, said({{"kind", "letter"}}), batch());
    ASSERT_TRUE(second.has_value() && second->saved());
    EXPECT_TRUE(node.vault().uploads(worker.keys())->empty());
}

TEST_F(Files, a_form_sent_twice_attaches_once)
{
    const BlobId upload = arrived(worker, "words");
    const BatchId same = batch();
    const auto first = attach(node.records(), worker.caller(), account, upload, said({{"kind", "letter"}}), same);
    const auto second = attach(node.records(), worker.caller(), account, upload, said({{"kind", "letter"}}), same);
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_EQ(first->record, second->record);
    EXPECT_EQ(attachments_of(node.records(), worker.caller(), made.file)->size(), 1U);
}

TEST_F(Files, numbers_count_on_and_are_not_given_again)
{
    const RecordId first = attached("one");
    const RecordId second = attached("two");
    EXPECT_NE(
        open_attachment(node.records(), worker.caller(), first)->number,
        open_attachment(node.records(), worker.caller(), second)->number
    );
}

TEST_F(Files, whoever_may_not_read_a_part_may_not_open_what_is_attached_there)
{
    const RecordId record = attached("words");
    Member& other = node.sign_in("other_worker");
    const auto refused = open_attachment(node.records(), other.caller(), record);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::denied);
    EXPECT_TRUE(attachments_of(node.records(), other.caller(), made.file)->empty());
    EXPECT_TRUE(places_for(node.records(), other.caller(), made.file).empty());
    const BlobId upload = arrived(other, "mine");
    const auto attempt = attach(node.records(), other.caller(), account, upload, said({{"kind", "letter"}}), batch());
    ASSERT_FALSE(attempt.has_value());
    EXPECT_EQ(attempt.error().code, ErrorCode::denied);
}

TEST_F(Files, nobody_takes_a_file_that_another_sent)
{
    const BlobId upload = arrived(node.sign_in("other_worker"), "not yours");
    const auto attempt = attach(node.records(), worker.caller(), account, upload, said({{"kind", "letter"}}), batch());
    ASSERT_FALSE(attempt.has_value());
    EXPECT_TRUE(attachments_of(node.records(), worker.caller(), made.file)->empty());
}

TEST_F(Files, belong_to_a_record_of_their_own_part_only)
{
    const auto note = saved(worker, made.file, "note", {{"text", "Met at the office"}});
    const auto part = node.records().read(worker.caller(), note.record)->compartment;
    EXPECT_TRUE(check_place(node.records(), worker.caller(), {made.file, part, note.record}).has_value());
    const auto wrong = part == forms::Compartment::core ? forms::Compartment::account : forms::Compartment::core;
    EXPECT_FALSE(check_place(node.records(), worker.caller(), {made.file, wrong, note.record}).has_value());
}

}  // namespace
}  // namespace panoh::files
