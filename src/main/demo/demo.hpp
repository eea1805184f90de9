// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <string>

namespace panoh::demo {

/// Makes a training node in a folder that is empty or missing: three invented organisations, their staff, and six
/// years of work that ends at `now`, written as if it had been done day by day. The folder appears when all
/// of it is done; what stopping half-way leaves is beside it, with `unfinished_suffix` behind its name.
/// `conflict` when the folder, or that one, holds something.
Result<void> build_demo(const std::string& folder, Timestamp now);

inline constexpr const char* unfinished_suffix = ".unfinished";

}  // namespace panoh::demo
