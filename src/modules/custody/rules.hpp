// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/consent.hpp"
#include "modules/custody/types.hpp"

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

/// What may happen to an alert and what follows. Pure: records, times and ids are arguments.
namespace panoh::custody {

// — times —

/// Whole hours from one stored moment to another; nothing when one of them is none or the order is wrong.
std::optional<std::int64_t> hours_between(std::string_view from, std::string_view until);
Hours hours_of(const AlertLine& line, std::string_view now);

// — the alert —

bool is_open(const AlertLine& line);
/// The coded fields of a new alert.
boost::json::object
raised(boost::json::object alert, const boost::json::object& contact, const UserId& by, std::string_view now);
/// The same alert, ended in one of the ways of list `custody_states`; the time of the first ending stays.
boost::json::object ended(boost::json::object alert, std::string_view how, std::string_view now);
/// Times that lie ahead, and a registration before the person was taken. Members may be of an alert or an account.
std::vector<forms::FormProblem>
problems_of_times(std::string_view type, const boost::json::object& fields, std::string_view now);
/// Fields of the contact that an alert answers by itself: danger, what is asked for, its channel when none is given.
boost::json::object contact_of_alert(boost::json::object contact);
/// Where the family has asked already, as records of type `custody_enquiry` (all fields together), in their order.
/// The rows leave the account.
std::vector<boost::json::object> enquiries_in(boost::json::object& account);

// — what may be told —

/// The relative's answer in the terms of `access`: for whoever goes to the person, with or without names.
access::DisclosureDecision
may_tell(const RecordId& account_id, const boost::json::object& account, std::string_view recipient, bool named);
/// Puts the names and the number into the account as far as the relative lets them be told, and takes them out else.
void keep_names_as_agreed(boost::json::object& account, const boost::json::object& call_account);
/// Whether a colleague may be asked to go: the relative lets somebody know at least without names.
bool may_ask_somebody(const boost::json::object& account);

// — who goes —

/// What can follow a state of a request, in the order in which it is offered.
std::vector<std::string> next_states(std::string_view status);
/// The request with its next state and the time of it; nothing when that state does not follow.
std::optional<boost::json::object> answered(boost::json::object request, std::string_view status, std::string_view now);
/// Whether the request still binds somebody: not declined, withdrawn or done.
bool is_on_the_way(std::string_view status);
/// Those on duty in the region first, then others on duty, then everybody else; each person once.
std::vector<Candidate> in_order(std::vector<Candidate> candidates);

// — a death —

/// A step that somebody takes on (`mine`), that is done now, or, with neither, that is not done after all. Whoever has
/// it keeps it, and the first time of "done" stays.
boost::json::object
step_marked(boost::json::object step, bool mine, bool done, const std::string& by, const std::string& now);

// — My work —

/// Whether the alert stands on top of My work: open, and the reader is on duty, coordinates, took it or was asked.
/// When no operator is on the duty list, every operator counts as on duty.
bool concerns(const AlertLine& line, const std::vector<Going>& goings, const Reader& reader);

}  // namespace panoh::custody
