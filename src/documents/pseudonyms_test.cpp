// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/pseudonyms.hpp"

#include <gtest/gtest.h>

namespace panoh::documents {
namespace {

Pseudonyms two_people()
{
    Pseudonyms names;
    names.hide("Джамшед Рахмонов", "Человек 1");
    names.hide("Анна Ли", "Человек 2");
    return names;
}

TEST(Pseudonyms, a_name_of_several_words_becomes_one_word_for_the_person)
{
    EXPECT_EQ(two_people().applied("Пришёл Джамшед Рахмонов."), "Пришёл Человек 1.");
    EXPECT_EQ(two_people().applied("РАХМОНОВ, Джамшед"), "Человек 1, Человек 1");
}

TEST(Pseudonyms, a_name_is_found_with_its_endings)
{
    EXPECT_EQ(two_people().applied("у Джамшеда Рахмонова, с Рахмоновым"), "у Человек 1, с Человек 1");
    EXPECT_EQ(two_people().applied("сестра Рахмонова ждёт Анну"), "сестра Человек 1 ждёт Человек 2");
}

TEST(Pseudonyms, other_words_stay)
{
    EXPECT_EQ(two_people().applied("анализ, аннотация, лист"), "анализ, аннотация, лист");
    EXPECT_EQ(two_people().applied("была ли там Ли"), "была ли там Человек 2");
    EXPECT_EQ(two_people().applied(""), "");
    EXPECT_EQ(Pseudonyms().applied("Рахмонов"), "Рахмонов");
}

TEST(Pseudonyms, no_text_of_a_document_keeps_a_name)
{
    const std::string name = "Рахмонов";
    Document document;
    document.title = document.head_left = document.head_right = document.foot = name;
    document.blocks.emplace_back(Heading{1, name});
    document.blocks.emplace_back(Paragraph{name});
    document.blocks.emplace_back(RunningText{{{name, true, false}}});
    document.blocks.emplace_back(Note{name});
    document.blocks.emplace_back(FactList{{{name, name}}});
    document.blocks.emplace_back(Figures{{{"<svg/>", name, name, {}}}});
    document.blocks.emplace_back(Signatures{{{name, name}}});
    document.blocks.emplace_back(Points{{name}});
    document.blocks.emplace_back(Table{{1}, {name}, {{name}}});
    Pseudonyms names;
    names.hide(name, "X");
    names.apply(document);
    EXPECT_EQ(document.title + document.head_left + document.head_right + document.foot, "XXXX");
    EXPECT_EQ(std::get<Heading>(document.blocks[0]).text, "X");
    EXPECT_EQ(std::get<Paragraph>(document.blocks[1]).text, "X");
    EXPECT_EQ(std::get<RunningText>(document.blocks[2]).runs[0].text, "X");
    EXPECT_EQ(std::get<Note>(document.blocks[3]).text, "X");
    EXPECT_EQ(std::get<FactList>(document.blocks[4]).facts[0].value, "X");
    EXPECT_EQ(std::get<Figures>(document.blocks[5]).figures[0].alternative, "X");
    EXPECT_EQ(std::get<Signatures>(document.blocks[6]).signers[0].name, "X");
    EXPECT_EQ(std::get<Points>(document.blocks[7]).items[0], "X");
    EXPECT_EQ(std::get<Table>(document.blocks[8]).rows[0][0], "X");
}

}  // namespace
}  // namespace panoh::documents
