// SPDX-License-Identifier: AGPL-3.0-or-later
// The team board: what nobody has, what is late, who has how much.
#include "modules/casework/pages_team.hpp"

#include "modules/casework/pages_shared.hpp"
#include "modules/casework/rules.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Html;
using web::Tone;
using web::Url;
using namespace html;

constexpr std::size_t late_shown = 8;
constexpr std::size_t most_late = 100;

std::int64_t counted(std::size_t value)
{
    return static_cast<std::int64_t>(value);
}

Html due_cell(const PageContext& context, const std::string& day, const std::string& time)
{
    if (day.empty()) return {};
    return group(web::due_tag(context, day), time.empty() ? Html() : el<"small">(" ", time));
}

Html region_cell(const PageContext& context, const std::string& region)
{
    return region.empty() ? Html() : group(context.code_label("regions", region));
}

/// Whoever left and still stands there.
Html former(const PageContext& context, const UserId& user)
{
    if (user.is_none()) return {};
    return group(context.text(msg("team.has_left"), {{"who", context.user_name(user).reveal()}}));
}

Html cases_of_nobody(PageContext& context, const TeamBoard& board)
{
    if (board.cases_of_nobody.empty()) return {};
    ChoiceTable table;
    table.name = "cases";
    table.caption = context.text(msg("team.cases_of_nobody"));
    table.headings = {
        context.text(msg("team.column.case")),
        context.text(msg("team.column.due")),
        context.text(msg("team.column.region")),
        context.text(msg("team.column.before")),
    };
    for (const CaseLine& line : board.cases_of_nobody) {
        table.rows.push_back(
            {{line.record, false},
             line.number,
             {group(
                  el<"a">(href(Url::local("/cases/{}/team", line.record)), number_of(line.number)),
                  " ",
                  status_tag(context, line.status)
              ),
              due_cell(context, line.next_due, {}),
              region_cell(context, line.region),
              former(context, line.keyworker)}}
        );
    }
    const auto possible = possible_keyworkers(context.records(), context.actor().organisation);
    table.receivers = colleague_choices(context, possible, board.colleagues);
    return el<"section">(
        cls("section"),
        el<"h2">(table.caption, " ", el<"span">(cls("count count-late"), counted(table.rows.size()))),
        choice_table(context, table)
    );
}

Html calls_of_nobody(PageContext& context, const TeamBoard& board)
{
    if (board.calls_of_nobody.empty()) return {};
    ChoiceTable table;
    table.name = "calls";
    table.caption = context.text(msg("team.calls_of_nobody"));
    table.headings = {
        context.text(msg("team.column.call")),
        context.text(msg("team.column.promised")),
        context.text(msg("team.column.region")),
        context.text(msg("team.column.before")),
    };
    for (const CallLine& line : board.calls_of_nobody) {
        table.rows.push_back(
            {{line.record, true},
             line.number,
             {group(
                  el<"a">(href(Url::local("/calls/{}", line.record)), number_of(line.number)),
                  " ",
                  web::tag(Tone::neutral, context.code_label("contact_states", line.status))
              ),
              due_cell(context, line.due_on, line.due_time),
              region_cell(context, line.region),
              former(context, line.keyworker)}}
        );
    }
    const auto possible = possible_call_takers(context.records(), context.actor().organisation);
    table.receivers = colleague_choices(context, possible, board.colleagues);
    return el<"section">(
        cls("section"),
        el<"h2">(table.caption, " ", el<"span">(cls("count count-late"), counted(table.rows.size()))),
        choice_table(context, table)
    );
}

MessageId words_for(WorkItem::Kind kind)
{
    using Kind = WorkItem::Kind;
    if (kind == Kind::call_back) return msg("casework.work.kind.call_back");
    if (kind == Kind::review) return msg("casework.work.kind.review");
    return msg("casework.work.kind.task");
}

Html late_line(const PageContext& context, const WorkItem& item)
{
    const bool is_call = item.kind == WorkItem::Kind::call_back;
    const Url place = is_call ? Url::local("/calls/{}", item.place) : Url::local("/cases/{}/team", item.place);
    Html who;
    if (!item.who.is_none()) {
        who = group(context.user_name(item.who));
    } else if (!item.role.empty()) {
        who = group(context.code_label("case_roles", item.role));
    }
    return el<"li">(
        cls("work-item"),
        el<"p">(
            cls("work-due"),
            web::due_tag(context, item.due_on),
            item.due_time.empty() ? Html() : el<"small">(" ", item.due_time)
        ),
        el<"p">(cls("work-what"), context.text(words_for(item.kind))),
        el<"p">(cls("work-case"), el<"a">(href(place), number_of(item.number))),
        el<"p">(cls("work-who"), who)
    );
}

