// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"

#include <string>

namespace panoh::demo {

/// Cheap passphrases: a training node may have them, and nobody waits for a demo.
inline constexpr crypto::StretchCost cost{64, 3};

/// Whether the folder holds a node that one of the demo's passphrases opens a slot of. Opens nothing else, enters
/// nothing in the log, and works while the node is running.
Result<bool> is_demo_node(const std::string& folder);

}  // namespace panoh::demo
