// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Times as people remember them and as records give them, and the time between two of them. Pure: zones are ICU ids.
///
/// Nothing is made up. A day without a time is every minute of that day, a month every minute of that month; "about"
/// widens nothing (by how much would be an invention), it is carried along and told.
namespace panoh::events {

using std::chrono::minutes;
using Minute = std::chrono::sys_time<minutes>;

/// A time as it is recorded: a day with doubt (EDTF) and, where it is known, a local time on it ("14:05").
struct Point {
    std::string day;
    std::string time;
    bool about = false;  ///< the time is approximate
};

/// First and last minute that a point may mean, both included; nothing = open or not known at that end.
struct Span {
    std::optional<Minute> earliest, latest;
    bool about = false;  ///< the day or the time is said to be approximate or uncertain

    [[nodiscard]] bool known() const noexcept { return earliest || latest; }
    bool operator==(const Span&) const = default;
};

/// A time on a day of which only the month is known is that time on the first and on the last day of it. An hour that
/// the clocks of the zone show twice is both. A time without a day means nothing.
Span span_of(const Point& point, std::string_view zone);

/// Whether `left` is over before `right` begins, whatever the two mean exactly.
bool certainly_before(const Span& left, const Span& right) noexcept;

/// How much time lies between two points.
struct Measure {
    enum class Kind {
        unknown,   ///< nothing can be said
        exact,     ///< both are known to the minute: `least` = `most`
        between,   ///< at least `least` and at most `most`
        at_least,  ///< `least`
        at_most,   ///< `most`
        reversed,  ///< the second is certainly before the first: a point to clarify, never a negative number
    };
    Kind kind = Kind::unknown;
    minutes least{0}, most{0};
    bool about = false;

    bool operator==(const Measure&) const = default;
};

/// From one point to a later one. Where the two may be in either order the least is nothing, not less.
Measure between(const Span& from, const Span& until) noexcept;

/// Times of one deprivation of liberty (record type `detention`).
struct Custody {
    Point taken, registered, released;
    bool never_registered = false;  ///< "not applicable" stands for the registration
};

/// Time between apprehension and registration: Méndez Principles (2021) ask for both times, the delay is evidence. It
/// is compared with no legal limit. Of somebody who was never registered it lasts until the release.
Measure unregistered(const Custody& custody, std::string_view zone);

/// One value of a time and the record that gives it.
struct ToldPoint {
    std::string record;
    Point point;
};

/// Unregistered time by one teller of the apprehension and one of the registration.
struct Pairing {
    std::string taken, registered;  ///< the records
    Measure measure;
    bool operator==(const Pairing&) const = default;
};

/// Where sources differ: every apprehension with every registration that is given, side by side, none preferred.
std::vector<Pairing>
unregistered_by_source(std::span<const ToldPoint> taken, std::span<const ToldPoint> registered, std::string_view zone);

}  // namespace panoh::events
