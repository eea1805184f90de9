// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/html/html.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::help {

/// Whether the reader may follow a link to that address of this node.
using MayFollow = std::function<bool(std::string_view address)>;

/// CommonMark as typed markup: headings from the second level, paragraphs, lists, emphasis, code and links. Raw HTML
/// and pictures are left out. Links lead to places of this node ("/calls", "#name") that the reader may open; of others
/// the text stays. A heading that ends in "{#name}" can be linked to.
[[nodiscard]] html::Html markdown(std::string_view text, const MayFollow& may_follow);

/// What `markdown` would leave out or could not link, for the test of the help texts.
[[nodiscard]] std::vector<std::string> faults_of(std::string_view text);

}  // namespace panoh::help
