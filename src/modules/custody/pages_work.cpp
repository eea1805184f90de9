// SPDX-License-Identifier: AGPL-3.0-or-later
// Open alerts as the first lines of My work.
#include "forms/typed.hpp"
#include "modules/custody/module.hpp"
#include "modules/custody/pages_parts.hpp"
#include "modules/custody/rules.hpp"
#include "modules/intake/rules_duty.hpp"
#include "modules/intake/service_duty.hpp"

#include <algorithm>

namespace panoh::custody {

namespace {

Reader reader_of(PageContext& context)
{
    Reader reader;
    reader.user = context.actor().user;
    reader.takes_calls = context.may("take_calls");
    reader.sees_team = context.may("see_team");
    if (!reader.takes_calls) return reader;
    const std::string now = forms::moment_text(context.vault().clock().now());
    const auto shifts =
        intake::shifts_in(context.records(), context.caller(), {now, intake::later_by(now, std::chrono::minutes(1))});
    if (!shifts) return reader;
    for (const intake::Shift& shift : intake::on_duty(*shifts, now)) {
        if (shift.role != intake::operator_role) continue;
        reader.anybody_on_duty = true;
        if (shift.person == reader.user) reader.is_on_duty = true;
    }
    return reader;
}

/// "In custody for 14 hours, nobody goes there yet"
Message words_of(const AlertLine& line, std::string_view now, bool nobody_goes)
{
    const std::string nobody = nobody_goes ? "yes" : "no";
    const Hours hours = hours_of(line, now);
    if (!hours.held) return {msg("custody.work.held_unknown"), {{"nobody", nobody}}};
    return {msg("custody.work.held"), {{"hours", *hours.held}, {"nobody", nobody}}};
}

/// An alert that is over: its call stands among what is due today until somebody has screened it.
Result<void> add_unscreened(PageContext& context, const web::WorkWish& wish, std::vector<web::WorkItem>& lines)
{
    const auto ended = ended_unscreened(context.records(), context.caller());
    if (!ended) return ended.error();
    const std::string& zone = context.services().zone;
    for (const AlertLine& alert : *ended) {
        const bool is_mine = alert.keyworker.is_none() || alert.keyworker == context.actor().user;
        if (!wish.everybody && !is_mine) continue;
        const auto day = forms::moment_parts(alert.ended_at, zone);
        web::WorkItem line;
        line.record = alert.contact;
        line.file = alert.file;
        line.number = alert.number;
        line.who = alert.keyworker;
        line.due_on = wish.today;
        line.what = {
            msg("custody.work.ended"),
            {{"how", context.code_label("custody_states", alert.status)},
             {"day", day ? context.translator().date_short(day->first) : std::string()}}};
        line.page = Url::local("/calls/{}", alert.contact);
        lines.push_back(std::move(line));
    }
    return {};
}

}  // namespace

Result<std::vector<web::WorkItem>> work_of_alerts(PageContext& context, const web::WorkWish& wish)
{
    const auto open = alerts(context.records(), context.caller(), true);
    if (!open) return open.error();
    std::vector<web::WorkItem> lines;
    if (auto done = add_unscreened(context, wish, lines); !done) return done.error();
    if (open->empty()) return lines;
    const Reader reader = reader_of(context);
    const std::string now = forms::moment_text(context.vault().clock().now());
    for (const AlertLine& alert : *open) {
        const auto goings = goings_of(context.records(), context.caller(), alert.file);
        if (!goings) return goings.error();
        if (!concerns(alert, *goings, reader)) continue;
        const auto going =
            std::find_if(goings->begin(), goings->end(), [](const Going& each) { return is_on_the_way(each.status); });
        web::WorkItem line;
        line.reason = records::WorkReason::danger;
        // The call of the alert is the same matter: it stands once, with the hours.
        line.record = alert.contact;
        line.file = alert.file;
        line.number = alert.number;
        // What has a day comes first in its group.
        line.due_on = wish.today;
        line.what = words_of(alert, now, going == goings->end());
        line.page = address_of(alert.contact);
        if (going != goings->end()) line.who = going->person;
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace panoh::custody
