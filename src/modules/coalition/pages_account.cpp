// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/pages_account.hpp"

#include "modules/coalition/credentials_view.hpp"
#include "modules/coalition/vouching_view.hpp"
#include "vault/accounts/kept_preferences.hpp"
#include "web/pages/components.hpp"
#include "web/pages/context.hpp"
#include "web/pages/session_cookie.hpp"
#include "web/pages/shell.hpp"

#include <charconv>

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using web::Audience;
using web::AuditAction;
using web::Choice;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

PageHead head_of(const PageContext& context, const MessageId& heading)
{
    PageHead head;
    head.title = context.text(heading);
    head.heading = Sensitive<std::string>(head.title);
    head.typed_text = true;
    return head;
}

web::InputOptions field(const PageContext& context, std::string_view field_name, const MessageId& label, bool password)
{
    web::InputOptions options;
    options.name = std::string(field_name);
    options.label = context.text(label);
    options.password = password;
    return options;
}

Html language_choice(const PageContext& context, const accounts::OpenSession& session)
{
    auto language = field(context, "language", msg("account.language.label"), false);
    language.value = Sensitive<std::string>(session.preferences.language);
    std::vector<Choice> languages;
    for (const auto& [code, native] : context.services().catalogues->native_language_names())
        languages.push_back({code, native, ""});
    return web::select(context, language, languages);
}

Html preferences_form(const PageContext& context, const accounts::OpenSession& session)
{
    auto theme = field(context, "theme", msg("account.theme.label"), false);
    theme.value = Sensitive<std::string>(session.preferences.theme);
    const std::vector<Choice> themes{
        {"", context.text(msg("account.theme.system")), ""},
        {"light", context.text(msg("account.theme.light")), ""},
        {"dark", context.text(msg("account.theme.dark")), ""},
    };
    auto density = field(context, "density", msg("account.density.label"), false);
    density.value = Sensitive<std::string>(session.preferences.density);
    auto accounts_shown = field(context, "accounts", msg("account.accounts.label"), false);
    accounts_shown.hint = context.text(msg("account.accounts.hint"));
    accounts_shown.value = Sensitive<std::string>(session.preferences.opens_accounts ? "open" : "");
    const std::vector<Choice> ways{
        {"", context.text(msg("account.accounts.closed")), ""},
        {"open", context.text(msg("account.accounts.open")), ""},
    };
    const std::vector<Choice> densities{
        {"", context.text(msg("account.density.comfortable")), ""},
        {"compact", context.text(msg("account.density.compact")), ""},
    };
    auto idle = field(context, "idle", msg("account.idle.label"), false);
    idle.value = Sensitive<std::string>(std::to_string(session.idle_limit.count()));
    std::vector<Choice> minutes;
    for (const int each : {5, 15, 30, 60}) {
        minutes.push_back(
            {std::to_string(each), context.text(msg("account.idle.minutes"), {{"count", std::int64_t{each}}}), ""}
        );
    }
    return web::post_form(
        context,
        Url::local("/account/preferences"),
        group(
            language_choice(context, session),
            web::radios(context, theme, themes),
            web::radios(context, density, densities),
            web::radios(context, accounts_shown, ways),
            web::radios(context, idle, minutes),
            web::submit_button(context.text(msg("account.save")))
        )
    );
}

Html passphrase_form(const PageContext& context, std::string_view problem)
{
    auto old = field(context, "old", msg("account.passphrase.old.label"), true);
    old.autocomplete = "current-password";
    old.error = std::string(problem);
    return group(
        web::paragraph(context.text(msg("account.passphrase.explain"))),
        web::post_form(
            context,
            Url::local("/account/passphrase"),
            group(web::text_input(context, old), web::submit_button(context.text(msg("account.passphrase.button"))))
        )
    );
}

Html sessions_list(const PageContext& context, accounts::Accounts& accounts, const accounts::OpenSession& session)
{
    std::vector<std::vector<Html>> rows;
    for (const accounts::SessionSummary& each : accounts.sessions().of_user(session.user)) {
        const bool own = each.id == session.id;
        rows.push_back({
            group(context.translator().moment(each.created)),
            group(context.translator().moment(each.last_seen)),
            own ? web::tag(web::Tone::info, context.text(msg("account.sessions.this")))
                : web::action_button(
                    context, Url::local("/account/sessions/{}/end", each.id), context.text(msg("account.sessions.end"))
                ),
        });
    }
    std::vector<web::Column> columns;
    for (const MessageId& heading :
         {msg("account.sessions.since"), msg("account.sessions.seen"), msg("account.sessions.action")}) {
        columns.push_back({context.text(heading), std::nullopt, false, false});
    }
    return web::table(context.text(msg("account.sessions.heading")), columns, rows);
}

