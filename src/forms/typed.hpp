// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "forms/labels.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// From what people type to what is stored, one small value at a time, and back. Errors carry a
/// `forms.error.…` message without arguments.
namespace panoh::forms {

/// Trimmed, in NFC, with "\n" as line end. Nothing when it is not UTF-8 or has control characters.
std::optional<std::string> normalised(std::string_view typed);

/// Unicode code points of well-formed UTF-8.
std::size_t length_of(std::string_view text) noexcept;

/// A decimal number without spaces and leading zeros, with "." and at most six decimals: "-12.50". Accepts spaces
/// between digits and a decimal comma. "1,234" is refused: it means two things.
Result<std::string> decimal_of(std::string_view typed);

/// "14:05" from "14:05", "9.05", "905" or "14-05".
Result<std::string> time_of(std::string_view typed);

/// ISO 8601 from amount and unit: "PT30M", "PT2H", "P3D", "P2W", "P2M", "P1Y". Half hours become minutes.
Result<std::string> duration_of(std::string_view amount, std::string_view unit);
/// Amount and unit of a stored duration; nothing when it is none of the above.
std::optional<std::pair<std::string, DurationUnit>> duration_parts(std::string_view iso);

/// Has the characters of a telephone number and 3 to 20 digits.
bool is_phone(std::string_view text) noexcept;

/// ISO 15924 code of the script of a text's letters: "Cyrl", "Latn", "Geor" …; "Zyyy" when mixed or without letters.
std::string script_of(std::string_view text);

/// Whether ICU knows the zone: "Asia/Dushanbe".
bool is_zone(std::string_view zone);

/// The day that it is in a zone. An unknown zone counts as UTC, here and below.
std::chrono::sys_days local_day(Timestamp at, std::string_view zone);

/// "2026-11-22T09:05Z": how records hold a moment.
std::string moment_text(Timestamp at);
/// The same from a local date and time of day. The time may end in "Z" or an offset ("+05:00"), which
/// then decides: that is how the hour that comes twice in autumn is told apart.
Result<std::string> moment_of(std::string_view date, std::string_view time, std::string_view zone);
/// Local date ("2026-11-22") and time of a stored moment, so that `moment_of` gives it back; nothing when it is none.
std::optional<std::pair<std::string, std::string>> moment_parts(std::string_view moment, std::string_view zone);

}  // namespace panoh::forms
