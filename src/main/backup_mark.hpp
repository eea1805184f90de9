// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "vault/storage/store.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace panoh {

/// The file "mark" in each half of a backup: which node it is of, how old it is, and what its files must be. Lines of
/// text, for people too. Holds nothing that the half beside it does not show.
struct BackupMark {
    std::string node;  ///< same for all backups of one node
    std::string made;  ///< "2026-11-22T14:05:33Z"
    storage::Head records;
    storage::Head reads;
    std::uint32_t epoch = 0;               ///< newest node-key epoch in the ledger
    std::map<std::string, Hash256> files;  ///< fingerprints by name

    /// Whether this half was copied before the other.
    [[nodiscard]] bool is_older_than(const BackupMark& other) const;
    [[nodiscard]] bool is_of_the_same_moment_as(const BackupMark& other) const;
};

inline constexpr const char* mark_name = "mark";

std::string text_of(const BackupMark& mark);
/// `damaged` for anything that `text_of` did not write.
Result<BackupMark> parse_mark(std::string_view text);

/// BLAKE2b over a file, a mebibyte at a time: the hash of the one before and of the piece.
Result<Hash256> fingerprint_of(const std::filesystem::path& file);

}  // namespace panoh
