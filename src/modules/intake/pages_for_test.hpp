// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/text.hpp"
#include "i18n/catalogues.hpp"
#include "modules/intake/calls_for_test.hpp"
#include "modules/intake/module.hpp"
#include "web/http/router.hpp"
#include "web/pages/pages_test_support.hpp"

#include <gmock/gmock.h>

/// Pages of this slice as a browser would ask for them.
namespace panoh::intake {

/// Sends requests to this slice's routes as a signed-in member would.
class Browsing : public Calls {
protected:
    Browsing()
        : catalogues(web::testing::must(i18n::Catalogues::load(embedded::catalogues())))
    {
        for (const web::Route& route : routes())
            router.add(route.method, route.pattern, route);
        services.vault = &node.vault();
        services.access = &node.access();
        services.records = &node.records();
        services.catalogues = &catalogues;
        services.zone = "Asia/Dushanbe";
    }

    web::Response send(Member& member, web::Method method, const std::string& address, const Typed& fields = {})
    {
        web::Request request;
        request.method = method;
        request.path = address.substr(0, address.find('?'));
        if (request.path != address) {
            const std::string query = address.substr(request.path.size() + 1);
            for (const std::string_view pair : split(query, '&')) {
                const auto sign = pair.find('=');
                request.query.add(std::string(pair.substr(0, sign)), std::string(pair.substr(sign + 1)));
            }
        }
        for (const auto& [name, value] : fields)
            request.form.add(name, value);
        const auto match = router.match(method, request.path);
        PANOH_CHECK(match.endpoint() != nullptr);
        web::Viewer viewer;
        viewer.actor = member.actor();
        viewer.keys = &member.keys();
        viewer.csrf = "masked";
        web::PageContext context(services, request, match.parameters, std::move(viewer), language);
        if (!context.may(match.endpoint()->audience.ability_name())) return web::Response::bare(403);
        web::Response response = match.endpoint()->handler(context);
        notes = context.reads();
        for (const char* area : {"intake", "type", "list", "duty", "hand_over", "call_back", "hotline"})
            EXPECT_THAT(response.body, gt::Not(gt::HasSubstr("«" + std::string(area) + "."))) << address;
        EXPECT_THAT(web::testing::dangling_ids(response.body), gt::IsEmpty()) << address;
        return response;
    }
    web::Response get(Member& member, const std::string& address) { return send(member, web::Method::get, address); }
    web::Response post(Member& member, const std::string& address, Typed fields)
    {
        const bool has_batch = std::any_of(fields.begin(), fields.end(), [](const auto& field) {
            return field.first == web::batch_input;
        });
        if (!has_batch) fields.emplace_back(web::batch_input, batch().text());
        return send(member, web::Method::post, address, fields);
    }
    static std::string target_of(const web::Response& response)
    {
        return std::string(response.headers.first("location").value_or(""));
    }
    static std::string address_of(const RecordId& contact, const char* more = "")
    {
        return "/calls/" + contact.text() + more;
    }

    i18n::Catalogues catalogues;
    web::PageServices services;
    web::Router<web::Route> router;
    std::vector<vault::ReadFact> notes;
    std::string language = "en";
};

/// What a browser sends of a page that nobody touched, without the forms of the top bar.
inline Typed untouched(const web::Response& response)
{
    Typed fields;
    for (const auto& [name, value] : web::testing::inputs_of(response.body.substr(response.body.find("<main")))) {
        if (!value.empty()) fields.emplace_back(name, value);
    }
    return fields;
}

}  // namespace panoh::intake
