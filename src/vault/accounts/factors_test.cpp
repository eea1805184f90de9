// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/qr.hpp"
#include "vault/accounts/recovery_codes.hpp"
#include "vault/accounts/totp.hpp"
#include "vault/keyring.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace panoh::accounts {
namespace {

using std::chrono::seconds;

Timestamp at_second(std::int64_t second)
{
    return Timestamp(seconds(second));
}

const Bytes rfc_secret = [] {
    const BytesView bytes = bytes_of("12345678901234567890");
    return Bytes(bytes.begin(), bytes.end());
}();

/// RFC 6238, appendix B, the last six of its eight digits.
TEST(Totp, ShowsTheCodesOfTheStandard)
{
    EXPECT_EQ(current_code(rfc_secret, at_second(59)), "287082");
    EXPECT_EQ(current_code(rfc_secret, at_second(1111111109)), "081804");
    EXPECT_EQ(current_code(rfc_secret, at_second(1234567890)), "005924");
    EXPECT_EQ(current_code(rfc_secret, at_second(20000000000)), "353130");
}

TEST(Totp, TakesTheNeighbouringStepsAndNoOthers)
{
    const std::string code = current_code(rfc_secret, at_second(1'000'000'020));
    for (const std::int64_t drift : {-30, 0, 30})
        EXPECT_TRUE(check_totp(rfc_secret, code, at_second(1'000'000'020 + drift), std::nullopt)) << drift;
    for (const std::int64_t drift : {-60, 60})
        EXPECT_FALSE(check_totp(rfc_secret, code, at_second(1'000'000'020 + drift), std::nullopt)) << drift;
}

TEST(Totp, CountsACodeOnce)
{
    const Timestamp now = at_second(1'700'000'000);
    const std::string code = current_code(rfc_secret, now);
    const auto step = check_totp(rfc_secret, code, now, std::nullopt);
    ASSERT_TRUE(step);
    EXPECT_FALSE(check_totp(rfc_secret, code, now, step));
    EXPECT_FALSE(check_totp(rfc_secret, code, now + seconds(30), step));
    EXPECT_TRUE(check_totp(rfc_secret, current_code(rfc_secret, now + seconds(30)), now + seconds(30), step));
}

TEST(Totp, DoesNotMindHowACodeIsGrouped)
{
    const Timestamp now = at_second(1'234'567'890);
    EXPECT_TRUE(check_totp(rfc_secret, " 005 924 ", now, std::nullopt));
    EXPECT_TRUE(check_totp(rfc_secret, "005-924", now, std::nullopt));
    for (const std::string_view wrong : {"", "5924", "0059240", "005925", "٠٠٥٩٢٤"})
        EXPECT_FALSE(check_totp(rfc_secret, wrong, now, std::nullopt)) << wrong;
}

TEST(Totp, AddressForTheAppSaysNothingAboutTheWork)
{
    EXPECT_EQ(
        otpauth_uri("а.b", rfc_secret).reveal(),
        "otpauth://totp/Register:%D0%B0%2Eb?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Register&algorithm=SHA1"
        "&digits=6&period=30"
    );
}

TEST(RecoveryCodes, OpenOnceEachHoweverTheyAreTyped)
{
    SeededRandom random(1);
    auto bundle = vault::UserBundle::create(random.id<UserId>(), random);
    const RecoveryCodes codes = renew_recovery_codes(bundle, random);
    ASSERT_EQ(codes.reveal().size(), recovery_code_count);
    EXPECT_EQ(std::set<std::string>(codes.reveal().begin(), codes.reveal().end()).size(), recovery_code_count);
    std::string typed = codes.reveal()[3];
    std::transform(typed.begin(), typed.end(), typed.begin(), [](char each) {
        return each == '-' ? ' ' : static_cast<char>(std::toupper(each));
    });
    EXPECT_FALSE(spend_recovery_code(bundle, ""));
    EXPECT_FALSE(spend_recovery_code(bundle, "abcd-efgh-jkmn"));
    EXPECT_TRUE(spend_recovery_code(bundle, typed));
    EXPECT_FALSE(spend_recovery_code(bundle, typed));
    EXPECT_EQ(bundle.recovery_codes.size(), recovery_code_count - 1);
}

TEST(RecoveryCodes, NewOnesReplaceTheOldAndFitIntoASlot)
{
    SeededRandom random(2);
    auto bundle = vault::UserBundle::create(random.id<UserId>(), random);
    bundle.totp_secret = new_totp_secret(random);
    const RecoveryCodes old = renew_recovery_codes(bundle, random);
    const RecoveryCodes fresh = renew_recovery_codes(bundle, random);
    EXPECT_FALSE(spend_recovery_code(bundle, old.reveal()[0]));
    EXPECT_LE(bundle.serialise().view().size(), vault::Keyring::bundle_size);
    EXPECT_TRUE(spend_recovery_code(bundle, fresh.reveal()[0]));
}

RC_GTEST_PROP(RecoveryCodes, RefuseWhateverElseIsTyped, (const std::string& typed))
{
    SeededRandom random(3);
    auto bundle = vault::UserBundle::create(random.id<UserId>(), random);
    const RecoveryCodes codes = renew_recovery_codes(bundle, random);
    RC_ASSERT(!spend_recovery_code(bundle, typed));
}

TEST(Qr, HasItsThreeFinders)
{
    const auto matrix = qr_matrix("otpauth://totp/Register:a?secret=GEZDGNBVGY3TQOJQ&issuer=Register");
    ASSERT_TRUE(matrix);
    const std::size_t last = matrix->size() - 1;
    for (const auto& [row, column] : {std::pair<std::size_t, std::size_t>{0, 0}, {0, last - 6}, {last - 6, 0}}) {
        for (std::size_t at = 0; at < 7; ++at) {
            EXPECT_TRUE((*matrix)[row][column + at]);
            EXPECT_TRUE((*matrix)[row + 6][column + at]);
        }
        EXPECT_FALSE((*matrix)[row + 1][column + 1]);
        EXPECT_TRUE((*matrix)[row + 3][column + 3]);
    }
}

TEST(Qr, PngHasTheSizeOfTheCodeWithItsMargin)
{
    const auto matrix = qr_matrix("text");
    const auto png = qr_png("text", 5);
    ASSERT_TRUE(matrix && png);
    ByteReader reader(*png);
    EXPECT_EQ(to_hex(reader.raw(8)), "89504e470d0a1a0a");
    EXPECT_EQ(reader.u32(), 13U);
    EXPECT_EQ(text_of(reader.raw(4)), "IHDR");
    const auto side = static_cast<std::uint32_t>((matrix->size() + 8) * 5);
    EXPECT_EQ(reader.u32(), side);
    EXPECT_EQ(reader.u32(), side);
    EXPECT_EQ(text_of(BytesView(*png).last(8).first(4)), "IEND");
}

TEST(Qr, RefusesWhatDoesNotFit)
{
    EXPECT_FALSE(qr_png(std::string(5000, 'x'), 1));
}

}  // namespace
}  // namespace panoh::accounts
