// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "main/backup_mark.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

/// How a backup lies on the disk: two folders, each with its mark.
namespace panoh {

/// What every half of a kind has. `wraps` lists the names of all wraps at that moment, so that another keyring can be
/// compared without any key: they are keyed hashes, of one length.
struct Half {
    std::string_view folder;
    std::array<const char*, 3> files;
};
inline constexpr Half records_half{"records", {"ledger.db", "blobs.db", "wraps"}};
inline constexpr Half keys_half{"keys", {"keyring.db", nullptr, nullptr}};
/// Folders of sealed files that came in and are not in the ledger yet; part of the records.
inline constexpr std::array incoming{"dropbox", "request"};
inline constexpr const char* wraps_file = "wraps";

/// The folder of a half, in a backup or by itself. `not_found` when it is of no finished backup.
Result<std::filesystem::path> find_half(const std::string& backup, const Half& half);
/// The mark of a half of which every file is what it was when it was copied, else `damaged`.
Result<BackupMark> check_half(const std::filesystem::path& folder, const Half& half);

}  // namespace panoh
