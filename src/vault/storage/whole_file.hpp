// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small files beside the store, each whole or not there, readable by the node's user alone.
namespace panoh::storage {

/// Ends the name of a file that is still being written.
inline constexpr std::string_view part_suffix = ".part";

/// On disk on return, in place of a file of that name. Makes the folder when it is missing; its parent is there.
Result<void> write_whole(const std::string& folder, const std::string& name, BytesView bytes);
/// Nothing for a file that is missing, longer than `most`, or no plain file.
std::optional<Bytes> read_whole(const std::string& path, std::uint64_t most);
/// True when the file was there and is gone.
bool remove_file(const std::string& path) noexcept;
/// What happened to names in the folder is on disk on return.
Result<void> sync_folder(const std::string& folder);

struct Listed {
    std::string path;
    std::uint64_t size = 0;
};
/// Files of the folder in order of their names, a missing folder being an empty one.
Result<std::vector<Listed>> files_in(const std::string& folder);

}  // namespace panoh::storage
