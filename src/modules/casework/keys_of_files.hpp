// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <vector>

namespace panoh::casework {

/// Remembers who worked on files before a change, and afterwards gives and takes keys as the rules say.
class KeysOfFiles {
public:
    KeysOfFiles(const records::Records& records, const records::Caller& caller, std::vector<FileId> before);

    /// Gives keys to whoever works on the files now, and takes them from whoever does not any more.
    Result<void> settle(const std::vector<FileId>& after);

private:
    [[nodiscard]] bool is_safe_to_take(const FileId& file, const UserId& from) const;

    const records::Records* records_;
    const records::Caller* caller_;
    std::vector<FileId> before_;
    vault::Assignments workers_before_;
};

}  // namespace panoh::casework
