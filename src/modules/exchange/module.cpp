// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/exchange/module.hpp"

#include "modules/exchange/pages.hpp"

namespace panoh::exchange {

web::Routes routes()
{
    using web::Audience;
    using web::AuditAction;
    using web::Method;
    const auto ask = Audience::ability("export");
    const auto approve = Audience::ability("approve_export");
    const auto named = [](const char* code) {
        return AuditAction::named(code);
    };
    return {
        {Method::get, "/exports", ask, named("exports"), exports_page},
        {Method::get, "/exports/new", ask, AuditAction::none(), new_export_page},
        {Method::post, "/exports/new", ask, named("export_asked"), save_new_export},
        {Method::post, "/exports/chosen", ask, named("export_form"), chosen_export_page},
        {Method::get, "/exports/{request}", ask, named("export_request"), export_page},
        {Method::post, "/exports/{request}/answer", approve, named("export_answered"), save_export_answer},
        {Method::post, "/exports/{request}/withdraw", ask, named("export_withdrawn"), save_export_withdrawn},
        {Method::post, "/exports/{request}/file", ask, named("export_downloaded"), export_file},
    };
}

std::optional<web::RecordPlaces> places_of(web::PageContext&, const vault::Record& record)
{
    if (record.type != "export_request") return std::nullopt;
    return web::RecordPlaces{html::Url::local("/exports/{}", record.id), std::nullopt};
}

}  // namespace panoh::exchange
