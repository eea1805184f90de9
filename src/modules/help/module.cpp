// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/help/module.hpp"

#include "modules/help/contents.hpp"
#include "modules/help/pages_help.hpp"

namespace panoh::help {

using web::Audience;
using web::AuditAction;
using web::Method;

web::Routes routes()
{
    return {
        {Method::get, "/help", Audience::ability("work"), AuditAction::none(), contents_page},
        {Method::get, "/help/tour", Audience::ability("work"), AuditAction::none(), tour_page},
        {Method::get, "/help/{page}", Audience::ability("work"), AuditAction::none(), help_page},
        {Method::get, "/sign-in/help", Audience::anyone(), AuditAction::none(), sign_in_help},
    };
}

html::Url address_for(std::string_view pattern)
{
    const Entry* entry = entry_for(pattern);
    if (entry == nullptr) return html::Url::local("/help");
    return html::Url::local("/help/{}", entry->name);
}

}  // namespace panoh::help
