// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"
#include "modules/intake/types_duty.hpp"

#include <chrono>

/// Lines and duty lists in the register of the caller's organisation.
namespace panoh::intake {

// — looking —

/// The lines of the caller's organisation by name, closed ones last. Their numbers are in the record.
Result<std::vector<Line>> lines_of(const Records& records, const Caller& caller);
/// The shifts that touch a time, by beginning.
Result<std::vector<Shift>> shifts_in(const Records& records, const Caller& caller, const Span& time);
/// A line or a shift, opened; `not_found` for what is of another type.
Result<vault::Record>
open_duty(const Records& records, const Caller& caller, std::string_view type, const RecordId& id);
/// Gaps from now on, for so many days, by beginning; none for who may not see the register.
Result<std::vector<LineGap>> gaps_ahead(const Records& records, const Caller& caller, int days);
/// Who answers after the caller, of those who may take calls; none when nobody is on the list.
Result<UserId> next_receiver(const Records& records, const Caller& caller);

// — changing —

/// Saves a form of `hotline_line`.
Result<records::FormOutcome> save_line(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Saves a form of `duty_shift`, whose line and people are of the organisation.
Result<records::FormOutcome> save_shift(
    const Records& records,
    const Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);
Result<void> remove_shift(const Records& records, const Caller& caller, const RecordId& shift, const BatchId& batch);
/// Puts the shifts that begin in the week before this Monday into its week; how many. A repeated batch copies nothing.
Result<std::size_t>
copy_last_week(const Records& records, const Caller& caller, std::chrono::sys_days monday, const BatchId& batch);

}  // namespace panoh::intake
