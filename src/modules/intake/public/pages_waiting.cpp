// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/pages_waiting.hpp"

#include "base/log.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/public/messages.hpp"
#include "web/pages/components.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

Html web_request_tag(const PageContext& context, const CallRow& row)
{
    if (row.channel != "web_form") return {};
    return group(" ", web::tag(web::Tone::info, context.text(msg("request.tag"))));
}

Html waiting_messages_notice(PageContext& context)
{
    if (!context.may("take_calls")) return {};
    const auto waiting = waiting_messages(context.records(), context.caller());
    if (!waiting) log(LogLevel::error, "waiting messages could not be listed: {}", waiting.error().detail);
    if (!waiting || waiting->empty()) return {};
    std::vector<Html> items;
    for (const WaitingMessage& each : *waiting) {
        items.push_back(el<"li">(
            web::link(Url::local("/calls/{}/messages", each.contact), each.number),
            " ",
            el<"small">(cls("num"), moment_words(context, each.since))
        ));
    }
    const auto count = static_cast<std::int64_t>(waiting->size());
    return web::notice(
        web::Tone::due, context.text(msg("request.waiting.heading"), {{"count", count}}), el<"ul">(items)
    );
}

}  // namespace panoh::intake
