// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/ledger/entry.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::ledger {
namespace {

using crypto::SecretKey;
using crypto::SignPair;
using storage::Chain;

Header a_header()
{
    SeededRandom random(4);
    Header header;
    header.file = random.id<FileId>();
    header.record = random.id<RecordId>();
    header.author = random.id<UserId>();
    header.batch = random.id<BatchId>();
    header.type = "note";
    header.revision = 2;
    header.base = 1;
    header.compartment = 6;
    header.key = random.id<KeyId>();
    header.written_at = Timestamp(std::chrono::microseconds(1'700'000'000'000'001));
    return header;
}

TEST(Header, ReadsBackAndRefusesWhatIsCutOrLonger)
{
    const Header header = a_header();
    Bytes bytes = encode(header);
    const auto read = decode_header(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(encode(*read), bytes);
    bytes.push_back(0);
    EXPECT_FALSE(decode_header(bytes));
    EXPECT_FALSE(decode_header(BytesView(bytes).first(bytes.size() - 2)));
}

/// The header of version 1, byte for byte: a change here breaks every ledger that exists.
TEST(Header, FormatVersionOneIsFixed)
{
    EXPECT_EQ(encode(a_header()).size(), 1 + 1 + 16 * 4 + 4 + 4 + 4 + 2 + 4 + 4 + 1 + 16 + 8U);
    Header plain;
    plain.type = "a";
    EXPECT_EQ(
        to_hex(encode(plain)),
        "0100" + std::string(128, '0') + "00010001" + "0000000161" + "0001" + "00000000" + "00000000" + "00"
            + std::string(32, '0') + "0000000000000000"
    );
}

RC_GTEST_PROP(Box, HidesTheLengthAndOpensOnlyInItsPlace, (std::string text))
{
    const SecretKey key = SecretKey::random(system_random());
    const Header header = a_header();
    const Bytes box = seal_box(key, header, coded_box, text);
    RC_ASSERT((box.size() - crypto::seal_overhead) % 256 == 0U);
    const auto opened = open_box(key, header, coded_box, box);
    RC_ASSERT(opened.has_value());
    RC_ASSERT(opened->starts_with(text));
    Header elsewhere = header;
    elsewhere.revision = 3;
    RC_ASSERT(!open_box(key, elsewhere, coded_box, box).has_value());
    RC_ASSERT(!open_box(key, header, content_box, box).has_value());
}

TEST(Entry, OpensAtItsPlaceOnlyAndNoBitMayChange)
{
    const SecretKey node = SecretKey::random(system_random());
    const SignPair author = SignPair::from_seed(SecretKey::random(system_random()));
    const SignedEntry entry = sign_entry(author, a_header(), {1, 2}, {3});
    const auto stored = place(Chain::records, {}, 1, node, entry);
    const auto opened = unplace(Chain::records, node, stored);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(signature_holds(author.verify_key, *opened));
    EXPECT_FALSE(unplace(Chain::reads, node, stored));
    for (std::size_t at = 0; at < stored.sealed.size(); ++at) {
        auto changed = stored;
        changed.sealed[at] ^= 0x10U;
        EXPECT_FALSE(unplace(Chain::records, node, changed)) << at;
        EXPECT_NE(link_hash(changed.previous, changed.seq, changed.sealed), stored.hash) << at;
    }
    auto moved = stored;
    moved.seq = 2;
    EXPECT_FALSE(unplace(Chain::records, node, moved));
}

TEST(Entry, SignatureCoversBothBoxesAndTheHeader)
{
    const SignPair author = SignPair::from_seed(SecretKey::random(system_random()));
    const SignedEntry entry = sign_entry(author, a_header(), {1, 2}, {3});
    auto other = entry;
    other.content = {4};
    EXPECT_FALSE(signature_holds(author.verify_key, other));
    other = entry;
    other.header.base = 9;
    EXPECT_FALSE(signature_holds(author.verify_key, other));
}

}  // namespace
}  // namespace panoh::ledger
