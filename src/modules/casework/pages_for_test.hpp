// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/embedded.hpp"
#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/module.hpp"
#include "modules/casework/store.hpp"
#include "web/http/router.hpp"
#include "web/pages/context.hpp"

#include <string>
#include <utility>
#include <vector>

/// Pages of this slice as a browser would get them, for the tests of this folder.
namespace panoh::casework {

using Inputs = std::vector<std::pair<std::string, std::string>>;

inline const i18n::Catalogues& shipped_catalogues()
{
    static const i18n::Catalogues catalogues = [] {
        auto loaded = i18n::Catalogues::load(embedded::catalogues());
        PANOH_CHECK(loaded.has_value());
        return std::move(*loaded);
    }();
    return catalogues;
}

/// What a browser gets, for one user at a time.
struct Pages : Casework {
    web::Router<web::Route> router;
    web::PageServices services;
    std::vector<vault::ReadFact> reads;  ///< of the last page
    std::string language = "en";

    Pages()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        services.vault = &node.vault();
        services.access = &node.access();
        services.records = &node.records();
        services.catalogues = &shipped_catalogues();
        services.zone = "Asia/Dushanbe";
        services.work_providers = {work_of_cases, work_of_team};
    }

    web::Response send(Member& who, web::Method method, const std::string& address, const Inputs& inputs = {})
    {
        who.new_request();
        web::Request request;
        request.method = method;
        request.path = address.substr(0, address.find('?'));
        if (const auto at = address.find('?'); at != std::string::npos) {
            for (const std::string_view part : split(std::string_view(address).substr(at + 1), '&')) {
                const auto equal = part.find('=');
                request.query.add(std::string(part.substr(0, equal)), std::string(part.substr(equal + 1)));
            }
        }
        for (const auto& [input, text] : inputs)
            request.form.add(input, text);
        const auto match = router.match(method, request.path);
        PANOH_CHECK(match.endpoint() != nullptr);
        web::Viewer viewer;
        viewer.actor = who.actor();
        viewer.keys = &who.keys();
        viewer.name = Sensitive<std::string>("Reader");
        web::PageContext context(services, request, match.parameters, std::move(viewer), language);
        web::Response response = match.endpoint()->handler(context);
        reads = context.reads();
        return response;
    }
    web::Response get(Member& who, const std::string& address) { return send(who, web::Method::get, address); }
    web::Response post(Member& who, const std::string& address, Inputs inputs)
    {
        inputs.emplace_back(web::batch_input, batch().text());
        return send(who, web::Method::post, address, inputs);
    }
    static std::string target_of(const web::Response& response)
    {
        return std::string(response.headers.first("location").value_or(""));
    }

    OpenedCase one_case() { return opened({person(one_name("Ҷамшед", "Раҳмонов"))}); }
    [[nodiscard]] std::string person_of(const OpenedCase& made) const
    {
        return person_of_file(node.records(), made.persons.front())->record.text();
    }
};

}  // namespace panoh::casework
