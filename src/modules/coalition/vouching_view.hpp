// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/directory.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"

#include <string>
#include <vector>

/// How pages say who is confirmed and who waits.
namespace panoh::coalition {

/// Names of roles in a row, in the reader's language.
std::string roles_text(const web::PageContext& context, const std::vector<std::string>& roles);

/// The groups of digits that two people compare.
html::Html fingerprint(const vault::User& user);

/// "Works here", "waits for confirmation", "not confirmed by a colleague", "has left".
html::Html state_tag(const web::PageContext& context, const vault::Directory& directory, const vault::User& user);

/// Who confirmed a certificate and when; empty for one that waits as a whole.
html::Html confirmation(const web::PageContext& context, const vault::Standing& standing);

/// How many people wait for colleagues, and how many were refused by one; empty when there are none.
html::Html waiting_tags(const web::PageContext& context);

}  // namespace panoh::coalition
