// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/pages_shared.hpp"
#include "modules/casework/tags.hpp"
#include "web/http/response.hpp"

/// Tags: the register of them, and those of one case.
namespace panoh::casework {

web::Response tags_page(web::PageContext& context);
web::Response add_tag(web::PageContext& context);
web::Response tag_page(web::PageContext& context);
web::Response save_tag_page(web::PageContext& context);
web::Response save_case_tag(web::PageContext& context);

/// The card on a case; nothing for who may not read the case, or works elsewhere.
web::Html tags_card(web::PageContext& context, const CaseFrame& frame);

/// Names of tags side by side, with words for who cannot see colours; nothing without one.
web::Html tag_list(std::span<const std::string> names);
/// Tags in use, as choices.
std::vector<web::Choice> tag_choices(std::span<const Tag> tags);

}  // namespace panoh::casework
