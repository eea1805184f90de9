// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/preview.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// The handlers of this slice; `module.cpp` says at which addresses.
namespace panoh::evidence {

using web::PageContext;
using web::Response;

Response case_evidence(PageContext& context);
Response receive_form(PageContext& context);
Response save_received(PageContext& context);

Response item_page(PageContext& context);
Response opened_item(PageContext& context, const documents::Previewer& previewer);
Response item_picture(PageContext& context, const documents::Previewer& previewer);
Response download_item(PageContext& context);

Response event_form(PageContext& context);
Response save_event(PageContext& context);
Response save_verified(PageContext& context);
Response save_copy(PageContext& context, const documents::Previewer& previewer);

Response label_page(PageContext& context);
Response label_code(PageContext& context);

Response bundle_form(PageContext& context);
Response save_bundle(PageContext& context);
Response bundle_page(PageContext& context);
Response save_bundle_answer(PageContext& context);
Response save_bundle_withdrawn(PageContext& context);
Response bundle_file(PageContext& context);

}  // namespace panoh::evidence
