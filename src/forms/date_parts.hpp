// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Between the boxes of a date in a form and EDTF.
namespace panoh::forms {

/// What is known about a date. `unknown` leaves the boxes empty: the value is missing.
enum class Precision { exact, approximate, before, after, between, unknown };

std::string_view name_of(Precision precision) noexcept;
std::optional<Precision> precision_named(std::string_view name) noexcept;

/// The boxes, as typed. A year alone is a date. Any one box also takes a whole date ("22.11.2026",
/// "3 мая 2014", "2014-05-03") or EDTF ("201X", "2014?"): dates that the boxes cannot say travel that way.
struct DateParts {
    std::string day, month, year;
    Precision precision = Precision::exact;
    std::string until_day, until_month, until_year;  ///< between: the second date

    [[nodiscard]] bool blank() const noexcept;
    bool operator==(const DateParts&) const = default;
};

/// EDTF of what was typed. "before" and "after" include the date named: "../2014-05", "2014-05/..".
/// The error's message is a `forms.error.date…` sentence. Years from 1800 to 2199 only, to catch slips.
Result<std::string> edtf_of(const DateParts& parts);

/// EDTF of a date typed in one box, in day-month-year or year-month-day order.
Result<std::string> edtf_of_text(std::string_view typed);

/// Boxes of a stored date: `edtf_of(parts_of(edtf)) == edtf` for every date with a year from 1800 to 2199.
DateParts parts_of(std::string_view edtf);

}  // namespace panoh::forms
