// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/translator.hpp"

#include "base/bytes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace panoh::i18n {
namespace {

const Catalogues& shipped()
{
    static const auto loaded = Catalogues::load(embedded::catalogues());
    return *loaded;
}

Translator english()
{
    return {shipped(), "en", "Asia/Dushanbe"};
}

Translator russian()
{
    return {shipped(), "ru", "Asia/Dushanbe"};
}

TEST(Translator, says_dates_in_words)
{
    const auto en = english();
    EXPECT_EQ(en.date("2014-05-03"), "3 May 2014");
    EXPECT_EQ(en.date("2014-05-03~"), "about 3 May 2014");
    EXPECT_EQ(en.date("../2014-05"), "before May 2014");
    EXPECT_EQ(en.date("2014-05/.."), "after May 2014");
    EXPECT_EQ(en.date("2014-03/2014-06"), "between March 2014 and June 2014");
    EXPECT_EQ(en.date("2014?"), "2014 (uncertain)");
    EXPECT_EQ(en.date("201X"), "the 2010s");
    EXPECT_EQ(en.date("2014-05-XX"), "May 2014");
    EXPECT_EQ(en.date("2014-21"), "spring 2014");
    EXPECT_EQ(en.date("XXXX"), "date not known");
    EXPECT_EQ(en.date("2014~/2015"), "between about 2014 and 2015");
    EXPECT_EQ(en.date("2014/"), "from 2014, end not known");
}

TEST(Translator, inflects_russian_dates)
{
    const auto ru = russian();
    EXPECT_EQ(ru.date("2014-05-03"), "3 мая 2014 года");
    EXPECT_EQ(ru.date("2014-05"), "май 2014 года");
    EXPECT_EQ(ru.date("2014"), "2014 год");
    EXPECT_EQ(ru.date("2014-05~"), "около мая 2014 года");
    EXPECT_EQ(ru.date("../2014-05"), "до мая 2014 года");
    EXPECT_EQ(ru.date("2014/.."), "после 2014 года");
    EXPECT_EQ(ru.date("2014-03/2014-06"), "между мартом 2014 года и июнем 2014 года");
    EXPECT_EQ(ru.date("2014-03-01/2014-03-09"), "между 1 марта 2014 года и 9 марта 2014 года");
    EXPECT_EQ(ru.date("2014-01?"), "январь 2014 года (неточно)");
    EXPECT_EQ(ru.date("201X~"), "около 2010-х годов");
    EXPECT_EQ(ru.date("../2014-23"), "до осени 2014 года");
}

TEST(Translator, writes_dates_with_numbers_for_lists)
{
    EXPECT_EQ(english().date_short("2026-11-22"), "22.11.2026");
    EXPECT_EQ(russian().date_short("2026-11"), "11.2026");
    EXPECT_EQ(russian().date_short("2026~"), "около 2026");
    EXPECT_EQ(russian().date_short("../2026-11-02"), "до 02.11.2026");
}

TEST(Translator, gives_back_what_is_no_date)
{
    for (const auto* text :
         {"", "soon", "2014-13", "2014-5", "14-05-03", "2014-05-03T10:00", "2014-05-03/soon", "2014-"}) {
        EXPECT_EQ(english().date(text), text);
    }
}

TEST(Translator, shows_days_and_moments_in_the_readers_zone)
{
    const auto at = from_local({std::chrono::year(2026) / 11 / 22, 14, 5, 0}, "Asia/Dushanbe");
    ASSERT_TRUE(at);
    EXPECT_EQ(russian().moment(*at), "22.11.2026 14:05");
    EXPECT_EQ(Translator(shipped(), "en", "Asia/Tbilisi").moment(*at), "22.11.2026 13:05");
    EXPECT_EQ(Translator(shipped(), "en", "No/Where").clock_time(*at), "09:05");
    EXPECT_EQ(english().day(std::chrono::sys_days(std::chrono::year(2026) / 1 / 2)), "02.01.2026");
    EXPECT_EQ(english().day_in_words(std::chrono::sys_days(std::chrono::year(2026) / 1 / 2)), "2 January 2026");
}

TEST(Translator, says_how_far_a_day_is)
{
    EXPECT_EQ(english().relative_days(0), "today");
    EXPECT_EQ(english().relative_days(1), "tomorrow");
    EXPECT_EQ(english().relative_days(-2), "2 days ago");
    EXPECT_EQ(russian().relative_days(21), "через 21 день");
    EXPECT_EQ(russian().relative_days(3), "через 3 дня");
    EXPECT_EQ(russian().relative_days(-5), "5 дней назад");
    EXPECT_EQ(russian().relative_days(-1), "вчера");
}

TEST(Translator, joins_words_writes_numbers_and_sorts_as_readers_expect)
{
    EXPECT_EQ(english().list({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(russian().list({"а", "б", "в"}), "а, б и в");
    EXPECT_EQ(english().list({}), "");
    EXPECT_EQ(russian().number(1234567), "1\u00a0234\u00a0567");
    EXPECT_EQ(russian().number(0.128, 2), "0,13");
    std::vector<std::string> words{"ёлка", "яма", "еда", "Ель", "жук"};
    const auto ru = russian();
    std::sort(words.begin(), words.end(), [&](const auto& a, const auto& b) { return ru.compare(a, b) < 0; });
    EXPECT_THAT(words, ::testing::ElementsAre("еда", "ёлка", "Ель", "жук", "яма"));
}

TEST(Translator, shows_a_missing_message_in_english_or_by_its_id)
{
    constexpr std::string_view en = "msgid \"a.x\"\nmsgstr \"Only English\"\n";
    constexpr std::string_view ru = "msgid \"a.y\"\nmsgstr \"Да\"\n";
    const std::vector<embedded::File> files{{"en/a.po", bytes_of(en)}, {"ru/a.po", bytes_of(ru)}};
    const auto catalogues = Catalogues::load(files);
    ASSERT_TRUE(catalogues);
    const Translator translator(*catalogues, "ru", "Etc/UTC");
    EXPECT_EQ(translator.text(MessageId("a.x")), "Only English");
    EXPECT_EQ(translator.text(MessageId("a.nobody")), "«a.nobody»");
    EXPECT_TRUE(translator.has(MessageId("a.x")));
    EXPECT_FALSE(translator.has(MessageId("a.nobody")));
    EXPECT_EQ(Translator(*catalogues, "tg", "Etc/UTC").language(), "en");
}

TEST(Translator, can_be_used_by_many_threads_at_once)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([] {
            const auto ru = russian();
            for (int n = 0; n < 200; ++n) {
                EXPECT_EQ(ru.relative_days(-5), "5 дней назад");
                EXPECT_EQ(ru.list({"а", "б"}), "а и б");
                EXPECT_LT(ru.compare("а", "б"), 0);
                EXPECT_EQ(ru.date("2014-05-03~"), "около 3 мая 2014 года");
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
}

}  // namespace
}  // namespace panoh::i18n
