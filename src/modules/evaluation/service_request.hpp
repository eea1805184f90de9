// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Requests for expertise: who asks and what, whether it can be taken, the answers, what a court did with them. A
/// request stays open after the report was signed, since a court decides later.
namespace panoh::evaluation {

/// Parts in which a request is filled in, each a form of its own.
inline constexpr std::string_view step_asked = "asked";
inline constexpr std::string_view step_taking = "taking";
inline constexpr std::string_view step_answers = "answers";
inline constexpr std::string_view step_court = "court";
/// Fields of one part; empty for an unknown one.
std::vector<std::string> fields_of_step(std::string_view step);

/// A request that waits for an answer.
struct WaitingRequest {
    RecordId request, evaluation;
    std::string number;  ///< of the evaluation
    UserId lead;
    std::string state;  ///< of list `expertise_states`
    std::string asked_on, wanted_on;
    std::string asked_by;  ///< code; empty for who sees the desk alone
    bool readable = false;
};
/// Requests that are neither answered nor declined and that the caller may know of, the most urgent first: those that
/// are wanted by a day, by that day; then the others, the oldest first. Who sees the desk alone learns when a request
/// came and until when it waits, and nothing else.
Result<std::vector<WaitingRequest>> waiting_requests(const Records& records, const Caller& caller);

/// What is known of somebody's ties to the person: offered to whoever judges, and no judgment.
struct Tie {
    UserId user;
    std::string work;            ///< of list `evaluation_work`
    std::string care_role;       ///< as what they work on the case for the person's care; empty: they do not
    std::optional<bool> treats;  ///< what they said themselves; nothing where they did not, or it may not be read
    std::optional<bool> conflict;
};
std::vector<Tie> ties_of(const Records& records, const Caller& caller, const Opened& evaluation);

/// The request, when it belongs to the evaluation; else `not_found`.
Result<vault::Record>
request_of(const Records& records, const Caller& caller, const Opened& evaluation, const RecordId& request);

/// Writes what the desk sees of a request that was just saved, when it differs and the caller may write it; who may
/// write `legal` alone, such as a lawyer, leaves it to the next evaluator who saves.
Result<void>
note_for_desk(const Records& records, const Caller& caller, const Opened& evaluation, const RecordId& request);

}  // namespace panoh::evaluation
