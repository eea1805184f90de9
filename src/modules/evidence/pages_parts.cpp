// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evidence/pages_parts.hpp"

#include "modules/casework/store.hpp"
#include "web/pages/release_view.hpp"

#include <map>

namespace panoh::evidence {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

MessageId sentence_id(std::string_view event)
{
    static const std::map<std::string_view, MessageId> ids{
        {"received", msg("evidence.sentence.received")},
        {"derived", msg("evidence.sentence.derived")},
        {"handed_over", msg("evidence.sentence.handed_over")},
        {"taken", msg("evidence.sentence.taken")},
        {"declined", msg("evidence.sentence.declined")},
        {"taken_back", msg("evidence.sentence.taken_back")},
        {"taken_over", msg("evidence.sentence.taken_over")},
        {"stored", msg("evidence.sentence.stored")},
        {"seal_opened", msg("evidence.sentence.seal_opened")},
        {"seal_closed", msg("evidence.sentence.seal_closed")},
        {"examined", msg("evidence.sentence.examined")},
        {"lent_out", msg("evidence.sentence.lent_out")},
        {"received_back", msg("evidence.sentence.received_back")},
        {"returned", msg("evidence.sentence.returned")},
        {"destroyed", msg("evidence.sentence.destroyed")},
        {"exported", msg("evidence.sentence.exported")},
    };
    const auto found = ids.find(event);
    return found == ids.end() ? msg("evidence.sentence.correction") : found->second;
}

MessageId verified_id(std::string_view result)
{
    if (result == "same") return msg("evidence.sentence.verified_same");
    if (result == "different") return msg("evidence.sentence.verified_different");
    return msg("evidence.sentence.verified_unreadable");
}

}  // namespace

Result<casework::CaseFrame> frame_of(PageContext& context, const FileId& file)
{
    return casework::case_frame(context, casework::case_of_file(context.records(), file), casework::CaseTab::evidence);
}

Result<web::PageHead> head_of(PageContext& context, const Item& item, Sensitive<std::string> heading)
{
    const auto frame = frame_of(context, item.file);
    if (!frame) return frame.error();
    auto head = frame->page(std::move(heading));
    head.title = item.number;
    return head;
}

Url list_of(const PageContext& context, const FileId& file)
{
    return Url::local("/cases/{}/evidence", casework::case_of_file(context.records(), file));
}

Url address_of(const Item& item)
{
    return Url::local("/evidence/{}", item.record);
}

Html custody_tag(const PageContext& context, const Custody& custody)
{
    using web::Tone;
    switch (custody.whereabouts) {
    case Whereabouts::held:
        return web::tag(Tone::ok, context.text(msg("evidence.state.held")));
    case Whereabouts::offered:
        return web::tag(Tone::due, context.text(msg("evidence.state.offered")));
    case Whereabouts::outside:
        return web::tag(Tone::due, context.text(msg("evidence.state.outside")));
    case Whereabouts::returned:
        return web::tag(Tone::neutral, context.text(msg("evidence.state.returned")));
    case Whereabouts::destroyed:
        break;
    }
    return web::tag(Tone::neutral, context.text(msg("evidence.state.destroyed")));
}

Sensitive<std::string>
sentence_of(const i18n::Translator& translator, const PageContext& context, const CustodyEvent& event)
{
    const MessageId id = event.event == "verified" ? verified_id(event.result) : sentence_id(event.event);
    const std::string day =
        event.occurred_on.empty() ? web::stored_moment(context, event.at) : translator.date_short(event.occurred_on);
    return Sensitive<std::string>(translator.text(
        id, {{"who", context.user_name(event.by).reveal()}, {"to", context.user_name(event.to).reveal()}, {"when", day}}
    ));
}

Html words_of(const PageContext& context, const CustodyEvent& event)
{
    Html lines;
    const auto add = [&](const MessageId& label, const Sensitive<std::string>& words) {
        if (words.reveal().empty()) return;
        lines += el<"p">(el<"span">(cls("meta"), context.text(label), ": "), words);
    };
    add(msg("type.custody_event.field.outside.label"), event.outside);
    add(msg("type.custody_event.field.place.label"), event.place);
    add(msg("type.custody_event.field.seal_number.label"), event.seal_number);
    add(msg("type.custody_event.field.reason.label"), event.reason);
    return lines;
}

}  // namespace panoh::evidence
