// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/bulk.hpp"
#include "web/http/response.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"

#include <string_view>

/// Many cases at once: marking them in a list, checking, doing, what came of it.
namespace panoh::casework {

web::Response check_bulk(web::PageContext& context);
web::Response save_bulk(web::PageContext& context);

/// The box that marks a case; every form to `/cases/bulk` holds such boxes and `bulk_buttons`.
web::Html bulk_box(const web::PageContext& context, const RecordId& record, std::string_view number, bool checked);
/// What can be done with the marked cases.
web::Html bulk_buttons(const web::PageContext& context, bool has_tags);

/// Whether the reader could do anything with several cases at once.
bool may_mark_cases(const web::PageContext& context);
/// A table of `bulk_box`es with what can be done above it, folded until all are marked. `here` is the list's address.
web::Html bulk_form(
    const web::PageContext& context, const web::Url& here, bool all_marked, bool has_tags, const web::Html& table
);

}  // namespace panoh::casework