Response account_page(
    PageContext& context,
    accounts::Accounts& accounts,
    const std::optional<Html>& notice = std::nullopt,
    std::string_view passphrase_problem = {},
    int status = 200
)
{
    const auto token = web::session_token(context.request());
    const auto session = token ? accounts.open(*token) : std::nullopt;
    if (!session) return Response::redirect(Url::local("/sign-in"));
    const Html body = group(
        notice,
        web::section(context.text(msg("account.preferences")), preferences_form(context, *session)),
        context.may("work") ? group(
            el<"p">(web::link(Url::local("/notices"), context.text(msg("notices.heading")))),
            el<"p">(web::link(Url::local("/account/reminders"), context.text(msg("notices.reminders.heading"))))
        )
                            : Html(),
        web::section(context.text(msg("account.passphrase.heading")), passphrase_form(context, passphrase_problem)),
        web::section(
            context.text(msg("account.factor.heading")),
            group(
                web::paragraph(context.text(msg("account.factor.explain"))),
                web::action_button(
                    context, Url::local("/account/second-factor"), context.text(msg("account.factor.begin"))
                )
            )
        ),
        web::section(context.text(msg("account.sessions.heading")), sessions_list(context, accounts, *session)),
        context.may("see_register")
            ? el<"p">(web::link(Url::local("/organisation"), context.text(msg("profile.heading"))))
            : Html()
    );
    return web::page(context, head_of(context, msg("account.heading")), body, status);
}

Response save_preferences(PageContext& context, accounts::Accounts& accounts)
{
    const auto token = web::session_token(context.request());
    const auto session = token ? accounts.open(*token) : std::nullopt;
    if (!session) return Response::redirect(Url::local("/sign-in"));
    const auto& form = context.request().form;
    accounts::Preferences preferences = session->preferences;
    const std::string_view theme = form.text("theme");
    preferences.theme = theme == "light" || theme == "dark" ? std::string(theme) : std::string();
    preferences.density = form.text("density") == "compact" ? "compact" : "";
    preferences.opens_accounts = form.text("accounts") == "open";
    const std::string language(form.text("language"));
    if (context.services().catalogues->language(language) != nullptr) preferences.language = language;
    accounts.sessions().set_preferences(*token, preferences);
    int minutes = 15;
    const std::string_view idle = form.text("idle");
    std::from_chars(idle.data(), idle.data() + idle.size(), minutes);
    accounts.sessions().set_idle_limit(*token, std::chrono::minutes(minutes));
    const auto now = accounts.open(*token);
    if (!now || now->is_locked()) return Response::redirect(Url::local("/sign-in"));
    const accounts::KeptPreferences chosen{std::move(preferences), now->idle_limit};
    if (auto kept = accounts::keep_preferences(context.vault(), *context.viewer().keys, chosen); !kept)
        return web::error_page(context, kept.error());
    return Response::redirect(Url::local("/account"));
}

Response change_passphrase(PageContext& context, accounts::Accounts& accounts)
{
    const auto token = web::session_token(context.request());
    if (!token) return Response::redirect(Url::local("/sign-in"));
    const Sensitive<std::string> old{std::string(context.request().form.text("old"))};
    const Sensitive<std::string> fresh =
        accounts::new_passphrase(context.vault().random(), context.translator().language());
    const bool waits = !context.vault().directory()->is_confirmed(context.actor().user);
    if (auto changed = accounts.change_passphrase(*token, old, fresh); !changed) {
        return account_page(context, accounts, std::nullopt, context.text(changed.error().message), 422);
    }
    const std::vector<web::Fact> facts{{context.text(msg("sign_in.passphrase.label")), el<"code">(fresh)}};
    const Html body = group(
        web::notice(
            web::Tone::due,
            context.text(msg("coalition.credentials.once.heading")),
            web::paragraph(context.text(msg("account.passphrase.once")))
        ),
        web::facts(facts),
        waits ? web::paragraph(context.text(msg("vouching.sign_in_again"))) : Html(),
        el<"p">(web::quiet_link_button(Url::local("/account"), context.text(msg("account.back"))))
    );
    return web::page(context, head_of(context, msg("account.passphrase.heading")), body);
}

/// `secret` is shown again after a wrong code: nobody has to scan twice.
Response
second_factor_page(PageContext& context, BytesView secret, OneTimeImages& images, std::string_view problem, int status)
{
    auto passphrase = field(context, "passphrase", msg("sign_in.passphrase.label"), true);
    passphrase.error = std::string(problem);
    auto code = field(context, "code", msg("account.factor.code.label"), false);
    code.input_mode = "numeric";
    code.autocomplete = "one-time-code";
    const auto directory = context.vault().directory();
    const vault::User* user = directory->user(context.actor().user);
    const Html body = group(
        second_factor_view(context, user == nullptr ? "" : user->login, secret, images),
        web::post_form(
            context,
            Url::local("/account/second-factor/confirm"),
            group(
                web::text_input(context, passphrase),
                web::text_input(context, code),
                web::submit_button(context.text(msg("account.factor.confirm")))
            )
        )
    );
    return web::page(context, head_of(context, msg("account.factor.heading")), body, status);
}

