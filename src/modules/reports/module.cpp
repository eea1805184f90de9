// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/module.hpp"

#include "modules/reports/pages.hpp"

namespace panoh::reports {

web::Routes routes()
{
    using web::Audience;
    using web::AuditAction;
    using web::Method;
    const auto print = Audience::ability("print");
    const auto named = [](const char* code) {
        return AuditAction::named(code);
    };
    return {
        {Method::get, "/cases/{case}/documents", print, named("document_form"), case_documents_page},
        {Method::post, "/cases/{case}/documents", print, named("case_document"), make_case_document},
        {Method::get, "/evaluations/{evaluation}/documents", print, named("document_form"), evaluation_documents_page},
        {Method::post,
         "/evaluations/{evaluation}/documents",
         print,
         named("evaluation_document"),
         make_evaluation_document},
    };
}

}  // namespace panoh::reports
