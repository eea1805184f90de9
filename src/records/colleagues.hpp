// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <functional>
#include <vector>

/// Who can be chosen for a piece of work.
namespace panoh::records {

/// Active users of an organisation of whom something holds, by name.
std::vector<UserId> colleagues(
    const Records& records, const OrganisationId& organisation, const std::function<bool(const access::Actor&)>& holds
);

/// Puts users of the directory in the order of their names.
void sort_by_name(const vault::Directory& directory, std::vector<UserId>& users);

}  // namespace panoh::records
