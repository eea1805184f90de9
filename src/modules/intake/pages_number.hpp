// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/pages_parts.hpp"
#include "modules/intake/service_call_back.hpp"

/// A telephone number never stands alone: what the caller said about calling it stands beside it.
namespace panoh::intake {

/// "Safe to call", "Ask first", "Do not call".
Html safety_tag(const PageContext& context, const CallRules& rules);
/// Hours, pause, voicemail and what to say, as sentences; nothing when nothing was said.
Html rules_list(const PageContext& context, const CallRules& rules);
/// Why no call is allowed now, and from when on one is; nothing when one is allowed.
Html refusal_notice(const PageContext& context, const CallPermission& permission);
/// The number with its flag; closed behind a button when it has to be asked for.
Html number_of(const PageContext& context, const CallBack& call_back);

web::Response number_page(web::PageContext& context);
web::Response save_number(web::PageContext& context);

}  // namespace panoh::intake
