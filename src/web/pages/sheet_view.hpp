// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/components.hpp"

#include <string>

/// Papers that a slice lays out itself: summaries of cases, sheets for the road, labels.
namespace panoh::web {

/// The paper with what stands at the edge of every sheet: `running` above, confidentiality, who made it and when below.
Html paper_sheet(const PageContext& context, std::string running, const Html& content);
/// What the screen shows above a paper: a notice, the button that prints, the way back.
Html paper_tools(const PageContext& context, Tone tone, std::string_view read_first, const Html& back);

}  // namespace panoh::web
