// SPDX-License-Identifier: AGPL-3.0-or-later
// My work: numbers, dates and headings of tasks; no name.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/visits.hpp"
#include "web/pages/colleagues_notice.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace panoh::casework {

namespace {

using web::Html;
using web::Tab;
using web::Url;
using namespace html;

/// What is overdue must be in sight without scrolling, so danger shows few lines and folds the rest.
constexpr std::size_t shown_in_danger = 2;
constexpr std::size_t shown_in_group = 20;
constexpr std::size_t most_in_group = 40;

constexpr std::array all_groups{
    WorkGroup::danger,
    WorkGroup::overdue,
    WorkGroup::today,
    WorkGroup::soon,
    WorkGroup::new_for_me,
    WorkGroup::handed_over,
    WorkGroup::waiting,
    WorkGroup::later,
};

MessageId heading_of(WorkGroup group)
{
    switch (group) {
    case WorkGroup::danger:
        return msg("casework.work.danger");
    case WorkGroup::overdue:
        return msg("casework.work.overdue");
    case WorkGroup::today:
        return msg("casework.work.today");
    case WorkGroup::soon:
        return msg("casework.work.soon");
    case WorkGroup::handed_over:
        return msg("casework.work.handed_over");
    case WorkGroup::new_for_me:
        return msg("casework.work.new");
    case WorkGroup::waiting:
        return msg("casework.work.waiting");
    case WorkGroup::later:
        break;
    }
    return msg("casework.work.later");
}

std::string_view class_of(WorkGroup group)
{
    switch (group) {
    case WorkGroup::danger:
        return "work-danger";
    case WorkGroup::overdue:
        return "work-overdue";
    case WorkGroup::today:
        return "work-today";
    case WorkGroup::soon:
        return "work-week";
    case WorkGroup::handed_over:
        return "work-handed";
    case WorkGroup::new_for_me:
        return "work-new";
    case WorkGroup::waiting:
    case WorkGroup::later:
        break;
    }
    return "";
}

/// The text of the record for those who may read it; nothing for others.
std::optional<Sensitive<std::string>> heading_of(PageContext& context, const web::WorkItem& item)
{
    const auto caller = context.caller();
    if (item.heading_field.empty()) return std::nullopt;
    if (!context.records().may(caller, access::Verb::read, item.file, forms::Compartment::core)) return std::nullopt;
    const auto record = context.records().read(caller, item.record);
    if (!record) return std::nullopt;
    std::string heading = text_at(record->merged().reveal(), item.heading_field);
    if (heading.empty()) return std::nullopt;
    return Sensitive<std::string>(std::move(heading));
}

/// The heading for those who may read it, else what kind of work it is.
Html what(PageContext& context, const web::WorkItem& item)
{
    const auto heading = heading_of(context, item);
    const Html remark = item.remark ? el<"small">(context.text(*item.remark)) : Html();
    if (heading) return group(web::link(item.page, *heading), remark);
    const Url& way = item.heading_field.empty() ? item.page : item.home.value_or(item.page);
    return group(web::link(way, context.text(item.what)), remark);
}

Html due_of_item(const PageContext& context, const web::WorkItem& item)
{
    // In danger the day only puts a line before others: all of it is for now.
    if (item.due_on.empty() || item.group == WorkGroup::danger) return {};
    Html due = web::due_tag(context, item.due_on);
    if (!item.due_time.empty()) due += el<"small">(" ", item.due_time);
    return due;
}

Html line_of(PageContext& context, const web::WorkItem& item)
{
    Html who;
    if (!item.who.is_none()) {
        who = group(context.user_name(item.who));
    } else if (!item.role.empty()) {
        who = group(context.code_label("case_roles", item.role));
    }
    Html number;
    if (!item.number.empty()) number = el<"a">(href(item.home.value_or(item.page)), number_of(item.number));
    return el<"li">(
        cls("work-item"),
        el<"p">(cls("work-due"), due_of_item(context, item)),
        el<"p">(cls("work-what"), what(context, item)),
        el<"p">(cls("work-case"), number),
        el<"p">(cls("work-who"), who)
    );
}

Html lines_of(PageContext& context, std::span<const web::WorkItem> items)
{
    std::vector<Html> lines;
    for (const web::WorkItem& item : items)
        lines.push_back(line_of(context, item));
    return el<"ul">(cls("work-list"), lines);
}

/// Where the lines stand that a group does not show.
Html ways_to_the_rest(const PageContext& context, std::size_t left_out)
{
    if (left_out == 0) return {};
    const std::array ways{
        std::pair{"/tasks", msg("views.tasks.title")},
        std::pair{"/cases", msg("shell.cases")},
        std::pair{"/calls", msg("shell.calls")},
    };
    Html out = group(context.text(msg("casework.work.left_out"), {{"count", static_cast<std::int64_t>(left_out)}}));
    for (const auto& [path, words] : ways) {
        const auto& may_visit = context.services().may_visit;
        if (may_visit && !may_visit(context.actor(), path)) continue;
        out += group(" ", el<"a">(href(*Url::parse_local(path)), context.text(words)));
    }
    return el<"p">(out);
}

Html group_section(PageContext& context, WorkGroup which, std::span<const web::WorkItem> items)
{
    const std::string heading_id = "work-" + std::to_string(static_cast<int>(which));
    const auto total = static_cast<std::int64_t>(items.size());
    const Html heading = el<"h2">(
        cls("work-heading"),
        id(heading_id),
        context.text(heading_of(which)),
        " ",
        el<"span">(cls("count"), context.translator().number(total))
    );
    const std::size_t limit = which == WorkGroup::danger  ? shown_in_danger
                              : which == WorkGroup::later ? 0
                                                          : shown_in_group;
    const auto first = items.first(std::min(items.size(), limit));
    const auto rest = items.subspan(first.size(), std::min(items.size() - first.size(), most_in_group));
    Html more;
    if (!rest.empty()) {
        const auto count = static_cast<std::int64_t>(items.size() - first.size());
        more = el<"div">(
            cls("work-more"),
            web::details(
                context.text(msg("casework.work.more"), {{"count", count}}),
                group(lines_of(context, rest), ways_to_the_rest(context, items.size() - first.size() - rest.size()))
            )
        );
    }
    return el<"section">(
        cls("work", class_of(which)),
        aria<"labelledby">(heading_id),
        heading,
        first.empty() ? Html() : lines_of(context, first),
        more
    );
}

Html whose_tabs(const PageContext& context, bool everybody)
{
    const std::array tabs{
        Tab{context.text(msg("casework.work.mine")), Url::local("/").with("whose", "mine"), !everybody},
        Tab{context.text(msg("casework.work.everybody")), Url::local("/").with("whose", "all"), everybody},
    };
    return web::tabs(context.text(msg("casework.work.whose")), tabs);
}

Result<std::vector<web::WorkItem>> everything(PageContext& context, const web::WorkWish& wish)
{
    std::vector<web::WorkItem> all;
    for (const web::WorkProvider& provider : context.services().work_providers) {
        auto lines = provider(context, wish);
        if (!lines) return lines.error();
        std::move(lines->begin(), lines->end(), std::back_inserter(all));
    }
    return arranged(std::move(all), wish.today);
}

/// What must be in sight at once, and everything after the notices of the slices.
struct Sections {
    Html first;
    Html rest;
};

Sections sections_of(PageContext& context, std::span<const web::WorkItem> sorted)
{
    Sections made;
    for (const WorkGroup which : all_groups) {
        const auto is_of_it = [&](const web::WorkItem& item) {
            return item.group == which;
        };
        const auto begin = std::find_if(sorted.begin(), sorted.end(), is_of_it);
        const auto end = std::find_if_not(begin, sorted.end(), is_of_it);
        if (begin == end) continue;
        const bool at_once = which == WorkGroup::danger || which == WorkGroup::overdue;
        (at_once ? made.first : made.rest) += group_section(context, which, std::span(begin, end));
    }
    return made;
}

}  // namespace

