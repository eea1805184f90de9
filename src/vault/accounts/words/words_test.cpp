// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/words/words.hpp"

#include "base/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace panoh::words {
namespace {

using ::testing::ElementsAre;

TEST(Words, ship_in_english_and_russian)
{
    EXPECT_THAT(languages(), ElementsAre("en", "ru"));
    EXPECT_EQ(words("tg").data(), words("en").data());
}

TEST(Words, are_sorted_distinct_short_and_in_one_alphabet)
{
    for (const auto& language : languages()) {
        const auto list = words(language);
        EXPECT_GE(list.size(), 4096U) << language;
        EXPECT_TRUE(std::is_sorted(list.begin(), list.end())) << language;
        EXPECT_EQ(std::set<std::string_view>(list.begin(), list.end()).size(), list.size()) << language;
        for (const auto word : list) {
            EXPECT_TRUE(is_plain_text(word)) << word;
            EXPECT_GE(word.size(), 3U) << word;
            EXPECT_LE(word.size(), 18U) << word;
            const bool latin = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
            const bool no_ascii = std::all_of(word.begin(), word.end(), [](char c) { return (c & 0x80) != 0; });
            EXPECT_TRUE(language == "en" ? latin : no_ascii) << word;
        }
    }
}

TEST(Words, leave_out_what_hurts)
{
    const auto has = [](std::string_view language, std::string_view word) {
        const auto list = words(language);
        return std::binary_search(list.begin(), list.end(), word);
    };
    for (const auto* word :
         {"prison",
          "police",
          "blood",
          "grave",
          "knife",
          "drunk",
          "sexy",
          "torture",
          "cancer",
          "body",
          "pray",
          "army"}) {
        EXPECT_FALSE(has("en", word)) << word;
    }
    for (const auto* word :
         {"тюрьма",
          "тело",
          "кровь",
          "могила",
          "нож",
          "пытка",
          "водка",
          "мечеть",
          "таджик",
          "армия",
          "болезнь",
          "суд",
          "дурак"}) {
        EXPECT_FALSE(has("ru", word)) << word;
    }
    EXPECT_TRUE(has("en", "lemon"));
    EXPECT_TRUE(has("ru", "лимон"));
}

TEST(Passphrase, has_the_entropy_that_is_asked_for_and_not_a_word_more)
{
    SeededRandom random(1);
    for (const auto& language : languages()) {
        for (const double bits : {40.0, 77.0, 128.0}) {
            const auto passphrase = generate_passphrase(random, language, bits);
            const auto parts = split(passphrase.reveal(), ' ');
            EXPECT_GE(entropy_bits(language, parts.size()), bits);
            EXPECT_LT(entropy_bits(language, parts.size() - 1), bits);
            const auto list = words(language);
            for (const auto part : parts) {
                EXPECT_TRUE(std::binary_search(list.begin(), list.end(), part)) << part;
            }
        }
    }
    EXPECT_EQ(words_for("en", 77), 7U);
    EXPECT_EQ(words_for("ru", 77), 7U);
}

TEST(Passphrase, repeats_for_a_seed_and_differs_between_seeds)
{
    const auto from = [](std::uint64_t seed) {
        SeededRandom random(seed);
        return generate_passphrase(random, "ru").reveal();
    };
    EXPECT_EQ(from(1), from(1));
    EXPECT_NE(from(1), from(2));
}

TEST(Passphrase, draws_from_the_whole_list)
{
    SeededRandom random(7);
    const auto list = words("en");
    std::set<std::size_t> tenths;
    for (int i = 0; i < 200; ++i) {
        const auto passphrase = generate_passphrase(random, "en");
        for (const auto part : split(passphrase.reveal(), ' ')) {
            const auto at = std::lower_bound(list.begin(), list.end(), part) - list.begin();
            tenths.insert(static_cast<std::size_t>(at) * 10 / list.size());
        }
    }
    EXPECT_EQ(tenths.size(), 10U);
}

}  // namespace
}  // namespace panoh::words
