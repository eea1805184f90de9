// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/typed.hpp"

#include "base/text.hpp"
#include "forms/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace panoh::forms {

namespace {

constexpr std::size_t most_digits = 15;  ///< what a double holds exactly
constexpr std::size_t most_decimals = 6;

Error refuse(MessageId id)
{
    return fail(ErrorCode::invalid_input, "value", {std::move(id), {}});
}

bool is_digit(char letter) noexcept
{
    return letter >= '0' && letter <= '9';
}

bool all_digits(std::string_view text)
{
    return std::ranges::all_of(text, is_digit);
}

/// Without the spaces that group digits: plain, no-break, narrow no-break and thin.
std::string without_spaces(std::string_view text)
{
    std::string compact(text);
    for (const std::string_view space : {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"}) {
        for (auto at = compact.find(space); at != std::string::npos; at = compact.find(space, at)) {
            compact.erase(at, space.size());
        }
    }
    return compact;
}

std::string_view letter_of(DurationUnit unit)
{
    switch (unit) {
    case DurationUnit::minutes:
    case DurationUnit::months:
        return "M";
    case DurationUnit::hours:
        return "H";
    case DurationUnit::days:
        return "D";
    case DurationUnit::weeks:
        return "W";
    case DurationUnit::years:
        break;
    }
    return "Y";
}

std::string iso_duration(std::string_view amount, DurationUnit unit)
{
    const bool is_time = unit == DurationUnit::minutes || unit == DurationUnit::hours;
    return fmt::format("P{}{}{}", is_time ? "T" : "", amount, letter_of(unit));
}

}  // namespace

std::optional<std::string> normalised(std::string_view typed)
{
    if (!is_plain_text(typed)) return std::nullopt;
    const std::string lines = with_unix_line_ends(trimmed(typed));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* composer = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string text;
    icu::StringByteSink<std::string> sink(&text);
    const icu::StringPiece piece(lines.data(), static_cast<std::int32_t>(lines.size()));
    composer->normalizeUTF8(0, piece, sink, nullptr, status);
    if (U_FAILURE(status)) return std::nullopt;
    return text;
}

std::size_t length_of(std::string_view text) noexcept
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char letter) {
        return (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U;
    }));
}

Result<std::string> decimal_of(std::string_view typed)
{
    std::string text = without_spaces(trimmed(typed));
    const bool negative = text.starts_with('-') || text.starts_with("\xE2\x88\x92");
    if (negative) text.erase(0, text.starts_with('-') ? 1 : 3);
    const auto mark = text.find_first_of(".,");
    std::string whole = text.substr(0, mark);
    const std::string decimals = mark == std::string::npos ? std::string() : text.substr(mark + 1);
    if (whole.empty() || !all_digits(whole) || !all_digits(decimals)) return refuse(msg("forms.error.number"));
    if (mark != std::string::npos && decimals.empty()) return refuse(msg("forms.error.number"));
    if (mark != std::string::npos && text[mark] == ',' && decimals.size() == 3 && whole.front() != '0') {
        return refuse(msg("forms.error.number_ambiguous"));
    }
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    if (decimals.size() > most_decimals || whole.size() + decimals.size() > most_digits) {
        return refuse(msg("forms.error.number_digits"));
    }
    const bool is_zero = (whole + decimals).find_first_not_of('0') == std::string::npos;
    std::string decimal = negative && !is_zero ? "-" + whole : whole;
    if (!decimals.empty()) decimal += "." + decimals;
    return decimal;
}

Result<std::string> time_of(std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    const auto mark = text.find_first_of(":.-");
    std::string_view hours;
    std::string_view minutes;
    if (mark != std::string_view::npos) {
        hours = text.substr(0, mark);
        minutes = text.substr(mark + 1);
    } else if (text.size() == 3 || text.size() == 4) {
        hours = text.substr(0, text.size() - 2);
        minutes = text.substr(text.size() - 2);
    }
    if (hours.empty() || hours.size() > 2 || minutes.size() != 2 || !all_digits(hours) || !all_digits(minutes)) {
        return refuse(msg("forms.error.time"));
    }
    const unsigned hour = parse_number<unsigned>(hours).value_or(24);
    if (hour > 23 || minutes > "59") return refuse(msg("forms.error.time"));
    return fmt::format("{:02}:{}", hour, minutes);
}

Result<std::string> duration_of(std::string_view amount, std::string_view unit)
{
    const auto found = std::ranges::find(duration_units, unit, [](DurationUnit one) { return name_of(one); });
    if (found == duration_units.end()) return refuse(msg("forms.error.duration_unit"));
    const auto decimal = decimal_of(amount);
    if (!decimal || decimal->starts_with('-')) return refuse(msg("forms.error.duration"));
    if (all_digits(*decimal)) return iso_duration(*decimal, *found);
    const double minutes = parse_decimal(*decimal).value_or(0) * 60;
    const auto whole = static_cast<std::int64_t>(minutes);
    if (*found != DurationUnit::hours || static_cast<double>(whole) < minutes || minutes > 1e9) {
        return refuse(msg("forms.error.duration"));
    }
    return iso_duration(std::to_string(whole), DurationUnit::minutes);
}

std::optional<std::pair<std::string, DurationUnit>> duration_parts(std::string_view iso)
{
    for (const DurationUnit unit : duration_units) {
        const std::string start = iso_duration("", unit).substr(0, unit <= DurationUnit::hours ? 2 : 1);
        if (!iso.starts_with(start) || !iso.ends_with(letter_of(unit))) continue;
        if (iso.size() <= start.size() + 1) continue;
        const std::string_view amount = iso.substr(start.size(), iso.size() - start.size() - 1);
        if (all_digits(amount)) return std::pair(std::string(amount), unit);
    }
    return std::nullopt;
}

bool is_phone(std::string_view text) noexcept
{
    const auto digits = std::ranges::count_if(text, is_digit);
    const auto fits = [](char letter) {
        return is_digit(letter) || letter == ' ' || letter == '+' || letter == '-' || letter == '(' || letter == ')';
    };
    return digits >= 3 && digits <= 20 && text.size() <= 40 && std::ranges::all_of(text, fits);
}

std::string script_of(std::string_view text)
{
    const auto letters = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    UScriptCode script = USCRIPT_COMMON;
    for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode one = uscript_getScript(letters.char32At(at), &status);
        if (U_FAILURE(status) || one == USCRIPT_COMMON || one == USCRIPT_INHERITED) continue;
        if (script != USCRIPT_COMMON && script != one) return "Zyyy";
        script = one;
    }
    return uscript_getShortName(script);
}

}  // namespace panoh::forms
