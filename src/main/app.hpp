// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "mail/courier.hpp"
#include "main/node.hpp"
#include "modules/intake/public/arriving.hpp"
#include "web/http/request.hpp"
#include "web/http/response.hpp"
#include "web/http/router.hpp"
#include "web/pages/context.hpp"
#include "web/pages/route.hpp"

#include <atomic>
#include <functional>
#include <optional>
#include <string>

namespace panoh {

/// All addresses of the program: every slice's, and those of the frame itself. Without a node and a courier they
/// can be listed, not called. `seal` asks for the node to be sealed and returns at once.
web::Routes all_routes(Node* node, mail::Courier* courier, const std::function<void()>& seal);

/// From a checked HTTP request to a page: finds the route, the session and the reader, asks `access`,
/// checks the form token, and enters what was read before the answer leaves.
class App {
public:
    /// `seal` is called when nobody is left and the node is to be sealed; it returns at once.
    App(Node& node, std::string zone, std::function<void()> seal);

    web::Response handle(web::Request& request);
    /// The page for a request that never becomes one (over limits, malformed).
    web::Response refusal(int status, std::string_view accept_language);
    [[nodiscard]] bool is_open() const { return node_->vault().is_open(); }
    /// At opening and every minute while open: ends sessions that are overdue, takes in what came while the node was
    /// sealed. True: there is more to be done at once.
    bool run_jobs();
    [[nodiscard]] const web::Router<web::Route>& router() const noexcept { return router_; }

private:
    web::Response answer(web::Request& request, const web::Route& route, const web::Parameters& path);
    web::Response answer_public(web::Request& request, const web::Route& route, const web::Parameters& path);
    /// For an address that leads nowhere, or not with this method; who is signed in stays among their own pages.
    web::Response no_such_page(web::Request& request, const web::Router<web::Route>::Match& match);
    /// Who looks; none when the account is closed.
    [[nodiscard]] std::optional<web::Viewer> viewer_of(accounts::OpenSession& session) const;
    web::Response run(web::PageContext& context, const web::Route& route, vault::UserKeys* keys);
    web::Response to_sign_in(const web::Request& request);
    /// Whether the roles of `actor` give what a route asks for.
    [[nodiscard]] bool is_open_to(const access::Actor& actor, const web::Audience& audience) const;
    [[nodiscard]] std::string language_of(const web::Request& request, const std::string& preferred) const;
    [[nodiscard]] web::PageServices services() const;

    Node* node_;
    web::PageServices services_;
    web::Router<web::Route> router_;
    std::function<void()> seal_;
    crypto::PublicKey drop_key_{};
    intake::Arrivals arrivals_;
    mail::Courier courier_;
};

}  // namespace panoh
