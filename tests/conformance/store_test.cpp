// SPDX-License-Identifier: AGPL-3.0-or-later
// What every store must do. A new store joins by one line at the end.
#include "support/test_node.hpp"

#include <gtest/gtest.h>

namespace panoh::storage {
namespace {

using testing::TemporaryFolder;

struct SqliteFiles {
    static Result<std::unique_ptr<Store>> open(const std::string& folder) { return open_sqlite_store(folder); }
};

NewEntry link(Chain chain, const Head& head, std::uint8_t mark)
{
    StoredEntry entry;
    entry.seq = head.seq + 1;
    entry.previous = head.hash;
    entry.hash.fill(mark);
    entry.epoch = 1;
    entry.sealed = {mark, mark};
    return {chain, entry};
}

template <class Kind>
class StoreConformance : public ::testing::Test {
protected:
    void SetUp() override { reopen(); }
    void reopen()
    {
        store_.reset();
        auto opened = Kind::open(folder_.path());
        ASSERT_TRUE(opened) << opened.error().detail;
        store_ = std::move(*opened);
    }
    void append(Chain chain, std::uint8_t mark)
    {
        const std::vector<NewEntry> entries{link(chain, *store_->head(chain), mark)};
        ASSERT_TRUE(store_->append(entries));
    }
    TemporaryFolder folder_;
    std::unique_ptr<Store> store_;
};

TYPED_TEST_SUITE_P(StoreConformance);

TYPED_TEST_P(StoreConformance, ChainsGrowApartAndSurviveReopening)
{
    this->append(Chain::records, 1);
    this->append(Chain::records, 2);
    this->append(Chain::reads, 9);
    this->reopen();
    EXPECT_EQ(this->store_->head(Chain::records)->seq, 2U);
    EXPECT_EQ(this->store_->head(Chain::reads)->seq, 1U);
    const auto second = this->store_->read(Chain::records, 2);
    ASSERT_TRUE(second && second->has_value());
    EXPECT_EQ((*second)->sealed, (Bytes{2, 2}));
    EXPECT_FALSE(this->store_->read(Chain::records, 3)->has_value());
}

TYPED_TEST_P(StoreConformance, RefusesWhatDoesNotContinueTheChainAndKeepsNothingOfIt)
{
    this->append(Chain::records, 1);
    const Head head = *this->store_->head(Chain::records);
    NewEntry gap = link(Chain::records, head, 2);
    gap.entry.seq = 3;
    NewEntry wrong = link(Chain::records, head, 2);
    wrong.entry.previous.fill(7);
    for (const NewEntry& bad : {gap, wrong}) {
        const std::vector<NewEntry> entries{link(Chain::reads, {}, 5), bad};
        const auto done = this->store_->append(entries);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, ErrorCode::conflict);
    }
    EXPECT_EQ(this->store_->head(Chain::records)->seq, 1U);
    EXPECT_EQ(this->store_->head(Chain::reads)->seq, 0U);
}

TYPED_TEST_P(StoreConformance, ScanGoesInOrderFromWhereItIsToldAndStopsWhenToldTo)
{
    for (std::uint8_t mark = 1; mark <= 5; ++mark)
        this->append(Chain::records, mark);
    std::vector<std::uint64_t> seen;
    ASSERT_TRUE(this->store_->scan(Chain::records, 2, [&](const StoredEntry& entry) {
        seen.push_back(entry.seq);
        return entry.seq < 4;
    }));
    EXPECT_EQ(seen, (std::vector<std::uint64_t>{2, 3, 4}));
}

TYPED_TEST_P(StoreConformance, RowsAreReplacedRemovedAndListedByPrefix)
{
    const std::vector<Row> rows{{{'a', 1}, {1}}, {{'a', 2}, {2}}, {{'b', 1}, {3}}};
    for (const Area area : {Area::keyring, Area::blobs, Area::scratch}) {
        ASSERT_TRUE(this->store_->put(area, rows));
        const std::vector<Row> again{{{'a', 1}, {9, 9}}};
        ASSERT_TRUE(this->store_->put(area, again));
        this->reopen();
        EXPECT_EQ(this->store_->get(area, Bytes{'a', 1})->value(), (Bytes{9, 9}));
        const std::vector<Bytes> keys{{'a', 2}, {'x'}};
        ASSERT_TRUE(this->store_->remove(area, keys));
        EXPECT_FALSE(this->store_->get(area, Bytes{'a', 2})->has_value());
        const auto found = this->store_->rows(area, Bytes{'a'});
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 1U);
        EXPECT_EQ(found->front().value, (Bytes{9, 9}));
        EXPECT_EQ(this->store_->rows(area, {})->size(), 2U);
        EXPECT_EQ(*this->store_->keys(area, Bytes{'a'}), (std::vector<Bytes>{{'a', 1}}));
    }
}

TYPED_TEST_P(StoreConformance, CopyOpensAsAStoreOfItsOwnWithoutScratch)
{
    this->append(Chain::records, 1);
    const std::vector<Row> rows{{{'k'}, {1}}};
    ASSERT_TRUE(this->store_->put(Area::keyring, rows));
    ASSERT_TRUE(this->store_->put(Area::scratch, rows));
    const TemporaryFolder copy;
    ASSERT_TRUE(this->store_->copy_to(copy.path()));
    auto opened = TypeParam::open(copy.path());
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ((*opened)->head(Chain::records)->seq, 1U);
    EXPECT_TRUE((*opened)->get(Area::keyring, Bytes{'k'})->has_value());
    EXPECT_FALSE((*opened)->get(Area::scratch, Bytes{'k'})->has_value());
}

TYPED_TEST_P(StoreConformance, SecondOpenerIsTurnedAway)
{
    const auto second = TypeParam::open(this->folder_.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::busy);
}

REGISTER_TYPED_TEST_SUITE_P(
    StoreConformance,
    ChainsGrowApartAndSurviveReopening,
    RefusesWhatDoesNotContinueTheChainAndKeepsNothingOfIt,
    ScanGoesInOrderFromWhereItIsToldAndStopsWhenToldTo,
    RowsAreReplacedRemovedAndListedByPrefix,
    CopyOpensAsAStoreOfItsOwnWithoutScratch,
    SecondOpenerIsTurnedAway
);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreConformance, SqliteFiles);

}  // namespace
}  // namespace panoh::storage
