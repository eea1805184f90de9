// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/sensitive.hpp"
#include "modules/files/types.hpp"
#include "vault/statements.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace panoh::evidence {

inline constexpr std::string_view item_type = "evidence_item";
inline constexpr std::string_view event_type = "custody_event";
inline constexpr std::string_view bundle_type = "evidence_bundle";

/// One entry of the chain of custody of an item.
struct CustodyEvent {
    RecordId record;
    RecordId item;
    std::uint64_t seq = 0;    ///< of its entry in the ledger
    std::int64_t number = 0;  ///< counts from 1
    std::string event;        ///< of list `custody_events`
    std::string at;           ///< moment, as records hold it: when it was entered
    std::string occurred_on;  ///< day on which it happened
    UserId by;
    UserId to;
    UserId author;       ///< who signed the entry of the ledger
    RecordId other;      ///< the copy that was made
    std::string result;  ///< of list `verification_results`
    std::string sha256;  ///< found when verifying
    Sensitive<std::string> outside, place, seal_number, reason;
    std::string details;  ///< free words with their salt, JSON
    vault::SignedStatement statement;
};

/// An item as its reader sees it. `bytes` holds what `files` knows of a file; without a blob it is a thing.
struct Item {
    RecordId record;
    FileId file;
    std::string number;
    std::string kind;
    std::string nature;
    RecordId parent;
    RecordId person;
    std::string derived_how;
    Sensitive<std::string> name;
    files::Attachment bytes;
    UserId author;

    [[nodiscard]] bool is_file() const noexcept { return nature == "file"; }
};

/// An item with its chain, oldest entry first.
struct Held {
    Item item;
    std::vector<CustodyEvent> events;
};

}  // namespace panoh::evidence
