// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/administering.hpp"

#include <algorithm>

namespace panoh::accounts {

namespace {

bool is_administrator(const vault::Directory& directory, const UserId& user)
{
    const auto roles = directory.roles_of(user);
    return std::find(roles.begin(), roles.end(), vault::administrator_role) != roles.end();
}

std::string beginning_key(const OrganisationId& begun)
{
    return "begun_by/" + begun.text();
}

}  // namespace

vault::Setting beginning_of(const OrganisationId& begun, const OrganisationId& by)
{
    return {beginning_key(begun), by.text()};
}

bool administers(const vault::Directory& directory, const UserId& administrator, const OrganisationId& organisation)
{
    const vault::User* known = directory.user(administrator);
    if (known == nullptr || !is_administrator(directory, administrator)) return false;
    if (known->organisation == organisation) return true;
    if (directory.setting(beginning_key(organisation)) != known->organisation.text()) return false;
    const auto& users = directory.users();
    return std::none_of(users.begin(), users.end(), [&](const auto& each) {
        return each.second.organisation == organisation && is_administrator(directory, each.first);
    });
}

bool has_colleague(const vault::Directory& directory, const OrganisationId& organisation)
{
    const auto& users = directory.users();
    return std::any_of(users.begin(), users.end(), [&](const auto& each) {
        const auto roles = directory.roles_of(each.first);
        return each.second.organisation == organisation
               && std::any_of(roles.begin(), roles.end(), [](const std::string& role) {
                      return role != vault::administrator_role;
                  });
    });
}

}  // namespace panoh::accounts
