// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "forms/definition.hpp"
#include "modules/casework/types.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the domain says, from plain values alone.
namespace panoh::casework {

/// The members of a record in the boxes that they belong to: first coded, then content. A reason why a
/// value is missing goes with its field; members that the type does not declare are left out.
std::pair<boost::json::object, boost::json::object>
split_boxes(const forms::RecordType& type, const boost::json::object& merged);

using records::arranged;
using records::day_after;
using records::Due;
using records::due_of;
using records::group_of;

/// Days after its date at which a task without another number comes to the coordinator's list too.
inline constexpr int usual_escalation_days = 3;
/// Since when a task stands on the coordinator's list: its date and so many days later (0: the usual number); empty
/// when that has not come yet, or for a task without a date.
std::string escalated_on(std::string_view due_on, int after_days, std::string_view today);

/// States that a case can go to from a state, in the order in which they are offered.
std::vector<std::string> next_states(std::string_view state);
/// Nothing when a case may go from one state to the other, else what to tell.
std::optional<MessageId> transition_problem(std::string_view from, std::string_view to);

/// Roles of a participation that stand in a relation to the person whom the case is about.
bool needs_relation(std::string_view role);

/// Purposes whose consent a paper for `recipient` needs: the one of the recipient, and with names for a
/// State body "name_to_state". Nothing for a recipient that no purpose speaks of.
std::vector<std::string> purposes_for(std::string_view recipient, bool with_name);

/// The digits of a telephone number without what precedes a subscriber number, at most nine: "+992 93 500-11-22"
/// and "8 93 500 11 22" are the same.
std::string phone_digits(std::string_view text);

/// What was typed into the one box for finding.
struct Sought {
    std::string text;    ///< trimmed
    std::string number;  ///< upper case, when it looks like a number of a file: "A-2026-0043", "2026-43", "43"
    std::string digits;  ///< when it looks like a telephone number
    bool name = false;   ///< has words with letters
};
Sought sought(std::string_view typed);
/// Whether a number of a file is meant: the whole, its end, or its year and ordinal without zeros.
bool number_matches(std::string_view number, std::string_view wanted);

/// Types that people may add and change through the general forms.
struct EditRule {
    bool may_add = false;
    bool may_edit = false;
    bool may_remove = false;
};
EditRule edit_rule(std::string_view type);

/// Types whose entries are about the running of a case: one folded line in a timeline.
bool is_system_event(std::string_view type);
/// The field that says when what a record tells of happened; empty: only when it was written is known.
std::string_view event_date_field(const forms::RecordType& type);

}  // namespace panoh::casework
