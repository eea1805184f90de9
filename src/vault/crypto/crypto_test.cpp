// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/crypto/crypto.hpp"

#include "base/sensitive.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::crypto {
namespace {

template <class T>
concept Printable = requires(const T& value)
{
    fmt::format("{}", value);
};
static_assert(!std::is_copy_constructible_v<SecretKey> && !std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_default_constructible_v<fmt::formatter<Sensitive<std::string>, char>>);

TEST(SelfTest, EveryPrimitiveAnswersAsKnown)
{
    const auto result = self_test();
    EXPECT_TRUE(result) << (result ? "" : result.error().detail);
}

RC_GTEST_PROP(Seal, OpensUnchangedAndRefusesAnyFlippedBit, (const Bytes& plain, const Bytes& associated))
{
    const SecretKey key = SecretKey::random(system_random());
    Bytes sealed = seal(key, plain, associated);
    const auto opened = open(key, sealed, associated);
    RC_ASSERT(opened.has_value());
    RC_ASSERT(*opened == plain);
    const auto at = *rc::gen::inRange<std::size_t>(0, sealed.size());
    sealed[at] ^= 1U;
    RC_ASSERT(!open(key, sealed, associated).has_value());
}

TEST(OneBoxKeys, OpenThatBoxAndNoOther)
{
    const SecretKey key = SecretKey::random(system_random());
    const Bytes box = seal(key, bytes_of("first"), {});
    const auto first = one_box_key(key, box);
    const auto second = one_box_key(key, seal(key, bytes_of("first"), {}));
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->key, second->key);
    EXPECT_EQ(first->counter.front(), 1);
    EXPECT_TRUE(std::equal(first->counter.begin() + 8, first->counter.end(), box.begin() + 16));
    EXPECT_FALSE(one_box_key(key, bytes_of("short")));
}

TEST(Seal, NeverRepeatsANonce)
{
    const SecretKey key = SecretKey::random(system_random());
    EXPECT_NE(seal(key, bytes_of("x"), {}), seal(key, bytes_of("x"), {}));
}

TEST(SecretKey, MovesAndWipes)
{
    SecretKey key = SecretKey::random(system_random());
    const KeyId id = key_id(key);
    const std::uint8_t* at = key.view().data();
    {
        const SecretKey taken = std::move(key);
        EXPECT_EQ(key_id(taken), id);
    }
    EXPECT_TRUE(std::all_of(at, at + SecretKey::size, [](std::uint8_t byte) { return byte == 0; }));
}

TEST(Derive, PurposesAndNumbersDiffer)
{
    const SecretKey key = SecretKey::random(system_random());
    EXPECT_NE(key_id(derive(key, "purpose1")), key_id(derive(key, "purpose2")));
    EXPECT_NE(key_id(derive(key, "purpose1", 1)), key_id(derive(key, "purpose1", 2)));
}

TEST(SealedBox, OnlyTheRecipientOpens)
{
    const BoxPair mine = BoxPair::from_secret(SecretKey::random(system_random()));
    const BoxPair other = BoxPair::from_secret(SecretKey::random(system_random()));
    const Bytes sealed = seal_to(mine.open_key, bytes_of("key"));
    ASSERT_TRUE(open_sealed(mine, sealed));
    EXPECT_FALSE(open_sealed(other, sealed));
    EXPECT_FALSE(open_sealed(mine, BytesView(sealed).first(20)));
}

}  // namespace
}  // namespace panoh::crypto
