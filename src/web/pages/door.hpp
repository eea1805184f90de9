// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/http/response.hpp"
#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

namespace panoh::web {

/// Answers a request with its handler, and sees to what all forms have in common: a form that was sent twice is saved
/// once and nothing typed in between is lost; entries are added and removed by a round trip; what goes on paper is
/// noted.
Response answer_at(PageContext& context, const PageHandler& handler);

}  // namespace panoh::web
