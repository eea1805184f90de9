// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

#include <functional>

/// Handlers of this slice; which address leads to which stands in `module.cpp`.
namespace panoh::evaluation {

web::Response list_page(web::PageContext& context);
web::Response case_page(web::PageContext& context);
web::Response open_page(web::PageContext& context);
web::Response save_open(web::PageContext& context);

web::Response home_page(web::PageContext& context);
web::Response team_page(web::PageContext& context);
web::Response save_assigned(web::PageContext& context);
web::Response save_ended(web::PageContext& context);

web::Response section_page(web::PageContext& context);
web::Response save_section_page(web::PageContext& context);

web::Response add_page(web::PageContext& context);
web::Response save_added(web::PageContext& context);
web::Response edit_page(web::PageContext& context);
web::Response save_edited(web::PageContext& context);
web::Response save_removed(web::PageContext& context);

web::Response findings_page(web::PageContext& context);
web::Response finding_page(web::PageContext& context);
web::Response apart_page(web::PageContext& context);
web::Response save_apart(web::PageContext& context);

web::Response marks_page(web::PageContext& context);
web::Response save_mark(web::PageContext& context);
/// The drawing with its marks, as an image.
web::Response drawing_image(web::PageContext& context);

web::Response quality_page(web::PageContext& context);
web::Response save_remark_answer(web::PageContext& context);

/// Checks passphrase and second factor anew; an error carries the sentence for the page.
using SecondFactor = std::function<Result<void>(web::PageContext&)>;

web::Response sign_page(web::PageContext& context);
web::Response save_ready(web::PageContext& context);
web::Response save_signature(web::PageContext& context, const SecondFactor& proves);
web::Response addendum_page(web::PageContext& context);
web::Response save_addendum(web::PageContext& context, const SecondFactor& proves);

}  // namespace panoh::evaluation
