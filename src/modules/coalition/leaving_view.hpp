// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/coalition/administration_view.hpp"

/// What the pages about leaving and about lost keys share.
namespace panoh::coalition {

/// Why somebody left, one of `accounts::leaving_reasons`.
MessageId reason_label(std::string_view reason);

/// The numbers of files that only this person can open, with what to do about them; good news when there are none.
enum class Way { can_sign_in, cannot };
html::Html held_alone(const web::PageContext& context, const UserId& user, Way way);

/// The last way out, asked only where something would close for good.
html::Html accept_loss(const web::PageContext& context, const UserId& user);
bool is_loss_accepted(const web::PageContext& context);

/// What the person does with what they are handed, in order.
html::Html steps_after_new_keys(const web::PageContext& context);

/// Work first, then files, then the form that ends the access.
html::Html
leaving_body(const web::PageContext& context, const vault::User& user, const std::vector<accounts::Problem>& problems);

}  // namespace panoh::coalition
