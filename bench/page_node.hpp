// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace panoh::bench {

/// Makes a training node with the demo in it, and beside that `records` records of cases of which `keyworker` is the
/// keyworker: each with one person, one note and one task, of which one in fifty is not done. Written by the services
/// that the pages call, in the month before today. Ends the program when that does not go.
void make_node(const std::string& folder, const std::string& keyworker, std::size_t records);

/// The family name of the person whom the case with this index is about. Invented; nearly all differ.
std::string family_of(std::size_t index);

}  // namespace panoh::bench
