// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>

/// What the verb `assign` may do: put work into somebody's hands, and nothing else. Pure.
namespace panoh::access {

/// A record before or after a change, as far as these rules look: both boxes and whether it is there.
struct WorkRecord {
    const boost::json::object* coded = nullptr;  ///< null: the record is new
    const boost::json::object* content = nullptr;
    bool is_removed = false;
};

/// Whether a revision says who does the work and leaves all else as it was. Of the types, only an assignment may be
/// new. No record may go, or come back.
bool only_assigns(std::string_view type, const WorkRecord& before, const WorkRecord& after);

/// Who has the work after a change; none when the change takes it from somebody.
UserId receiver_of(std::string_view type, const boost::json::object& coded);

/// The coded fields of a case, task or contact in other hands. A contact waits for its receiver to say "I have it".
boost::json::object given_to(std::string_view type, boost::json::object coded, const UserId& to, Timestamp now);

/// An assignment that ends on this day, "2026-11-22".
boost::json::object ended(boost::json::object assignment, std::string_view day);

/// Types of records that join a person to a case or to another person: reach may follow from them.
bool joins_persons(std::string_view type);

}  // namespace panoh::access
