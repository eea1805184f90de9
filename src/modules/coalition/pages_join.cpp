// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody who was invited comes in: a code and a login, then a passphrase and a second factor of their own.
#include "modules/coalition/pages_join.hpp"

#include "modules/coalition/administration_view.hpp"
#include "modules/coalition/credentials_view.hpp"
#include "modules/coalition/vouching_view.hpp"

namespace panoh::coalition {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using accounts::Problem;
using web::Method;
using web::PageContext;
using web::PageHead;
using web::Response;

constexpr std::string_view joining_input = "joining";

Html hidden(std::string_view field, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), name(field), value(text));
}

Html form(const Url& target, const Html& body)
{
    return el<"form">(a<"method">("post"), action(target), cls("stack"), body);
}

Response join_page(const PageContext& context, const MessageId& heading, const Html& body, int status)
{
    PageHead head;
    head.heading = Sensitive<std::string>(context.text(heading));
    head.typed_text = true;
    return web::bare_page(context, head, body, status);
}

/// Nobody can come in while nobody who works here has opened the program.
Response closed_page(const PageContext& context, int status = http_status(ErrorCode::sealed))
{
    const Html body = group(
        web::notice(
            web::Tone::due,
            context.text(msg("join.closed.heading")),
            web::paragraph(context.text(msg("join.closed.explain")))
        ),
        el<"p">(web::link(Url::local("/join"), context.text(msg("join.closed.again"))))
    );
    return join_page(context, msg("join.heading"), body, status);
}

Response first_page(const PageContext& context, const std::vector<Problem>& problems, const Html& notice, int status)
{
    auto code = input(context, problems, "code", msg("join.code.label"));
    code.hint = context.text(msg("join.code.hint"));
    auto login = input(context, problems, "login", msg("join.login.label"));
    login.hint = context.text(msg("coalition.user.login.hint"));
    const Html body = group(
        problem_summary(context, problems),
        notice,
        web::paragraph(context.text(msg("join.explain"))),
        form(
            Url::local("/join"),
            group(
                web::text_input(context, code),
                web::text_input(context, login),
                web::submit_button(context.text(msg("join.button")))
            )
        ),
        el<"p">(web::link(Url::local("/sign-in"), context.text(msg("join.to_sign_in"))))
    );
    return join_page(context, msg("join.heading"), body, status);
}

/// The second step: both were received, says who types them.
Html second_form(const PageContext& context, std::string_view joining)
{
    web::InputOptions passphrase;
    passphrase.name = "passphrase";
    passphrase.label = context.text(msg("join.passphrase.label"));
    passphrase.hint = context.text(msg("join.passphrase.hint"));
    passphrase.password = true;
    web::InputOptions code;
    code.name = "code";
    code.label = context.text(msg("join.app_code.label"));
    code.input_mode = "numeric";
    code.autocomplete = "one-time-code";
    return form(
        Url::local("/join/confirm"),
        group(
            hidden(joining_input, joining),
            web::text_input(context, passphrase),
            web::text_input(context, code),
            web::submit_button(context.text(msg("join.confirm.button")))
        )
    );
}

/// Passphrase and picture are in this answer alone: nothing of them is stored where it could be read again.
Response second_page(const PageContext& context, const accounts::Joining& joining, OneTimeImages& images)
{
    const std::vector<web::Fact> facts{
        {context.text(msg("coalition.user.name.label")), group(joining.name)},
        {context.text(msg("sign_in.login.label")), el<"code">(joining.login)},
        {context.text(msg("sign_in.passphrase.label")), el<"code">(joining.passphrase)},
    };
    const Html body = group(
        web::notice(
            web::Tone::due,
            context.text(msg("coalition.credentials.once.heading")),
            web::paragraph(context.text(msg("join.once")))
        ),
        web::facts(facts),
        web::section(
            context.text(msg("coalition.credentials.second_factor")),
            second_factor_view(context, joining.login, joining.totp_secret.view(), images)
        ),
        second_form(context, joining.id.text())
    );
    return join_page(context, msg("join.second.heading"), body, 200);
}

