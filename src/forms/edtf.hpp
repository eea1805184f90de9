// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

/// Dates of EDTF level 1 (ISO 8601-2): "2014", "2014-05", "2014-05-03", "2014~", "2014-05?", "2014%",
/// "201X", "2014-XX", "2014-05-XX", "2014/2015", "../2014-05", "2014/..", "/2014". Years have four digits.
/// Left out of level 1: seasons, years before 0 or beyond 9999, times of day.
namespace panoh::forms {

/// First and last day that a date may mean; nothing = open or not known at that end.
/// "About" and "uncertain" do not widen a range: by how much would be an invention.
struct DateRange {
    std::optional<std::chrono::sys_days> low, high;
    bool operator==(const DateRange&) const = default;
};

/// By first day, then by last day; open ends lie before and after every day. A total order.
std::weak_ordering order_of(const DateRange& left, const DateRange& right) noexcept;

enum class Qualifier { none, approximate, uncertain, approximate_and_uncertain };

/// One date without its neighbour in an interval.
struct DatePoint {
    static constexpr unsigned absent = 0;         ///< month, day: the date is less precise
    static constexpr unsigned unspecified = 100;  ///< month, day: "XX"

    int year = 0;         ///< with 0 for unspecified digits
    int open_digits = 0;  ///< 0, 1 ("201X") or 2 ("20XX")
    unsigned month = absent;
    unsigned day = absent;
    Qualifier qualifier = Qualifier::none;

    bool operator==(const DatePoint&) const = default;
};

/// A date, or one end of an interval.
struct DateEnd {
    enum class Kind { date, open, unknown };
    Kind kind = Kind::date;
    DatePoint point;
    bool operator==(const DateEnd&) const = default;
};

struct EdtfDate {
    DateEnd from;
    std::optional<DateEnd> until;  ///< an interval
    bool operator==(const EdtfDate&) const = default;
};

/// Nothing unless the text is a date as above that the calendar has, and an interval does not end before it begins.
std::optional<EdtfDate> parse_edtf(std::string_view text);

/// The only spelling of a date: `parse_edtf(to_text(date)) == date` and `to_text(*parse_edtf(text)) == text`.
std::string to_text(const EdtfDate& date);

DateRange range_of(const EdtfDate& date);

/// `range_of` of a text; nothing when it is no date.
std::optional<DateRange> edtf_range(std::string_view text);

/// "2014-05-03"
std::string iso_day(std::chrono::sys_days day);

/// Reads "2014-05-03" and nothing else.
std::optional<std::chrono::sys_days> parse_iso_day(std::string_view text);

}  // namespace panoh::forms
