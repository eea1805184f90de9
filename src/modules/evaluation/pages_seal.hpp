// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/pages_parts.hpp"
#include "modules/evaluation/service_seal.hpp"

/// What pages say of the document that is signed, and of what holds a draft.
namespace panoh::evaluation {

/// Links to the files with their fingerprints; as they may be opened by the reader.
Html files_list(const PageContext& context, const SigningText& text);
/// Addresses of the part that the page is about: "/evaluations/{}/sign" and the same under "/apart".
Url part_address(const PageContext& context, const Opened& evaluation, std::string_view what);
/// Addenda of the part, disputes, and what can be done about them.
Html addenda_card(PageContext& context, const Opened& evaluation);
/// A sentence at the top when the report was withdrawn; else nothing.
Html withdrawn_notice(PageContext& context, const Opened& evaluation);
/// What became of the draft after sign-off: when it was destroyed, by which rule, who decided and who agreed.
Html destroyed_notice(PageContext& context, const Opened& evaluation);

/// The home for somebody without the draft: what was signed can be had, what was destroyed is said.
Html closed_home(PageContext& context, const Opened& evaluation);

}  // namespace panoh::evaluation
