// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/checks.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <initializer_list>
#include <string_view>
#include <vector>

/// What the pages of the administration share.
namespace panoh::coalition {

web::PageHead head_of(const web::PageContext& context, const MessageId& heading);
std::vector<web::Column> columns_of(const web::PageContext& context, std::initializer_list<MessageId> headings);

/// An input that keeps what was typed and shows its problem.
web::InputOptions input(
    const web::PageContext& context,
    const std::vector<accounts::Problem>& problems,
    std::string_view field,
    const MessageId& label
);
html::Html problem_summary(const web::PageContext& context, const std::vector<accounts::Problem>& problems);

}  // namespace panoh::coalition
