// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/checks.hpp"
#include "vault/directory.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

#include <initializer_list>
#include <span>
#include <string>
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

/// Organisations that the reader looks after (`accounts::administers`).
std::vector<web::Choice> organisation_choices(const web::PageContext& context);
std::vector<web::Choice> role_choices(const web::PageContext& context);
std::vector<web::Choice> language_choices(const web::PageContext& context);

/// Boxes for regions, folded, with what is chosen in the summary.
html::Html region_boxes(
    const web::PageContext& context, const std::vector<accounts::Problem>& problems, std::span<const std::string> chosen
);

/// Every value that a form has under a name.
std::vector<std::string> all_of(const web::PageContext& context, std::string_view field);

/// The user whom the address names; null for nobody, and for somebody whom the reader does not look after.
const vault::User* user_of(const web::PageContext& context, const vault::Directory& directory);

/// "Back to the list" over the heading.
html::Html back_link(const web::PageContext& context, const html::Url& url, const MessageId& label);

/// The address of a user's page.
html::Url user_address(const UserId& user);

}  // namespace panoh::coalition
