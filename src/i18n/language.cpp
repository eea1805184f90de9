// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/language.hpp"

#include "base/check.hpp"

#include <cmath>
#include <unicode/coll.h>
#include <unicode/listformatter.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <utility>

namespace panoh::i18n {
namespace {

/// British forms for English: "a, b and c", day before month.
icu::Locale locale_of(const std::string& code)
{
    return icu::Locale(code == "en" ? "en_GB" : code.c_str());
}

std::string utf8(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

template <class T>
std::unique_ptr<T> owned(T* made, UErrorCode status)
{
    std::unique_ptr<T> pointer(made);
    PANOH_CHECK(U_SUCCESS(status) && pointer != nullptr);
    return pointer;
}

}  // namespace

struct Language::Services {
    explicit Services(const icu::Locale& locale)
        : numbers(icu::number::NumberFormatter::withLocale(locale))
    {
        UErrorCode status = U_ZERO_ERROR;
        cardinal = owned(icu::PluralRules::forLocale(locale, UPLURAL_TYPE_CARDINAL, status), status);
        ordinal = owned(icu::PluralRules::forLocale(locale, UPLURAL_TYPE_ORDINAL, status), status);
        lists = owned(icu::ListFormatter::createInstance(locale, status), status);
        order = owned(icu::Collator::createInstance(locale, status), status);
    }

    icu::number::LocalizedNumberFormatter numbers;
    std::unique_ptr<icu::PluralRules> cardinal;
    std::unique_ptr<icu::PluralRules> ordinal;
    std::unique_ptr<icu::ListFormatter> lists;
    std::unique_ptr<icu::Collator> order;
};

Language::Language(std::string code)
    : code_(std::move(code))
    , services_(std::make_unique<Services>(locale_of(code_)))
{}

Language::~Language() = default;

std::string Language::plural(double number) const
{
    // CLDR has no rule for Tajik; its nouns after a number stay singular, but sentences agree with one or many.
    if (code_ == "tg") return std::fabs(number) == 1.0 ? "one" : "other";
    return utf8(services_->cardinal->select(number));
}

std::string Language::ordinal(double number) const
{
    return utf8(services_->ordinal->select(number));
}

std::string Language::number(std::int64_t value) const
{
    UErrorCode status = U_ZERO_ERROR;
    auto text = utf8(services_->numbers.formatInt(value, status).toString(status));
    PANOH_CHECK(U_SUCCESS(status));
    return text;
}

std::string Language::number(double value, int decimals) const
{
    UErrorCode status = U_ZERO_ERROR;
    const auto numbers = services_->numbers.precision(icu::number::Precision::maxFraction(decimals));
    auto text = utf8(numbers.formatDouble(value, status).toString(status));
    PANOH_CHECK(U_SUCCESS(status));
    return text;
}

std::string Language::list(const std::vector<std::string>& words) const
{
    std::vector<icu::UnicodeString> items;
    items.reserve(words.size());
    for (const auto& word : words) {
        items.push_back(icu::UnicodeString::fromUTF8(word));
    }
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out;
    services_->lists->format(items.data(), static_cast<std::int32_t>(items.size()), out, status);
    PANOH_CHECK(U_SUCCESS(status));
    return utf8(out);
}

int Language::compare(std::string_view left, std::string_view right) const
{
    UErrorCode status = U_ZERO_ERROR;
    const auto order = services_->order->compareUTF8(
        icu::StringPiece(left.data(), static_cast<std::int32_t>(left.size())),
        icu::StringPiece(right.data(), static_cast<std::int32_t>(right.size())),
        status
    );
    PANOH_CHECK(U_SUCCESS(status));
    return static_cast<int>(order);
}

}  // namespace panoh::i18n
