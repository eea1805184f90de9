// SPDX-License-Identifier: AGPL-3.0-or-later
// What `panoh verify` finds: a bit that was changed anywhere is named, or it changed nothing that counts.
#include "integration/real_node.hpp"
#include "main/verifying.hpp"
#include "vault/storage/sqlite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::RealNode;

class Verify : public ::testing::Test {
protected:
    Verify()
    {
        node.sign_in(RealNode::administrator);
        for (int count = 0; count < 60; ++count)
            EXPECT_TRUE(node.vault().enter_node_event(UserId{}, "backup_made", true));
        node.stop();
        fs::copy(node.folder(), whole, fs::copy_options::recursive);
    }

    /// The node's folder as it was, with one file changed.
    void damage(const std::string& file, const std::function<void(std::string& bytes)>& change) const
    {
        fs::remove_all(node.folder());
        fs::copy(whole, node.folder(), fs::copy_options::recursive);
        std::string bytes = testing::bytes_in(whole + "/" + file);
        change(bytes);
        std::ofstream(node.folder() + "/" + file, std::ios::binary) << bytes;
    }

    std::string sealed_of(storage::Chain chain, std::uint64_t seq) const
    {
        const auto store = storage::open_sqlite_store_for_reading(whole);
        const auto entry = (*store)->read(chain, seq);
        return std::string(text_of((*entry)->sealed));
    }

    RealNode node;
    std::string whole = node.beside("whole");
};

TEST_F(Verify, SaysThatAWholeNodeIsWhole)
{
    const auto chains = verify_node(node.folder());
    ASSERT_TRUE(chains) << chains.error().detail;
    EXPECT_GE(chains->reads.entries, 60U);
}

TEST_F(Verify, NamesTheEntryOfWhichOneBitWasChanged)
{
    for (const auto& [chain, seq, name] :
         {std::tuple(storage::Chain::records, std::uint64_t{3}, "records"),
          std::tuple(storage::Chain::reads, std::uint64_t{1}, "reads"),
          std::tuple(storage::Chain::reads, std::uint64_t{40}, "reads")}) {
        const std::string sealed = sealed_of(chain, seq);
        for (const std::size_t offset : {std::size_t{0}, std::size_t{6}, std::size_t{60}, sealed.size() - 1}) {
            damage("ledger.db", [&](std::string& bytes) {
                const auto at = bytes.find(sealed);
                ASSERT_NE(at, std::string::npos);
                bytes[at + offset] ^= 1;
            });
            const auto found = verify_node(node.folder());
            ASSERT_FALSE(found);
            EXPECT_EQ(found.error().code, ErrorCode::damaged);
            const std::string sentence =
                "the chain of " + std::string(name) + " breaks at entry " + std::to_string(seq);
            EXPECT_THAT(found.error().detail, HasSubstr(sentence)) << offset;
        }
    }
}

TEST_F(Verify, FindsABitThatWasChangedAnywhereOrNothingWasLost)
{
    const auto before = verify_node(node.folder());
    ASSERT_TRUE(before);
    const std::size_t size = testing::bytes_in(whole + "/ledger.db").size();
    std::size_t found = 0;
    constexpr std::size_t places = 240;
    for (std::size_t place = 0; place < places; ++place) {
        const std::size_t at = place * (size - 1) / (places - 1);
        damage("ledger.db", [&](std::string& bytes) { bytes[at] ^= 0x04; });
        const auto after = verify_node(node.folder());
        if (!after) {
            ++found;
            EXPECT_FALSE(after.error().detail.empty());
            continue;
        }
        EXPECT_EQ(after->records.head, before->records.head) << "byte " << at;
        EXPECT_EQ(after->reads.head, before->reads.head) << "byte " << at;
    }
    EXPECT_GT(found, places / 3);
}

TEST_F(Verify, NamesAnEntryThatIsMissing)
{
    auto connection = storage::Connection::open_file(node.folder() + "/ledger.db");
    ASSERT_TRUE(connection);
    ASSERT_TRUE(connection->execute("DELETE FROM reads WHERE seq=17"));
    connection = fail(ErrorCode::internal, "closed");
    const auto found = verify_node(node.folder());
    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().detail, HasSubstr("the chain of reads breaks at entry 17: an entry is missing"));
}

TEST_F(Verify, SaysWhichOfTheOtherFilesIsDamaged)
{
    damage("keyring.db", [](std::string& bytes) { bytes.resize(bytes.size() / 2); });
    const auto found = verify_node(node.folder());
    ASSERT_FALSE(found);
    EXPECT_FALSE(found.error().detail.empty());
}

TEST_F(Verify, ChecksSignaturesWithALogin)
{
    const auto& administrator = node.credentials(RealNode::administrator);
    const VerifyLogin login{"Administrator", administrator.passphrase, std::nullopt};
    const auto whole_node = verify_signatures(node.folder(), login);
    EXPECT_TRUE(whole_node) << (whole_node ? "" : whole_node.error().detail);
    const VerifyLogin wrong{"administrator", Sensitive<std::string>("something else"), std::nullopt};
    EXPECT_EQ(verify_signatures(node.folder(), wrong).error().code, ErrorCode::not_signed_in);
}

TEST_F(Verify, NamesTheEntryThatSomebodyElseSigned)
{
    // Who holds the node key can write an entry that opens and is chained; they cannot sign for others.
    node.open();
    node.sign_in(RealNode::administrator);
    const auto keys = node.vault().node_keys();
    const auto head = node.vault().head(storage::Chain::reads);
    ledger::Header header;
    header.kind = ledger::EntryKind::read;
    header.author = node.credentials(RealNode::administrator).user;
    header.type = "case";
    header.written_at = node.clock().now();
    const auto forger = crypto::SignPair::from_seed(crypto::SecretKey::random(system_random()));
    const auto entry = ledger::sign_entry(forger, header, {}, {});
    const std::vector<storage::NewEntry> entries{
        {storage::Chain::reads, ledger::place(storage::Chain::reads, head, keys->epoch(), keys->current(), entry)}};
    ASSERT_TRUE(node.node().store().append(entries));
    node.stop();
    EXPECT_TRUE(verify_node(node.folder())) << "the chain alone does not show it";
    const VerifyLogin login{"administrator", node.credentials(RealNode::administrator).passphrase, std::nullopt};
    const auto found = verify_signatures(node.folder(), login);
    ASSERT_FALSE(found);
    EXPECT_THAT(found.error().detail, HasSubstr("the chain of reads breaks at entry " + std::to_string(head.seq + 1)));
}

}  // namespace
}  // namespace panoh
