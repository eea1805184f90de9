// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "forms/date_parts.hpp"
#include "forms/definition.hpp"

#include <array>
#include <string_view>

/// Names of the sentences that stand for what packs declare and for the fixed words of forms.
namespace panoh::forms {

/// `type.<type>.field.<field>.label`, or `type.<type>.field.<field>.<column>.label`. Other parts: "hint", "help",
/// and "constraint" (what to do when the constraint of the field does not hold; every constraint has one).
MessageId field_message(
    std::string_view type, std::string_view field, std::string_view column = {}, std::string_view part = "label"
);

/// `list.<list>.<code>`
MessageId code_message(std::string_view list, std::string_view code);

MessageId label_of(Missing missing);
MessageId label_of(Precision precision);

/// Units of a duration, as stored and as named in forms.
enum class DurationUnit { minutes, hours, days, weeks, months, years };
inline constexpr std::array duration_units{
    DurationUnit::minutes,
    DurationUnit::hours,
    DurationUnit::days,
    DurationUnit::weeks,
    DurationUnit::months,
    DurationUnit::years};
std::string_view name_of(DurationUnit unit) noexcept;
MessageId label_of(DurationUnit unit);

/// Sides of the body: "left", "right", "both"; "" = does not apply.
inline constexpr std::array<std::string_view, 3> body_sides{"left", "right", "both"};
MessageId side_message(std::string_view side);

}  // namespace panoh::forms
