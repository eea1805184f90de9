// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/date_parts.hpp"

#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "forms/month_names.hpp"
#include "forms/numbers.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace panoh::forms {

namespace {

constexpr int first_year = 1800;
constexpr int last_year = 2199;

constexpr std::array<std::pair<Precision, std::string_view>, 6> precisions{{
    {Precision::exact, "exact"},
    {Precision::approximate, "approximate"},
    {Precision::before, "before"},
    {Precision::after, "after"},
    {Precision::between, "between"},
    {Precision::unknown, "unknown"},
}};

Error refuse(MessageId id)
{
    return fail(ErrorCode::invalid_input, "date", {std::move(id), {}});
}

bool all_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool year_in_range(const DateEnd& end)
{
    return end.kind != DateEnd::Kind::date || (end.point.year >= first_year && end.point.year <= last_year);
}

Result<std::string> with_year_in_range(const EdtfDate& date)
{
    if (!year_in_range(date.from) || (date.until && !year_in_range(*date.until))) {
        return refuse(msg("forms.error.date_year"));
    }
    return to_text(date);
}

struct Numbers {
    std::string day, month, year;
};

/// Which number is what. Year has four digits; the order is day, month, year or the reverse.
Result<Numbers> assign(std::vector<std::string> numbers, std::optional<unsigned> month)
{
    const auto is_year = [](const std::string& number) {
        return number.size() == 4;
    };
    const auto years = std::ranges::count_if(numbers, is_year);
    if (std::ranges::any_of(numbers, [](const std::string& number) { return number.size() > 4; })) {
        return refuse(msg("forms.error.date"));
    }
    if (years == 0) return refuse(msg("forms.error.date_year"));
    if (years > 1 || numbers.size() > 3) return refuse(msg("forms.error.date"));
    if (is_year(numbers.front())) std::ranges::reverse(numbers);
    if (!is_year(numbers.back())) return refuse(msg("forms.error.date"));

    Numbers result;
    result.year = numbers.back();
    numbers.pop_back();
    if (month) {
        result.month = std::to_string(*month);
    } else if (!numbers.empty()) {
        result.month = numbers.back();
        numbers.pop_back();
    }
    if (numbers.size() > 1) return refuse(msg("forms.error.date"));
    if (!numbers.empty()) result.day = numbers.front();
    return result;
}

Result<std::string> composed(const Numbers& numbers)
{
    if (numbers.month.size() > 2) return refuse(msg("forms.error.date_month"));
    if (numbers.day.size() > 2) return refuse(msg("forms.error.date_day"));
    DateEnd end;
    end.point.year = parse_number<int>(numbers.year).value_or(0);
    if (!numbers.month.empty()) {
        end.point.month = parse_number<unsigned>(numbers.month).value_or(0);
        if (end.point.month == 0 || end.point.month > 12) return refuse(msg("forms.error.date_month"));
    }
    if (!numbers.day.empty()) {
        end.point.day = parse_number<unsigned>(numbers.day).value_or(0);
        const EdtfDate date{end, {}};
        if (end.point.day == 0 || !parse_edtf(to_text(date))) return refuse(msg("forms.error.date_day"));
    }
    return with_year_in_range({end, {}});
}

/// One date from its three boxes.
Result<std::string> read_boxes(std::string_view day, std::string_view month, std::string_view year)
{
    day = trimmed(day);
    month = trimmed(month);
    year = trimmed(year);
    if (all_digits(day) && month.empty() && !year.empty()) return refuse(msg("forms.error.date_month"));
    std::string joined;
    for (const std::string_view box : {day, month, year}) {
        if (!joined.empty() && !box.empty()) joined += ' ';
        joined += box;
    }
    if (joined.empty()) return refuse(msg("forms.error.date"));
    return edtf_of_text(joined);
}

bool has_second(const DateParts& parts)
{
    return !trimmed(parts.until_day).empty() || !trimmed(parts.until_month).empty()
           || !trimmed(parts.until_year).empty();
}

Result<std::string> approximate(EdtfDate date)
{
    Qualifier& qualifier = date.from.point.qualifier;
    const bool sure = qualifier == Qualifier::none || qualifier == Qualifier::approximate;
    qualifier = sure ? Qualifier::approximate : Qualifier::approximate_and_uncertain;
    return to_text(date);
}

Result<std::string> between(const EdtfDate& first, const DateParts& parts)
{
    if (!has_second(parts)) return refuse(msg("forms.error.date_second_missing"));
    const auto second_text = read_boxes(parts.until_day, parts.until_month, parts.until_year);
    if (!second_text) return second_text.error();
    const auto second = parse_edtf(*second_text);
    if (!second || second->until) return refuse(msg("forms.error.date"));
    const std::string interval = to_text({first.from, second->from});
    if (!parse_edtf(interval)) return refuse(msg("forms.error.date_order"));
    return interval;
}

bool plain(const DateEnd& end)
{
    const DatePoint& point = end.point;
    return end.kind == DateEnd::Kind::date && point.qualifier == Qualifier::none && point.open_digits == 0
           && point.month != DatePoint::unspecified && point.day != DatePoint::unspecified;
}

std::string box_of(unsigned part)
{
    return part == DatePoint::absent ? std::string() : std::to_string(part);
}

void fill(const DatePoint& point, std::string& day, std::string& month, std::string& year)
{
    day = box_of(point.day);
    month = box_of(point.month);
    year = std::to_string(point.year);
}

}  // namespace

