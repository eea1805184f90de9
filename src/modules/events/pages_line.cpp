// SPDX-License-Identifier: AGPL-3.0-or-later
// The line of events as a table, with its order, its doubt and its gaps.
#include "modules/events/pages_line.hpp"

#include "base/json_text.hpp"

#include <fmt/format.h>

#include <map>

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

std::string person_of(const Account& account, const vault::Record& record)
{
    const std::string person = text_at(record.coded, "person");
    if (!person.empty() || record.type != "event") return person;
    const auto parts = of(account.persons, "event", record.id);
    return parts.size() == 1 ? text_at(parts.front()->coded, "person") : std::string();
}

Html persons_view(PageContext& context, const Account& account, const vault::Record& record)
{
    if (record.type != "event") return person_link(context, person_of(account, record));
    std::vector<Html> names;
    for (const vault::Record* part : of(account.persons, "event", record.id))
        names.push_back(person_link(context, text_at(part->coded, "person")));
    return join(names, el<"br">());
}

std::string when_words(const PageContext& context, const Item& item)
{
    const std::string from = point_words(context, item.begin);
    if (!item.lasts) return from;
    if (item.end.day.empty()) return context.text(msg("events.line.until_unknown"), {{"from", from}});
    return context.text(msg("events.line.from_until"), {{"from", from}, {"until", point_words(context, item.end)}});
}

Html order_view(const PageContext& context, const LineEntry& entry, const Step& step)
{
    std::vector<Html> lines;
    const auto say = [&](const std::string& words) {
        lines.push_back(group(words));
    };
    if (step.order == Order::perhaps) say(context.text(msg("events.order.perhaps")));
    if (step.order == Order::certain) say(context.text(msg("events.order.certain")));
    if (step.order == Order::undated) say(context.text(msg("events.order.undated")));
    if (step.ends_before_it_begins) say(context.text(msg("events.order.ends_before")));
    // The steps of a deprivation of liberty lie within it.
    const bool is_within = entry.kind > LineEntry::Kind::detention;
    if (step.gap && !is_within && step.gap->kind == Measure::Kind::unknown) {
        say(context.text(msg("events.gap.unknown")));
    } else if (step.gap && step.gap->kind != Measure::Kind::unknown) {
        say(context.text(msg("events.gap"), {{"time", measure_words(context, *step.gap)}}));
    }
    return join(lines, el<"br">());
}

Url address_of(const LineEntry& entry)
{
    if (entry.kind == LineEntry::Kind::event) return Url::local("/events/{}", entry.record->id);
    return Url::local("/records/{}", entry.record->id);
}

}  // namespace

Sensitive<std::string> entry_name(PageContext& context, const LineEntry& entry)
{
    const vault::Record& record = *entry.record;
    switch (entry.kind) {
    case LineEntry::Kind::event:
        return Sensitive<std::string>(text_at(record.content.reveal(), "heading"));
    case LineEntry::Kind::act:
        return Sensitive<std::string>(context.code_label("methods", text_at(record.coded, "method")));
    case LineEntry::Kind::detention:
        return Sensitive<std::string>(context.text(msg("type.detention.label")));
    case LineEntry::Kind::registered:
        return Sensitive<std::string>(context.text(msg("events.step.registered")));
    case LineEntry::Kind::judge:
        return Sensitive<std::string>(context.text(msg("events.step.judge")));
    case LineEntry::Kind::released:
        break;
    }
    return Sensitive<std::string>(context.text(msg("events.step.released")));
}

Html line_section(PageContext& context, const Opened& opened)
{
    const std::string zone = context.services().zone;
    const std::vector<LineEntry> entries = line_of(opened.account);
    std::vector<Item> items;
    for (const LineEntry& entry : entries)
        items.push_back(entry.item);
    const std::vector<Step> steps = chronology(items, zone);
    std::vector<DrawnRow> drawn;
    std::vector<std::vector<Html>> rows;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const Step& step = steps[at];
        const LineEntry& entry = entries[step.item];
        const vault::Record& record = *entry.record;
        Sensitive<std::string> name = entry_name(context, entry);
        if (name.reveal().empty()) name = Sensitive<std::string>(context.text(msg("events.no_name")));
        const std::string when = when_words(context, entry.item);
        DrawnRow row{at + 1, step.begin, step.end, entry.item.lasts, {}, std::nullopt};
        row.words = fmt::format("{}. {} · {}", at + 1, when, name.reveal());
        if (entry.kind == LineEntry::Kind::detention) {
            row.registration = span_of(point_at(record, "registered"), zone);
        }
        drawn.push_back(std::move(row));
        rows.push_back(
            {el<"span">(cls("num"), static_cast<std::int64_t>(at + 1)),
             group(when),
             web::link(address_of(entry), name),
             persons_view(context, opened.account, record),
             known_by(context, opened.account, record),
             order_view(context, entry, step)}
        );
    }
    const std::array columns{
        web::Column{context.text(msg("events.line.number")), {}},
        web::Column{context.text(msg("events.line.when")), {}},
        web::Column{context.text(msg("events.line.what")), {}},
        web::Column{context.text(msg("events.line.person")), {}},
        web::Column{context.text(msg("events.line.known")), {}},
        web::Column{context.text(msg("events.line.order")), {}}};
    const std::string heading = context.text(msg("events.line"));
    return web::section(heading, group(drawing_of(context, drawn), web::table(heading, columns, rows)));
}

}  // namespace panoh::events
