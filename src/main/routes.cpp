// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/app.hpp"
#include "main/control_routes.hpp"
#include "modules/agenda/module.hpp"
#include "modules/casework/module.hpp"
#include "modules/coalition/module.hpp"
#include "modules/custody/module.hpp"
#include "modules/exchange/module.hpp"
#include "modules/files/module.hpp"
#include "modules/help/module.hpp"
#include "modules/intake/module.hpp"
#include "modules/intake/public/module.hpp"
#include "modules/notices/module.hpp"
#include "modules/paper/module.hpp"
#include "web/pages/assets.hpp"
#include "web/pages/drafts.hpp"

namespace panoh {

namespace {

void add(web::Routes& all, web::Routes more)
{
    for (web::Route& route : more)
        all.push_back(std::move(route));
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
    add(all, exchange::routes());
    add(all, intake::request_routes(node == nullptr ? nullptr : &node->desk()));
    using documents::Previewer;
    add(all, files::routes(std::make_shared<const Previewer>(Previewer::program_beside_this())));
    add(all, help::routes());
    add(all, paper::routes());
    add(all, notices::routes(courier));
    add(all, web::draft_routes());
    add(all, control_routes(node, seal));
    return all;
}

}  // namespace panoh
