// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/app.hpp"

#include "base/log.hpp"
#include "main/upkeep.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/session_cookie.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>
#include <exception>

namespace panoh {

namespace {

using web::Method;
using web::PageContext;
using web::Response;

constexpr std::string_view automatic_header = "x-automatic";

bool changes_something(const web::Request& request)
{
    return request.method == Method::post;
}

}  // namespace

App::App(Node& node, std::string zone, std::function<void()> seal)
    : node_(&node)
    , seal_(std::move(seal))
{
    services_.vault = &node.vault();
    services_.access = &node.access();
    services_.records = &node.records();
    services_.catalogues = &node.catalogues();
    services_.zone = std::move(zone);
    if (const auto description = node.vault().keyring().describe()) drop_key_ = description->drop_key;
    services_.backup_is_due = [&node] {
        return backup_is_due(node.vault());
    };
    for (web::Route& route : all_routes(&node, seal_)) {
        const Method method = route.method;
        const std::string pattern = route.pattern;
        router_.add(method, pattern, std::move(route));
    }
}

web::PageServices App::services() const
{
    web::PageServices services = services_;
    services.training =
        node_->vault().is_open() && node_->vault().directory()->setting(accounts::training_setting) == "yes";
    return services;
}

std::string App::language_of(const web::Request& request, const std::string& preferred) const
{
    const auto known = [&](std::string_view code) {
        return !code.empty() && node_->catalogues().language(code) != nullptr;
    };
    if (known(preferred)) return preferred;
    const std::string_view cookie = request.cookie("language").value_or("");
    if (known(cookie)) return std::string(cookie);
    const std::string_view accepted = request.header("accept-language").value_or("");
    const std::string_view first = accepted.substr(0, 2);
    return known(first) ? std::string(first) : "en";
}

Response App::handle(web::Request& request)
{
    const auto match = router_.match(request.method, request.path);
    const auto services = this->services();
    try {
        if (match.route != nullptr) {
            const web::Route& route = match.route->endpoint;
            if (route.audience.is_public()) return answer_public(request, route, match.parameters);
            return answer(request, route, match.parameters);
        }
    } catch (const std::exception& exception) {  // the edge: nothing typed in is in what() of our libraries
        log(LogLevel::error, "a request failed: {}", typeid(exception).name());
        const PageContext context(services, request, match.parameters, std::nullopt, language_of(request, ""));
        return web::error_page(context, fail(ErrorCode::internal, ""));
    }
    const PageContext context(services, request, match.parameters, std::nullopt, language_of(request, ""));
    if (!match.allow.empty()) {
        Response response = web::error_page(context, 405, web::status_message(405));
        response.set_header("Allow", match.allow);
        return response;
    }
    return web::error_page(context, fail(ErrorCode::not_found, ""));
}

Response App::to_sign_in(const web::Request& request)
{
    if (!changes_something(request)) {
        return Response::redirect(html::Url::local("/sign-in").with("return", request.path));
    }
    const web::Parameters nothing;
    const auto services = this->services();
    const PageContext context(services, request, nothing, std::nullopt, language_of(request, ""));
    return web::kept_form_page(context, drop_key_);
}

Response App::answer_public(web::Request& request, const web::Route& route, const web::Parameters& path)
{
    const auto services = this->services();
    if (changes_something(request) && web::request_origin(request) == web::RequestOrigin::foreign) {
        const PageContext context(services, request, path, std::nullopt, language_of(request, ""));
        return web::error_page(context, fail(ErrorCode::denied, ""));
    }
    PageContext context(services, request, path, std::nullopt, language_of(request, ""));
    return run(context, route, nullptr);
}

Response App::answer(web::Request& request, const web::Route& route, const web::Parameters& path)
{
    const auto token = web::session_token(request);
    const auto use =
        request.header(automatic_header) ? accounts::Sessions::Use::by_page : accounts::Sessions::Use::by_person;
    auto session = token ? node_->accounts().open(*token, use) : std::nullopt;
    if (!session) return to_sign_in(request);
    if (session->is_locked()) {
        if (changes_something(request)) return to_sign_in(request);
        return Response::redirect(html::Url::local("/lock").with("return", request.path));
    }
    const auto services = this->services();
    const auto directory = node_->vault().directory();
    const auto actor = access::actor_of(*directory, session->user);
    if (!actor) return to_sign_in(request);
    web::Viewer viewer;
    viewer.actor = *actor;
    viewer.keys = &session->keys();
    viewer.name = directory->user(session->user)->name;
    viewer.csrf = session->csrf_token(node_->vault().random());
    viewer.theme = session->preferences.theme;
    viewer.density = session->preferences.density;
    viewer.idle_minutes = static_cast<int>(session->idle_limit.count());
    const std::string language = language_of(request, session->preferences.language);
    PageContext context(services, request, path, std::move(viewer), language);
    const bool may = node_->access().may(*actor, route.audience.ability_name());
    if (!may) {
        context.note_read(
            route.audit.code().empty() ? "refused" : route.audit.code(), {}, context.path_record(), false
        );
        static_cast<void>(node_->vault().enter_reads(session->keys(), context.reads()).has_value());
        return web::error_page(context, fail(ErrorCode::denied, ""));
    }
    if (changes_something(request)) {
        const bool foreign = web::request_origin(request) == web::RequestOrigin::foreign;
        if (foreign || !session->csrf_holds(request.form.text("csrf"))) {
            return web::error_page(context, fail(ErrorCode::denied, "", {msg("error.form_token"), {}}));
        }
    }
    return run(context, route, &session->keys());
}

Response App::run(PageContext& context, const web::Route& route, vault::UserKeys* keys)
{
    Response response = route.handler(context);
    if (keys == nullptr) return response;
    std::vector<vault::ReadFact> reads;
    const bool refused = response.status == 403 || response.status == 404;
    if (!route.audit.code().empty() && (response.status < 400 || refused)) {
        reads.push_back({route.audit.code(), {}, context.path_record(), !refused});
    }
    reads.insert(reads.end(), context.reads().begin(), context.reads().end());
    if (reads.empty() || !node_->vault().is_open()) return response;
    if (auto entered = node_->vault().enter_reads(*keys, reads); !entered) {
        log(LogLevel::error, "reads could not be entered: {}", entered.error().detail);
        return web::error_page(context, entered.error());
    }
    return response;
}

Response App::refusal(int status, std::string_view accept_language)
{
    web::Request request;
    const web::Parameters nothing;
    web::PageServices services = services_;
    const std::string_view first = accept_language.substr(0, 2);
    const std::string language =
        node_->catalogues().language(first) != nullptr ? std::string(first) : std::string("en");
    const PageContext context(services, request, nothing, std::nullopt, language);
    return web::error_page(context, status, web::status_message(status));
}

void App::every_minute()
{
    if (!node_->vault().is_open()) return;
    if (node_->accounts().expire().should_seal) seal_();
}

}  // namespace panoh
