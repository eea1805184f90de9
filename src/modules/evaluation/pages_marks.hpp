// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/drawings.hpp"
#include "modules/evaluation/pages_parts.hpp"

#include <string>
#include <string_view>

/// How drawings are shown; shared by the pages of findings.
namespace panoh::evaluation {

/// Width of a drawing on a page, in CSS pixels: fits a screen of 320 px, so that it is never made smaller and the place
/// that a browser without scripts reports is a place on this width.
inline constexpr double drawing_width = 280;
int shown_height(const Drawing& drawing);

/// "Marks: 1 forearm, left; 2 …": what the drawing says to who does not see it.
std::string marks_words(const PageContext& context, const Contents& contents, std::string_view view);

/// The finding that the address names, in the draft or apart.
Result<vault::Record> finding_in(PageContext& context, const Opened& evaluation);

}  // namespace panoh::evaluation
