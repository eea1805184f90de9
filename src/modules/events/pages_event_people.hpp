// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/events/pages_parts.hpp"

/// The people of one event: to whom it happened, and who is said to have taken part.
namespace panoh::events {

/// What the event was for each person; elements of CAT art. 1 one by one, and nothing concluded.
Html persons_section(PageContext& context, const Opened& opened, const vault::Record& event);

/// Involvements, each name with the words that belong to it.
Html involvements_section(PageContext& context, const Opened& opened, const vault::Record& event);

}  // namespace panoh::events
