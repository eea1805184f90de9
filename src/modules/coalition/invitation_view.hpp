// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/administration_view.hpp"

namespace panoh::coalition {

/// What an administrator can do about an invitation: a new code, or withdrawing it; with until when its code counts.
html::Html invitation_actions(const web::PageContext& context, const vault::User& user);

}  // namespace panoh::coalition
