// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "base/embedded.hpp"
#include "modules/paper/module.hpp"
#include "support/test_node.hpp"
#include "web/http/router.hpp"
#include "web/pages/context.hpp"

#include <gmock/gmock.h>

namespace panoh::paper {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct PaperPages : ::testing::Test {
    testing::TestNode node;
    testing::Member& worker = node.sign_in("social_worker");
    i18n::Catalogues catalogues = loaded();
    web::Router<web::Route> router;
    web::PageServices services;
    std::string language = "en";

    PaperPages()
    {
        for (web::Route& route : routes()) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
        services.vault = &node.vault();
        services.access = &node.access();
        services.records = &node.records();
        services.catalogues = &catalogues;
        services.zone = "Asia/Dushanbe";
    }
    static i18n::Catalogues loaded()
    {
        auto all = i18n::Catalogues::load(embedded::catalogues());
        PANOH_CHECK(all.has_value());
        return std::move(*all);
    }

    web::Response get(const std::string& path, const std::string& wanted = {})
    {
        web::Request request;
        request.method = web::Method::get;
        request.path = path;
        if (!wanted.empty()) request.query.add("language", wanted);
        const auto match = router.match(request.method, path);
        PANOH_CHECK(match.endpoint() != nullptr);
        web::Viewer viewer;
        viewer.actor = worker.actor();
        viewer.keys = &worker.keys();
        viewer.name = Sensitive<std::string>("Reader");
        web::PageContext context(services, request, match.parameters, std::move(viewer), language);
        return match.endpoint()->handler(context);
    }
};

TEST_F(PaperPages, the_list_leads_to_every_form_in_every_language)
{
    const auto list = get("/paper");
    EXPECT_EQ(list.status, 200);
    for (const char* address : {"/paper/call?language=ru", "/paper/call/pdf?language=ru", "/paper/person?language=en"})
        EXPECT_THAT(list.body, HasSubstr(address));
}

TEST_F(PaperPages, a_form_is_shown_in_the_language_that_is_asked_for)
{
    language = "ru";
    EXPECT_THAT(get("/paper/call").body, HasSubstr("Звонок или другое обращение"));
    EXPECT_THAT(get("/paper/call", "en").body, HasSubstr("Call or other contact"));
    EXPECT_THAT(get("/paper/call", "xx").body, HasSubstr("Звонок или другое обращение"));
}

TEST_F(PaperPages, a_form_holds_nothing_of_anybody)
{
    const auto page = get("/paper/call");
    const std::string main = page.body.substr(page.body.find("<main"));
    EXPECT_THAT(main, HasSubstr("A1"));
    EXPECT_THAT(main, Not(HasSubstr("<input class=\"input")));
}

TEST_F(PaperPages, a_form_is_saved_as_pdf_under_a_name_that_tells_nothing)
{
    const auto pdf = get("/paper/call/pdf", "ru");
    EXPECT_EQ(pdf.status, 200);
    EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
    EXPECT_EQ(pdf.headers.first("content-type").value_or(""), "application/pdf");
    EXPECT_THAT(pdf.headers.first("content-disposition").value_or(""), HasSubstr("form-call-ru.pdf"));
}

TEST_F(PaperPages, a_form_that_does_not_exist_is_not_found)
{
    EXPECT_EQ(get("/paper/nothing").status, 404);
    EXPECT_EQ(get("/paper/nothing/pdf").status, 404);
}

}  // namespace
}  // namespace panoh::paper
