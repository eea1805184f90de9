// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/find.hpp"
#include "web/pages/components.hpp"

namespace panoh::casework {

/// The one box, with what was typed into it.
web::Html find_box(const web::PageContext& context, const Sensitive<std::string>& typed, std::string_view problem);

/// Persons and contacts with a name like the one typed, and whom to ask about what one may not open.
web::Html found_people(const web::PageContext& context, const Findings& findings);

}  // namespace panoh::casework
