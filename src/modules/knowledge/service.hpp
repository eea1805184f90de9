// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/entries.hpp"
#include "records/records.hpp"

#include <set>
#include <string>
#include <vector>

/// Entering what is known, and which of the reader's own cases name it.
namespace panoh::knowledge {

/// What came of a form for a new entry.
struct Added {
    RecordId record;                           ///< saved
    std::vector<forms::FormProblem> problems;  ///< or to be mended
    std::vector<Entry> likely;                 ///< or first to be looked at: they may be the same
};

/// Makes a file of its own with the entry in it, in one batch; a batch that was written before answers as it did then.
/// Unless `is_another`, entries whose names may mean the same are given back and nothing is written. `denied` for who
/// may not write entries of the kind in their own organisation.
Result<Added> add_entry(
    const records::Records& records,
    const records::Caller& caller,
    Kind kind,
    const forms::Submission& submission,
    const BatchId& batch,
    bool is_another
);

/// Where a case speaks of an entry.
enum class NamedIn { event, act, detention, involvement };

/// A case that the caller may read and that names an entry.
struct NamingCase {
    RecordId record;
    FileId file;
    std::string number;
    std::set<NamedIn> in;
};
/// Cases whose account the caller may read and that name one of the entries, by number. Of other cases nothing is said,
/// not even how many there are.
Result<std::vector<NamingCase>> cases_naming(
    const records::Records& records, const records::Caller& caller, Kind kind, const std::vector<std::string>& entries
);

}  // namespace panoh::knowledge
