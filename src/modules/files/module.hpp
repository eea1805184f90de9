// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "documents/preview.hpp"
#include "web/pages/route.hpp"

#include <memory>

namespace panoh::files {

/// `previewer` makes pictures of what was attached.
web::Routes routes(std::shared_ptr<const documents::Previewer> previewer);

}  // namespace panoh::files
