// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/intake/types.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What somebody still owes callers at the end of a shift, and how it changes hands. Pure.
namespace panoh::intake {

/// Why a contact is an open promise, in the order in which it matters: codes of list `hand_over_reasons`. None: it is
/// none.
std::vector<std::string> reasons_of(const boost::json::object& contact, bool has_screening);
/// Whose the contact is now; none when it is with the team.
UserId holder_of(const boost::json::object& contact);

/// An offer to another colleague, as it is given.
boost::json::object
offered(const UserId& by, const UserId& to, const std::vector<std::string>& reasons, std::string_view now);
/// Neither taken nor withdrawn.
bool is_waiting(const boost::json::object& hand_over);
/// Whether an offer still stands for a contact: it waits, and the contact is open and with the one who offered it.
bool stands(const boost::json::object& hand_over, const boost::json::object& contact);

/// The contact in the hands of who took it, with the receipt.
boost::json::object taken_over(boost::json::object contact, const UserId& by, std::string_view now);

}  // namespace panoh::intake
