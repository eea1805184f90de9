// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"
#include "modules/events/account.hpp"

#include <functional>
#include <string>

/// What stands in no document unless the person has agreed to that by itself.
namespace panoh::reports {

/// Whether acts of sexual violence against this person (a record) may stand in the document: only where their consent
/// for such findings is there.
using SexualViolenceGate = std::function<bool(const std::string& person)>;

/// Whether a record is such an act: of group H of list `methods`.
bool is_sexual_violence(const vault::Record& record, const forms::Schema& schema);

/// Takes such acts out of the account, and what hangs on them. Nothing says that there was one.
void leave_out_sexual_violence(events::Account& account, const forms::Schema& schema, const SexualViolenceGate& gate);

}  // namespace panoh::reports
