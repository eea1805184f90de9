// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

/// Handlers of the hand-over of a shift; which address leads to which stands in `module_hotline.cpp`.
namespace panoh::intake {

web::Response hand_over_page(web::PageContext& context);
web::Response save_hand_over(web::PageContext& context);
web::Response take_offers(web::PageContext& context);
web::Response withdraw_offer(web::PageContext& context);

}  // namespace panoh::intake
