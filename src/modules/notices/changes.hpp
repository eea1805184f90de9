// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What others wrote in the files that somebody works on.
namespace panoh::notices {

/// One record that somebody else wrote last.
struct Change {
    std::string type;
    RecordId record;
    FileId file;
    UserId author;
    Timestamp at{};
    std::int64_t seq = 0;
    bool is_new = false;  ///< first revision
};

/// The file as its readers know it.
struct ChangedFile {
    RecordId record;  ///< the case, person or contact itself
    std::string type;
    std::string number;           ///< empty for a person
    std::vector<Change> changes;  ///< newest first
};

/// A place in the ledger: what was written later is new to the reader. Kept sealed in the reader's settings; whoever
/// looks for the first time has seen what is there.
std::int64_t seen_until(const records::Records& records, const records::Caller& caller);
Result<void> note_seen(const records::Records& records, const records::Caller& caller, std::int64_t place);

/// Changes after `place` in files that the caller works on, by others, in compartments that the caller may read, by
/// file, the file with the newest change first. At most `most` changes are looked for in each type.
Result<std::vector<ChangedFile>>
changes_after(const records::Records& records, const records::Caller& caller, std::int64_t place, std::size_t most);

}  // namespace panoh::notices
