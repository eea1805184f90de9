// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

/// Handlers of calling back; which address leads to which stands in `module_hotline.cpp`.
namespace panoh::intake {

web::Response call_back_page(web::PageContext& context);
/// "I call now": shows the number, unless the caller forbade this time.
web::Response call_now(web::PageContext& context);
web::Response save_try(web::PageContext& context);
web::Response close_call_back(web::PageContext& context);

}  // namespace panoh::intake
