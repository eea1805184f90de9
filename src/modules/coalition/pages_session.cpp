// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/pages_session.hpp"

#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/session_cookie.hpp"
#include "web/pages/shell.hpp"

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Audience;
using web::AuditAction;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

Url place_to_return(std::string_view path)
{
    const auto url = Url::parse_local(path);
    const bool loops = path.starts_with("/sign-in") || path.starts_with("/lock") || path.starts_with("/sign-out");
    return url && !loops ? *url : Url::local("/");
}

Html hidden(std::string_view field, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), name(field), value(text));
}

Response sign_in_page(const PageContext& context, std::string_view problem, std::string_view kept, int status)
{
    const auto& form = context.request().form;
    const std::string_view wanted = form.has("return") ? form.text("return") : context.request().query.text("return");
    PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("sign_in.heading")));
    head.typed_text = true;
    const Html help = group(
        el<"p">(web::link(Url::local("/join"), context.text(msg("join.link")))),
        el<"p">(web::link(Url::local("/sign-in/help"), context.text(msg("sign_in.help"))))
    );
    return web::bare_page(context, head, group(web::sign_in_form(context, wanted, kept, problem), help), status);
}

Response busy_page(const PageContext& context, const Error& error, std::string_view kept)
{
    Response response = sign_in_page(context, context.text(msg("sign_in.wait")), kept, http_status(error.code));
    const auto wait = accounts::retry_after(error);
    response.set_header("Retry-After", std::to_string(wait.count()));
    return response;
}

/// The kept form comes back under the session that was just made, to the one who typed it.
Response signed_in(PageContext& context, accounts::Accounts& accounts, const accounts::SignedIn& result)
{
    const auto& form = context.request().form;
    Response response = Response::redirect(place_to_return(form.text("return")));
    const std::string_view sealed = form.text(web::kept_field);
    const auto kept = web::open_kept_form(context.vault(), sealed);
    auto session = kept ? accounts.open(result.token) : std::nullopt;
    if (session) {
        const auto directory = context.vault().directory();
        web::Viewer viewer;
        viewer.actor = access::actor_of(*directory, result.user).value_or(access::Actor{});
        viewer.keys = &session->keys();
        viewer.name = directory->user(result.user)->name;
        viewer.csrf = session->csrf_token(context.vault().random());
        const web::Parameters nothing;
        const PageContext again(
            context.services(), context.request(), nothing, std::move(viewer), context.translator().language()
        );
        response = session->was_shown_to_user(kept->token) ? web::kept_form_again(again, *kept)
                                                           : web::kept_form_of_another(again, sealed);
    }
    web::give_session(response, result.token);
    return response;
}

Response sign_in(PageContext& context, accounts::Accounts& accounts)
{
    const auto& form = context.request().form;
    const std::string_view kept = form.text(web::kept_field);
    accounts::SignInRequest request;
    request.login = std::string(form.text("login"));
    request.passphrase = Sensitive<std::string>(std::string(form.text("passphrase")));
    request.code = Sensitive<std::string>(std::string(form.text("code")));
    request.address = context.request().peer_address;
    const auto result = accounts.sign_in(request);
    if (result) return signed_in(context, accounts, *result);
    if (result.error().code == ErrorCode::busy) return busy_page(context, result.error(), kept);
    if (result.error().code == ErrorCode::not_signed_in) {
        return sign_in_page(context, context.text(msg("sign_in.refused")), kept, 401);
    }
    return web::error_page(context, result.error());
}

Response after_leaving(const accounts::Presence& presence, const std::function<void()>& seal, const Url& target)
{
    Response response = Response::redirect(target);
    if (presence.should_seal) seal();
    return response;
}

Response sign_out(PageContext& context, accounts::Accounts& accounts, const std::function<void()>& seal)
{
    const auto token = web::session_token(context.request());
    accounts::Presence presence;
    if (token) presence = accounts.sign_out(*token);
    Response response = after_leaving(presence, seal, Url::local("/sign-in"));
    const std::string_view kept = context.request().form.text(web::kept_field);
    if (!kept.empty()) response = sign_in_page(context, "", kept, 200);
    web::take_session(response);
    return response;
}

