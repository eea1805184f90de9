// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/module.hpp"

#include "modules/coalition/credentials_view.hpp"
#include "modules/coalition/pages_account.hpp"
#include "modules/coalition/pages_audit.hpp"
#include "modules/coalition/pages_invitation.hpp"
#include "modules/coalition/pages_join.hpp"
#include "modules/coalition/pages_organisations.hpp"
#include "modules/coalition/pages_people.hpp"
#include "modules/coalition/pages_person.hpp"
#include "modules/coalition/pages_profile.hpp"
#include "modules/coalition/pages_session.hpp"
#include "modules/coalition/pages_vouching.hpp"

namespace panoh::coalition {

web::Routes routes(accounts::Accounts* accounts, std::function<void()> seal)
{
    const auto images = std::make_shared<OneTimeImages>();
    web::Routes all = session_routes(accounts, seal);
    const auto add = [&](web::Routes more) {
        for (web::Route& route : more)
            all.push_back(std::move(route));
    };
    add(account_routes(accounts, images));
    add(people_routes(accounts, images));
    add(person_routes(accounts, images, std::move(seal)));
    add(invitation_routes(accounts));
    add(join_routes(accounts, images));
    add(organisation_routes(accounts));
    add(profile_routes());
    add(vouching_routes(accounts));
    add(audit_routes());
    all.push_back(image_route(images));
    return all;
}

}  // namespace panoh::coalition
