// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// The screens of this slice.
namespace panoh::events {

/// What happened, as a line, and deprivations of liberty with their safeguards.
web::Response case_events_page(web::PageContext& context);
web::Response event_page(web::PageContext& context);

/// From whom it is known, and how often it had to be told.
web::Response statements_page(web::PageContext& context);
/// What can be read instead of asking again, before a new statement is entered.
web::Response before_statement_page(web::PageContext& context);

/// Points to clarify.
web::Response differences_page(web::PageContext& context);
web::Response save_first_version(web::PageContext& context);

/// What calls of this case say that could be taken over.
web::Response from_call_page(web::PageContext& context);

}  // namespace panoh::events
