// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// The handlers of this slice; `module.cpp` says at which addresses.
namespace panoh::exchange {

using web::PageContext;
using web::Response;

Response exports_page(PageContext& context);
Response new_export_page(PageContext& context);
Response save_new_export(PageContext& context);
/// The form for cases that were marked in a list; writes nothing.
Response chosen_export_page(PageContext& context);
Response export_page(PageContext& context);
Response save_export_answer(PageContext& context);
Response save_export_withdrawn(PageContext& context);
Response export_file(PageContext& context);

}  // namespace panoh::exchange
