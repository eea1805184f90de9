// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/types.hpp"
#include "records/records.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// In which state a case is: open, in work, waiting, closed, reopened. Some states need a second person (list
/// `agreed_states`): then the change is asked for first and written when that person agrees.
namespace panoh::casework {

/// A change that waits for the answer of a second person.
struct StateRequest {
    RecordId record;
    FileId file;
    RecordId case_record;
    std::string number;  ///< of the case
    std::string status;  ///< of list `case_states`: what is asked for
    std::string closing_reason;
    UserId approver, asked_by;
    std::string asked_on;
};

/// Whether the pack wants a second person for this state.
bool needs_agreement(const forms::Schema& schema, std::string_view status);

/// The one that waits; none otherwise. For those who may read the core of the case.
Result<std::optional<StateRequest>>
state_request_of(const records::Records& records, const records::Caller& caller, const FileId& case_file);
/// What waits for the caller's answer.
Result<std::vector<StateRequest>> state_requests_for(const records::Records& records, const records::Caller& caller);

/// Who may agree: colleagues who write in the case already, and coordinators; by name, without the caller.
std::vector<UserId>
possible_approvers(const records::Records& records, const records::Caller& caller, const FileId& case_file);

/// The form `status_change` as people are asked: the reason, and all that a case that waits needs, are required.
forms::RecordType state_form(const forms::Schema& schema);

/// Whether a change is made now, or was decided before and is only entered: then nobody is asked to agree any more.
enum class Decided { now, before };

/// A form of type `status_change`, with `approver` where a second person is needed: writes the change and what follows
/// from it (a case that waits gets a task for the day to look again; one that is closed ends its open tasks), or asks
/// for it. One change waits at a time.
Result<records::FormOutcome> change_state(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& case_file,
    const forms::Submission& submission,
    const BatchId& batch,
    Decided decided = Decided::now
);

/// By the second person. Agreeing makes the change today; refusing says why. `denied` for anybody else.
Result<void> answer_state_request(
    const records::Records& records,
    const records::Caller& caller,
    const CaseHead& head,
    bool agrees,
    std::string answer,
    const BatchId& batch
);
/// Whoever asked takes it back.
Result<void> withdraw_state_request(
    const records::Records& records, const records::Caller& caller, const CaseHead& head, const BatchId& batch
);

/// Dates and reasons that follow from the state, as the case holds them: `status`, and when closed since when and why.
void apply_state(boost::json::object& case_coded, const boost::json::object& change);

}  // namespace panoh::casework
