// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/month_names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace panoh::forms {

namespace {

/// What people type, in lower case; what is shown comes from the catalogues and ICU.
struct MonthWords {
    unsigned month;
    std::string_view words;
};

constexpr std::array<MonthWords, 48> month_words{{
    {1, "january jan"},
    {2, "february feb"},
    {3, "march mar"},
    {4, "april apr"},
    {5, "may"},
    {6, "june jun"},
    {7, "july jul"},
    {8, "august aug"},
    {9, "september sep sept"},
    {10, "october oct"},
    {11, "november nov"},
    {12, "december dec"},
    // Russian
    {1, "январь января янв"},
    {2, "февраль февраля фев февр"},
    {3, "март марта мар"},
    {4, "апрель апреля апр"},
    {5, "май мая"},
    {6, "июнь июня июн"},
    {7, "июль июля июл"},
    {8, "август августа авг"},
    {9, "сентябрь сентября сен сент"},
    {10, "октябрь октября окт"},
    {11, "ноябрь ноября ноя нояб"},
    {12, "декабрь декабря дек"},
    // Tajik; Kyrgyz: possessive and genitive of the borrowed names, first words of the native ones
    {1, "январ январи январы январдын үчтүн"},
    {2, "феврал феврали февралы февралдын бирдин"},
    {3, "марти марты марттын жалган"},
    {4, "апрел апрели апрелдин чын"},
    {5, "майи майы майдын бугу"},
    {6, "июни июну июндун кулжа"},
    {7, "июли июлу июлдун теке"},
    {8, "августи августу августтун баш"},
    {9, "сентябр сентябри сентябры сентябрдин сентябрдын аяк"},
    {10, "октябр октябри октябры октябрдин октябрдын тогуздун"},
    {11, "ноябр ноябри ноябры ноябрдин ноябрдын жетинин"},
    {12, "декабр декабри декабры декабрдин декабрдын бештин"},
    // Georgian
    {1, "იანვარი იანვრის იან"},
    {2, "თებერვალი თებერვლის თებ"},
    {3, "მარტი მარტის მარ"},
    {4, "აპრილი აპრილის აპრ"},
    {5, "მაისი მაისის მაი"},
    {6, "ივნისი ივნისის ივნ"},
    {7, "ივლისი ივლისის ივლ"},
    {8, "აგვისტო აგვისტოს აგვ"},
    {9, "სექტემბერი სექტემბრის სექ"},
    {10, "ოქტომბერი ოქტომბრის ოქტ"},
    {11, "ნოემბერი ნოემბრის ნოე"},
    {12, "დეკემბერი დეკემბრის დეკ"},
}};

/// Words that carry nothing beside a month and a year: "year", "day", "month", endings of ordinals.
constexpr std::string_view filler_words =
    "of the day year st nd rd th г гг год года году число числа сол соли моҳ моҳи ж жыл жылы жылдын айы ай куран оона "
    "წ წელი წლის წელს რიცხვი";

template <class Visit>
void each_word(std::string_view words, Visit&& visit)
{
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        visit(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

icu::UnicodeString folded(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
    const auto* composer = icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString raw = icu::UnicodeString::fromUTF8(piece);
    if (U_FAILURE(status)) return raw.foldCase();
    icu::UnicodeString composed = composer->normalize(raw, status);
    return composed.foldCase();
}

std::string utf8_of(const icu::UnicodeString& text)
{
    std::string bytes;
    return text.toUTF8String(bytes);
}

std::optional<unsigned> month_of_folded(const std::string& word)
{
    static const std::map<std::string, unsigned, std::less<>> months = [] {
        std::map<std::string, unsigned, std::less<>> all;
        for (const auto& row : month_words) {
            each_word(row.words, [&](std::string_view name) { all.emplace(name, row.month); });
        }
        return all;
    }();
    const auto found = months.find(word);
    return found == months.end() ? std::nullopt : std::optional(found->second);
}

bool is_filler(const std::string& word)
{
    static const std::set<std::string, std::less<>> fillers = [] {
        std::set<std::string, std::less<>> all;
        each_word(filler_words, [&](std::string_view filler) { all.emplace(filler); });
        return all;
    }();
    return fillers.contains(word);
}

bool separates(char32_t letter)
{
    constexpr std::u32string_view separators = U" \t\n.,-/\u00A0\u2009\u202F\u2010\u2011\u2012\u2013\u2014";
    return separators.find(letter) != std::u32string_view::npos;
}

}  // namespace

std::optional<unsigned> month_named(std::string_view word)
{
    while (word.ends_with('.'))
        word.remove_suffix(1);
    return month_of_folded(utf8_of(folded(word)));
}

std::optional<std::vector<DateToken>> date_tokens(std::string_view text)
{
    const icu::UnicodeString letters = folded(text);
    std::vector<DateToken> tokens;
    for (std::int32_t at = 0; at < letters.length();) {
        const std::int32_t start = at;
        const auto letter = static_cast<char32_t>(letters.char32At(at));
        const auto run = [&](auto&& belongs) {
            while (at < letters.length() && belongs(letters.char32At(at)))
                at = letters.moveIndex32(at, 1);
            return utf8_of(letters.tempSubStringBetween(start, at));
        };
        if (separates(letter)) {
            at = letters.moveIndex32(at, 1);
        } else if (letter >= U'0' && letter <= U'9') {
            const std::string digits = run([](UChar32 next) { return next >= '0' && next <= '9'; });
            tokens.push_back({DateToken::Kind::number, digits, 0});
        } else if (u_isalpha(letters.char32At(at)) != 0) {
            const std::string word = run([](UChar32 next) { return u_isalpha(next) != 0; });
            if (const auto month = month_of_folded(word)) {
                tokens.push_back({DateToken::Kind::month, {}, *month});
            } else if (!is_filler(word)) {
                tokens.push_back({});
            }
        } else {
            return std::nullopt;
        }
    }
    return tokens;
}

}  // namespace panoh::forms
