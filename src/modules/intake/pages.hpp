// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

/// Handlers of this slice; which address leads to which stands in `module.cpp`.
namespace panoh::intake {

web::Response new_call_page(web::PageContext& context);
web::Response save_new_call(web::PageContext& context);

web::Response calls_page(web::PageContext& context);
web::Response call_page(web::PageContext& context);
/// The call's page with the account open.
web::Response account_page(web::PageContext& context);
web::Response history_page(web::PageContext& context);

web::Response edit_contact_page(web::PageContext& context);
web::Response save_contact(web::PageContext& context);
web::Response edit_account_page(web::PageContext& context);
web::Response save_account(web::PageContext& context);

web::Response hand_on_page(web::PageContext& context);
web::Response save_hand_on(web::PageContext& context);
web::Response save_release(web::PageContext& context);
web::Response save_receipt(web::PageContext& context);

web::Response screening_page(web::PageContext& context);
web::Response save_screening_form(web::PageContext& context);

web::Response open_case_page(web::PageContext& context);
web::Response save_open_case(web::PageContext& context);
web::Response save_agreement(web::PageContext& context);

web::Response pass_on_page(web::PageContext& context);
web::Response save_pass_on(web::PageContext& context);

}  // namespace panoh::intake
