// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What comes after the last signature: addenda, and what is said to be under way.
/// Whoever calls `add_addendum` has asked for the second factor anew.
namespace panoh::evaluation {

inline constexpr std::string_view withdrawn_reason = "withdrawn";

/// Adds to a signed report; what was signed stays as it is. Whoever signed it may. What they said to be preparing is
/// done with it.
Result<records::FormOutcome> add_addendum(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const forms::Submission& submission,
    const BatchId& batch
);
/// In the order in which they were signed.
Result<std::vector<vault::Record>>
addenda_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart);
/// Whether one of them withdraws the report.
bool is_withdrawn(std::span<const vault::Record> addenda);

/// A dispute about a report, or an addendum that somebody is preparing: while one is open, no draft is destroyed.
struct Hold {
    RecordId record;
    std::string reason;  ///< of list `draft_holds`
    Sensitive<std::string> note;
    std::string since, ended_on;
    UserId begun_by, ended_by;
    [[nodiscard]] bool is_open() const noexcept { return ended_on.empty(); }
};
/// Newest first.
Result<std::vector<Hold>> holds_of(const Records& records, const Caller& caller, const Opened& evaluation, bool apart);
/// By anybody who may write into the file of the report; an addendum is announced by who may add one.
Result<records::FormOutcome> begin_hold(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const forms::Submission& submission,
    const BatchId& batch
);
/// A dispute is ended by the lead or whoever entered it; an addendum by whoever announced it, or the lead.
Result<void> end_hold(
    const Records& records,
    const Caller& caller,
    const Opened& evaluation,
    bool apart,
    const RecordId& hold,
    const BatchId& batch
);

}  // namespace panoh::evaluation
