// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/phrases.hpp"

#include "modules/evaluation/text_parts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace panoh::evaluation {
namespace {

const std::string stock =
    "The person was calm, orientated, answered all questions fully and showed no signs of distress at any time.";
const std::string own = "A linear scar of 40 by 3 mm crosses the back of the left wrist, pale, flat and not tender.";

TEST(StockPhrases, a_sentence_of_another_report_is_noticed_with_its_place)
{
    const std::vector<OtherText> others{
        {"r1", own + " " + stock}, {"r2", "Something else altogether was written here."}};
    const auto found = repeated_sentences("Short one. " + stock, others, {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].place, 1U);
    EXPECT_EQ(found[0].sentence, stock);
    EXPECT_EQ(found[0].other, "r1");
    EXPECT_EQ(found[0].texts, 1U);
    EXPECT_DOUBLE_EQ(found[0].likeness, 1.0);
}

TEST(StockPhrases, other_numbers_do_not_hide_a_repetition)
{
    const std::string changed =
        "A linear scar of 25 by 2 mm crosses the back of the left wrist, pale, flat and not tender.";
    EXPECT_DOUBLE_EQ(likeness(own, changed), 1.0);
    EXPECT_EQ(repeated_sentences(changed, std::vector<OtherText>{{"r1", own}}, {}).size(), 1U);
}

TEST(StockPhrases, one_changed_word_in_a_long_sentence_does_not_hide_it_and_another_sentence_is_another)
{
    const std::string changed =
        "The person was calm, orientated, answered all questions fully and showed no signs of distress at any point.";
    EXPECT_EQ(repeated_sentences(changed, std::vector<OtherText>{{"r1", stock}}, {}).size(), 1U);
    EXPECT_TRUE(repeated_sentences(own, std::vector<OtherText>{{"r1", stock}}, {}).empty());
}

TEST(StockPhrases, short_sentences_and_usual_ones_are_left_alone)
{
    const std::vector<std::string> usual{stock};
    EXPECT_TRUE(repeated_sentences(stock, std::vector<OtherText>{{"r1", stock}}, usual).empty());
    const std::string brief = "No fracture was seen.";
    EXPECT_TRUE(repeated_sentences(brief, std::vector<OtherText>{{"r1", brief}}, {}).empty());
}

TEST(StockPhrases, the_number_of_other_reports_is_counted_once_each)
{
    const std::vector<OtherText> others{{"r2", stock + " " + stock}, {"r1", stock}};
    const auto found = repeated_sentences(stock, others, {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].texts, 2U);
    EXPECT_EQ(found[0].other, "r1");
}

TEST(StockPhrases, work_in_russian_too)
{
    const std::string russian =
        "Жалоб не предъявляет, телесных повреждений на момент осмотра не обнаружено, сознание ясное.";
    const std::string spelled =
        "жалоб не предъявляет телесных повреждений на момент осмотра не обнаружено сознание ясное";
    EXPECT_DOUBLE_EQ(likeness(russian, spelled), 1.0);
    EXPECT_EQ(repeated_sentences(russian, std::vector<OtherText>{{"r1", spelled}}, {}).size(), 1U);
}

TEST(TextParts, sentences_end_with_lines_too_and_words_are_folded)
{
    EXPECT_EQ(sentences_of(" One.  Two?\n- three\n\n"), (std::vector<std::string>{"One.", "Two?", "- three"}));
    EXPECT_EQ(words_of("Ёлка, 12 мм"), (std::vector<std::string>{"елка", "0", "мм"}));
    EXPECT_EQ(exact_words_of("12 мм"), (std::vector<std::string>{"12", "мм"}));
    EXPECT_TRUE(words_of(" – ").empty());
}

std::string any_sentence()
{
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
        "scar", "left", "рана", "pale", "wrist", "бок", "12", "mm"}));
    std::string text;
    for (const std::string& word : words)
        text += word + " ";
    return text;
}

RC_GTEST_PROP(StockPhrases, likeness_is_symmetric_between_none_and_all, ())
{
    const std::string one = any_sentence();
    const std::string other = any_sentence();
    const double there = likeness(one, other);
    RC_ASSERT(there == likeness(other, one));
    RC_ASSERT(there >= 0.0 && there <= 1.0);
    RC_ASSERT(likeness(one, one) == (words_of(one).empty() ? 0.0 : 1.0));
}

RC_GTEST_PROP(StockPhrases, the_order_of_other_reports_changes_nothing, ())
{
    const std::string text = any_sentence();
    std::vector<OtherText> others{{"a", any_sentence()}, {"b", text}, {"c", any_sentence()}};
    const auto before = repeated_sentences(text, others, {});
    std::ranges::reverse(others);
    const auto after = repeated_sentences(text, others, {});
    RC_ASSERT(before.size() == after.size());
    for (std::size_t at = 0; at < before.size(); ++at) {
        RC_ASSERT(before[at].other == after[at].other);
        RC_ASSERT(before[at].likeness == after[at].likeness);
    }
}

RC_GTEST_PROP(StockPhrases, index_and_likeness_agree, ())
{
    const std::string text = any_sentence();
    const std::string other = any_sentence();
    const auto found = repeated_sentences(text, std::vector<OtherText>{{"r", other}}, {});
    const bool long_enough = words_of(text).size() >= 8 && words_of(other).size() >= 8;
    RC_ASSERT(!found.empty() == (long_enough && likeness(text, other) >= 0.8));
}

}  // namespace
}  // namespace panoh::evaluation