Response begin_second_factor(PageContext& context, accounts::Accounts& accounts, OneTimeImages& images)
{
    const auto token = web::session_token(context.request());
    if (!token) return Response::redirect(Url::local("/sign-in"));
    const auto secret = accounts.propose_second_factor(*token);
    if (!secret) return web::error_page(context, secret.error());
    return second_factor_page(context, secret->view(), images, "", 200);
}

Response confirm_second_factor(PageContext& context, accounts::Accounts& accounts)
{
    const auto token = web::session_token(context.request());
    if (!token) return Response::redirect(Url::local("/sign-in"));
    const auto& form = context.request().form;
    const Sensitive<std::string> passphrase{std::string(form.text("passphrase"))};
    const auto codes = accounts.renew_second_factor(*token, passphrase, form.text("code"));
    if (!codes) {
        const Html problem = web::notice(web::Tone::late, context.text(codes.error().message), Html());
        return account_page(context, accounts, problem, "", 422);
    }
    const Html body = group(
        web::notice(web::Tone::ok, context.text(msg("account.factor.done")), Html()),
        recovery_codes_view(context, *codes),
        el<"p">(web::quiet_link_button(Url::local("/account"), context.text(msg("account.back"))))
    );
    return web::page(context, head_of(context, msg("account.factor.heading")), body);
}

Response end_session(PageContext& context, accounts::Accounts& accounts)
{
    const auto id = context.path_id<accounts::SessionId>("session");
    if (id) static_cast<void>(accounts.end_session(context.actor().user, *id));
    return Response::redirect(Url::local("/account"));
}

Response administration_page(PageContext& context)
{
    std::vector<Html> items;
    const auto add = [&](const Url& url, const MessageId& label, const MessageId& explain, const Html& more = {}) {
        items.push_back(el<"li">(web::link(url, context.text(label)), more, el<"p">(context.text(explain))));
    };
    if (context.may("administer")) {
        add(Url::local("/administration/users"),
            msg("coalition.users.heading"),
            msg("coalition.users.explain"),
            waiting_tags(context));
        add(Url::local("/administration/organisations"),
            msg("coalition.organisations.heading"),
            msg("coalition.organisations.explain"));
        add(Url::local("/administration/mail"), msg("notices.relay.heading"), msg("notices.relay.link.explain"));
    }
    if (context.may("see_register"))
        add(Url::local("/organisation"), msg("profile.heading"), msg("profile.link.explain"));
    if (context.may("publish_request"))
        add(Url::local("/request-page"), msg("request.publish.heading"), msg("request.publish.explain"));
    if (context.may("audit")) add(Url::local("/administration/audit"), msg("audit.heading"), msg("audit.explain"));
    PageHead head;
    head.title = context.text(msg("coalition.administration"));
    head.heading = Sensitive<std::string>(head.title);
    head.place = web::Place::administration;
    return web::page(context, head, el<"ul">(cls("plain-list"), items));
}

}  // namespace

web::Routes account_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images)
{
    const auto own = [](Method method, std::string pattern, std::string audit, web::PageHandler handler) {
        auto action = audit.empty() ? AuditAction::none() : AuditAction::named(std::move(audit));
        return web::Route{method, std::move(pattern), Audience::signed_in(), std::move(action), std::move(handler)};
    };
    return {
        {Method::get, "/administration", Audience::ability("work"), AuditAction::none(), administration_page},
        own(Method::get, "/account", "", [accounts](PageContext& context) { return account_page(context, *accounts); }),
        own(Method::post,
            "/account/preferences",
            "",
            [accounts](PageContext& context) { return save_preferences(context, *accounts); }),
        own(Method::post,
            "/account/passphrase",
            "passphrase_changed",
            [accounts](PageContext& context) { return change_passphrase(context, *accounts); }),
        own(Method::post,
            "/account/second-factor",
            "second_factor_begun",
            [accounts, images](PageContext& context) { return begin_second_factor(context, *accounts, *images); }),
        own(Method::post,
            "/account/second-factor/confirm",
            "second_factor_changed",
            [accounts](PageContext& context) { return confirm_second_factor(context, *accounts); }),
        own(Method::post,
            "/account/sessions/{session}/end",
            "session_ended",
            [accounts](PageContext& context) { return end_session(context, *accounts); }),
    };
}

}  // namespace panoh::coalition
