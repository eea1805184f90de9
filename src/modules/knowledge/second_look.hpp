// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/knowledge/entries.hpp"
#include "records/records.hpp"

#include <string>
#include <vector>

/// A new alleged perpetrator waits for a second look: until a colleague has read the entry, only the cases of whoever
/// entered it may name them (`casework/references.hpp` keeps that).
namespace panoh::knowledge {

/// Whether this record of an alleged perpetrator waits.
bool waits_for_look(const vault::Record& record);
/// Whether the caller is the colleague who may give it: not whoever entered it.
bool may_look(const records::Records& records, const records::Caller& caller, const vault::Record& record);

/// Says that the caller has read the entry. `denied` for whoever entered it; once is enough.
Result<void>
give_look(const records::Records& records, const records::Caller& caller, const RecordId& entry, const BatchId& batch);

/// An entry that waits, by its number.
struct WaitingLook {
    RecordId entry;
    FileId file;
    std::string number;
    UserId entered_by;
};
/// Those of the caller's organisation, oldest first; nothing for who may not read them.
Result<std::vector<WaitingLook>> waiting_looks(const records::Records& records, const records::Caller& caller);

}  // namespace panoh::knowledge
