// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_shared.hpp"

namespace panoh::casework {

/// The newest events of a case, its persons and contacts, as far as the reader may open them.
web::Html last_events(web::PageContext& context, const CaseFrame& frame, std::size_t count);

/// What the label of a record says in a list: its type, and the coded fields that name it.
std::string title_of(const web::PageContext& context, const vault::Record& record);

}  // namespace panoh::casework
