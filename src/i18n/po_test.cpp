// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/po.hpp"

#include <gtest/gtest.h>

namespace panoh::i18n {
namespace {

TEST(Po, reads_messages_over_several_lines_with_escapes_and_comments)
{
    const auto entries = read_po(
        "en/a.po",
        "# by us\nmsgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\n#. a note\n#: a.cpp:3\nmsgid \"a.one\"\n"
        "msgstr \"\"\n\"First \\\"line\\\"\\n\"\n\"and\\tsecond\"\n\nmsgid \"a.two\"\r\nmsgstr \"Two\"\r\n"
    );
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[0].id, "a.one");
    EXPECT_EQ((*entries)[0].text, "First \"line\"\nand\tsecond");
    EXPECT_EQ((*entries)[0].line, 8);
    EXPECT_EQ((*entries)[1].text, "Two");
}

TEST(Po, leaves_out_what_no_translator_vouches_for)
{
    const auto entries = read_po(
        "en/a.po",
        "#, fuzzy\nmsgid \"a\"\nmsgstr \"A\"\n\nmsgid \"b\"\nmsgstr \"\"\n\n#~ msgid \"c\"\n#~ msgstr \"C\"\n"
    );
    ASSERT_TRUE(entries);
    EXPECT_TRUE(entries->empty());
}

TEST(Po, names_file_and_line_of_whatever_it_does_not_understand)
{
    for (const auto* text :
         {"msgid \"a\"\nmsgid \"b\"\n",
          "\nmsgid_plural \"a\"\n",
          "\nmsgctxt \"a\"\n",
          "\n\"loose\"\n",
          "msgid \"a\"\nmsgstr \"x\n",
          "msgid \"a\"\nmsgstr \"a \\q\"\n",
          "msgid \"a\"\nmsgstr \"a\" \"b\"\n",
          "\nmsgstr \"a\"\n",
          "msgid \"a\"\n# between\nmsgstr \"a\"\n"}) {
        const auto entries = read_po("en/a.po", text);
        ASSERT_FALSE(entries) << text;
        EXPECT_EQ(entries.error().detail.substr(0, 10), "en/a.po:2:") << text;
    }
    EXPECT_FALSE(read_po("en/a.po", "msgid \"a\"\n"));
    EXPECT_FALSE(read_po("en/a.po", "msgid \"a\"\nmsgstr \"\xff\"\n"));
}

}  // namespace
}  // namespace panoh::i18n
