// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service_seal.hpp"
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

/// Requests that wait, one request, and the forms of its parts.
web::Response requests_page(web::PageContext& context);
web::Response request_page(web::PageContext& context);
web::Response request_step_page(web::PageContext& context);
web::Response save_request_step(web::PageContext& context);

/// The criteria of a review, and the form of one set of them.
web::Response review_page(web::PageContext& context);
web::Response review_set_page(web::PageContext& context);
web::Response save_review_set(web::PageContext& context);

/// Lists whose words a physician confirms; one of them in one language; confirming it.
web::Response terms_page(web::PageContext& context);
web::Response words_page(web::PageContext& context);
web::Response save_words(web::PageContext& context);

web::Response quality_page(web::PageContext& context);
web::Response save_remark_answer(web::PageContext& context);

/// Checks passphrase and second factor anew; an error carries the sentence for the page.
using SecondFactor = std::function<Result<void>(web::PageContext&)>;

/// Makes the document that is signed of what stands in a part of an evaluation now, as its reader may open it.
/// Documents are another slice, which knows this one; whoever wires both passes it in.
using ReportMaker =
    std::function<Result<ReportFiles>(web::PageContext&, const Opened&, bool apart, const Frozen& frozen)>;

web::Response sign_page(web::PageContext& context);
/// Opens for signatures, takes back, makes the document anew, gives up.
web::Response save_ready(web::PageContext& context, const ReportMaker& makes);
web::Response save_signature(web::PageContext& context, const SecondFactor& proves);
web::Response addendum_page(web::PageContext& context);
web::Response save_addendum(web::PageContext& context, const SecondFactor& proves);
web::Response save_hold(web::PageContext& context);
web::Response save_hold_ended(web::PageContext& context);

web::Response destruction_page(web::PageContext& context);
web::Response save_destruction(web::PageContext& context);
web::Response save_destruction_answer(web::PageContext& context);
web::Response save_destruction_withdrawn(web::PageContext& context);

}  // namespace panoh::evaluation