/// Without passphrase and picture: they were shown once, and the person has them.
Response second_page_again(const PageContext& context, const Message& sentence)
{
    const Html body = group(
        web::notice(web::Tone::late, context.text(sentence), web::paragraph(context.text(msg("join.still_yours")))),
        second_form(context, context.request().form.text(joining_input)),
        el<"p">(web::link(Url::local("/join"), context.text(msg("join.begin_again.link"))))
    );
    return join_page(context, msg("join.second.heading"), body, http_status(ErrorCode::invalid_input));
}

Response done_page(const PageContext& context, const accounts::Joined& joined)
{
    const auto directory = context.vault().directory();
    const vault::User* user = directory->user(joined.user);
    if (user == nullptr) return closed_page(context);
    const Html body = group(
        web::notice(web::Tone::ok, context.text(msg("join.done.notice")), Html()),
        web::section(
            context.text(msg("coalition.credentials.recovery")), recovery_codes_view(context, joined.recovery_codes)
        ),
        web::section(
            context.text(msg("vouching.wait.ask.heading")),
            group(web::paragraph(context.text(msg("vouching.wait.ask.explain"))), el<"p">(fingerprint(*user)))
        ),
        el<"p">(web::link_button(Url::local("/sign-in"), context.text(msg("join.to_sign_in"))))
    );
    return join_page(context, msg("join.done.heading"), body, 200);
}

Response with_wait(Response response, const Error& error)
{
    response.set_header("Retry-After", std::to_string(accounts::retry_after(error).count()));
    return response;
}

Response begin(PageContext& context, accounts::Accounts& accounts, OneTimeImages& images)
{
    const auto& sent = context.request().form;
    const auto joining = accounts.begin_joining(
        {Sensitive<std::string>(std::string(sent.text("code"))),
         std::string(sent.text("login")),
         context.request().peer_address}
    );
    if (joining) return second_page(context, *joining, images);
    const Error& error = joining.error();
    if (error.code == ErrorCode::sealed) return closed_page(context);
    if (error.code == ErrorCode::busy) {
        const Html notice = web::notice(web::Tone::late, context.text(error.message), Html());
        return with_wait(first_page(context, {}, notice, http_status(error.code)), error);
    }
    const bool is_code = error.code == ErrorCode::not_signed_in;
    if (!is_code && error.code != ErrorCode::invalid_input) return web::error_page(context, error);
    return first_page(context, {{is_code ? "code" : "login", error.message}}, {}, is_code ? 401 : 422);
}

Response finish(PageContext& context, accounts::Accounts& accounts)
{
    const auto& sent = context.request().form;
    const auto joined = accounts.finish_joining(
        {accounts::JoiningId::parse(sent.text(joining_input)).value_or(accounts::JoiningId{}),
         Sensitive<std::string>(std::string(sent.text("passphrase"))),
         std::string(sent.text("code"))}
    );
    if (joined) return done_page(context, *joined);
    const Error& error = joined.error();
    if (error.code == ErrorCode::sealed) return closed_page(context);
    if (error.code == ErrorCode::not_found) {
        return first_page(context, {}, web::notice(web::Tone::late, context.text(error.message), Html()), 422);
    }
    if (error.code == ErrorCode::busy) return with_wait(second_page_again(context, error.message), error);
    if (error.code != ErrorCode::invalid_input) return web::error_page(context, error);
    return second_page_again(context, error.message);
}

}  // namespace

web::Routes join_routes(accounts::Accounts* accounts, std::shared_ptr<OneTimeImages> images)
{
    const auto open = [](Method method, const char* pattern, web::PageHandler handler) {
        return web::Route{method, pattern, web::Audience::anyone(), web::AuditAction::none(), std::move(handler)};
    };
    const auto show = [](PageContext& context) {
        return context.vault().is_open() ? first_page(context, {}, {}, 200) : closed_page(context, 200);
    };
    return {
        open(Method::get, "/join", show),
        open(
            Method::post,
            "/join",
            [accounts, images](PageContext& context) { return begin(context, *accounts, *images); }
        ),
        open(Method::post, "/join/confirm", [accounts](PageContext& context) { return finish(context, *accounts); }),
    };
}

}  // namespace panoh::coalition
