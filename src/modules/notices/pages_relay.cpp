// SPDX-License-Identifier: AGPL-3.0-or-later
// The mail relay of the node.
#include "modules/notices/pages.hpp"
#include "modules/notices/pages_parts.hpp"
#include "modules/notices/reminders.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

namespace panoh::notices {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using mail::Protection;
using mail::Relay;
using web::PageContext;
using web::Response;

constexpr int highest_port = 65'535;

const Url& own_address()
{
    static const Url address = Url::local("/administration/mail");
    return address;
}

RelayForm form_of(const Relay& relay)
{
    const char* protection = relay.protection == Protection::tls    ? "tls"
                             : relay.protection == Protection::none ? "none"
                                                                    : "starttls";
    return {relay.host, std::to_string(relay.port), protection, relay.login, "", relay.sender};
}

/// The relay that a form without problems describes. A password that was not typed stays as it was.
Relay relay_in(const RelayForm& form, const std::optional<Relay>& before)
{
    Relay relay;
    relay.host = form.host;
    relay.port = static_cast<std::uint16_t>(number_in(form.port, 1, highest_port));
    relay.protection = form.protection == "tls"    ? Protection::tls
                       : form.protection == "none" ? Protection::none
                                                   : Protection::starttls;
    relay.login = form.login;
    relay.sender = form.sender;
    if (!form.password.empty()) {
        relay.password = Sensitive<std::string>(form.password);
    } else if (before && before->login == form.login && before->host == form.host) {
        relay.password = before->password;
    }
    return relay;
}

Html relay_form(const PageContext& context, const RelayForm& form, const std::vector<Problem>& problems)
{
    auto host = input_of(context, problems, "host", msg("notices.relay.host"), form.host);
    host.hint = context.text(msg("notices.relay.host.hint"));
    auto port = input_of(context, problems, "port", msg("notices.relay.port"), form.port);
    port.input_mode = "numeric";
    const auto protection = input_of(context, problems, "protection", msg("notices.relay.protection"), form.protection);
    const std::vector<web::Choice> ways{
        {"starttls", context.text(msg("notices.relay.starttls")), ""},
        {"tls", context.text(msg("notices.relay.tls")), ""},
        {"none", context.text(msg("notices.relay.none")), ""},
    };
    auto login = input_of(context, problems, "login", msg("notices.relay.login"), form.login);
    login.optional = true;
    auto password = input_of(context, problems, "password", msg("notices.relay.password"), "");
    password.password = true;
    password.optional = true;
    password.hint = context.text(msg("notices.relay.password.hint"));
    password.autocomplete = "new-password";
    auto sender = input_of(context, problems, "sender", msg("notices.relay.sender"), form.sender);
    sender.hint = context.text(msg("notices.relay.sender.hint"));
    return web::post_form(
        context,
        own_address(),
        group(
            web::text_input(context, host),
            web::text_input(context, port),
            web::radios(context, protection, ways),
            web::text_input(context, login),
            web::text_input(context, password),
            web::text_input(context, sender),
            web::submit_button(context.text(msg("notices.save")))
        )
    );
}

Html state_of(const PageContext& context, bool is_set, const mail::Courier& courier)
{
    if (!is_set) return web::notice(web::Tone::info, context.text(msg("notices.relay.off")), Html());
    const auto last = courier.last();
    if (!last) return web::paragraph(context.text(msg("notices.relay.untried")));
    const std::string when = context.translator().moment(last->at);
    return last->delivered
               ? web::notice(web::Tone::ok, context.text(msg("notices.relay.worked"), {{"when", when}}), Html())
               : web::notice(
                   web::Tone::late,
                   context.text(msg("notices.relay.failed"), {{"when", when}}),
                   web::paragraph(context.text(msg("notices.relay.failed.how")))
               );
}

Response page_of(
    const PageContext& context,
    const RelayForm& form,
    const std::vector<Problem>& problems,
    bool is_set,
    const mail::Courier& courier,
    int status
)
{
    Html body = group(
        summary_of(context, problems),
        web::paragraph(context.text(msg("notices.relay.explain"))),
        state_of(context, is_set, courier),
        relay_form(context, form, problems)
    );
    if (is_set) {
        body += web::section(
            context.text(msg("notices.relay.off.heading")),
            web::action_button(
                context, Url::local("/administration/mail/off"), context.text(msg("notices.relay.off.button"))
            )
        );
    }
    return plain_page(context, msg("notices.relay.heading"), body, status);
}

}  // namespace

Response relay_page(PageContext& context, const mail::Courier& courier)
{
    const auto relay = relay_of(context.vault());
    if (!relay) return web::error_page(context, relay.error());
    return page_of(context, form_of(relay->value_or(Relay{})), {}, relay->has_value(), courier, 200);
}

Response save_relay(PageContext& context, const mail::Courier& courier)
{
    const auto& sent = context.request().form;
    const RelayForm form{
        std::string(sent.text("host")),
        std::string(sent.text("port")),
        std::string(sent.text("protection")),
        std::string(sent.text("login")),
        std::string(sent.text("password")),
        std::string(sent.text("sender")),
    };
    const auto before = relay_of(context.vault());
    if (!before) return web::error_page(context, before.error());
    const auto problems = problems_of(form);
    if (!problems.empty()) return page_of(context, form, problems, before->has_value(), courier, 422);
    const auto done = keep_relay(context.vault(), relay_in(form, *before));
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(own_address());
}

Response remove_relay(PageContext& context)
{
    if (auto done = forget_relay(context.vault()); !done) return web::error_page(context, done.error());
    return Response::redirect(own_address());
}

}  // namespace panoh::notices
