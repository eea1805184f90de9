// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/find.hpp"

#include <string_view>
#include <vector>

/// What somebody opened last: kept sealed with their settings on the node, never in the browser. Whoever ends their
/// account takes it along; it may be lost.
namespace panoh::casework {

inline constexpr std::size_t most_recent = 12;

/// The list after one more opening: newest first, each file once.
std::vector<FileId> after_opening(std::vector<FileId> known, const FileId& opened);

/// The caller opened this file. What cannot be kept is forgotten. Not at the same time for one user.
void note_opened(const records::Records& records, const records::Caller& caller, const FileId& file);

/// Newest first, as far as the caller may still see that they exist. Without names: nothing is opened for it.
std::vector<Hit> recently_opened(const records::Records& records, const records::Caller& caller);

}  // namespace panoh::casework