/// Locking keeps the place; a node on which everybody has locked seals like one that nobody uses.
Response lock(PageContext& context, accounts::Accounts& accounts, const std::function<void()>& seal)
{
    const auto token = web::session_token(context.request());
    const auto& form = context.request().form;
    if (!token) return Response::redirect(Url::local("/sign-in"));
    const accounts::Presence presence = accounts.lock(*token);
    Response response =
        after_leaving(presence, seal, Url::local("/lock").with("return", place_to_return(form.text("return")).text()));
    response.clear_site_data();
    return response;
}

Response lock_page(const PageContext& context, std::string_view problem, int status)
{
    const auto& form = context.request().form;
    const std::string_view wanted = form.has("return") ? form.text("return") : context.request().query.text("return");
    web::InputOptions options;
    options.name = "passphrase";
    options.label = context.text(msg("sign_in.passphrase.label"));
    options.password = true;
    options.autocomplete = "current-password";
    const Html body = group(
        web::paragraph(context.text(msg("lock.explain"))),
        el<"form">(
            a<"method">("post"),
            action(Url::local("/unlock")),
            cls("stack"),
            problem.empty() ? Html() : web::notice(web::Tone::late, problem, Html()),
            hidden("return", wanted),
            web::text_input(context, options),
            web::submit_button(context.text(msg("lock.unlock")))
        ),
        el<"form">(
            a<"method">("post"),
            action(Url::local("/sign-out")),
            web::secondary_submit(context.text(msg("lock.sign_out")))
        )
    );
    PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("lock.heading")));
    head.typed_text = true;
    return web::bare_page(context, head, body, status);
}

Response unlock(PageContext& context, accounts::Accounts& accounts)
{
    const auto token = web::session_token(context.request());
    if (!token) return Response::redirect(Url::local("/sign-in"));
    const auto& form = context.request().form;
    const Sensitive<std::string> passphrase{std::string(form.text("passphrase"))};
    const auto fresh = accounts.unlock(*token, passphrase);
    if (fresh) {
        Response response = Response::redirect(place_to_return(form.text("return")));
        web::give_session(response, *fresh);
        return response;
    }
    if (fresh.error().code == ErrorCode::busy) return lock_page(context, context.text(msg("sign_in.wait")), 503);
    if (accounts.open(*token)) return lock_page(context, context.text(msg("lock.refused")), 401);
    return Response::redirect(Url::local("/sign-in").with("return", place_to_return(form.text("return")).text()));
}

Response choose_language(PageContext& context, accounts::Accounts& accounts)
{
    const auto& form = context.request().form;
    const std::string language(form.text("language"));
    Response response = Response::redirect(place_to_return(form.text("return")));
    if (context.services().catalogues->language(language) == nullptr) return response;
    response.set_cookie({"language", language, std::chrono::hours(24 * 365)});
    const auto token = web::session_token(context.request());
    if (!token) return response;
    if (auto session = accounts.open(*token)) {
        accounts::Preferences preferences = session->preferences;
        preferences.language = language;
        accounts.sessions().set_preferences(*token, std::move(preferences));
    }
    return response;
}

}  // namespace

web::Routes session_routes(accounts::Accounts* accounts, std::function<void()> seal)
{
    const auto open = [](Method method, std::string pattern, web::PageHandler handler) {
        return web::Route{method, std::move(pattern), Audience::anyone(), AuditAction::none(), std::move(handler)};
    };
    return {
        open(Method::get, "/sign-in", [](PageContext& context) { return sign_in_page(context, "", "", 200); }),
        open(Method::post, "/sign-in", [accounts](PageContext& context) { return sign_in(context, *accounts); }),
        open(
            Method::post,
            "/sign-out",
            [accounts, seal](PageContext& context) { return sign_out(context, *accounts, seal); }
        ),
        open(Method::post, "/lock", [accounts, seal](PageContext& context) { return lock(context, *accounts, seal); }),
        open(Method::get, "/lock", [](PageContext& context) { return lock_page(context, "", 200); }),
        open(Method::post, "/unlock", [accounts](PageContext& context) { return unlock(context, *accounts); }),
        open(
            Method::post, "/language", [accounts](PageContext& context) { return choose_language(context, *accounts); }
        ),
    };
}

}  // namespace panoh::coalition
