// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/public/pages_frame.hpp"
#include "modules/intake/public/request.hpp"
#include "web/http/request.hpp"

/// Handlers of the public page and of what the team sees of it; which address leads to which stands in `module.cpp`.
namespace panoh::intake {

// — for everybody —
Response request_page(PageContext& context, request::Desk& desk);
Response send_request_page(PageContext& context, request::Desk& desk);
Response receipt_entry_page(PageContext& context, request::Desk& desk);
Response conversation_page(PageContext& context, request::Desk& desk);
/// Puts a file into the spool under a key of its own; `busy` when there is no room.
Result<RequestFile> send_file(const PublicPage& page, const web::Upload& upload);

// — for the team —
Response messages_page(PageContext& context);
Response save_answer(PageContext& context, request::Desk& desk);
Response save_no_answer(PageContext& context);
Response web_file_page(PageContext& context);

// — for who publishes —
Response publish_page(PageContext& context);
Response save_publish_page(PageContext& context, request::Desk& desk);
Response public_line_page(PageContext& context);
Response save_line_page(PageContext& context, request::Desk& desk);
Response remove_line_page(PageContext& context, request::Desk& desk);

}  // namespace panoh::intake
