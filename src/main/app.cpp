// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/app.hpp"

#include "base/log.hpp"
#include "main/my_work.hpp"
#include "main/upkeep.hpp"
#include "modules/casework/module.hpp"
#include "modules/coalition/pages_vouching.hpp"
#include "modules/custody/module.hpp"
#include "modules/evaluation/module.hpp"
#include "modules/evaluation/pages_terms.hpp"
#include "modules/evidence/module.hpp"
#include "modules/exchange/module.hpp"
#include "modules/files/module.hpp"
#include "modules/help/module.hpp"
#include "modules/intake/module.hpp"
#include "modules/intake/pages_duty.hpp"
#include "modules/intake/public/module.hpp"
#include "modules/intake/public/publishing.hpp"
#include "modules/knowledge/module.hpp"
#include "modules/notices/module.hpp"
#include "modules/notices/reminders.hpp"
#include "web/pages/door.hpp"
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
    , arrivals_(node.desk(), intake::request_words(node.catalogues()))
    , courier_(node.vault().clock(), system_random())
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
    services_.help_for = [this](const web::Request& request) {
        const auto match = router_.match(Method::get, request.path);
        return help::address_for(match.route == nullptr ? "" : match.route->endpoint.pattern);
    };
    services_.may_visit = [this](const access::Actor& actor, std::string_view path) {
        const auto match = router_.match(Method::get, path);
        return match.route != nullptr && is_open_to(actor, match.route->endpoint.audience);
    };
    services_.work_providers = work_providers(node);
    services_.calendar_providers = calendar_providers();
    services_.my_work_notices = {
        intake::duty_on_my_work,
        exchange::exports_on_my_work,
        evidence::bundles_on_my_work,
        files::uploads_on_my_work,
        notices::changes_on_my_work};
    services_.has_confirmed = evaluation::has_confirmed;
    services_.places_of = [](PageContext& context, const vault::Record& record) {
        auto places = intake::places_of(context, record);
        if (!places) places = custody::places_of(context, record);
        if (!places) places = exchange::places_of(context, record);
        if (!places) places = evaluation::places_of(context, record);
        if (!places) places = evidence::places_of(context, record);
        if (!places) places = knowledge::places_of(context, record);
        return places ? std::move(*places) : casework::places_of(context, record);
    };
    for (web::Route& route : all_routes(&node, &courier_, seal_)) {
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

bool App::is_open_to(const access::Actor& actor, const web::Audience& audience) const
{
    return audience.is_public() || audience.is_signed_in() || node_->access().may(actor, audience.ability_name());
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
    return no_such_page(request, match);
}

Response App::no_such_page(web::Request& request, const web::Router<web::Route>::Match& match)
{
    const auto token = web::session_token(request);
    auto session = token ? node_->accounts().open(*token, accounts::Sessions::Use::by_page) : std::nullopt;
    std::optional<web::Viewer> viewer;
    if (session && !session->is_locked()) viewer = viewer_of(*session);
    const std::string language = language_of(request, viewer ? session->preferences.language : "");
    const auto services = this->services();
    const PageContext context(services, request, match.parameters, std::move(viewer), language);
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

std::optional<web::Viewer> App::viewer_of(accounts::OpenSession& session) const
{
    const auto directory = node_->vault().directory();
    const auto actor = access::actor_of(*directory, session.user);
    if (!actor) return std::nullopt;
    web::Viewer viewer;
    viewer.actor = *actor;
    viewer.keys = &session.keys();
    viewer.name = directory->user(session.user)->name;
    viewer.csrf = session.csrf_token(node_->vault().random());
    viewer.theme = session.preferences.theme;
    viewer.density = session.preferences.density;
    viewer.opens_accounts = session.preferences.opens_accounts;
    viewer.idle_minutes = static_cast<int>(session.idle_limit.count());
    return viewer;
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
    auto viewer = viewer_of(*session);
    if (!viewer) return to_sign_in(request);
    const access::Actor actor = viewer->actor;
    const std::string language = language_of(request, session->preferences.language);
    if (auto done = node_->vault().hand_over_waiting(session->keys()); !done) {
        log(LogLevel::error, "keys that others wait for were not handed over: {}", done.error().detail);
    }
    PageContext context(services, request, path, std::move(viewer), language);
    const bool may = is_open_to(actor, route.audience);
    if (!may && actor.roles.empty() && !changes_something(request)) {
        return request.path == "/" ? coalition::waiting_page(context) : Response::redirect(html::Url::local("/"));
    }
    if (!may) {
        context.note_read(
            route.audit.code().empty() ? "refused" : route.audit.code(), {}, context.path_record(), false
        );
        static_cast<void>(node_->vault().enter_reads(session->keys(), context.reads()).has_value());
        return web::error_page(context, fail(ErrorCode::denied, ""));
    }
    if (changes_something(request)) {
        const bool foreign = web::request_origin(request) == web::RequestOrigin::foreign;
        const std::string_view form_token = request.form.text(web::token_input);
        if (foreign || !session->csrf_holds(form_token)) {
            // From a page of an earlier session of the same person: what they typed there comes back.
            if (foreign || !session->was_shown_to_user(form_token))
                return web::error_page(context, http_status(ErrorCode::denied), msg("error.form_token"));
            Response again = web::kept_form_again(context, web::kept_form_of(request));
            again.status = http_status(ErrorCode::conflict);
            return again;
        }
    }
    if (const auto brought = arrivals_.bring_in(node_->records(), context.caller()); !brought) {
        log(LogLevel::error, "what came through the public page waits: {}", brought.error().detail);
    }
    return run(context, route, &session->keys());
}

Response App::run(PageContext& context, const web::Route& route, vault::UserKeys* keys)
{
    Response response = web::answer_at(context, route.handler);
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

bool App::run_jobs()
{
    if (!is_open()) return false;
    if (node_->accounts().expire().should_seal) {
        seal_();
        return false;
    }
    if (auto done = intake::refresh_published(node_->vault(), node_->desk()); !done) {
        log(LogLevel::error, "the public page could not follow what is published: {}", done.error().detail);
    }
    if (auto done = notices::remind(*services_.records, *services_.catalogues, courier_, services_.zone); !done) {
        log(LogLevel::error, "reminders could not be sent: {}", done.error().detail);
    }
    node_->desk().forget_old();
    const auto more = take_in(*node_);
    if (!more)
        log(LogLevel::error, "what came while the node was sealed could not be entered: {}", more.error().detail);
    return more && *more;
}

}  // namespace panoh
