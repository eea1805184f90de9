// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/module.hpp"
#include "modules/intake/module.hpp"
#include "support/test_node.hpp"
#include "web/http/router.hpp"
#include "web/pages/door.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/pages_test_support.hpp"
#include "web/pages/sent_forms.hpp"

#include <gmock/gmock.h>

/// Forms as a browser sends them, through the door and to the pages of the slices.
namespace panoh::web::testing {

using panoh::testing::Member;
using panoh::testing::TestNode;
using ::testing::HasSubstr;
using ::testing::Not;
using Inputs = std::vector<std::pair<std::string, std::string>>;

struct Door : ::testing::Test {
    TestNode node;
    i18n::Catalogues catalogues = must(i18n::Catalogues::load(embedded::catalogues()));
    Router<Route> router;
    PageServices services;
    std::vector<vault::ReadFact> reads;

    Door()
    {
        for (const Routes& routes : {casework::routes(), intake::routes(), draft_routes()}) {
            for (const Route& route : routes)
                router.add(route.method, route.pattern, route);
        }
        services.catalogues = &catalogues;
        services.zone = "Asia/Dushanbe";
        services.places_of = [](PageContext& context, const vault::Record& record) {
            auto places = intake::places_of(context, record);
            return places ? std::move(*places) : casework::places_of(context, record);
        };
        connect();
    }

    void connect()
    {
        services.vault = &node.vault();
        services.access = &node.access();
        services.records = &node.records();
    }
    /// As after kill -9: what is on the disk is all there is.
    void restart()
    {
        node.restart();
        connect();
        services.desk = std::make_shared<FormDesk>();
    }
    Member& operator_a() { return node.sign_in("hotline_operator"); }
    Member& worker() { return node.sign_in("social_worker"); }
    BatchId batch() { return node.vault().random().id<BatchId>(); }

    Response send(Member& who, Method method, const std::string& address, const Inputs& inputs = {})
    {
        who.new_request();
        Request request;
        request.method = method;
        request.path = address.substr(0, address.find('?'));
        if (const auto mark = address.find('?'); mark != std::string::npos) {
            const auto equal = address.find('=', mark);
            request.query.add(address.substr(mark + 1, equal - mark - 1), address.substr(equal + 1));
        }
        for (const auto& [name, value] : inputs)
            request.form.add(name, value);
        const auto match = router.match(method, request.path);
        PANOH_CHECK(match.endpoint() != nullptr);
        Viewer viewer;
        viewer.actor = who.actor();
        viewer.keys = &who.keys();
        viewer.name = Sensitive<std::string>("Reader");
        viewer.csrf = "masked";
        PageContext context(services, request, match.parameters, std::move(viewer), "en");
        Response response = answer_at(context, match.endpoint()->handler);
        reads = context.reads();
        EXPECT_THAT(response.body, Not(HasSubstr("«pages.")));
        EXPECT_THAT(response.body, Not(HasSubstr("«shell.")));
        return response;
    }
    Response get(Member& who, const std::string& address) { return send(who, Method::get, address); }
    Response post(Member& who, const std::string& address, const BatchId& id, Inputs inputs)
    {
        inputs.emplace_back(batch_input, id.text());
        return send(who, Method::post, address, inputs);
    }
    static std::string target_of(const Response& response)
    {
        return std::string(response.headers.first("location").value_or(""));
    }
    static Inputs call(const std::string& words)
    {
        return {{"danger_now", "no"}, {"caller_kind", "family"}, {"words", words}, {"needs", "legal"}, {"keep", "yes"}};
    }
    std::size_t contacts() { return node.vault().workspace().query("SELECT record FROM t_contact")->size(); }
    /// Types into a form: in place of what it held.
    static void type(Inputs& inputs, const std::string& name, const std::string& text)
    {
        std::erase_if(inputs, [&](const auto& each) { return each.first == name; });
        inputs.emplace_back(name, text);
    }
    /// The inputs of the form in the page that goes to this address.
    static Inputs form_to(const Response& page, const std::string& address)
    {
        const auto begin = page.body.find("action=\"" + address + "\"");
        if (begin == std::string::npos) return {};
        const auto end = page.body.find("</form>", begin);
        const std::string form = page.body.substr(page.body.rfind('<', begin), end - begin);
        Inputs inputs;
        for (auto& [name, value] : inputs_of(form)) {
            if (name != token_input) inputs.emplace_back(name, value);
        }
        return inputs;
    }
};

}  // namespace panoh::web::testing
