// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

namespace panoh::casework {

/// Every address of this slice, with who may come in and what the chain of reads says.
web::Routes routes();

/// Lines of My work: tasks, reviews, danger and new assignments; for whoever sees the team also what is long overdue.
Result<std::vector<web::WorkItem>> work_of_cases(web::PageContext& context, const web::WorkWish& wish);
/// Requests that wait for the reader's answer; for whoever sees the team also what nobody has.
Result<std::vector<web::WorkItem>> work_of_team(web::PageContext& context, const web::WorkWish& wish);
/// Lines of My work: deadlines, and changes of state that wait for the reader.
Result<std::vector<web::WorkItem>> work_of_matters(web::PageContext& context, const web::WorkWish& wish);

/// Where people find a record of a case or person, and change it.
web::RecordPlaces places_of(web::PageContext& context, const vault::Record& record);

}  // namespace panoh::casework
