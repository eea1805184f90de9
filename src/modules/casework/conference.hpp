// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <string>
#include <vector>

/// Case conferences: who took part, what was said, what was decided; a decision becomes a task of the case.
namespace panoh::casework {

/// Saves the form of a conference. A new one makes a task of every decision, in the same batch; the decisions of one
/// that is kept already stay as they are, since the tasks go their own way. `problems` are those of the slice.
Result<records::FormOutcome> save_conference(
    const records::Records& records,
    const records::Caller& caller,
    const records::FormChange& change,
    const forms::Submission& submission,
    const BatchId& batch
);

/// The tasks that the decisions of a conference become, in their order, as new records of the case. A decision that
/// names nobody becomes a task of whoever leads the case.
std::vector<vault::RecordChange>
tasks_of_decisions(Random& random, const FileId& case_file, const boost::json::array& decisions);

}  // namespace panoh::casework
