// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "i18n/catalogues.hpp"
#include "modules/intake/public/module.hpp"
#include "modules/intake/public/pages.hpp"
#include "modules/intake/public/public_for_test.hpp"
#include "web/http/router.hpp"
#include "web/pages/pages_test_support.hpp"

#include <gmock/gmock.h>

#include <algorithm>

/// The pages of the public request as browsers would ask for them.
namespace panoh::intake {

/// Sends requests as people without an account would, and as the staff would.
class PublicPages : public PublicDesk {
protected:
    PublicPages()
        : catalogues(web::testing::must(i18n::Catalogues::load(embedded::catalogues())))
    {
        for (const web::Route& route : request_routes(&desk))
            router.add(route.method, route.pattern, route);
        services.vault = &node.vault();
        services.access = &node.access();
        services.records = &node.records();
        services.catalogues = &catalogues;
        services.zone = "Asia/Dushanbe";
    }

    web::Response
    ask(Member* member,
        web::Method method,
        const std::string& path,
        const Typed& fields = {},
        std::optional<std::string> file = {})
    {
        web::Request request;
        request.method = method;
        request.path = path;
        request.peer_address = "127.0.0.1";
        for (const auto& [name, value] : fields)
            request.form.add(name, value);
        if (file) request.files.push_back({"file", "снимок.jpg", "image/jpeg", bytes_of(*file), {}});
        const auto match = router.match(method, request.path);
        PANOH_CHECK(match.endpoint() != nullptr);
        std::optional<web::Viewer> viewer;
        if (member != nullptr) {
            viewer.emplace();
            viewer->actor = member->actor();
            viewer->keys = &member->keys();
            viewer->csrf = "masked";
        }
        web::PageContext context(services, request, match.parameters, std::move(viewer), language);
        const web::Audience& audience = match.endpoint()->audience;
        if (!audience.is_public() && !context.may(audience.ability_name())) return web::Response::bare(403);
        web::Response response = match.endpoint()->handler(context);
        EXPECT_THAT(response.body, gt::Not(gt::HasSubstr("«request."))) << path;
        EXPECT_THAT(response.body, gt::Not(gt::HasSubstr("«list."))) << path;
        EXPECT_THAT(web::testing::dangling_ids(response.body), gt::IsEmpty()) << path;
        if (audience.is_public()) expect_bare(response);
        return response;
    }

    /// Whatever a public page shows: no script, no cookie, no picture of the outside, a neutral title.
    void expect_bare(const web::Response& response)
    {
        if (response.headers.first("content-type").value_or("").find("html") == std::string_view::npos) return;
        EXPECT_THAT(response.cookies, gt::IsEmpty());
        if (!desk.published()) return;
        std::string title;
        for (const auto& tag : web::testing::tags_of(response.body)) {
            EXPECT_NE(tag.name, "script");
            EXPECT_NE(tag.name, "svg");
            if (tag.name == "title") title = tag.text;
        }
        EXPECT_TRUE(title == "Register" || title == "Реестр") << title;
        EXPECT_EQ(response.body.size() % 16'384, 0U);
        EXPECT_FALSE(response.compress);
    }

    web::Response get(const std::string& path) { return ask(nullptr, web::Method::get, path); }
    web::Response post(const std::string& path, const Typed& fields, std::optional<std::string> file = {})
    {
        return ask(nullptr, web::Method::post, path, fields, std::move(file));
    }

    /// What a browser sends of a page, with these inputs filled in and this button pressed.
    static Typed filled(const web::Response& page, const Typed& typed, const std::string& deed = "next")
    {
        Typed fields;
        for (const auto& [name, value] : web::testing::inputs_of(page.body)) {
            const bool replaced = std::any_of(typed.begin(), typed.end(), [&, name = name](const auto& each) {
                return each.first == name;
            });
            if (!replaced && !name.empty() && name != "file") fields.emplace_back(name, value);
        }
        fields.insert(fields.end(), typed.begin(), typed.end());
        fields.emplace_back("do", deed);
        return fields;
    }

    web::Response next(const web::Response& page, const Typed& typed, const std::string& deed = "next")
    {
        return post("/request", filled(page, typed, deed));
    }

    /// The page that stands before sending.
    web::Response answered_all()
    {
        web::Response page = post("/request", {{"language", language}, {"do", "start"}});
        for (const Typed& typed : std::vector<Typed>{
                 {{"who", "family"}},
                 {{"danger", "no"}},
                 {{"words", "canary-words"}},
                 {{"region", "TJ-DU"}},
                 {{"when", "canary-when"}},
                 {{"needs", "legal"}},
                 {{"reach", "receipt"}},
                 {{"keep", "yes"}, {"pass_on", "no"}},
                 {}}) {
            EXPECT_EQ(page.status, 200) << web::testing::words_of(page.body);
            page = next(page, typed);
        }
        return page;
    }

    static std::string receipt_on(const web::Response& page)
    {
        const auto start = page.body.find("<ol class=\"words\">");
        const auto end = page.body.find("</ol>", start);
        std::string words;
        for (const auto& tag : web::testing::tags_of(page.body.substr(start, end - start))) {
            if (tag.name == "li") words += (words.empty() ? "" : " ") + tag.text;
        }
        return words;
    }

    i18n::Catalogues catalogues;
    web::PageServices services;
    web::Router<web::Route> router;
    std::string language = "en";
};

}  // namespace panoh::intake
