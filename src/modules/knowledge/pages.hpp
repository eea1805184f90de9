// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// Handlers; `module.cpp` says at which addresses.
namespace panoh::knowledge {

web::Response list_page(web::PageContext& context);
web::Response find_page(web::PageContext& context);
web::Response new_entry_page(web::PageContext& context);
web::Response save_new_entry(web::PageContext& context);
web::Response entry_page(web::PageContext& context);
web::Response file_page(web::PageContext& context);
web::Response erase_form(web::PageContext& context);
web::Response save_erase(web::PageContext& context);
web::Response erasure_page(web::PageContext& context);
web::Response save_erasure_answer(web::PageContext& context);
web::Response save_erasure_withdrawn(web::PageContext& context);
web::Response save_look(web::PageContext& context);
web::Response patterns_page(web::PageContext& context);
web::Response pattern_cases_page(web::PageContext& context);

}  // namespace panoh::knowledge
