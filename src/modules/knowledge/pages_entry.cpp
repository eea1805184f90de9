// SPDX-License-Identifier: AGPL-3.0-or-later
// One place, unit or alleged perpetrator.
#include "modules/casework/rules.hpp"
#include "modules/knowledge/erasing.hpp"
#include "modules/knowledge/pages.hpp"
#include "modules/knowledge/pages_entry_parts.hpp"
#include "modules/knowledge/second_look.hpp"
#include "web/pages/attachments_view.hpp"

#include <algorithm>

namespace panoh::knowledge {

namespace {

using access::Verb;
using namespace html;

Html actions_of(PageContext& context, const vault::Record& record)
{
    Html actions;
    const casework::EditRule rule = casework::edit_rule(record.type);
    const bool writable = context.records().may(context.caller(), Verb::write, record.file, record.compartment);
    if (writable && rule.may_edit) {
        actions +=
            web::link_button(Url::local("/records/{}/edit", record.id), context.text(msg("casework.overview.change")));
    }
    actions += web::quiet_link_button(
        Url::local("/records/{}/history", record.id), context.text(msg("casework.record.history"))
    );
    if (writable && rule.may_remove) {
        actions += web::quiet_link_button(
            Url::local("/records/{}/remove", record.id), context.text(msg("casework.record.remove"))
        );
    }
    if (writable) {
        actions += web::quiet_link_button(
            Url::local("/knowledge/{}/erase", record.id), context.text(msg("knowledge.erase.heading"))
        );
    }
    return actions;
}

/// That the entry waits for a second look, or to be erased.
Html waiting_notices(PageContext& context, const OpenedEntry& opened)
{
    const auto& records = context.records();
    Html notices;
    if (waits_for_look(opened.record)) {
        const bool may = may_look(records, context.caller(), opened.record);
        Html way;
        if (may) {
            const Url target = Url::local("/knowledge/{}/look", opened.entry.record);
            way = web::action_button(context, target, context.text(msg("knowledge.look.give")));
        }
        notices += web::notice(
            web::Tone::due,
            context.text(msg("knowledge.look.waits")),
            group(
                web::paragraph(context.text(may ? msg("knowledge.look.explain") : msg("knowledge.look.own_cases"))), way
            )
        );
    }
    if (const auto erasure = erasure_waiting_for(records, context.caller(), opened.entry.record)) {
        const Url page = Url::local("/knowledge/erasures/{}", erasure->record);
        notices += web::notice(
            web::Tone::due,
            context.text(msg("knowledge.erase.waits")),
            el<"p">(web::link(page, context.text(msg("knowledge.erase.request"))))
        );
    }
    return notices;
}

std::vector<std::string> ids_or_none(Result<std::vector<std::string>> found)
{
    return found ? std::move(*found) : std::vector<std::string>{};
}

/// What an entry has to do with others.
Html relations(EntryView& view)
{
    const auto& records = view.context.records();
    const auto caller = view.context.caller();
    const auto ties_or_none = [](Result<std::vector<Tie>> ties) {
        return ties ? std::move(*ties) : std::vector<Tie>{};
    };
    switch (view.opened.entry.kind) {
    case Kind::place: {
        const auto parts = ids_or_none(referring(records, caller, Kind::place, "part_of", view.group));
        const auto units = ids_or_none(referring(records, caller, Kind::unit, "place", view.group));
        return group(
            entries_section(view, msg("knowledge.parts"), parts),
            run_by_table(view),
            entries_section(view, msg("knowledge.units_here"), units)
        );
    }
    case Kind::unit:
        return group(
            chain_section(view, msg("knowledge.chain.of_unit"), ties_or_none(ties_of_units(records, caller))),
            may_read(records, caller, Kind::perpetrator) ? posts_section(view) : Html()
        );
    case Kind::perpetrator:
        break;
    }
    return group(
        posts_section(view),
        chain_section(view, msg("knowledge.chain.of_person"), ties_or_none(ties_of_posts(records, caller)))
    );
}

}  // namespace

Response entry_page(PageContext& context)
{
    const auto opened = open_entry(context.records(), context.caller(), context.path_record());
    if (!opened) return web::error_page(context, opened.error());
    const Entry& entry = opened->entry;
    Names names(context.records(), context.caller());
    Leads leads = leads_of(context.records(), context.caller(), entry.kind);
    EntryView view{context, *opened, names, same_group(leads, entry.record.text())};
    const Html related = relations(view);
    // Somebody who served in a unit is named on its page.
    const bool names_people =
        may_read(context.records(), context.caller(), Kind::perpetrator) && entry.kind != Kind::place;
    Html body = names_people ? presumption_notice(context) : Html();
    body += waiting_notices(context, *opened);
    body += same_section(view);
    body += el<"div">(
        cls("columns"),
        el<"div">(entry_facts(view), names_table(view), related),
        el<"div">(
            cases_section(view), web::attachments_section(context, entry.file, opened->record.compartment, entry.record)
        )
    );
    web::PageHead head = head_below(context, entry.kind, entry.label(), entry.number);
    head.actions = actions_of(context, opened->record);
    return web::page(context, head, body);
}

}  // namespace panoh::knowledge
