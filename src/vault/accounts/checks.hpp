// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "forms/definition.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace panoh::accounts {

/// Why a field of a form cannot stay as it is. `field` is a member's name of the struct that was checked.
struct Problem {
    std::string field;
    Message message;
};

Problem problem(std::string field, MessageId id);

/// 2 to 32 characters: letters of one script, digits, and ". - _" after the first. At most one problem.
std::vector<Problem> check_login(std::string_view login);

/// One line of text, not blank, at most 200 bytes.
bool is_name(std::string_view text);

/// One to eight letters or digits of ASCII.
bool is_organisation_code(std::string_view code);
std::string upper_case(std::string_view code);

/// All in the packs' list of regions; any text where the packs have none.
bool are_regions(const forms::Schema& schema, const std::vector<std::string>& regions);

}  // namespace panoh::accounts
