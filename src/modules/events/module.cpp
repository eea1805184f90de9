// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/module.hpp"

#include "modules/events/pages.hpp"

namespace panoh::events {

web::Routes routes()
{
    using web::AuditAction;
    using web::Method;
    // What is shown is decided for each case: the account is not for everybody who works on it.
    const auto work = web::Audience::ability("work");
    const auto read = [](const char* code) {
        return AuditAction::named(code);
    };
    return {
        {Method::get, "/cases/{case}/events", work, read("case_events"), case_events_page},
        {Method::get, "/cases/{case}/events/from-call", work, read("case_events_call"), from_call_page},
        {Method::get, "/cases/{case}/statements", work, read("case_statements"), statements_page},
        {Method::get, "/cases/{case}/statements/new", work, read("case_statements"), before_statement_page},
        {Method::get, "/cases/{case}/differences", work, read("case_differences"), differences_page},
        {Method::post, "/cases/{case}/differences", work, read("case_first_version"), save_first_version},
        {Method::get, "/events/{event}", work, read("event"), event_page},
    };
}

}  // namespace panoh::events
