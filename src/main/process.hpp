// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

/// What the process does to itself (`security.md` 2.21).
namespace panoh::process {

/// No core dumps, not traceable, files for the owner only, no SIGPIPE.
void harden();

/// Warnings for the log about what the machine leaves open: swap in use, memory that cannot be locked.
std::vector<std::string> weaknesses();

/// Replaces the process by a fresh one of the same program: how memory is wiped. `descriptors` stay
/// open, everything else is closed by the kernel. Returns only when it failed.
void re_execute(const std::vector<std::string>& words, const std::vector<int>& descriptors);

}  // namespace panoh::process
