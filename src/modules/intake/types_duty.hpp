// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Lines and duty lists as plain values. Moments are texts as records hold them: their order is that of the texts.
namespace panoh::intake {

/// From a moment until before another one.
struct Span {
    std::string from;
    std::string until;
    bool operator==(const Span&) const = default;
};

/// When somebody is to answer a line, on the wall of its zone.
struct ServiceHours {
    bool round_the_clock = false;
    std::string opens;              ///< "08:00"
    std::string closes;             ///< at or before `opens`: on the next day
    std::vector<std::string> days;  ///< of list `weekdays`, on which it opens; none: every day
};

struct Line {
    RecordId id;
    std::string name;
    std::string kind;  ///< of list `line_kinds`
    ServiceHours hours;
    std::vector<std::string> regions;
    std::vector<std::string> languages;
    bool closed = false;  ///< no longer in service
};

struct Shift {
    RecordId id;
    RecordId line;
    std::string role;  ///< of list `duty_roles`
    UserId person;
    Span time;
    UserId back_up;
    std::string region;
};

/// A time in which nobody is on the list of a line that is to be answered.
struct LineGap {
    RecordId line;
    std::string name;
    Span time;
};

inline constexpr const char* operator_role = "operator";
inline constexpr int days_in_a_week = 7;
inline constexpr std::size_t longest_shift_in_days = 14;

}  // namespace panoh::intake