std::string_view name_of(Precision precision) noexcept
{
    const auto found = std::ranges::find(precisions, precision, [](const auto& row) { return row.first; });
    return found->second;
}

std::optional<Precision> precision_named(std::string_view name) noexcept
{
    const auto found = std::ranges::find(precisions, name, [](const auto& row) { return row.second; });
    return found == precisions.end() ? std::nullopt : std::optional(found->first);
}

bool DateParts::blank() const noexcept
{
    for (const std::string* box : {&day, &month, &year, &until_day, &until_month, &until_year}) {
        if (!trimmed(*box).empty()) return false;
    }
    return true;
}

Result<std::string> edtf_of_text(std::string_view typed)
{
    typed = trimmed(typed);
    if (const auto date = parse_edtf(typed)) return with_year_in_range(*date);
    const auto tokens = date_tokens(typed);
    if (!tokens) return refuse(msg("forms.error.date"));
    std::vector<std::string> numbers;
    std::optional<unsigned> month;
    for (const DateToken& token : *tokens) {
        if (token.kind == DateToken::Kind::number) {
            numbers.push_back(token.digits);
        } else if (token.kind == DateToken::Kind::month && !month) {
            month = token.month;
        } else {
            return refuse(msg("forms.error.date"));
        }
    }
    if (numbers.empty()) return refuse(month ? msg("forms.error.date_year") : msg("forms.error.date"));
    const auto assigned = assign(std::move(numbers), month);
    if (!assigned) return assigned.error();
    return composed(*assigned);
}

Result<std::string> edtf_of(const DateParts& parts)
{
    if (parts.precision == Precision::unknown) return refuse(msg("forms.error.answered_and_missing"));
    if (has_second(parts) && parts.precision != Precision::between) return refuse(msg("forms.error.date_second"));
    auto text = read_boxes(parts.day, parts.month, parts.year);
    if (!text || parts.precision == Precision::exact) return text;
    const auto date = parse_edtf(*text);
    if (!date || date->until) return refuse(msg("forms.error.date"));
    if (parts.precision == Precision::approximate) return approximate(*date);
    const DateEnd open{DateEnd::Kind::open, {}};
    if (parts.precision == Precision::before) return to_text({open, date->from});
    if (parts.precision == Precision::after) return to_text({date->from, open});
    return between(*date, parts);
}

DateParts parts_of(std::string_view edtf)
{
    DateParts parts;
    const auto date = parse_edtf(edtf);
    parts.year = std::string(edtf);
    if (!date) return parts;
    DateEnd from = date->from;
    if (!date->until) {
        if (from.point.qualifier == Qualifier::approximate) {
            from.point.qualifier = Qualifier::none;
            if (!plain(from)) return parts;
            parts.precision = Precision::approximate;
        }
        if (plain(from)) fill(from.point, parts.day, parts.month, parts.year);
    } else if (from.kind == DateEnd::Kind::open && plain(*date->until)) {
        parts.precision = Precision::before;
        fill(date->until->point, parts.day, parts.month, parts.year);
    } else if (plain(from) && date->until->kind == DateEnd::Kind::open) {
        parts.precision = Precision::after;
        fill(from.point, parts.day, parts.month, parts.year);
    } else if (plain(from) && plain(*date->until)) {
        parts.precision = Precision::between;
        fill(from.point, parts.day, parts.month, parts.year);
        fill(date->until->point, parts.until_day, parts.until_month, parts.until_year);
    }
    return parts;
}

}  // namespace panoh::forms
