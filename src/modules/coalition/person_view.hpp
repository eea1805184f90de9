// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/administration_view.hpp"
#include "vault/accounts/accounts.hpp"

/// The questions about a person that adding and inviting share.
namespace panoh::coalition {

/// Name, what is given as `login`, organisation, roles and language, with what was typed.
html::Html
person_fields(const web::PageContext& context, const std::vector<accounts::Problem>& problems, const html::Html& login);

/// What was typed there.
accounts::NewUser typed_person(const web::PageContext& context);

}  // namespace panoh::coalition
