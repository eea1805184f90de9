// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/catalogues.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::i18n {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

embedded::File file(std::string_view path, std::string_view text)
{
    return {path, bytes_of(text)};
}

std::string show(std::string_view pattern, const Arguments& arguments, const std::string& language = "en")
{
    const auto parsed = Pattern::parse(pattern);
    if (!parsed) return "error: " + parsed.error().detail;
    return parsed->format(Language(language), arguments, [](const MessageId& id) { return "<" + id.text() + ">"; });
}

TEST(Catalogues, name_file_and_line_of_a_message_that_stands_twice)
{
    const std::vector files{
        file("en/a.po", "msgid \"a.x\"\nmsgstr \"X\"\n"), file("en/b.po", "\n\nmsgid \"a.x\"\nmsgstr \"Y\"\n")};
    const auto loaded = Catalogues::load(files);
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().detail, HasSubstr("en/b.po:3"));
    EXPECT_THAT(loaded.error().detail, HasSubstr("en/a.po:1"));
}

TEST(Catalogues, name_file_and_line_of_a_pattern_that_cannot_be_parsed)
{
    for (const auto* pattern :
         {"{count, plural, one {a}}",
          "{unclosed",
          "{0} numbered",
          "{d, date, long}",
          "{n, number, ::percent}",
          "{c, choice, 0#a|1#b}"}) {
        const auto text = std::string("\nmsgid \"a.x\"\nmsgstr \"") + pattern + "\"\n";
        const std::vector files{file("ru/a.po", text)};
        const auto loaded = Catalogues::load(files);
        ASSERT_FALSE(loaded) << pattern;
        EXPECT_THAT(loaded.error().detail, HasSubstr("ru/a.po:2: ")) << pattern;
    }
}

TEST(Catalogues, tell_where_languages_disagree)
{
    const std::vector files{
        file("en/a.po", "msgid \"a.x\"\nmsgstr \"{who} wrote {count}\"\n\nmsgid \"a.y\"\nmsgstr \"y\"\n"),
        file("ru/a.po", "msgid \"a.x\"\nmsgstr \"{gender, select, f {написала} other {написал}} {count}\"\n")};
    const auto loaded = Catalogues::load(files);
    ASSERT_TRUE(loaded);
    EXPECT_THAT(loaded->disagreements(), ElementsAre("en and ru differ in the arguments of a.x", "ru lacks a.y"));
    EXPECT_TRUE(loaded->has("en", "a.y"));
    EXPECT_FALSE(loaded->has("ru", "a.y"));
    EXPECT_FALSE(loaded->has("tg", "a.y"));
}

TEST(Catalogues, that_ship_load_and_agree_with_each_other)
{
    const auto loaded = Catalogues::load(embedded::catalogues());
    ASSERT_TRUE(loaded) << loaded.error().detail;
    EXPECT_THAT(loaded->languages(), ElementsAre("en", "ru"));
    EXPECT_THAT(loaded->disagreements(), IsEmpty());
    EXPECT_THAT(
        loaded->native_language_names(),
        ElementsAre(
            std::pair<std::string, std::string>{"en", "English"}, std::pair<std::string, std::string>{"ru", "Русский"}
        )
    );
}

TEST(Catalogues, have_a_sentence_for_every_error_code)
{
    const auto loaded = Catalogues::load(embedded::catalogues());
    ASSERT_TRUE(loaded);
    for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
        const auto id = default_message(static_cast<ErrorCode>(code));
        for (const auto& language : loaded->languages()) {
            EXPECT_TRUE(loaded->has(language, id.text())) << language << ' ' << id.text();
        }
    }
}

TEST(Pattern, puts_arguments_in_place)
{
    EXPECT_EQ(
        show("{who} has {n} of {share}", {{"who", "A {b}"}, {"n", 12345}, {"share", 0.5}}), "A {b} has 12,345 of 0.5"
    );
    EXPECT_EQ(show("{n, number}", {{"n", 12345}}, "ru"), "12\u00a0345");
    EXPECT_EQ(show("see {what}", {{"what", MessageId("a.b")}}), "see <a.b>");
    EXPECT_EQ(show("Don't write '{braces}' {missing}", {}), "Don't write {braces} {missing}");
}

TEST(Pattern, counts_by_the_rules_of_each_language)
{
    const auto* russian = "{n, plural, =0 {нет дел} one {# дело} few {# дела} many {# дел} other {# дела}}";
    EXPECT_EQ(show(russian, {{"n", 0}}, "ru"), "нет дел");
    EXPECT_EQ(show(russian, {{"n", 21}}, "ru"), "21 дело");
    EXPECT_EQ(show(russian, {{"n", 3}}, "ru"), "3 дела");
    EXPECT_EQ(show(russian, {{"n", 11}}, "ru"), "11 дел");
    EXPECT_EQ(show(russian, {{"n", 1.5}}, "ru"), "1,5 дела");
    const auto* two_forms = "{n, plural, one {one} other {other}}";
    for (const auto* language : {"en", "ky", "ka", "kk", "uz", "tg"}) {
        EXPECT_EQ(show(two_forms, {{"n", 1}}, language), "one") << language;
        EXPECT_EQ(show(two_forms, {{"n", 2}}, language), "other") << language;
    }
    EXPECT_EQ(show("{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", {{"n", 22}}), "22nd");
}

TEST(Pattern, counts_the_others_when_an_offset_says_so)
{
    const auto* pattern = "{n, plural, offset:1 =1 {{who}} one {{who} and # other} other {{who} and # others}}";
    EXPECT_EQ(show(pattern, {{"n", 1}, {"who", "A"}}), "A");
    EXPECT_EQ(show(pattern, {{"n", 2}, {"who", "A"}}), "A and 1 other");
    EXPECT_EQ(show(pattern, {{"n", 4}, {"who", "A"}}), "A and 3 others");
}

TEST(Pattern, selects_and_nests)
{
    const auto* pattern = "{g, select, f {{n, plural, one {она одна} other {их #}}} other {не указано}}";
    EXPECT_EQ(show(pattern, {{"g", "f"}, {"n", 1}}, "ru"), "она одна");
    EXPECT_EQ(show(pattern, {{"g", "f"}, {"n", 5}}, "ru"), "их 5");
    EXPECT_EQ(show(pattern, {{"g", "?"}, {"n", 5}}, "ru"), "не указано");
}

}  // namespace
}  // namespace panoh::i18n
