// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"
#include "web/pages/shell.hpp"

/// Parts of the shell; internal to this folder.
namespace panoh::web {

/// The bar of every page behind the sign-in: places by ability, new call, search, language, lock, the viewer's menu.
html::Html top_bar(const PageContext& context, Place place);

/// Buttons of all languages, each in its own name; comes back to the same page.
html::Html language_form(const PageContext& context, std::string_view list_class);

/// Says at every width, and on paper, that these are invented records. Nothing on a real node.
html::Html training_bar(const PageContext& context);

}  // namespace panoh::web
