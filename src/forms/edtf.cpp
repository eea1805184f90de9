// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/edtf.hpp"

#include <fmt/format.h>

#include <utility>

namespace panoh::forms {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

bool is_digit(char letter) noexcept
{
    return letter >= '0' && letter <= '9';
}

/// Two digits, "XX", or nothing.
std::optional<unsigned> parse_two(std::string_view text)
{
    if (text == "XX") return DatePoint::unspecified;
    if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
    const auto value = static_cast<unsigned>((text[0] - '0') * 10 + (text[1] - '0'));
    return value == 0 ? std::nullopt : std::optional<unsigned>(value);
}

bool parse_year(std::string_view text, DatePoint& point)
{
    for (std::size_t at = 0; at < 4; ++at) {
        point.year *= 10;
        if (is_digit(text[at]) && point.open_digits == 0) {
            point.year += text[at] - '0';
        } else if (text[at] == 'X' && at >= 2) {
            ++point.open_digits;
        } else {
            return false;
        }
    }
    return true;
}

std::chrono::year_month_day last_of_month(int year, unsigned month)
{
    return std::chrono::year{year} / std::chrono::month{month} / std::chrono::last;
}

bool in_calendar(const DatePoint& point)
{
    if (point.month == DatePoint::absent || point.month == DatePoint::unspecified) return true;
    if (point.month > 12) return false;
    if (point.day == DatePoint::absent || point.day == DatePoint::unspecified) return true;
    return year_month_day{std::chrono::year{point.year}, std::chrono::month{point.month}, std::chrono::day{point.day}}
        .ok();
}

std::optional<DatePoint> parse_point(std::string_view text)
{
    DatePoint point;
    if (text.ends_with('~')) point.qualifier = Qualifier::approximate;
    if (text.ends_with('?')) point.qualifier = Qualifier::uncertain;
    if (text.ends_with('%')) point.qualifier = Qualifier::approximate_and_uncertain;
    if (point.qualifier != Qualifier::none) text.remove_suffix(1);

    const bool has_month = text.size() >= 7;
    const bool has_day = text.size() == 10;
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    if (!parse_year(text.substr(0, 4), point)) return std::nullopt;
    if (has_month) {
        const auto month = parse_two(text.substr(5, 2));
        if (text[4] != '-' || !month || point.open_digits != 0) return std::nullopt;
        point.month = *month;
    }
    if (has_day) {
        const auto day = parse_two(text.substr(8, 2));
        if (text[7] != '-' || !day) return std::nullopt;
        if (point.month == DatePoint::unspecified && *day != DatePoint::unspecified) return std::nullopt;
        point.day = *day;
    }
    return in_calendar(point) ? std::optional(point) : std::nullopt;
}

std::optional<DateEnd> parse_end(std::string_view text)
{
    if (text == "..") return DateEnd{DateEnd::Kind::open, {}};
    if (text.empty()) return DateEnd{DateEnd::Kind::unknown, {}};
    const auto point = parse_point(text);
    return point ? std::optional(DateEnd{DateEnd::Kind::date, *point}) : std::nullopt;
}

DateRange range_of_point(const DatePoint& point)
{
    const int spread = point.open_digits == 0 ? 0 : point.open_digits == 1 ? 9 : 99;
    const bool month_known = point.month != DatePoint::absent && point.month != DatePoint::unspecified;
    const bool day_known = point.day != DatePoint::absent && point.day != DatePoint::unspecified;
    const unsigned first_month = month_known ? point.month : 1;
    const unsigned last_month = month_known ? point.month : 12;
    const std::chrono::year first_year{point.year};
    const year_month_day first{
        first_year, std::chrono::month{first_month}, std::chrono::day{day_known ? point.day : 1}};
    const year_month_day last = day_known ? first : last_of_month(point.year + spread, last_month);
    return {sys_days{first}, sys_days{last}};
}

void append_part(std::string& text, unsigned part)
{
    if (part == DatePoint::absent) return;
    text += part == DatePoint::unspecified ? std::string("-XX") : fmt::format("-{:02}", part);
}

std::string text_of_end(const DateEnd& end)
{
    if (end.kind == DateEnd::Kind::open) return "..";
    if (end.kind == DateEnd::Kind::unknown) return "";
    std::string text = fmt::format("{:04}", end.point.year);
    for (int at = 0; at < end.point.open_digits; ++at)
        text[static_cast<std::size_t>(3 - at)] = 'X';
    append_part(text, end.point.month);
    append_part(text, end.point.day);
    switch (end.point.qualifier) {
    case Qualifier::none:
        break;
    case Qualifier::approximate:
        text += '~';
        break;
    case Qualifier::uncertain:
        text += '?';
        break;
    case Qualifier::approximate_and_uncertain:
        text += '%';
        break;
    }
    return text;
}

}  // namespace

std::weak_ordering order_of(const DateRange& left, const DateRange& right) noexcept
{
    const auto key = [](const DateRange& range) {
        return std::pair(range.low.value_or(sys_days::min()), range.high.value_or(sys_days::max()));
    };
    return key(left) <=> key(right);
}

std::optional<EdtfDate> parse_edtf(std::string_view text)
{
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) {
        const auto point = parse_point(text);
        return point ? std::optional(EdtfDate{{DateEnd::Kind::date, *point}, {}}) : std::nullopt;
    }
    const auto from = parse_end(text.substr(0, slash));
    const auto until = parse_end(text.substr(slash + 1));
    if (!from || !until) return std::nullopt;
    if (from->kind != DateEnd::Kind::date && until->kind != DateEnd::Kind::date) return std::nullopt;
    const EdtfDate date{*from, *until};
    const DateRange range = range_of(date);
    if (range.low && range.high && *range.low > *range.high) return std::nullopt;
    return date;
}

std::string to_text(const EdtfDate& date)
{
    return date.until ? text_of_end(date.from) + "/" + text_of_end(*date.until) : text_of_end(date.from);
}

DateRange range_of(const EdtfDate& date)
{
    if (!date.until) return range_of_point(date.from.point);
    DateRange range;
    if (date.from.kind == DateEnd::Kind::date) range.low = range_of_point(date.from.point).low;
    if (date.until->kind == DateEnd::Kind::date) range.high = range_of_point(date.until->point).high;
    return range;
}

std::optional<DateRange> edtf_range(std::string_view text)
{
    const auto date = parse_edtf(text);
    return date ? std::optional(range_of(*date)) : std::nullopt;
}

std::string iso_day(sys_days day)
{
    const year_month_day date{day};
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

std::optional<sys_days> parse_iso_day(std::string_view text)
{
    const auto date = parse_edtf(text);
    if (!date || date->until || text.size() != 10) return std::nullopt;
    const DateRange range = range_of(*date);
    return range.low == range.high ? range.low : std::nullopt;
}

}  // namespace panoh::forms
