// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/submission.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

#include <optional>
#include <string_view>

namespace panoh::web {

/// Drafts lie on the server, sealed for their owner, never in the browser. A name says which form:
/// letters, digits, "-" and ids.
std::optional<forms::Submission> load_draft(const PageContext& context, std::string_view draft);
/// The revision that a draft was made from, or `otherwise` when it does not say: a form that is shown
/// with a draft saves against this one, so that a newer revision leads to the merge page.
std::uint32_t base_of_draft(const forms::Submission& draft, std::uint32_t otherwise);
/// After the form was saved.
void drop_draft(const PageContext& context, std::string_view draft);

/// POST /drafts/{name}, and the address that keeps a session awake.
Routes draft_routes();

}  // namespace panoh::web
