// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/agenda/module.hpp"

#include "modules/agenda/pages_calendar.hpp"

namespace panoh::agenda {

web::Routes routes()
{
    return {
        {web::Method::get,
         "/calendar",
         web::Audience::ability("work"),
         web::AuditAction::named("calendar"),
         calendar_page},
    };
}

}  // namespace panoh::agenda
