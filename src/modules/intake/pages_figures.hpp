// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

/// Handlers of the hotline's monthly figures; which address leads to which stands in `module_hotline.cpp`.
namespace panoh::intake {

web::Response figures_page(web::PageContext& context);
web::Response figures_csv(web::PageContext& context);
web::Response keep_figures(web::PageContext& context);

}  // namespace panoh::intake
