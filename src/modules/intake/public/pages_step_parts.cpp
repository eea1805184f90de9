// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/pages_step_parts.hpp"

#include "modules/intake/public/rules.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

MessageId heading_of(RequestStep step)
{
    switch (step) {
    case RequestStep::who:
        return msg("request.who.heading");
    case RequestStep::danger:
        return msg("request.danger.heading");
    case RequestStep::words:
        return msg("request.words.heading");
    case RequestStep::where:
        return msg("request.where.heading");
    case RequestStep::when:
        return msg("request.when.heading");
    case RequestStep::needs:
        return msg("request.needs.heading");
    case RequestStep::reach:
        return msg("request.reach.heading");
    case RequestStep::keep:
        return msg("request.keep.heading");
    case RequestStep::files:
        return msg("request.files.heading");
    case RequestStep::check:
        break;
    }
    return msg("request.check.heading");
}

MessageId label_of_caller(std::string_view code)
{
    if (code == "self") return msg("request.who.self");
    if (code == "family") return msg("request.who.family");
    if (code == "witness") return msg("request.who.witness");
    if (code == "lawyer") return msg("request.who.lawyer");
    if (code == "organisation") return msg("request.who.organisation");
    return msg("request.who.other");
}

MessageId label_of_danger(std::string_view answer)
{
    if (answer == "yes") return msg("request.danger.yes");
    return answer == "no" ? msg("request.danger.no") : msg("request.danger.unsure");
}

MessageId label_of_reach(std::string_view answer)
{
    if (answer == "receipt") return msg("request.reach.receipt");
    return answer == "phone" ? msg("request.reach.by_phone") : msg("request.reach.other");
}

MessageId label_of_keep(std::string_view answer)
{
    return answer == "yes" ? msg("request.keep.yes") : msg("request.keep.not_yet");
}

MessageId label_of_pass_on(std::string_view answer)
{
    if (answer == "yes_named") return msg("request.pass_on.named");
    return answer == "yes_unnamed" ? msg("request.pass_on.unnamed") : msg("request.pass_on.no");
}

Html fields_of(RequestStep step, const StepState& state)
{
    return group(
        hidden("step", name_of(step)), hidden(carry_input, state.carry), state.to_check ? hidden("to", "check") : Html()
    );
}

Html notices(const PublicPage& page, const StepState& state)
{
    if (!state.was_lost) return {};
    return web::notice(
        web::Tone::due, page.text(msg("request.lost.heading")), page.paragraphs(page.text(msg("request.lost.text")))
    );
}

std::string steps_words(const PublicPage& page, RequestStep step)
{
    const bool files = page.published().announcement.takes_files;
    std::int64_t number = 1;
    std::int64_t total = 1;
    for (auto at = std::optional(RequestStep::who); at; at = step_after(*at, files)) {
        if (*at < step) ++number;
        if (*at != RequestStep::check) ++total;
    }
    return page.text(msg("request.step"), {{"number", number}, {"total", total}});
}

Html buttons(const PublicPage& page, RequestStep step, const MessageId& go_on, std::string_view deed)
{
    const bool files = page.published().announcement.takes_files;
    return group(
        el<"div">(
            cls("actions"),
            page.button(go_on, deed),
            step_before(step, files) ? page.quiet_button(msg("request.back"), "back") : Html()
        ),
        page.language_buttons()
    );
}

}  // namespace panoh::intake
