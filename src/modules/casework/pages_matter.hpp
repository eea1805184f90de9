// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/deadline.hpp"
#include "modules/casework/pages_shared.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Pages about the course of a case: its state, deadlines, conferences and linked cases.
namespace panoh::casework {

using web::PageContext;
using web::Response;

Response case_states_page(PageContext& context);
Response save_case_state(PageContext& context);
Response answer_case_state(PageContext& context);

Response case_deadlines_page(PageContext& context);
Response deadline_page(PageContext& context);
Response save_deadline_step(PageContext& context);

Response case_conferences_page(PageContext& context);
Response conference_page(PageContext& context);

Response case_links_page(PageContext& context);
Response save_case_link(PageContext& context);

// — parts —

/// A change of state that waits for an answer, on every page of the case; nothing without.
web::Html state_request_notice(PageContext& context, const CaseHead& head);

/// Who can be named in a deadline of the case.
std::vector<web::Choice> deadline_people(PageContext& context, const FileId& case_file);
/// The open deadline that comes first.
std::optional<DeadlineLine> next_deadline(PageContext& context, const CaseHead& head);
/// Open deadlines with their day, each as a line for those who may read it.
std::vector<std::pair<std::string, web::Html>> deadlines_by_day(PageContext& context, const CaseHead& head);

/// Parts of the overview; nothing for who may not read them.
web::Html conferences_card(PageContext& context, const CaseFrame& frame);
web::Html links_card(PageContext& context, const CaseFrame& frame);

/// A link with the words of a message.
web::Html link_to(const PageContext& context, const web::Url& url, const MessageId& words);

}  // namespace panoh::casework
