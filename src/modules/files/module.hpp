// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/preview.hpp"
#include "web/html/html.hpp"
#include "web/pages/route.hpp"

#include <memory>

namespace panoh::files {

/// Files that the reader sent and that belong to nothing yet, for My work; nothing when there are none.
html::Html uploads_on_my_work(web::PageContext& context);

/// `previewer` makes pictures of what was attached.
web::Routes routes(std::shared_ptr<const documents::Previewer> previewer);

}  // namespace panoh::files
