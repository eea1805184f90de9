// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>
#include <array>

namespace panoh::web {

namespace {

MessageId heading_for(int status)
{
    switch (status) {
    case 401:
        return msg("shell.problem.signed_out");
    case 403:
        return msg("shell.problem.denied");
    case 404:
        return msg("shell.problem.not_found");
    case 409:
        return msg("shell.problem.conflict");
    case 413:
        return msg("shell.problem.too_large");
    case 503:
        return msg("shell.problem.busy");
    default:
        return status < 500 ? msg("shell.problem.input") : msg("shell.problem.internal");
    }
}

constexpr std::array<std::string_view, 4> secret_inputs{"passphrase", "password", "code", "receipt"};

/// Whether a field of a form holds what somebody typed: no choice, no id, no secret.
bool is_typed(const PageContext& context, const Parameter& field)
{
    const std::string_view text = field.value();
    if (text.empty() || field.name().starts_with('_') || RecordId::parse(text)) return false;
    if (std::ranges::find(secret_inputs, field.name()) != secret_inputs.end()) return false;
    return std::ranges::none_of(context.records().schema().lists, [&](const auto& each) {
        return each.second.find(text) != nullptr;
    });
}

/// What was typed into the form that is refused, to be taken along: nobody writes it a second time.
html::Html typed_texts(const PageContext& context)
{
    if (context.request().method != Method::post || !context.is_signed_in()) return {};
    html::Html texts;
    for (const Parameter& field : context.request().form) {
        if (is_typed(context, field)) texts += html::el<"pre">(field.value());
    }
    return texts.empty() ? html::Html() : section(context.text(msg("shell.problem.typed")), texts);
}

Response problem_page(const PageContext& context, int status, const std::string& sentence, const html::Html& typed)
{
    PageHead head;
    head.typed_text = !typed.empty();
    head.heading = Sensitive<std::string>(context.text(heading_for(status)));
    const bool signed_in = context.is_signed_in();
    const Url way = signed_in ? Url::local("/") : Url::local("/sign-in");
    const MessageId label = signed_in ? msg("shell.to_my_work") : msg("shell.to_sign_in");
    const Html body = html::group(paragraph(sentence), typed, html::el<"p">(link_button(way, context.text(label))));
    return page(context, head, body, status);
}

}  // namespace

Response error_page(const PageContext& context, const Error& error)
{
    const std::string sentence =
        error.message.id.empty() ? context.text(default_message(error.code)) : context.text(error.message);
    return problem_page(context, http_status(error.code), sentence, typed_texts(context));
}

Response error_page(const PageContext& context, int status, const MessageId& message)
{
    // A form without its token may have been written by somebody else: nothing of it is shown.
    constexpr int denied = 403;
    return problem_page(context, status, context.text(message), status == denied ? html::Html() : typed_texts(context));
}

}  // namespace panoh::web
