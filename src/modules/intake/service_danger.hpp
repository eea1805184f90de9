// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/service.hpp"

#include <string>
#include <vector>

/// What is done for somebody in danger, step by step. Situations and steps are codes of list `danger_steps`: a step has
/// its situation as parent.
namespace panoh::intake {

struct DangerStep {
    RecordId id;
    std::string situation;
    std::string step;
    std::string done_at;  ///< moment
    UserId done_by;
    Sensitive<std::string> note;
};

/// Situations in the order of the list.
std::vector<std::string> danger_situations(const forms::Schema& schema);
/// The steps of a situation in their order.
std::vector<forms::Code> danger_steps_for(const forms::Schema& schema, std::string_view situation);

/// Steps that were taken, oldest first, opened.
Result<std::vector<DangerStep>> steps_taken(const Records& records, const Caller& caller, const Call& call);
/// Saves the chosen steps ("step", several) of a situation, all done at one time and with one note. Nothing is written
/// with problems.
Result<records::FormOutcome> take_steps(
    const Records& records,
    const Caller& caller,
    const Call& call,
    std::string_view situation,
    const forms::Submission& submission,
    const BatchId& batch
);
/// A step that was ticked by mistake.
Result<void> untake_step(const Records& records, const Caller& caller, const RecordId& step, const BatchId& batch);

}  // namespace panoh::intake