Response my_work(PageContext& context)
{
    const bool sees_team = context.may("see_team");
    web::WorkWish wish;
    wish.everybody = sees_team && context.request().query.text("whose") != "mine";
    wish.today = context.today();
    wish.since = note_look(context.records(), context.caller());
    const auto sorted = everything(context, wish);
    if (!sorted) return web::error_page(context, sorted.error());
    const Sections sections = sections_of(context, *sorted);
    Html notices = web::colleagues_notice(context);
    const bool waits = !notices.empty();
    for (const auto& notice : context.services().my_work_notices)
        notices += notice(context);
    notices += el<"p">(web::link(Url::local("/calendar"), context.text(msg("calendar.heading"))));
    Html body = group(sections.first, notices, sections.rest);
    if (sorted->empty() && !waits) {
        std::optional<Html> action;
        if (context.may("search")) {
            action = web::quiet_link_button(Url::local("/cases"), context.text(msg("casework.work.to_cases")));
        } else {
            action = web::quiet_link_button(Url::local("/go"), context.text(msg("find.ways")));
        }
        body = group(notices, web::empty_state(context.text(msg("casework.work.nothing")), action));
    }
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.work.title")));
    head.title = context.text(msg("casework.work.title"));
    head.place = web::Place::my_work;
    if (sees_team) head.tabs = whose_tabs(context, wish.everybody);
    return web::page(context, head, body);
}

}  // namespace panoh::casework
