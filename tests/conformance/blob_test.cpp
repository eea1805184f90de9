// SPDX-License-Identifier: AGPL-3.0-or-later
// What attachments must hold in every store: they come back as they came, or not at all.
#include "support/test_node.hpp"
#include "vault/blobs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace panoh::vault {
namespace {

using storage::Area;
using ::testing::Each;
using ::testing::IsEmpty;
using testing::Member;
using testing::TemporaryFolder;
using testing::TestNode;

template <class T>
T must(Result<T> result)
{
    if (!result) ADD_FAILURE() << result.error().detail;
    return std::move(result).value();
}
void must(const Result<void>& result)
{
    if (!result) ADD_FAILURE() << result.error().detail;
}

Bytes pattern(std::size_t length)
{
    Bytes bytes(length);
    SeededRandom(length).fill(bytes);
    return bytes;
}

struct Blobs : ::testing::Test {
    TemporaryFolder folder;
    std::unique_ptr<storage::Store> store = must(storage::open_sqlite_store(folder.path()));

    static BlobKey fresh_key() { return {system_random().id<BlobId>(), crypto::SecretKey::random(system_random())}; }
    BlobSummary stored(const BlobKey& key, BytesView bytes, std::size_t piece = 100'000)
    {
        auto writer = must(BlobWriter::begin(*store, key.copy(), BlobState::coming, {}));
        for (std::size_t at = 0; at < bytes.size(); at += piece)
            must(writer.add(bytes.subspan(at, std::min(piece, bytes.size() - at))));
        return must(writer.finish());
    }
    /// Rows of the area in the order of their names: chunks, then manifests.
    std::vector<storage::Row> rows() { return must(store->rows(Area::blobs, {})); }
    void put(storage::Row row)
    {
        const std::vector<storage::Row> one{std::move(row)};
        must(store->put(Area::blobs, one));
    }
};

TEST_F(Blobs, come_back_as_they_came_whatever_their_length)
{
    for (const std::size_t length :
         {0UL, 1UL, 4'096UL, blob_chunk - 1, blob_chunk, blob_chunk + 1, 3 * blob_chunk + 7}) {
        const Bytes bytes = pattern(length);
        const BlobKey key = fresh_key();
        const BlobSummary summary = stored(key, bytes);
        EXPECT_EQ(summary.size, length);
        EXPECT_EQ(summary.sha256, crypto::sha256(bytes));
        EXPECT_EQ(must(read_blob(*store, key, length, 0, length + 10)), bytes) << length;
    }
    EXPECT_EQ(must(check_blobs(*store)).problem, "");
}

TEST_F(Blobs, are_read_by_range_across_chunks)
{
    const Bytes bytes = pattern(2 * blob_chunk + 50);
    const BlobKey key = fresh_key();
    stored(key, bytes);
    for (const std::size_t offset : {0UL, 10UL, blob_chunk - 5, blob_chunk, 2 * blob_chunk + 40}) {
        const std::size_t length = std::min<std::size_t>(20, bytes.size() - offset);
        const Bytes part(
            bytes.begin() + static_cast<std::ptrdiff_t>(offset),
            bytes.begin() + static_cast<std::ptrdiff_t>(offset + length)
        );
        EXPECT_EQ(must(read_blob(*store, key, bytes.size(), offset, 20)), part) << offset;
    }
    EXPECT_THAT(must(read_blob(*store, key, bytes.size(), bytes.size(), 20)), IsEmpty());
}

TEST_F(Blobs, say_only_a_size_class)
{
    stored(fresh_key(), pattern(5'000));
    stored(fresh_key(), pattern(5'100));
    const auto all = rows();
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].value.size(), all[1].value.size());
    EXPECT_EQ(padded_blob_size(1), padded_blob_size(4'000));
    for (const std::uint64_t size : {10'000ULL, 300'000ULL, 314'572'801ULL}) {
        EXPECT_GE(padded_blob_size(size), size);
        EXPECT_LE(padded_blob_size(size), size + size / 8);
    }
}

TEST_F(Blobs, leave_nothing_plain_on_the_disk)
{
    Bytes bytes = pattern(100'000);
    const std::string_view canary = "canary of the photograph";
    std::copy(canary.begin(), canary.end(), bytes.begin() + 1'000);
    stored(fresh_key(), bytes);
    store.reset();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(file)), {});
        EXPECT_EQ(text.find(canary), std::string::npos) << entry.path().filename();
    }
}

TEST_F(Blobs, do_not_open_when_a_bit_changed_or_a_chunk_is_gone)
{
    const Bytes bytes = pattern(2 * blob_chunk + 9);
    const BlobKey key = fresh_key();
    stored(key, bytes);
    const auto whole = rows();
    for (std::size_t at = 0; at < 3; ++at) {
        storage::Row bent = whole[at];
        bent.value[bent.value.size() / 2] ^= 1;
        put(bent);
        EXPECT_FALSE(read_blob(*store, key, bytes.size(), 0, bytes.size()));
        EXPECT_NE(must(check_blobs(*store)).problem, "");
        const std::vector<Bytes> gone{whole[at].key};
        must(store->remove(Area::blobs, gone));
        EXPECT_FALSE(read_blob(*store, key, bytes.size(), 0, bytes.size()));
        EXPECT_NE(must(check_blobs(*store)).problem, "");
        put(whole[at]);
    }
    EXPECT_EQ(must(read_blob(*store, key, bytes.size(), 0, bytes.size())), bytes);
}

TEST_F(Blobs, do_not_open_when_chunks_are_exchanged_or_the_end_is_cut_off)
{
    const Bytes bytes = pattern(3 * blob_chunk);
    const BlobKey key = fresh_key();
    stored(key, bytes);
    const auto whole = rows();
    put({whole[0].key, whole[1].value});
    put({whole[1].key, whole[0].value});
    EXPECT_FALSE(read_blob(*store, key, bytes.size(), 0, bytes.size()));
    EXPECT_NE(must(check_blobs(*store)).problem, "");
    put(whole[0]);
    put(whole[1]);
    // Whoever shortens the size in a record meets a chunk that says that more follows.
    EXPECT_FALSE(read_blob(*store, key, 2 * blob_chunk, 0, 2 * blob_chunk));
}

TEST_F(Blobs, do_not_open_under_another_key_or_as_another_blob)
{
    const Bytes bytes = pattern(1'000);
    const BlobKey key = fresh_key();
    stored(key, bytes);
    EXPECT_FALSE(read_blob(*store, BlobKey{key.id, crypto::SecretKey::random(system_random())}, 1'000, 0, 1'000));
    const BlobKey other{fresh_key().id, key.key.copy()};
    EXPECT_FALSE(read_blob(*store, other, 1'000, 0, 1'000));
}

TEST_F(Blobs, are_resumed_where_the_last_whole_chunk_ends)
{
    const Bytes bytes = pattern(3 * blob_chunk + 11);
    const BytesView view(bytes);
    const BlobKey key = fresh_key();
    {
        auto writer = must(BlobWriter::begin(*store, key.copy(), BlobState::resumable, {}));
        must(writer.add(view.first(2 * blob_chunk + 100)));
    }
    auto writer = must(BlobWriter::resume(*store, key.copy(), must(blob_manifest(*store, key.id))));
    ASSERT_EQ(writer.size(), 2 * blob_chunk);
    must(writer.add(view.subspan(writer.size())));
    EXPECT_EQ(must(writer.finish()).sha256, crypto::sha256(bytes));
    EXPECT_EQ(must(read_blob(*store, key, bytes.size(), 0, bytes.size())), bytes);
    EXPECT_EQ(must(check_blobs(*store)).problem, "");
}

TEST_F(Blobs, are_gone_with_every_chunk_when_they_are_removed)
{
    const BlobKey key = fresh_key();
    stored(key, pattern(2 * blob_chunk));
    stored(fresh_key(), pattern(10));
    must(remove_blob(*store, key.id));
    EXPECT_EQ(rows().size(), 2U);
    EXPECT_EQ(must(check_blobs(*store)).whole, 1U);
}

TEST_F(Blobs, go_with_a_backup)
{
    const Bytes bytes = pattern(blob_chunk + 1);
    const BlobKey key = fresh_key();
    stored(key, bytes);
    const TemporaryFolder copy;
    must(store->copy_to(copy.path()));
    const auto restored = must(storage::open_sqlite_store(copy.path()));
    EXPECT_EQ(must(read_blob(*restored, key, bytes.size(), 0, bytes.size())), bytes);
    EXPECT_EQ(must(check_blobs(*restored)).whole, 1U);
}

struct VaultUploads : ::testing::Test {
    TestNode node;
    Member& worker = node.sign_in("social_worker");

    BlobId begun(BytesView bytes)
    {
        const BlobId id = must(node.vault().begin_upload(worker.actor().user, Sensitive<std::string>("scan.pdf")));
        must(node.vault().add_to_upload(worker.actor().user, id, 0, bytes));
        return id;
    }
};

TEST_F(VaultUploads, are_let_go_at_the_next_opening_unless_they_are_kept)
{
    begun(pattern(blob_chunk * 2));
    const BlobId kept = begun(pattern(blob_chunk * 2));
    must(node.vault().keep_upload(worker.keys(), kept, blob_chunk * 3));
    EXPECT_EQ(must(blobs_in(node.store())).size(), 2U);
    node.restart();
    EXPECT_THAT(must(blobs_in(node.store())), ::testing::ElementsAre(kept));
    node.clock().advance(std::chrono::hours(72));
    node.restart();
    EXPECT_THAT(must(blobs_in(node.store())), IsEmpty());
}

TEST_F(VaultUploads, go_on_after_a_restart_and_finish_once)
{
    const Bytes bytes = pattern(blob_chunk * 3 + 5);
    const BytesView view(bytes);
    const BlobId id = begun(view.first(blob_chunk + 9));
    must(node.vault().keep_upload(worker.keys(), id, bytes.size()));
    EXPECT_EQ(must(node.vault().upload_position(worker.keys(), id)), blob_chunk + 9);
    EXPECT_FALSE(node.vault().finish_upload(worker.keys(), id)) << "bytes are missing";
    node.restart();
    Member& again = node.sign_in("social_worker");
    const auto position = must(node.vault().upload_position(again.keys(), id));
    ASSERT_EQ(position, blob_chunk);
    EXPECT_FALSE(node.vault().add_to_upload(again.actor().user, id, position + 1, view.subspan(position + 1)));
    must(node.vault().add_to_upload(again.actor().user, id, position, view.subspan(position)));
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Upload upload = must(node.vault().finish_upload(again.keys(), id));
        EXPECT_EQ(upload.name.reveal(), "scan.pdf");
        EXPECT_EQ(upload.summary.sha256, crypto::sha256(bytes));
        EXPECT_EQ(must(node.vault().read_blob(upload.blob(), upload.summary.size, 0, bytes.size())), bytes);
    }
}

TEST_F(VaultUploads, are_nobody_elses)
{
    const BlobId id = begun(pattern(10));
    Member& other = node.sign_in("other_worker");
    EXPECT_FALSE(node.vault().add_to_upload(other.actor().user, id, 10, pattern(3)));
    EXPECT_FALSE(node.vault().finish_upload(other.keys(), id));
    must(node.vault().settle_upload(other.keys(), id));
    EXPECT_TRUE(node.vault().finish_upload(worker.keys(), id));
}

TEST_F(VaultUploads, are_removed_when_they_are_given_up)
{
    const BlobId first = begun(pattern(blob_chunk * 2));
    node.vault().abandon_upload(worker.actor().user, first);
    const BlobId second = begun(pattern(10));
    ASSERT_TRUE(node.vault().finish_upload(worker.keys(), second));
    EXPECT_EQ(must(node.vault().uploads(worker.keys())).size(), 1U);
    must(node.vault().settle_upload(worker.keys(), second));
    EXPECT_THAT(must(node.vault().uploads(worker.keys())), IsEmpty());
    EXPECT_THAT(must(blobs_in(node.store())), IsEmpty());
}

}  // namespace
}  // namespace panoh::vault
