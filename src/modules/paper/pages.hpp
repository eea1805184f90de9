// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"

/// The handlers of this slice; `module.cpp` says at which addresses.
namespace panoh::paper {

using web::PageContext;
using web::Response;

Response list_forms(PageContext& context);
Response show_form(PageContext& context);
Response form_as_pdf(PageContext& context);

/// The pack of one evaluation, in its language, for whoever examines.
Response pack_page(PageContext& context);
Response pack_as_pdf(PageContext& context);
/// A drawing without marks.
Response blank_drawing(PageContext& context);

}  // namespace panoh::paper
