// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/html/html.hpp"
#include "web/pages/shell.hpp"

/// Any page as it goes on paper; internal to this folder.
namespace panoh::web {

/// The way to it, for those who may print; nothing on pages that hold a form or say that something went wrong.
html::Html print_link(const PageContext& context, const PageHead& head, int status);

/// The body of `?print=1`: the same content without menus, under a title block, with number, confidentiality, who
/// printed it and when at the edge of every sheet.
html::Html paper_body(const PageContext& context, const PageHead& head, const html::Html& body);

}  // namespace panoh::web
