// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/edtf.hpp"
#include "web/pages/components.hpp"

namespace panoh::web {

using namespace html;

Html timeline(const PageContext& context, std::span<const TimelineEntry> entries)
{
    std::vector<Html> items;
    for (const TimelineEntry& entry : entries) {
        std::optional<Html> who;
        if (!entry.who.reveal().empty()) who = el<"p">(cls("timeline-meta"), entry.who);
        std::optional<Html> account;
        if (entry.account) account = closed_account(context, *entry.account);
        items.push_back(el<"li">(
            cls("timeline-item"),
            el<"p">(cls("timeline-when"), entry.when),
            el<"div">(
                cls("timeline-what"),
                el<"h3">(cls("timeline-title"), entry.url ? link(*entry.url, entry.title) : group(entry.title)),
                who,
                entry.body,
                account
            )
        ));
    }
    return el<"ol">(cls("timeline"), items);
}

Html due_tag(const PageContext& context, std::string_view due_on_iso)
{
    constexpr std::int64_t days_of_a_week = 7;
    const auto due = forms::parse_iso_day(due_on_iso.substr(0, 10));
    const auto today = forms::parse_iso_day(context.today());
    if (!due || !today) return tag(Tone::neutral, context.translator().date_short(due_on_iso));
    const std::int64_t days = (*due - *today).count();
    const std::string date = context.translator().day(*due);
    if (days < 0) return tag(Tone::late, context.text(msg("pages.due.overdue"), {{"days", -days}, {"date", date}}));
    if (days == 0) return tag(Tone::due, context.text(msg("pages.due.today"), {{"date", date}}));
    const Tone tone = days <= days_of_a_week ? Tone::due : Tone::neutral;
    return tag(tone, context.text(msg("pages.due.ahead"), {{"days", days}, {"date", date}}));
}

}  // namespace panoh::web
