// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/notices/rules.hpp"
#include "web/http/response.hpp"
#include "web/pages/components.hpp"

/// What the pages of the settings for e-mail share.
namespace panoh::notices {

/// An input that keeps what was typed and shows its problem.
web::InputOptions input_of(
    const web::PageContext& context,
    const std::vector<Problem>& problems,
    std::string_view field,
    const MessageId& label,
    std::string value
);
html::Html summary_of(const web::PageContext& context, const std::vector<Problem>& problems);
web::Response plain_page(const web::PageContext& context, const MessageId& heading, const html::Html& body, int status);

}  // namespace panoh::notices
