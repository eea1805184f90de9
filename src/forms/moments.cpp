// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.hpp"
#include "forms/edtf.hpp"
#include "forms/typed.hpp"

#include <fmt/format.h>

#include <memory>
#include <unicode/timezone.h>

namespace panoh::forms {

namespace {

using std::chrono::minutes;
using std::chrono::sys_days;
using LocalMinute = std::chrono::sys_time<minutes>;  ///< wall clock of a zone, counted as if it were UTC

Error refuse(MessageId id)
{
    return fail(ErrorCode::invalid_input, "moment", {std::move(id), {}});
}

std::unique_ptr<icu::TimeZone> zone_named(std::string_view name)
{
    const auto id = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(id));
    if (*zone == icu::TimeZone::getUnknown()) zone.reset(icu::TimeZone::getGMT()->clone());
    return zone;
}

/// Minutes east of UTC.
minutes offset_at(const icu::TimeZone& zone, LocalMinute at, bool at_is_local)
{
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto milliseconds = std::chrono::milliseconds(at.time_since_epoch());
    zone.getOffset(static_cast<UDate>(milliseconds.count()), at_is_local ? 1 : 0, raw, summer, status);
    if (U_FAILURE(status)) return minutes{0};
    return std::chrono::floor<minutes>(std::chrono::milliseconds(raw + summer));
}

minutes of_clock(std::string_view clock)
{
    const auto digit = [&](std::size_t at) {
        return clock[at] - '0';
    };
    return minutes{(digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4)};
}

std::string clock_of(minutes since_midnight)
{
    return fmt::format("{:02}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

std::string day_of(LocalMinute at)
{
    return iso_day(std::chrono::floor<std::chrono::days>(at));
}

std::string clock_of(LocalMinute at)
{
    return clock_of(at - std::chrono::floor<std::chrono::days>(at));
}

/// "Z", "+05:00" or "-03:30".
std::optional<minutes> parse_offset(std::string_view text)
{
    if (text == "Z") return minutes{0};
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const auto clock = time_of(text.substr(1));
    if (!clock || *clock != text.substr(1)) return std::nullopt;
    return text[0] == '+' ? of_clock(*clock) : -of_clock(*clock);
}

/// The offset at the end of a typed time, which is taken off it.
std::optional<minutes> take_offset(std::string_view& time)
{
    const auto space = time.rfind(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const auto offset = parse_offset(time.substr(space + 1));
    if (offset) time = trimmed(time.substr(0, space));
    return offset;
}

std::string offset_text(minutes offset)
{
    return (offset < minutes{0} ? "-" : "+") + clock_of(std::chrono::abs(offset));
}

}  // namespace

bool is_zone(std::string_view zone)
{
    const auto id = icu::UnicodeString::fromUTF8({zone.data(), static_cast<std::int32_t>(zone.size())});
    const std::unique_ptr<icu::TimeZone> found(icu::TimeZone::createTimeZone(id));
    return *found != icu::TimeZone::getUnknown();
}

sys_days local_day(Timestamp at, std::string_view zone)
{
    const LocalMinute utc = std::chrono::floor<minutes>(at);
    return std::chrono::floor<std::chrono::days>(utc + offset_at(*zone_named(zone), utc, false));
}

std::string moment_text(Timestamp at)
{
    constexpr std::size_t to_the_minute = 16;
    return to_iso(at).substr(0, to_the_minute) + "Z";
}

Result<std::string> moment_of(std::string_view date, std::string_view time, std::string_view zone)
{
    const auto edtf = edtf_of_text(date);
    if (!edtf) return edtf.error();
    const auto day = parse_iso_day(*edtf);
    if (!day) return refuse(msg("forms.error.date_day_needed"));
    time = trimmed(time);
    const auto given = take_offset(time);
    const auto clock = time_of(time);
    if (!clock) return clock.error();
    const LocalMinute local = *day + of_clock(*clock);
    const LocalMinute utc = local - (given ? *given : offset_at(*zone_named(zone), local, true));
    return fmt::format("{}T{}Z", day_of(utc), clock_of(utc));
}

std::optional<std::pair<std::string, std::string>> moment_parts(std::string_view moment, std::string_view zone)
{
    if (moment.size() != 17 || moment[10] != 'T' || moment[16] != 'Z') return std::nullopt;
    const auto day = parse_iso_day(moment.substr(0, 10));
    const auto clock = time_of(moment.substr(11, 5));
    if (!day || !clock || *clock != moment.substr(11, 5)) return std::nullopt;
    const LocalMinute utc = *day + of_clock(*clock);
    const minutes offset = offset_at(*zone_named(zone), utc, false);
    const LocalMinute local = utc + offset;
    auto parts = std::pair(day_of(local), clock_of(local));
    if (offset_at(*zone_named(zone), local, true) != offset) parts.second += " " + offset_text(offset);
    return parts;
}

}  // namespace panoh::forms
