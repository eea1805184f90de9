// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What people do with tasks. A task that comes again brings the next one with it, in the same batch.
namespace panoh::casework {

/// Done today. A task that is done stays as it is.
Result<void> complete_task(
    const records::Records& records, const records::Caller& caller, const RecordId& task, const BatchId& batch
);
/// A new date; the reason becomes a note of the case. `due_on` is "2026-11-22".
Result<void> postpone_task(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& task,
    const std::string& due_on,
    std::string reason,
    const BatchId& batch
);
/// Will not be done; `reason` is of list `task_end_reasons`. A task that is not open stays as it is.
Result<void> give_up_task(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& task,
    std::string_view reason,
    std::string words,
    const BatchId& batch
);
/// Gives a task to one person or to one role of list `case_roles`; with neither, to whoever leads the case.
/// `invalid_input` for both, for a person who does not work here and for a role that the list lacks.
Result<void> pass_task_on(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& task,
    const UserId& person,
    std::string_view role,
    const BatchId& batch
);

/// After a form changed a task: the next one of its row, once, when this one has just ended. Nothing otherwise.
Result<void> continue_row(const records::Records& records, const records::Caller& caller, const RecordId& task);

/// Every open task of a case as it ends with the case, for the batch that closes it. Reopening the case brings none of
/// them back. `denied` for who may not read the case.
Result<std::vector<vault::RecordChange>>
tasks_ended_with_case(const records::Records& records, const records::Caller& caller, const FileId& case_file);

/// A template that was chosen, with its heading in the language of whoever chose it.
struct ChosenTask {
    forms::TaskTemplate from;
    std::string heading;
};
/// Adds tasks to a case: counted from today, for a role where somebody has it, else for whoever leads the case.
Result<void> add_from_templates(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& case_file,
    std::span<const ChosenTask> chosen,
    const BatchId& batch
);

}  // namespace panoh::casework
