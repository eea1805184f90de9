// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/module.hpp"

#include "modules/intake/public/pages.hpp"

namespace panoh::intake {

namespace {

using web::Audience;
using web::AuditAction;
using web::change;
using web::Method;
using web::Route;
using web::show;

using DeskHandler = web::Response (*)(web::PageContext&, request::Desk&);

web::PageHandler at(DeskHandler handler, request::Desk* desk)
{
    return [handler, desk](web::PageContext& context) {
        return handler(context, *desk);
    };
}

Route open(Method method, const char* pattern, web::PageHandler handler)
{
    return {method, pattern, Audience::anyone(), AuditAction::none(), std::move(handler)};
}

}  // namespace

web::Routes public_request_routes(request::Desk* desk)
{
    return {
        open(Method::get, "/request", at(request_page, desk)),
        open(Method::post, "/request", at(send_request_page, desk)),
        open(Method::get, "/request/answer", at(receipt_entry_page, desk)),
        open(Method::post, "/request/answer", at(conversation_page, desk)),
    };
}

web::Routes request_routes(request::Desk* desk)
{
    web::Routes all = public_request_routes(desk);
    for (Route& route : web::Routes{
             show("/calls/{contact}/messages", "take_calls", "request_messages", messages_page),
             change("/calls/{contact}/messages", "take_calls", "request_answered", at(save_answer, desk)),
             change("/calls/{contact}/messages/no-answer", "take_calls", "request_needs_no_answer", save_no_answer),
             show("/calls/{contact}/messages/files/{file}", "take_calls", "request_file", web_file_page),
             show("/request-page", "publish_request", "request_page", publish_page),
             change("/request-page", "publish_request", "request_page_published", at(save_publish_page, desk)),
             show("/request-page/lines/{line}", "publish_request", "request_page_line", public_line_page),
             change(
                 "/request-page/lines/{line}", "publish_request", "request_page_line_saved", at(save_line_page, desk)
             ),
             change(
                 "/request-page/lines/{line}/remove",
                 "publish_request",
                 "request_page_line_removed",
                 at(remove_line_page, desk)
             ),
         })
        all.push_back(std::move(route));
    return all;
}

Arrivals::WordsIn request_words(const i18n::Catalogues& catalogues)
{
    return [&catalogues](const std::string& language) {
        return Arrivals::Words{i18n::Translator(catalogues, language, "UTC").text(msg("request.in_account.when"))};
    };
}

}  // namespace panoh::intake
