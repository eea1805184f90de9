// SPDX-License-Identifier: AGPL-3.0-or-later
// What My work says of the hotline: who is on duty, when nobody is, and what waits for a receipt.
#include "forms/typed.hpp"
#include "modules/intake/pages_duty.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/rules_duty.hpp"
#include "modules/intake/service_hand_over.hpp"

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr int days_ahead = 7;
constexpr std::size_t most_gaps_shown = 3;

/// "On duty now: Name, Name · Duty list"
Html now_line(PageContext& context)
{
    const std::string now = forms::moment_text(context.vault().clock().now());
    const auto shifts = shifts_in(context.records(), context.caller(), {now, later_by(now, std::chrono::minutes(1))});
    const auto lines = lines_of(context.records(), context.caller());
    if (!shifts || !lines || lines->empty()) return {};
    Html names;
    for (const Shift& shift : on_duty(*shifts, now)) {
        if (!names.empty()) names += group(", ");
        names += group(context.user_name(shift.person));
        if (shift.role != operator_role) names += el<"small">(" (", context.code_label("duty_roles", shift.role), ")");
    }
    if (names.empty()) names = group(context.text(msg("duty.now.nobody")));
    return el<"p">(
        cls("meta"),
        context.text(msg("duty.work.now")),
        " ",
        names,
        " · ",
        web::link(Url::local("/duty"), context.text(msg("duty.heading")))
    );
}

Html gaps_notice(PageContext& context)
{
    if (!context.may("take_calls") && !context.may("plan_duty")) return {};
    const auto gaps = gaps_ahead(context.records(), context.caller(), days_ahead);
    if (!gaps || gaps->empty()) return {};
    std::vector<Html> items;
    for (std::size_t at = 0; at < gaps->size() && at < most_gaps_shown; ++at) {
        const LineGap& gap = (*gaps)[at];
        items.push_back(el<"li">(gap.name, ": ", span_words(context, gap.time)));
    }
    if (gaps->size() > most_gaps_shown) {
        const auto count = static_cast<std::int64_t>(gaps->size() - most_gaps_shown);
        items.push_back(el<"li">(context.text(msg("duty.work.more_gaps"), {{"count", count}})));
    }
    const auto count = static_cast<std::int64_t>(gaps->size());
    const Html body =
        group(el<"ul">(items), el<"p">(web::link(Url::local("/duty"), context.text(msg("duty.work.to_list")))));
    return web::notice(web::Tone::due, context.text(msg("duty.work.gaps"), {{"count", count}}), body);
}

Html promises_notice(PageContext& context)
{
    const bool takes_calls = context.may("take_calls");
    if (!takes_calls && !context.may("see_team")) return {};
    const OffersOf whose = takes_calls ? OffersOf::to_me : OffersOf::anyone;
    const auto waiting = offers(context.records(), context.caller(), whose);
    if (!waiting || waiting->empty()) return {};
    const auto count = static_cast<std::int64_t>(waiting->size());
    const MessageId sentence = takes_calls ? msg("hand_over.work.to_you") : msg("hand_over.work.not_taken");
    const Html way = el<"p">(web::link(Url::local("/hand-over"), context.text(msg("hand_over.work.open"))));
    return web::notice(web::Tone::due, context.text(sentence, {{"count", count}}), way);
}

}  // namespace

Html duty_on_my_work(PageContext& context)
{
    Html all = promises_notice(context);
    if (!context.may("see_register")) return all;
    return group(all, gaps_notice(context), now_line(context));
}

}  // namespace panoh::intake
