// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/labels.hpp"

#include <fmt/format.h>

namespace panoh::forms {

MessageId field_message(std::string_view type, std::string_view field, std::string_view column, std::string_view part)
{
    if (column.empty()) return MessageId(fmt::format("type.{}.field.{}.{}", type, field, part));
    return MessageId(fmt::format("type.{}.field.{}.{}.{}", type, field, column, part));
}

MessageId code_message(std::string_view list, std::string_view code)
{
    return MessageId(fmt::format("list.{}.{}", list, code));
}

MessageId label_of(Missing missing)
{
    switch (missing) {
    case Missing::unknown:
        return msg("forms.missing.unknown");
    case Missing::not_asked:
        return msg("forms.missing.not_asked");
    case Missing::refused:
        return msg("forms.missing.refused");
    case Missing::not_applicable:
        break;
    }
    return msg("forms.missing.not_applicable");
}

MessageId label_of(Precision precision)
{
    switch (precision) {
    case Precision::exact:
        return msg("forms.precision.exact");
    case Precision::approximate:
        return msg("forms.precision.approximate");
    case Precision::before:
        return msg("forms.precision.before");
    case Precision::after:
        return msg("forms.precision.after");
    case Precision::between:
        return msg("forms.precision.between");
    case Precision::unknown:
        break;
    }
    return msg("forms.precision.unknown");
}

std::string_view name_of(DurationUnit unit) noexcept
{
    switch (unit) {
    case DurationUnit::minutes:
        return "minutes";
    case DurationUnit::hours:
        return "hours";
    case DurationUnit::days:
        return "days";
    case DurationUnit::weeks:
        return "weeks";
    case DurationUnit::months:
        return "months";
    case DurationUnit::years:
        break;
    }
    return "years";
}

MessageId label_of(DurationUnit unit)
{
    switch (unit) {
    case DurationUnit::minutes:
        return msg("forms.unit.minutes");
    case DurationUnit::hours:
        return msg("forms.unit.hours");
    case DurationUnit::days:
        return msg("forms.unit.days");
    case DurationUnit::weeks:
        return msg("forms.unit.weeks");
    case DurationUnit::months:
        return msg("forms.unit.months");
    case DurationUnit::years:
        break;
    }
    return msg("forms.unit.years");
}

MessageId side_message(std::string_view side)
{
    if (side == "left") return msg("forms.side.left");
    if (side == "right") return msg("forms.side.right");
    if (side == "both") return msg("forms.side.both");
    return msg("forms.side.none");
}

}  // namespace panoh::forms
