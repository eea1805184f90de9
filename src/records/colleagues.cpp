// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/colleagues.hpp"

#include <algorithm>

namespace panoh::records {

std::vector<UserId> colleagues(
    const Records& records, const OrganisationId& organisation, const std::function<bool(const access::Actor&)>& holds
)
{
    const auto directory = records.vault().directory();
    std::vector<UserId> found;
    for (const auto& [id, user] : directory->users()) {
        if (!user.active || user.organisation != organisation) continue;
        if (holds(access::Actor{id, user.organisation, directory->roles_of(id)})) found.push_back(id);
    }
    sort_by_name(*directory, found);
    return found;
}

void sort_by_name(const vault::Directory& directory, std::vector<UserId>& users)
{
    std::sort(users.begin(), users.end(), [&](const UserId& left, const UserId& right) {
        return directory.user(left)->name.reveal() < directory.user(right)->name.reveal();
    });
}

}  // namespace panoh::records
