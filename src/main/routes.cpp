// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/app.hpp"
#include "main/control_routes.hpp"
#include "modules/agenda/module.hpp"
#include "modules/casework/module.hpp"
#include "modules/coalition/module.hpp"
#include "modules/custody/module.hpp"
#include "modules/evaluation/module.hpp"
#include "modules/events/module.hpp"
#include "modules/evidence/module.hpp"
#include "modules/exchange/module.hpp"
#include "modules/files/module.hpp"
#include "modules/help/module.hpp"
#include "modules/intake/module.hpp"
#include "modules/intake/public/module.hpp"
#include "modules/knowledge/module.hpp"
#include "modules/notices/module.hpp"
#include "modules/paper/module.hpp"
#include "modules/reports/module.hpp"
#include "web/pages/assets.hpp"
#include "web/pages/drafts.hpp"
#include "web/pages/session_cookie.hpp"

namespace panoh {

namespace {

void add(web::Routes& all, web::Routes more)
{
    for (web::Route& route : more)
        all.push_back(std::move(route));
}

/// Passphrase and a fresh code of whoever signs, as the form has them.
evaluation::SecondFactor second_factor_of(Node* node)
{
    return [node](web::PageContext& context) -> Result<void> {
        const auto token = web::session_token(context.request());
        if (node == nullptr || !token) return fail(ErrorCode::not_signed_in, "there is no session");
        const auto& form = context.request().form;
        return node->accounts().prove_again(
            *token,
            Sensitive<std::string>(std::string(form.text("passphrase"))),
            Sensitive<std::string>(std::string(form.text("code")))
        );
    };
}

}  // namespace

web::Routes all_routes(Node* node, mail::Courier* courier, const std::function<void()>& seal)
{
    web::Routes all;
    all.push_back({web::Method::get, "/assets/{name}", web::Audience::anyone(), web::AuditAction::none(), web::asset});
    add(all, coalition::routes(node == nullptr ? nullptr : &node->accounts(), seal));
    add(all, casework::routes());
    add(all, agenda::routes());
    add(all, intake::routes());
    add(all, custody::routes());
    add(all, evaluation::routes(second_factor_of(node), reports::report_maker()));
    add(all, events::routes());
    add(all, exchange::routes());
    add(all, intake::request_routes(node == nullptr ? nullptr : &node->desk()));
    add(all, knowledge::routes());
    using documents::Previewer;
    const auto previewer = std::make_shared<const Previewer>(Previewer::program_beside_this());
    add(all, files::routes(previewer));
    add(all, evidence::routes(previewer));
    add(all, help::routes());
    add(all, paper::routes());
    add(all, reports::routes());
    add(all, notices::routes(courier));
    add(all, web::draft_routes());
    add(all, control_routes(node, seal));
    return all;
}

}  // namespace panoh
