// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <vector>

namespace panoh::casework {

/// Files whose workers follow from records of the case: its persons and itself.
std::vector<FileId> reached_files(const records::Records& records, const FileId& case_file);

/// Remembers who had to do with files before a change, and afterwards gives and takes keys as the rules say. After a
/// question that could not be answered, before or after, nothing is taken.
class KeysOfFiles {
public:
    KeysOfFiles(const records::Records& records, const records::Caller& caller, std::vector<FileId> before);

    /// Gives keys to whoever has to do with the files now, and takes them from whoever has not any more, teams
    /// included. What the caller cannot give is awaited from a colleague (`vault::Vault::hand_over_waiting`).
    Result<void> settle(const std::vector<FileId>& after);

private:
    const records::Records* records_;
    const records::Caller* caller_;
    std::vector<FileId> before_;
    Result<vault::Assignments> work_before_;
};

}  // namespace panoh::casework
