// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/paper/module.hpp"

#include "modules/paper/pages.hpp"

namespace panoh::paper {

web::Routes routes()
{
    using web::Audience;
    using web::AuditAction;
    using web::Method;
    const auto work = Audience::ability("work");
    return {
        {Method::get, "/paper", work, AuditAction::none(), list_forms},
        {Method::get, "/paper/{form}", work, AuditAction::none(), show_form},
        {Method::get, "/paper/{form}/pdf", work, AuditAction::none(), form_as_pdf},
        {Method::get, "/drawings/{view}", work, AuditAction::none(), blank_drawing},
        {Method::get,
         "/evaluations/{evaluation}/paper",
         Audience::ability("evaluate"),
         AuditAction::named("evaluation_paper"),
         pack_page},
        {Method::get,
         "/evaluations/{evaluation}/paper/pdf",
         Audience::ability("evaluate"),
         AuditAction::named("evaluation_paper"),
         pack_as_pdf},
    };
}

}  // namespace panoh::paper
