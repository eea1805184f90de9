// SPDX-License-Identifier: AGPL-3.0-or-later
// Which organisation a call belongs to.
#include "modules/intake/service.hpp"

#include <algorithm>

namespace panoh::intake {

namespace {

bool serves(const Records& records, const OrganisationId& organisation, std::string_view region)
{
    const auto directory = records.vault().directory();
    const vault::Organisation* found = directory->organisation(organisation);
    return found != nullptr && std::find(found->regions.begin(), found->regions.end(), region) != found->regions.end();
}

}  // namespace

std::vector<Neighbour> neighbours_for(const Records& records, const Caller& caller, std::string_view region)
{
    std::vector<Neighbour> found;
    for (const OrganisationId& each : neighbours(records, caller))
        found.push_back({each, serves(records, each, region)});
    std::stable_partition(found.begin(), found.end(), [](const Neighbour& each) { return each.serves_region; });
    return found;
}

std::vector<OrganisationId>
who_serves_instead(const Records& records, const Caller& caller, const boost::json::object& contact)
{
    const std::string region = text_at(contact, "region");
    if (region.empty() || serves(records, caller.actor.organisation, region)) return {};
    std::vector<OrganisationId> found;
    for (const Neighbour& each : neighbours_for(records, caller, region)) {
        if (each.serves_region) found.push_back(each.id);
    }
    return found;
}

}  // namespace panoh::intake
