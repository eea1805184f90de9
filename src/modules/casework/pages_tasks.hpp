// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// Handlers of tasks; `module.cpp` says at which addresses.
namespace panoh::casework {

using web::PageContext;
using web::Response;

Response case_tasks(PageContext& context);
Response add_task(PageContext& context);
Response finish_task(PageContext& context);

Response postpone_form(PageContext& context);
Response save_postponed(PageContext& context);
Response not_done_form(PageContext& context);
Response save_not_done(PageContext& context);
Response reassign_form(PageContext& context);
Response save_reassigned(PageContext& context);

Response tasks_from_list(PageContext& context);
Response save_tasks_from_list(PageContext& context);

/// The task that the address names; `not_found` for any other record.
Result<vault::Record> task_in_path(PageContext& context);
/// What may be done with an open task, for its own page.
html::Html task_buttons(PageContext& context, const vault::Record& task);

}  // namespace panoh::casework
