// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/events/account.hpp"
#include "modules/reports/words_view.hpp"

#include <string>
#include <vector>

/// What is not recorded in the account of a case. A reason why an answer is missing is an answer.
namespace panoh::reports {

/// A sentence for each, in the order of the records.
std::vector<std::string> gaps_of(const events::Account& account, const Words& words);

}  // namespace panoh::reports
