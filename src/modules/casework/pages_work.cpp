// SPDX-License-Identifier: AGPL-3.0-or-later
// My work: numbers, dates and headings of tasks; no name.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_team.hpp"
#include "modules/casework/rules.hpp"
#include "web/pages/colleagues_notice.hpp"

#include <algorithm>
#include <array>

namespace panoh::casework {

namespace {

using web::Html;
using web::Tab;
using web::Url;
using namespace html;
using Kind = WorkItem::Kind;

/// What is overdue must be in sight without scrolling, so danger shows few lines and folds the rest.
constexpr std::size_t shown_in_danger = 3;
constexpr std::size_t shown_in_group = 20;
constexpr std::size_t most_in_group = 200;

constexpr std::array all_groups{
    WorkGroup::danger,
    WorkGroup::overdue,
    WorkGroup::today,
    WorkGroup::soon,
    WorkGroup::handed_over,
    WorkGroup::new_for_me,
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

MessageId words_for(Kind kind)
{
    switch (kind) {
    case Kind::task:
        return msg("casework.work.kind.task");
    case Kind::call_back:
        return msg("casework.work.kind.call_back");
    case Kind::contact_danger:
        return msg("casework.work.kind.contact_danger");
    case Kind::case_danger:
        return msg("casework.work.kind.case_danger");
    case Kind::contact_handed_over:
        return msg("casework.work.kind.handed_over");
    case Kind::contact_new:
        return msg("casework.work.kind.new_contact");
    case Kind::review:
        return msg("casework.work.kind.review");
    case Kind::assigned:
        break;
    }
    return msg("casework.work.kind.assigned");
}

bool is_of_contact(Kind kind)
{
    return kind == Kind::call_back || kind == Kind::contact_danger || kind == Kind::contact_handed_over
           || kind == Kind::contact_new;
}

Url place_of(const WorkItem& item)
{
    return is_of_contact(item.kind) ? Url::local("/calls/{}", item.place) : Url::local("/cases/{}", item.place);
}

/// The heading of a task for those who may read it, else what kind of work it is.
Html what(PageContext& context, const WorkItem& item)
{
    const auto caller = context.caller();
    const bool readable = item.kind == Kind::task
                          && context.records().may(caller, access::Verb::read, item.file, forms::Compartment::core);
    if (readable) {
        const auto task = context.records().read(caller, item.record);
        if (task) {
            const Sensitive<std::string> heading(text_at(task->content.reveal(), "heading"));
            return web::link(Url::local("/records/{}", item.record), heading);
        }
    }
    return web::link(place_of(item), context.text(words_for(item.kind)));
}

Html due_of_item(const PageContext& context, const WorkItem& item)
{
    if (item.due_on.empty()) return {};
    Html due = web::due_tag(context, item.due_on);
    if (!item.due_time.empty()) due += el<"small">(" ", item.due_time);
    return due;
}

Html line_of(PageContext& context, const WorkItem& item)
{
    Html who;
    if (!item.who.is_none()) {
        who = group(context.user_name(item.who));
    } else if (!item.role.empty()) {
        who = group(context.code_label("case_roles", item.role));
    }
    return el<"li">(
        cls("work-item"),
        el<"p">(cls("work-due"), due_of_item(context, item)),
        el<"p">(cls("work-what"), what(context, item)),
        el<"p">(cls("work-case"), el<"a">(href(place_of(item)), number_of(item.number))),
        el<"p">(cls("work-who"), who)
    );
}

Html lines_of(PageContext& context, std::span<const WorkItem> items)
{
    std::vector<Html> lines;
    for (const WorkItem& item : items)
        lines.push_back(line_of(context, item));
    return el<"ul">(cls("work-list"), lines);
}

Html group_section(PageContext& context, WorkGroup which, std::span<const WorkItem> items)
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
            web::details(context.text(msg("casework.work.more"), {{"count", count}}), lines_of(context, rest))
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

}  // namespace

Response my_work(PageContext& context)
{
    const bool sees_team = context.may("see_team");
    const bool everybody = sees_team && context.request().query.text("whose") != "mine";
    const std::string today = context.today();
    auto items = work_items(context.records(), context.caller(), everybody, today);
    if (!items) return web::error_page(context, items.error());
    const auto sorted = arranged(std::move(*items), today);
    Html body;
    for (const WorkGroup which : all_groups) {
        const auto begin =
            std::find_if(sorted.begin(), sorted.end(), [&](const WorkItem& item) { return item.group == which; });
        const auto end = std::find_if(begin, sorted.end(), [&](const WorkItem& item) { return item.group != which; });
        if (begin != end) body += group_section(context, which, std::span(begin, end));
    }
    const Html requests = group(web::colleagues_notice(context), requests_for_reader(context));
    Html notices;
    for (const auto& notice : context.services().my_work_notices)
        notices += notice(context);
    body = group(requests, notices, body);
    if (sorted.empty() && requests.empty()) {
        std::optional<Html> action;
        if (context.may("search")) {
            action = web::quiet_link_button(Url::local("/cases"), context.text(msg("casework.work.to_cases")));
        }
        body = group(notices, web::empty_state(context.text(msg("casework.work.nothing")), action));
    }
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.work.title")));
    head.title = context.text(msg("casework.work.title"));
    head.place = web::Place::my_work;
    if (sees_team) head.tabs = whose_tabs(context, everybody);
    return web::page(context, head, body);
}

}  // namespace panoh::casework
