// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A case that only those who are named on it see: whoever works on it, and the coordinator who confirmed. Keyworker
/// and coordinator set and lift it together; neither can alone.
namespace panoh::casework {

struct Restriction {
    RecordId record;
    FileId file;
    RecordId case_record;
    std::string number;  ///< of the case
    UserId coordinator, asked_by;
    std::string state;  ///< of list `restriction_states`
    std::string asked_on, answered_on;

    /// Only those who are named see the case.
    [[nodiscard]] bool is_in_force() const { return state == "in_force" || state == "lift_asked"; }
    [[nodiscard]] bool waits() const { return state == "asked" || state == "lift_asked"; }
};
/// The one that is asked for or in force; none otherwise. For those who may read the core of the case.
Result<std::optional<Restriction>>
restriction_of(const records::Records& records, const records::Caller& caller, const FileId& case_file);
/// What waits for the caller's answer.
Result<std::vector<Restriction>> restrictions_for(const records::Records& records, const records::Caller& caller);

enum class RestrictionStep { ask, answer, withdraw, ask_lift };
/// From plain values; `current` is what `restriction_of` says.
bool may_take_step(RestrictionStep step, const UserId& who, const UserId& keyworker, const Restriction* current);

/// Colleagues who may confirm, by name, without the caller.
std::vector<UserId> possible_confirmers(const records::Records& records, const records::Caller& caller);

/// By the keyworker, who names a coordinator and says why.
Result<records::FormOutcome> ask_restriction(
    const records::Records& records,
    const records::Caller& caller,
    const CaseHead& head,
    const forms::Submission& submission,
    const BatchId& batch
);
/// Lifting it is asked for by either and confirmed by the other. `coordinator` takes the place of one who has left.
Result<void> ask_lift(
    const records::Records& records,
    const records::Caller& caller,
    const CaseHead& head,
    const UserId& coordinator,
    std::string reason,
    const BatchId& batch
);
/// Confirms or refuses what is asked: never whoever asked.
Result<void> answer_restriction(
    const records::Records& records,
    const records::Caller& caller,
    const CaseHead& head,
    bool confirms,
    std::string answer,
    const BatchId& batch
);
/// Whoever asked takes it back.
Result<void> withdraw_restriction(
    const records::Records& records, const records::Caller& caller, const CaseHead& head, const BatchId& batch
);

}  // namespace panoh::casework
