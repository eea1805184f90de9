// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/find.hpp"
#include "web/pages/components.hpp"

namespace panoh::casework {

/// The one box, with what was typed into it.
web::Html find_box(const web::PageContext& context, const Sensitive<std::string>& typed, std::string_view problem);

/// Persons and contacts with a name like the one typed, and whom to ask about what one may not open.
web::Html found_people(const web::PageContext& context, const Findings& findings);

web::Url place_of(const Hit& hit);
/// The state of a case or contact as a tag; nothing for persons.
web::Html hit_state(const web::PageContext& context, const Hit& hit);

/// What the form that was sent narrows the findings by; a value of no facet is none.
FindFilter find_filter_of(const web::PageContext& context);
/// Facets with their counts and, above the findings, what is set, each with a button that takes it away. For inside the
/// form with the box. Nothing while there is nothing to narrow.
web::Html narrowing_of(const web::PageContext& context, const Findings& findings, const FindFilter& filter);

/// Notes for this reader that they opened the file: pages of a case, person or call call it.
void remember_opened(web::PageContext& context, const FileId& file);
/// What the reader opened last, by numbers; nothing when that is nothing.
web::Html recent_section(web::PageContext& context);
/// Places of the program that are open to the reader.
web::Html ways_section(const web::PageContext& context);

}  // namespace panoh::casework