Html late_work(const PageContext& context, const TeamBoard& board)
{
    const auto lines = [&](std::size_t from, std::size_t to) {
        std::vector<Html> items;
        for (std::size_t at = from; at < to; ++at)
            items.push_back(late_line(context, board.overdue[at]));
        return el<"ul">(cls("work-list"), items);
    };
    const std::size_t total = board.overdue.size();
    const std::size_t first = std::min(total, late_shown);
    Html body = total == 0 ? el<"p">(cls("work-none"), context.text(msg("team.nothing_late"))) : lines(0, first);
    if (total > first) {
        body += el<"div">(
            cls("work-more"),
            web::details(
                context.text(msg("casework.work.more"), {{"count", counted(total - first)}}),
                lines(first, std::min(total, most_late))
            )
        );
    }
    return el<"section">(
        cls("work", total == 0 ? "" : "work-overdue"),
        aria<"labelledby">("team-late"),
        el<"h2">(
            cls("work-heading"),
            id("team-late"),
            context.text(msg("team.late")),
            " ",
            el<"span">(cls("count"), context.translator().number(counted(total)))
        ),
        body
    );
}

Html number_cell(const PageContext& context, std::size_t value)
{
    return value == 0 ? Html() : group(context.translator().number(counted(value)));
}

Html late_cell(const PageContext& context, std::size_t value)
{
    if (value == 0) return {};
    return web::tag(Tone::late, context.translator().number(counted(value)));
}

std::vector<Html> row_of(const PageContext& context, const Workload& load)
{
    const auto directory = context.vault().directory();
    std::vector<std::string> roles;
    for (const std::string& role : directory->user(load.user)->roles)
        roles.push_back(context.text(MessageId("role." + role + ".label")));
    Html promised = number_cell(context, load.promised);
    if (load.promises_late > 0) {
        promised += group(
            " ", web::tag(Tone::late, context.text(msg("team.promises_late"), {{"count", counted(load.promises_late)}}))
        );
    }
    Html name = group(
        web::link(Url::local("/team/{}", load.user), context.user_name(load.user)),
        " ",
        el<"small">(context.translator().list(roles))
    );
    if (!load.active) name += group(" ", web::tag(Tone::late, context.text(msg("team.left"))));
    if (!load.away_until.empty()) name += group(" ", away_tag(context, load));
    Html leads = number_cell(context, load.leads);
    if (load.restricted > 0) {
        leads += el<"small">(" ", context.text(msg("team.and_restricted"), {{"count", counted(load.restricted)}}));
    }
    return {
        std::move(name),
        std::move(leads),
        number_cell(context, load.helps),
        number_cell(context, load.tasks),
        late_cell(context, load.overdue),
        number_cell(context, load.calls),
        std::move(promised),
    };
}

Html colleagues(const PageContext& context, const TeamBoard& board)
{
    const auto heading = [&](const MessageId& id, bool numeric) {
        return web::Column{context.text(id), std::nullopt, false, numeric, false};
    };
    const std::array columns{
        heading(msg("team.column.colleague"), false),
        heading(msg("team.column.leads"), true),
        heading(msg("team.column.helps"), true),
        heading(msg("team.column.tasks"), true),
        heading(msg("team.column.late"), true),
        heading(msg("team.column.calls"), true),
        heading(msg("team.column.promises"), true),
    };
    std::vector<std::vector<Html>> rows;
    for (const Workload& load : board.colleagues)
        rows.push_back(row_of(context, load));
    const std::string title = context.text(msg("team.colleagues"));
    Html note;
    if (board.restricted > 0) {
        note = el<"p">(cls("meta"), context.text(msg("team.restricted_note"), {{"count", counted(board.restricted)}}));
    }
    return el<"section">(cls("section"), el<"h2">(title), web::table(title, columns, rows), note);
}

}  // namespace

Response team_page(PageContext& context)
{
    const auto board = team_board(context.records(), context.caller(), context.today());
    if (!board) return web::error_page(context, board.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("team.title")));
    head.title = context.text(msg("team.title"));
    head.place = web::Place::team;
    Html nobody = group(cases_of_nobody(context, *board), calls_of_nobody(context, *board));
    if (nobody.empty()) nobody = web::paragraph(context.text(msg("team.everything_has_somebody")));
    return web::page(context, head, group(nobody, late_work(context, *board), colleagues(context, *board)));
}

}  // namespace panoh::casework
