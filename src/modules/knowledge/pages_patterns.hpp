// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/pages_parts.hpp"
#include "modules/knowledge/patterns.hpp"

#include <string>
#include <utility>
#include <vector>

/// What the pages of patterns share.
namespace panoh::knowledge {

std::string aspect_label(const PageContext& context, Aspect aspect);
std::string counted_label(const PageContext& context, Counted counted);
/// A value in words: the name of an entry, a code's label, a year or month.
std::string value_label(const PageContext& context, Names& names, Aspect aspect, const std::string& value);
/// Aspects that the reader may compare by: alleged perpetrators only for who may read them.
std::vector<Aspect> open_aspects(PageContext& context);
/// The list of the reader's own cases behind a count.
Url cases_url(const std::vector<std::pair<Aspect, std::string>>& values);

}  // namespace panoh::knowledge
