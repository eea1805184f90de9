// SPDX-License-Identifier: AGPL-3.0-or-later
// The evidence of a case; what waits for somebody in My work.
#include "modules/casework/store.hpp"
#include "modules/evidence/bundle.hpp"
#include "modules/evidence/module.hpp"
#include "modules/evidence/pages.hpp"
#include "modules/evidence/pages_parts.hpp"

#include <algorithm>

namespace panoh::evidence {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

std::vector<Html> row_of(const PageContext& context, const Held& held)
{
    const Item& item = held.item;
    const Custody custody = custody_of(held.events);
    const Html kind = item.derived_how.empty() ? group(context.code_label("evidence_kinds", item.kind))
                                               : group(context.code_label("evidence_derivations", item.derived_how));
    return {
        web::link(address_of(item), item.number),
        el<"span">(item.name),
        kind,
        group(context.user_name(custody.holder)),
        custody_tag(context, custody),
    };
}

/// Originals, each with its copies below it.
std::vector<std::vector<Html>> rows_of(const PageContext& context, const std::vector<Held>& items)
{
    std::vector<std::vector<Html>> rows;
    const std::function<void(const RecordId&)> add_below = [&](const RecordId& parent) {
        for (const Held& each : items) {
            if (each.item.parent != parent) continue;
            rows.push_back(row_of(context, each));
            add_below(each.item.record);
        }
    };
    add_below(RecordId{});
    return rows;
}

}  // namespace

Response case_evidence(PageContext& context)
{
    const auto frame = casework::case_frame(context, context.path_record(), casework::CaseTab::evidence);
    if (!frame) return web::error_page(context, frame.error());
    const auto items = items_of(context.records(), context.caller(), frame->head.file);
    if (!items) return web::error_page(context, items.error());
    const bool writes = check_writer(context.records(), context.caller(), frame->head.file).has_value();
    auto head = frame->page(Sensitive<std::string>(context.text(msg("evidence.tab"))));
    Html actions;
    if (writes) {
        actions += web::link_button(
            Url::local("/cases/{}/evidence/new", frame->head.record), context.text(msg("evidence.receive"))
        );
    }
    if (!items->empty() && writes && context.may(ask_ability)) {
        actions += web::quiet_link_button(
            Url::local("/cases/{}/evidence/bundle", frame->head.record), context.text(msg("evidence.bundle.ask"))
        );
    }
    head.actions = actions;
    if (items->empty()) return web::page(context, head, web::empty_state(context.text(msg("evidence.none"))));
    const std::array columns{
        web::Column{context.text(msg("evidence.column.number")), std::nullopt},
        web::Column{context.text(msg("evidence.column.name")), std::nullopt},
        web::Column{context.text(msg("evidence.column.kind")), std::nullopt},
        web::Column{context.text(msg("evidence.column.holder")), std::nullopt},
        web::Column{context.text(msg("evidence.column.state")), std::nullopt},
    };
    const auto rows = rows_of(context, *items);
    return web::page(context, head, web::table(context.text(msg("evidence.tab")), columns, rows));
}

Result<std::vector<web::WorkItem>> work_of_evidence(PageContext& context, const web::WorkWish& wish)
{
    std::vector<web::WorkItem> lines;
    if (wish.everybody) return lines;
    const auto offers = offers_for(context.records(), context.caller());
    if (!offers) return offers.error();
    for (const Offer& offer : *offers) {
        web::WorkItem line;
        line.mine = offer.to == context.actor().user;
        line.reason = line.mine ? records::WorkReason::handed_over : records::WorkReason::to_do;
        line.record = offer.item;
        line.part = "evidence";
        line.file = offer.file;
        line.number = offer.number;
        line.who = offer.to;
        line.order = offer.order;
        line.what = {line.mine ? msg("evidence.work.take") : msg("evidence.work.waits"), {}};
        line.page = Url::local("/evidence/{}", offer.item);
        lines.push_back(std::move(line));
    }
    return lines;
}

Html bundles_on_my_work(PageContext& context)
{
    if (!context.may(ask_ability)) return {};
    const auto bundles = open_bundles(context.records(), context.caller());
    if (!bundles) return {};
    std::vector<Html> items;
    const Timestamp now = context.vault().clock().now();
    for (const Bundle& bundle : *bundles) {
        const bool own = bundle.asked_by == context.actor().user;
        const Standing standing = records::standing_of(bundle.state, bundle.written_at, now);
        const Url page = Url::local("/bundles/{}", bundle.record);
        if (own && standing == Standing::ready) {
            items.push_back(el<"li">(web::link(page, context.text(msg("evidence.work.ready")))));
        } else if (!own && standing == Standing::asked) {
            const std::string who = context.user_name(bundle.asked_by).reveal();
            items.push_back(el<"li">(web::link(page, context.text(msg("evidence.work.answer"), {{"who", who}}))));
        }
    }
    if (items.empty()) return {};
    return web::notice(web::Tone::info, context.text(msg("evidence.bundle.heading")), el<"ul">(items));
}

}  // namespace panoh::evidence
