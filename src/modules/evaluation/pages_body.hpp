// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/pages_parts.hpp"

namespace panoh::evaluation {

/// What stands first at home of the examination of a body: how to write of it, what the autopsy is asked, and the way
/// to the steps after a death in custody for who may see them. Empty in any other evaluation.
Html body_card(PageContext& context, const Opened& evaluation, const Contents& contents);

}  // namespace panoh::evaluation
