// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

/// Handlers of this slice; which address leads to which stands in `module.cpp`.
namespace panoh::custody {

web::Response alerts_page(web::PageContext& context);
web::Response alert_page(web::PageContext& context);

web::Response new_alert_page(web::PageContext& context);
web::Response save_new_alert(web::PageContext& context);
/// The alert of a call that is there already.
web::Response raise_page(web::PageContext& context);
web::Response save_raise(web::PageContext& context);

web::Response add_page(web::PageContext& context);
web::Response save_added(web::PageContext& context);
web::Response change_page(web::PageContext& context);
web::Response save_changed(web::PageContext& context);
web::Response save_registered(web::PageContext& context);
web::Response end_page(web::PageContext& context);
web::Response save_end(web::PageContext& context);

web::Response save_asked(web::PageContext& context);
web::Response save_answer(web::PageContext& context);

web::Response death_page(web::PageContext& context);
web::Response save_death_step(web::PageContext& context);

/// Half a page for whoever goes, as far as the relative lets it be told.
web::Response paper_page(web::PageContext& context);

}  // namespace panoh::custody
