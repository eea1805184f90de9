// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/pages_parts.hpp"

#include "modules/events/presumption.hpp"
#include "web/pages/form_view.hpp"

namespace panoh::knowledge {

using namespace html;

Url list_url(Kind kind)
{
    return Url::local("/knowledge").with("list", type_of(kind));
}

Url entry_url(const RecordId& entry)
{
    return Url::local("/knowledge/{}", entry);
}

web::PageHead head_below(const PageContext& context, Kind kind, Sensitive<std::string> heading, std::string title)
{
    web::PageHead head;
    head.heading = std::move(heading);
    head.title = std::move(title);
    head.place = web::Place::cases;
    const std::string all = context.text(MessageId("type." + std::string(type_of(kind)) + ".plural"));
    head.tabs = el<"p">(cls("back-link"), web::link(list_url(kind), all));
    return head;
}

Html presumption_notice(const PageContext& context)
{
    const events::PresumptionWords words = events::presumption_words({});
    return web::notice(
        web::Tone::info,
        context.text(msg("knowledge.called"), {{"called", context.text(words.called)}}),
        web::paragraph(context.text(words.notice))
    );
}

Html entry_link(const PageContext& context, const Entry* entry)
{
    if (entry == nullptr) return group(context.text(msg("knowledge.not_for_you")));
    return web::link(entry_url(entry->record), entry->label());
}

Html entry_link(const PageContext& context, Names& names, const std::string& id)
{
    const Entry* entry = names.of(id);
    if (entry == nullptr && names.was_erased(id)) return group(context.text(msg("knowledge.erased")));
    return entry_link(context, entry);
}

std::string entry_words(const PageContext& context, const Entry& entry)
{
    const MessageId kind("type." + std::string(type_of(entry.kind)) + ".label");
    return context.text(
        msg("knowledge.kind_and_name"), {{"kind", context.text(kind)}, {"name", entry.label().reveal()}}
    );
}

std::string code_words(const PageContext& context, const Entry& entry)
{
    if (entry.code.empty()) return {};
    return context.code_label(entry.kind == Kind::place ? "places" : "agencies", entry.code);
}

std::string period_words(const PageContext& context, std::string_view since, std::string_view until)
{
    const auto& words = context.translator();
    const std::string first = since.empty() ? std::string() : words.date_short(since);
    const std::string last = until.empty() ? std::string() : words.date_short(until);
    if (first.empty() && last.empty()) return context.text(msg("knowledge.period.unknown"));
    if (last.empty()) return context.text(msg("knowledge.period.since"), {{"since", first}});
    if (first.empty()) return context.text(msg("knowledge.period.until"), {{"until", last}});
    return context.text(msg("knowledge.period.both"), {{"since", first}, {"until", last}});
}

Compare by_language(const PageContext& context)
{
    return [&context](std::string_view left, std::string_view right) {
        return context.translator().compare(left, right);
    };
}

std::vector<web::Choice> entry_choices(PageContext& context, const forms::Field& field)
{
    std::vector<web::Choice> choices;
    const auto kind = kind_of(field.to);
    if (!kind) return choices;
    auto entries = all_entries(context.records(), context.caller(), *kind);
    if (!entries) return choices;
    sort_by_name(*entries, by_language(context));
    for (const Entry& entry : *entries) {
        std::string label = entry.label().reveal();
        if (*kind == Kind::perpetrator && label != entry.number) label += " · " + entry.number;
        choices.push_back({entry.record.text(), std::move(label), {}});
        note_shown(context.caller(), entry);
    }
    return choices;
}

}  // namespace panoh::knowledge
