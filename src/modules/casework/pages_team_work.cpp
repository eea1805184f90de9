// SPDX-License-Identifier: AGPL-3.0-or-later
// One colleague's work, and the days on which they are away.
#include "base/text.hpp"
#include "forms/date_parts.hpp"
#include "forms/edtf.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Html;
using web::Tone;
using web::Url;
using namespace html;

/// A day as it was typed: "2026-12-03"; empty for anything else.
std::string day_of(std::string_view typed)
{
    const auto day = forms::edtf_of_text(trimmed(typed));
    return day && forms::parse_iso_day(*day) ? *day : std::string();
}

Html away_form(PageContext& context, const WorkOfColleague& work, std::span<const web::Mistake> mistakes)
{
    if (!context.may("assign")) return {};
    const auto input = [&](std::string_view name, const MessageId& label, const std::string& day) {
        web::InputOptions options;
        options.name = std::string(name);
        options.label = context.text(label);
        options.hint = name == "from" ? context.text(msg("team.away.hint")) : std::string();
        for (const web::Mistake& mistake : mistakes) {
            if (mistake.field == name) options.error = mistake.sentence;
        }
        const web::Parameters& form = context.request().form;
        options.value = Sensitive<std::string>(
            mistakes.empty() ? (day.empty() ? day : context.translator().date_short(day)) : std::string(form.text(name))
        );
        return web::text_input(context, options);
    };
    Html buttons = web::secondary_submit(context.text(msg("team.away.save")));
    if (!work.load.away_until.empty()) {
        buttons += web::secondary_submit(context.text(msg("team.away.back")), "back", "yes");
    }
    const Html form = web::post_form(
        context,
        Url::local("/team/{}/away", work.load.user),
        group(
            web::error_summary(context, mistakes),
            input("from", msg("team.away.from"), work.load.away_from),
            input("until", msg("team.away.last"), work.load.away_until),
            el<"div">(cls("actions"), buttons)
        )
    );
    return web::section(context.text(msg("team.away.heading")), group(away_tag(context, work.load), form));
}

Html work_table(PageContext& context, const WorkOfColleague& work)
{
    ChoiceTable table;
    table.name = "work";
    table.caption = context.text(msg("team.work_of"));
    table.headings = {
        context.text(msg("team.column.number")),
        context.text(msg("team.column.part")),
        context.text(msg("team.column.tasks")),
        context.text(msg("team.column.due")),
    };
    table.from = work.load.user;
    table.chosen = context.request().query.text("choose") == "all";
    for (const CaseOfColleague& each : work.cases) {
        const std::string part = each.leads          ? context.text(msg("team.part.leads"))
                                 : each.role.empty() ? context.text(msg("team.part.tasks"))
                                                     : context.code_label("case_roles", each.role);
        Html tasks = group(context.translator().number(static_cast<std::int64_t>(each.tasks)));
        if (each.overdue > 0) {
            const auto late = static_cast<std::int64_t>(each.overdue);
            tasks += group(" ", web::tag(Tone::late, context.text(msg("team.tasks_late"), {{"count", late}})));
        }
        table.rows.push_back(
            {{each.line.record, false},
             each.line.number,
             {el<"a">(href(Url::local("/cases/{}/team", each.line.record)), number_of(each.line.number)),
              group(part),
              std::move(tasks),
              each.line.next_due.empty() ? Html() : web::due_tag(context, each.line.next_due)}}
        );
    }
    for (const CallLine& each : work.calls) {
        table.rows.push_back(
            {{each.record, true},
             each.number,
             {el<"a">(href(Url::local("/calls/{}", each.record)), number_of(each.number)),
              group(context.text(msg("team.kind.call"))),
              Html(),
              each.due_on.empty() ? Html() : web::due_tag(context, each.due_on)}}
        );
    }
    if (table.rows.empty()) return web::empty_state(context.text(msg("team.no_work")));
    const OrganisationId& organisation = context.actor().organisation;
    auto possible = possible_workers(context.records(), organisation);
    for (const UserId& user : possible_call_takers(context.records(), organisation)) {
        if (std::find(possible.begin(), possible.end(), user) == possible.end()) possible.push_back(user);
    }
    std::erase(possible, work.load.user);
    table.receivers = colleague_choices(context, possible, {});
    Html all;
    if (context.may("assign") && !table.chosen) {
        const auto count = static_cast<std::int64_t>(table.rows.size());
        all = el<"p">(web::link(
            Url::local("/team/{}", work.load.user).with("choose", "all"),
            context.text(msg("team.choose_all"), {{"count", count}})
        ));
    }
    return group(all, choice_table(context, table));
}

Response colleague_response(
    PageContext& context, const WorkOfColleague& work, std::span<const web::Mistake> mistakes, int status
)
{
    web::PageHead head;
    head.title = context.text(msg("team.colleague.title"));
    head.heading = context.user_name(work.load.user);
    head.place = web::Place::team;
    Html notes;
    if (!work.load.active) notes += web::notice(Tone::late, context.text(msg("team.left.notice")), Html());
    if (work.load.restricted > 0) {
        const auto count = static_cast<std::int64_t>(work.load.restricted);
        notes += web::notice(Tone::consent, context.text(msg("team.restricted_of"), {{"count", count}}), Html());
    }
    head.tabs = el<"a">(cls("back-link"), href(Url::local("/team")), context.text(msg("team.back")));
    const Html body = group(
        notes,
        web::section(context.text(msg("team.work_of")), work_table(context, work)),
        away_form(context, work, mistakes)
    );
    return web::page(context, head, body, status);
}

}  // namespace

Response colleague_page(PageContext& context)
{
    const UserId user = context.path_id<UserId>("user").value_or(UserId{});
    const auto work = work_of_colleague(context.records(), context.caller(), user, context.today());
    if (!work) return web::error_page(context, work.error());
    return colleague_response(context, *work, {}, 200);
}

Response save_absence(PageContext& context)
{
    const UserId user = context.path_id<UserId>("user").value_or(UserId{});
    const auto work = work_of_colleague(context.records(), context.caller(), user, context.today());
    if (!work) return web::error_page(context, work.error());
    const web::Parameters& form = context.request().form;
    std::string from;
    std::string until;
    if (form.text("back") != "yes") {
        from = day_of(form.text("from"));
        until = day_of(form.text("until"));
        std::vector<web::Mistake> mistakes;
        if (from.empty()) mistakes.push_back({"from", context.text(msg("team.problem.day"))});
        if (until.empty()) {
            mistakes.push_back({"until", context.text(msg("team.problem.day"))});
        } else if (until < from || until < context.today()) {
            mistakes.push_back({"until", context.text(msg("team.problem.until"))});
        }
        if (!mistakes.empty()) return colleague_response(context, *work, mistakes, 422);
    }
    const auto done = note_absence(context.records(), context.caller(), user, from, until, context.batch());
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/team/{}", user));
}

}  // namespace panoh::casework
