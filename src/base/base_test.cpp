// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "base/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh {
namespace {

RC_GTEST_PROP(Bytes, EveryTextFormReadsBack, (const Bytes& bytes))
{
    RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
    RC_ASSERT(from_base32(to_base32(bytes)) == bytes);
    RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
}

TEST(Bytes, Base32MatchesRfc4648)
{
    EXPECT_EQ(to_base32(bytes_of("foobar")), "MZXW6YTBOI");
    EXPECT_EQ(from_base32("mzxw 6ytb oi"), Bytes({'f', 'o', 'o', 'b', 'a', 'r'}));
    EXPECT_FALSE(from_base32("mz!w"));
}

TEST(Bytes, ShortReadIsNoticedAndYieldsNothing)
{
    ByteWriter writer;
    writer.u16(7);
    writer.sized(std::string_view("ab"));
    ByteReader reader(writer.bytes());
    EXPECT_EQ(reader.u16(), 7);
    EXPECT_EQ(text_of(reader.sized()), "ab");
    EXPECT_TRUE(reader.finished());
    EXPECT_EQ(reader.u32(), 0U);
    EXPECT_FALSE(reader.ok());
}

TEST(Id, TextReadsBackAndForeignTextDoesNot)
{
    const auto id = system_random().id<FileId>();
    EXPECT_EQ(FileId::parse(id.text()), id);
    EXPECT_EQ(id.text().size(), 22U);
    EXPECT_FALSE(FileId::parse("too-short"));
    EXPECT_TRUE(FileId{}.is_none());
}

TEST(Random, BelowStaysBelowAndReachesEveryValue)
{
    SeededRandom random(1);
    std::array<int, 7> seen{};
    for (int round = 0; round < 700; ++round)
        ++seen.at(random.below(7));
    for (const int count : seen)
        EXPECT_GT(count, 0);
}

TEST(Random, SeededRepeats)
{
    EXPECT_EQ(SeededRandom(9).id<UserId>(), SeededRandom(9).id<UserId>());
    EXPECT_NE(SeededRandom(9).id<UserId>(), SeededRandom(10).id<UserId>());
}

TEST(Text, Utf8IsJudgedStrictly)
{
    EXPECT_TRUE(is_utf8("Ҷамшед · ქართული"));
    EXPECT_FALSE(is_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(is_utf8("\xE2\x82"));
    EXPECT_FALSE(is_plain_text(std::string_view("a\0b", 3)));
    EXPECT_TRUE(is_plain_text("one\r\ntwo\t"));
}

TEST(Text, TrimsBothEndsAndUnifiesLineEnds)
{
    EXPECT_EQ(trimmed(" \xC2\xA0 слово \n"), "слово");
    EXPECT_EQ(with_unix_line_ends("a\r\nb\rc\n"), "a\nb\nc\n");
}

TEST(Clock, IsoIsUtcToTheSecond)
{
    using namespace std::chrono;
    EXPECT_EQ(to_iso(sys_days(2026y / 11 / 22) + 14h + 5min + 33s), "2026-11-22T14:05:33Z");
}

TEST(Result, CarriesEitherAValueOrAnError)
{
    const Result<int> good = 3;
    const Result<int> bad = fail(ErrorCode::not_found, "no such thing");
    EXPECT_EQ(*good, 3);
    EXPECT_EQ(http_status(bad.error().code), 404);
    EXPECT_EQ(bad.error().message.id.text(), "error.not_found");
}

}  // namespace
}  // namespace panoh
