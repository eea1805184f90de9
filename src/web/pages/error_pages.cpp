// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

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

Response problem_page(const PageContext& context, int status, const std::string& sentence)
{
    PageHead head;
    head.heading = Sensitive<std::string>(context.text(heading_for(status)));
    const bool signed_in = context.is_signed_in();
    const Url way = signed_in ? Url::local("/") : Url::local("/sign-in");
    const MessageId label = signed_in ? msg("shell.to_my_work") : msg("shell.to_sign_in");
    const Html body = html::group(paragraph(sentence), html::el<"p">(link_button(way, context.text(label))));
    return page(context, head, body, status);
}

}  // namespace

Response error_page(const PageContext& context, const Error& error)
{
    const std::string sentence =
        error.message.id.empty() ? context.text(default_message(error.code)) : context.text(error.message);
    return problem_page(context, http_status(error.code), sentence);
}

Response error_page(const PageContext& context, int status, const MessageId& message)
{
    return problem_page(context, status, context.text(message));
}

}  // namespace panoh::web
