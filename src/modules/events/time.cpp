// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/time.hpp"

#include "forms/edtf.hpp"
#include "forms/typed.hpp"

#include <algorithm>

namespace panoh::events {

namespace {

using std::chrono::hours;
using std::chrono::sys_days;

constexpr std::string_view first_minute = "00:00";
constexpr std::string_view last_minute = "23:59";

/// Of a stored moment ("2014-05-03T09:05Z").
std::optional<Minute> minute_of(std::string_view moment)
{
    const auto parts = forms::moment_parts(moment, "UTC");
    const auto day = parts ? forms::parse_iso_day(parts->first) : std::nullopt;
    if (!day) return std::nullopt;
    const std::string& clock = parts->second;
    const auto digit = [&](std::size_t at) {
        return clock.at(at) - '0';
    };
    return *day + hours{digit(0) * 10 + digit(1)} + minutes{digit(3) * 10 + digit(4)};
}

std::string moment_at(Minute minute)
{
    return forms::moment_text(Timestamp{minute});
}

/// The minutes at which the clocks of the zone show a time on a day: one, or two when an hour comes twice.
Span minutes_at(sys_days day, std::string_view time, std::string_view zone)
{
    const std::string date = forms::iso_day(day);
    const auto moment = forms::moment_of(date, time, zone);
    const auto found = moment ? minute_of(*moment) : std::nullopt;
    if (!found) return {};
    Span span{found, found, false};
    for (const Minute other : {*found - hours{1}, *found + hours{1}}) {
        const auto shown = forms::moment_parts(moment_at(other), zone);
        // A second showing carries its offset behind the time.
        if (!shown || shown->first != date || !std::string_view(shown->second).starts_with(time)) continue;
        span.earliest = std::min(*span.earliest, other);
        span.latest = std::max(*span.latest, other);
    }
    return span;
}

bool is_doubted(const forms::DateEnd& end)
{
    return end.kind == forms::DateEnd::Kind::date && end.point.qualifier != forms::Qualifier::none;
}

}  // namespace

Span span_of(const Point& point, std::string_view zone)
{
    const auto date = forms::parse_edtf(point.day);
    if (!date) return {};
    const forms::DateRange range = forms::range_of(*date);
    const auto clock = point.time.empty() ? std::nullopt : std::optional(forms::time_of(point.time));
    const bool timed = clock && clock->has_value();
    Span span;
    if (range.low) span.earliest = minutes_at(*range.low, timed ? **clock : first_minute, zone).earliest;
    if (range.high) span.latest = minutes_at(*range.high, timed ? **clock : last_minute, zone).latest;
    span.about = (timed && point.about) || is_doubted(date->from) || (date->until && is_doubted(*date->until));
    return span;
}

bool certainly_before(const Span& left, const Span& right) noexcept
{
    return left.latest && right.earliest && *left.latest < *right.earliest;
}

Measure between(const Span& from, const Span& until) noexcept
{
    using Kind = Measure::Kind;
    Measure measure;
    measure.about = from.about || until.about;
    const bool has_least = from.latest && until.earliest;
    const bool has_most = from.earliest && until.latest;
    if (has_most) measure.most = *until.latest - *from.earliest;
    if (has_most && measure.most < minutes{0}) return {Kind::reversed, minutes{0}, minutes{0}, measure.about};
    const minutes shortest = has_least ? *until.earliest - *from.latest : minutes{0};
    measure.least = std::max(shortest, minutes{0});
    if (has_least && has_most) {
        measure.kind = shortest == measure.most ? Kind::exact : Kind::between;
    } else if (has_most) {
        measure.kind = Kind::at_most;
    } else if (measure.least > minutes{0}) {
        measure.kind = Kind::at_least;
    }
    return measure;
}

Measure unregistered(const Custody& custody, std::string_view zone)
{
    const Point& until = custody.never_registered ? custody.released : custody.registered;
    return between(span_of(custody.taken, zone), span_of(until, zone));
}

std::vector<Pairing>
unregistered_by_source(std::span<const ToldPoint> taken, std::span<const ToldPoint> registered, std::string_view zone)
{
    std::vector<Pairing> pairings;
    for (const ToldPoint& one : taken) {
        if (!span_of(one.point, zone).known()) continue;
        for (const ToldPoint& other : registered) {
            const Span until = span_of(other.point, zone);
            if (!until.known()) continue;
            pairings.push_back({one.record, other.record, between(span_of(one.point, zone), until)});
        }
    }
    return pairings;
}

}  // namespace panoh::events
