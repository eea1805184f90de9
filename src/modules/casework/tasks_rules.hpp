// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

/// What follows from the state of a task, from plain values alone. Days are "2026-11-22".
namespace panoh::casework {

bool is_open_task(std::string_view state);

/// How a task comes again.
struct Repetition {
    int every = 0;      ///< 0: it does not
    std::string unit;   ///< of list `repeat_units`
    std::string from;   ///< the first day of the row, from which all others are counted
    std::string until;  ///< the last day that may be; empty: as long as the case is open

    [[nodiscard]] bool repeats() const noexcept { return every > 0 && !unit.empty(); }
};
/// Of the coded fields of a task; the row begins with the task itself when it names no other day.
Repetition repetition_of(const boost::json::object& task);
/// The day of the next task: the first one of the row after `due_on` that is not over. Empty when there is none.
/// Months keep the day of the first one, or take the last day of a shorter month.
std::string next_due(const Repetition& repetition, std::string_view due_on, std::string_view today);

/// Whether a row goes on although this one was not done.
bool goes_on_after(std::string_view reason);

}  // namespace panoh::casework
