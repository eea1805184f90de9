// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace panoh::commands {

/// What a running node answered to a command.
struct ControlAnswer {
    int status = 0;
    std::string body;
};

/// Asks the node that serves `folder` through its socket (owner only). Nothing when none runs there.
Result<std::optional<ControlAnswer>>
ask_running_node(const std::string& folder, std::string_view path, std::string_view form = {});

}  // namespace panoh::commands
