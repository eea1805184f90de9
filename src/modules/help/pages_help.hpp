// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/context.hpp"

#include <string_view>

namespace panoh::help {

/// Table of contents; the guide for the reader's own role stands first.
web::Response contents_page(web::PageContext& context);
/// One page of the help.
web::Response help_page(web::PageContext& context);
/// What somebody who is not signed in may need: signing in.
web::Response sign_in_help(web::PageContext& context);
/// The guided tour of the demo coalition; only on a training node.
web::Response tour_page(web::PageContext& context);

}  // namespace panoh::help
