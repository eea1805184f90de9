// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "base/sensitive.hpp"

#include <string>

namespace panoh::commands {

/// One line from a file descriptor given by number: secrets never stand on a command line.
Result<Sensitive<std::string>> read_passphrase(const std::string& descriptor);

}  // namespace panoh::commands
