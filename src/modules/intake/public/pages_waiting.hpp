// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/types.hpp"
#include "web/html/html.hpp"
#include "web/pages/context.hpp"

/// What the list of calls says of the public page.
namespace panoh::intake {

/// Beside a call that came through it; nothing for others.
html::Html web_request_tag(const web::PageContext& context, const CallRow& row);
/// Calls with a message that waits for an answer; nothing for who takes no calls.
html::Html waiting_messages_notice(web::PageContext& context);

}  // namespace panoh::intake
