// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/word_changes.hpp"

#include "forms/row_changes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace panoh::forms;

namespace {

using Kind = WordChange::Kind;

std::string text_of(const std::vector<WordChange>& changes, Kind side)
{
    std::string text;
    for (const WordChange& change : changes) {
        if (change.kind == Kind::kept || change.kind == side) text += change.text;
    }
    return text;
}

/// "[-old-]{+new+} kept …"
std::string shown(const std::vector<WordChange>& changes)
{
    std::string text;
    for (const WordChange& change : changes) {
        if (change.kind == Kind::kept) text += change.text;
        if (change.kind == Kind::removed) text += "[-" + change.text + "-]";
        if (change.kind == Kind::added) text += "{+" + change.text + "+}";
        if (change.kind == Kind::left_out) text += "…";
    }
    return text;
}

std::string many_words(std::size_t count, const std::string& word)
{
    std::string text;
    for (std::size_t at = 0; at < count; ++at)
        text += word + std::to_string(at) + ' ';
    return text;
}

Submission sent(const std::vector<std::pair<std::string, std::string>>& inputs)
{
    Submission submission;
    for (const auto& [name, value] : inputs)
        submission.add(name, value);
    return submission;
}

}  // namespace

TEST(WordChanges, mark_the_words_that_differ)
{
    EXPECT_EQ(shown(word_changes("the car was grey", "the car was white")), "the car was [-grey-]{+white+}");
    EXPECT_EQ(shown(word_changes("two men came", "two men came back")), "two men came{+ back+}");
    EXPECT_EQ(shown(word_changes("", "a")), "{+a+}");
    EXPECT_EQ(shown(word_changes("same", "same")), "same");
    EXPECT_TRUE(word_changes("", "").empty());
}

TEST(WordChanges, join_what_changed_side_by_side)
{
    EXPECT_EQ(shown(word_changes("one two three end", "four five six end")), "[-one two three-]{+four five six+} end");
    EXPECT_EQ(shown(word_changes("a\nb", "x\ny")), "[-a-]{+x+}\n[-b-]{+y+}");
}

TEST(WordChanges, end_soon_for_very_long_texts)
{
    const std::string before = many_words(9'000, "old");
    const std::string after = many_words(9'000, "new");
    const auto changes = word_changes("start " + before + "\nend", "start " + after + "\nend");
    EXPECT_EQ(text_of(changes, Kind::removed), "start " + before + "\nend");
    EXPECT_EQ(text_of(changes, Kind::added), "start " + after + "\nend");
    EXPECT_LE(changes.size(), 4U);
}

TEST(WordChanges, leave_out_what_lies_far_from_every_change)
{
    const std::string head = "a b c d e f g h ";
    const auto changes = shortened(word_changes(head + "old i j k l m n o p", head + "new i j k l m n o p"), 2);
    EXPECT_EQ(shown(changes), "…g h [-old-]{+new+} i j…");
    EXPECT_EQ(shown(shortened(word_changes("a old b", "a new b"), 2)), "a [-old-]{+new+} b");
}

RC_GTEST_PROP(WordChanges, hold_both_texts, ())
{
    const auto word = rc::gen::element<std::string>("a", "b", " ", "\n", "  ", "да", "c");
    const auto before = *rc::gen::container<std::vector<std::string>>(word);
    const auto after = *rc::gen::container<std::vector<std::string>>(word);
    std::string old_text;
    std::string new_text;
    for (const auto& each : before)
        old_text += each;
    for (const auto& each : after)
        new_text += each;
    const auto changes = word_changes(old_text, new_text);
    RC_ASSERT(text_of(changes, Kind::removed) == old_text);
    RC_ASSERT(text_of(changes, Kind::added) == new_text);
}

TEST(RowChanges, show_one_entry_more_each_time)
{
    const auto first = with_another_entry(sent({{"people.0.role", "food"}, {"_shown.people", "2"}}), "people");
    EXPECT_EQ(wanted_entries(first, "people"), 3U);
    EXPECT_EQ(first.first("people.0.role"), "food");
    EXPECT_EQ(wanted_entries(with_another_entry(first, "people"), "people"), 4U);
    EXPECT_EQ(wanted_entries(with_another_entry({}, "people"), "people"), 1U);
}

TEST(RowChanges, never_show_more_than_a_form_can_hold)
{
    EXPECT_EQ(wanted_entries(sent({{"_shown.people", "99999"}}), "people"), most_shown);
    EXPECT_EQ(wanted_entries(sent({{"_shown.people", "-1"}}), "people"), 0U);
    EXPECT_EQ(wanted_entries(sent({{"_shown.people", "many"}}), "people"), 0U);
}

TEST(RowChanges, remove_one_entry_and_nothing_else)
{
    const auto changed = without_entry(
        sent(
            {{"people.1.role", "a"},
             {"people.1.since.year", "2014"},
             {"people.11.role", "b"},
             {"people.2.role", "c"},
             {"note", "kept"},
             {"_shown.people", "4"}}
        ),
        "people.1"
    );
    EXPECT_EQ(changed.indexes("people"), (std::vector<std::size_t>{2, 11}));
    EXPECT_EQ(changed.first("note"), "kept");
    EXPECT_EQ(wanted_entries(changed, "people"), 3U);
}
