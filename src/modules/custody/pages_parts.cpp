// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/custody/pages_parts.hpp"

#include "forms/typed.hpp"
#include "modules/custody/rules.hpp"

namespace panoh::custody {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

Result<Alert> alert_of(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact");
    if (!contact) return fail(ErrorCode::not_found, "the address names no contact");
    return open_alert(context.records(), context.caller(), *contact);
}

Result<AlertLine> subject_of(PageContext& context)
{
    const auto contact = context.path_id<RecordId>("contact");
    if (!contact) return fail(ErrorCode::not_found, "the address names no contact");
    return line_of_contact(context.records(), context.caller(), *contact);
}

web::PageHead form_head(const PageContext& context, const AlertLine& line, const MessageId& heading)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(heading, {{"number", line.number}}));
    head.title = line.number;
    head.place = web::Place::calls;
    head.typed_text = true;
    const std::string back = context.text(msg("custody.back"), {{"number", line.number}});
    head.tabs = el<"a">(cls("back-link"), href(address_of(line.contact)), back);
    return head;
}

std::string hours_words(const PageContext& context, const AlertLine& line)
{
    const Hours hours = hours_of(line, forms::moment_text(context.vault().clock().now()));
    std::string words = hours.held ? context.text(msg("custody.hours.held"), {{"hours", *hours.held}})
                                   : context.text(msg("custody.hours.held_unknown"));
    words += " ";
    if (hours.is_registered && hours.unregistered) {
        return words + context.text(msg("custody.hours.registered"), {{"hours", *hours.unregistered}});
    }
    if (hours.is_registered) return words + context.text(msg("custody.hours.registered_only"));
    if (hours.unregistered) {
        return words + context.text(msg("custody.hours.unregistered"), {{"hours", *hours.unregistered}});
    }
    return words + context.text(msg("custody.hours.unregistered_unknown"));
}

Html status_tag(const PageContext& context, std::string_view status)
{
    const web::Tone tone = status == "open"                            ? web::Tone::danger
                           : status == "released" || status == "found" ? web::Tone::ok
                                                                       : web::Tone::neutral;
    return web::tag(tone, context.code_label("custody_states", status));
}

std::string going_words(const PageContext& context, const Going& going)
{
    const std::string& at = !going.closed_at.empty()     ? going.closed_at
                            : !going.arrived_at.empty()  ? going.arrived_at
                            : !going.accepted_at.empty() ? going.accepted_at
                                                         : going.asked_at;
    return context.code_label("on_duty_states", going.status) + " · " + intake::moment_words(context, at);
}

Response back_to(const RecordId& contact)
{
    return Response::redirect(address_of(contact));
}

Url address_of(const RecordId& contact)
{
    return Url::local("/custody/{}", contact);
}

}  // namespace panoh::custody
