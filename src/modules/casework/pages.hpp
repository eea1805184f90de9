// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// The handlers of this slice; `module.cpp` says at which addresses.
namespace panoh::casework {

using web::PageContext;
using web::Response;

Response my_work(PageContext& context);

Response list_cases(PageContext& context);
Response start_registering(PageContext& context);
Response show_register_form(PageContext& context);
Response register_case(PageContext& context);

Response case_overview(PageContext& context);
Response case_timeline(PageContext& context);
Response case_people(PageContext& context);
Response new_person_form(PageContext& context);
Response save_new_person(PageContext& context);
Response case_notes(PageContext& context);
Response case_log(PageContext& context);

Response person_page(PageContext& context);
Response consent_page(PageContext& context);
Response save_withdrawal(PageContext& context);

Response new_record_form(PageContext& context);
Response save_new_record(PageContext& context);
Response show_record(PageContext& context);
Response edit_record_form(PageContext& context);
Response save_record(PageContext& context);
Response record_history(PageContext& context);
Response undo_change(PageContext& context);
Response removal_form(PageContext& context);
Response save_removal(PageContext& context);

Response go_page(PageContext& context);
Response find_form(PageContext& context);
Response find_results(PageContext& context);
Response suggest_people(PageContext& context);

Response print_form(PageContext& context);
Response print_case(PageContext& context);

}  // namespace panoh::casework
