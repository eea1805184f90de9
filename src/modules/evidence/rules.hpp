// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/values.hpp"
#include "modules/evidence/types.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a chain of custody allows, from plain values alone. Our own decision: docs/design/evidence.md.
namespace panoh::evidence {

enum class Whereabouts { held, offered, outside, returned, destroyed };

/// Where an item is, as its chain says.
struct Custody {
    Whereabouts whereabouts = Whereabouts::held;
    UserId holder;          ///< answers for it; also while it is offered or lent out
    UserId offered_to;      ///< while it is offered
    std::int64_t last = 0;  ///< number of the newest entry
};
Custody custody_of(std::span<const CustodyEvent> events);

/// What somebody may enter now by hand, in the order in which it is offered. `holder_is_here`: the holder still works
/// on the case.
std::vector<std::string> open_events(const Custody& custody, const UserId& who, bool is_thing, bool holder_is_here);

/// Fields of `custody_event` that an entry asks for, and those of them that it needs.
struct Asked {
    std::vector<std::string> fields;
    std::vector<std::string> needed;
};
Asked asked_by(std::string_view event);
/// What is missing in what was read.
std::vector<forms::FormProblem>
missing_in(std::string_view event, const boost::json::object& coded, const boost::json::object& content);

/// What a verification of the whole chain found: 0, or the number of the first entry that does not hold. An entry holds
/// when its signature does, its author is who it says, its number is the next one, and it names the entry before.
std::int64_t first_broken(std::string_view item_number, std::span<const CustodyEvent> events);

/// "A-2026-0043-E01"
std::string item_number(std::string_view file_number, std::size_t earlier);
/// The first 16 digits of a hash in groups of four, as people compare them.
std::string short_hash(std::string_view sha256);
/// What the code on a label says.
std::string label_text(const Item& item);

Item item_of(const vault::Record& record);
CustodyEvent event_of(const vault::Record& record);

}  // namespace panoh::evidence
