// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <string>

namespace panoh::demo {

/// Writes every kind of document of the demo in this folder, in each language and format, with names and without, into
/// the folder `out` (made where it is missing). Each is made as somebody of the demo who works on it would make it.
/// Returns how many. Nobody else may be using the demo's folder meanwhile.
Result<std::size_t> write_documents(const std::string& folder, const std::string& out, Clock& clock = system_clock());

}  // namespace panoh::demo
