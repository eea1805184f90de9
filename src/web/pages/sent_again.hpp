// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/html/html.hpp"
#include "web/http/response.hpp"
#include "web/pages/context.hpp"
#include "web/pages/draft_list.hpp"
#include "web/pages/sent_forms.hpp"

#include <string_view>

namespace panoh::web {

/// "This form was already saved": under which number, what was typed now, and a merge form for each record that the
/// form wrote. What was typed is kept as a draft as well. 409.
Response sent_again_page(PageContext& context, const SentForm& form);

/// Whether a draft is one that `sent_again_page` kept.
bool is_sent_again(std::string_view draft);
/// The same page from the draft.
Response sent_again_draft(PageContext& context, const Draft& draft, const html::Html& throw_away);

}  // namespace panoh::web
