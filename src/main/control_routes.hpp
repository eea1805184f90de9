// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "main/node.hpp"
#include "web/pages/route.hpp"

#include <functional>

namespace panoh {

/// What the node's own user may ask through the socket in the node's folder: status, seal, backup.
/// Nothing here opens a record; from anywhere else these addresses do not exist.
web::Routes control_routes(Node* node, std::function<void()> seal);

}  // namespace panoh
