// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/kept_form.hpp"

#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

namespace panoh::web {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

std::string seal_fields(const KeptForm& form, const crypto::PublicKey& drop_key)
{
    ByteWriter writer;
    writer.sized(form.path);
    writer.sized(form.token);
    for (const Parameter& field : form.fields) {
        writer.sized(field.name());
        writer.sized(field.value());
    }
    Bytes plain = std::move(writer).take();
    std::string sealed = to_base64url(crypto::seal_to(drop_key, plain));
    crypto::wipe(plain);
    return sealed;
}

Html hidden(std::string_view field, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), name(field), value(text));
}

}  // namespace

KeptForm kept_form_of(const Request& request)
{
    KeptForm form{request.path, std::string(request.form.text(token_input)), {}};
    for (const Parameter& field : request.form) {
        if (field.name() != token_input) form.fields.add(std::string(field.name()), std::string(field.value()));
    }
    return form;
}

Response kept_form_page(const PageContext& context, const crypto::PublicKey& drop_key)
{
    const std::string kept = seal_fields(kept_form_of(context.request()), drop_key);
    const Html body = group(
        notice(
            Tone::info, context.text(msg("session.ended.heading")), paragraph(context.text(msg("session.ended.kept")))
        ),
        sign_in_form(context, context.request().path, kept)
    );
    PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("sign_in.heading")));
    head.typed_text = true;
    return bare_page(context, head, body, 401);
}

std::optional<KeptForm> open_kept_form(const vault::Vault& vault, std::string_view sealed)
{
    const auto bytes = from_base64url(sealed);
    if (!bytes) return std::nullopt;
    const auto opened = vault.open_dropped(*bytes);
    if (!opened) return std::nullopt;
    ByteReader reader(opened->view());
    KeptForm form;
    form.path = std::string(text_of(reader.sized()));
    form.token = std::string(text_of(reader.sized()));
    while (reader.ok() && !reader.finished()) {
        std::string field(text_of(reader.sized()));
        std::string text(text_of(reader.sized()));
        if (reader.ok()) form.fields.add(std::move(field), std::move(text));
    }
    if (!reader.ok() || !Url::parse_local(form.path)) return std::nullopt;
    return form;
}

Response kept_form_again(const PageContext& context, const KeptForm& form)
{
    Html fields;
    bool has_batch = false;
    for (const Parameter& field : form.fields) {
        has_batch = has_batch || field.name() == batch_input;
        fields += hidden(field.name(), field.value());
    }
    fields += hidden(token_input, context.viewer().csrf);
    if (!has_batch) fields += hidden(batch_input, context.batch().text());
    const auto target = Url::parse_local(form.path);
    const Html body = group(
        paragraph(context.text(msg("session.kept.explain"))),
        el<"form">(a<"method">("post"), action(*target), fields, submit_button(context.text(msg("session.kept.send"))))
    );
    PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("session.kept.heading")));
    head.typed_text = true;
    return page(context, head, body);
}

Response kept_form_of_another(const PageContext& context, std::string_view sealed)
{
    const Html body = group(
        paragraph(context.text(msg("kept.other.explain"))),
        el<"form">(
            a<"method">("post"),
            action(Url::local("/sign-out")),
            hidden(kept_field, sealed),
            submit_button(context.text(msg("kept.other.sign_out")))
        ),
        el<"p">(link(Url::local("/"), context.text(msg("kept.other.go_on"))))
    );
    PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("kept.other.heading")));
    head.typed_text = true;
    return page(context, head, body);
}

Html sign_in_form(
    const PageContext& context, std::string_view return_to, std::string_view kept, std::string_view problem
)
{
    const auto input = [&](std::string_view field, const MessageId& label, bool password, std::string_view autocomplete
                       ) {
        InputOptions options;
        options.name = std::string(field);
        options.label = context.text(label);
        options.password = password;
        options.autocomplete = std::string(autocomplete);
        if (field == "code") {
            options.input_mode = "numeric";
            options.hint = context.text(msg("sign_in.code.hint"));
        }
        return text_input(context, options);
    };
    return el<"form">(
        a<"method">("post"),
        action(Url::local("/sign-in")),
        cls("stack"),
        problem.empty() ? Html() : notice(Tone::late, problem, Html()),
        hidden("return", return_to),
        kept.empty() ? Html() : hidden(kept_field, kept),
        input("login", msg("sign_in.login.label"), false, "username"),
        input("passphrase", msg("sign_in.passphrase.label"), true, "current-password"),
        input("code", msg("sign_in.code.label"), false, "one-time-code"),
        submit_button(context.text(msg("sign_in.button")))
    );
}

}  // namespace panoh::web
