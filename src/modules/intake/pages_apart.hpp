// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/pages_parts.hpp"

/// Silent and abusive calls: two buttons on the page of a new call, and the way back; addresses: `module_hotline.cpp`.
namespace panoh::intake {

/// Which of the two buttons the form of a new call was sent with.
inline constexpr std::string_view apart_input = "apart_as";

/// The buttons. They go into the form, so that nothing typed is lost.
Html apart_buttons(const PageContext& context);
/// What to do while nobody speaks.
Html silent_hint_folded(const PageContext& context);
/// Saves what can be kept of the form as such a call, and remembers the form for whoever takes that back.
Response save_apart(PageContext& context, const forms::Submission& submission);
/// What was set apart, with the way back for whoever did it.
Html apart_notice(const PageContext& context, const Call& call);
web::Response undo_apart(web::PageContext& context);

}  // namespace panoh::intake
