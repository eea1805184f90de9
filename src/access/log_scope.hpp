// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/access.hpp"

namespace panoh::access {

/// Whether a line of the log is for this auditor: what people of their organisation did anywhere, what anybody did
/// with files of their organisation, and what the node did by itself, which concerns no organisation more than
/// another (docs/decisions/0012).
bool may_see_line(const Actor& auditor, const vault::LogLine& line, const vault::Vault& vault);

}  // namespace panoh::access
