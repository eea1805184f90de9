// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/printing.hpp"
#include "web/pages/components.hpp"

#include <vector>

/// What pages have in common that let something leave on paper or as a document.
namespace panoh::casework {

/// Whose consent is missing, for what, and what to do; nothing when it may leave.
web::Html obstacles_notice(const web::PageContext& context, const PaperDecision& decision);

/// Recipients that a consent can name.
std::vector<web::Choice> recipients_with_purpose(const web::PageContext& context);

}  // namespace panoh::casework
