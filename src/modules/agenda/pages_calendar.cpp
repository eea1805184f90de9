// SPDX-License-Identifier: AGPL-3.0-or-later
// The calendar: lists by day, for a month as a table of weeks.
#include "modules/agenda/pages_calendar.hpp"

#include "forms/edtf.hpp"
#include "forms/typed.hpp"
#include "modules/agenda/rules.hpp"
#include "web/pages/components.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace panoh::agenda {

namespace {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup
using std::chrono::days;
using web::PageContext;
using web::WorkItem;

constexpr std::array<std::string_view, 7> weekday_codes{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::size_t days_in_week = 7;
/// Calendars are made for ten years to either side.
constexpr days farthest{3660};

/// What the address asks for.
struct Wanted {
    View view = View::week;
    sys_days day;
    bool everybody = false;

    [[nodiscard]] Url address(View other, sys_days at) const
    {
        Url url = Url::local("/calendar").with("view", name_of(other)).with("day", forms::iso_day(at));
        return everybody ? url.with("whose", "all") : url;
    }
};

sys_days today_of(const PageContext& context)
{
    return forms::parse_iso_day(context.today()).value_or(sys_days());
}

Wanted wanted_of(const PageContext& context)
{
    const auto& query = context.request().query;
    const sys_days today = today_of(context);
    Wanted wanted;
    wanted.view = view_named(query.text("view"));
    const auto asked = forms::parse_iso_day(query.text("day"));
    wanted.day = asked && *asked > today - farthest && *asked < today + farthest ? *asked : today;
    wanted.everybody = context.may("see_team") && query.text("whose") == "all";
    return wanted;
}

using ByDay = std::map<std::string, std::vector<WorkItem>>;

void take(std::vector<WorkItem> lines, const web::DaySpan& span, ByDay& all)
{
    for (WorkItem& line : lines) {
        if (line.due_on < span.first || line.due_on > span.last || !line.mine) continue;
        auto& day = all[line.due_on];
        const bool known = std::any_of(day.begin(), day.end(), [&](const WorkItem& each) {
            return each.record == line.record && each.part == line.part && !line.record.is_none();
        });
        if (!known) day.push_back(std::move(line));
    }
}

Result<ByDay> entries(PageContext& context, const Wanted& wanted, const web::DaySpan& span)
{
    web::WorkWish wish;
    wish.everybody = wanted.everybody;
    wish.today = context.today();
    wish.since = context.vault().clock().now();
    ByDay all;
    for (const web::CalendarProvider& provider : context.services().calendar_providers) {
        auto lines = provider(context, wish, span);
        if (!lines) return lines.error();
        take(std::move(*lines), span, all);
    }
    for (const web::WorkProvider& provider : context.services().work_providers) {
        auto lines = provider(context, wish);
        if (!lines) return lines.error();
        take(std::move(*lines), span, all);
    }
    for (auto& [day, lines] : all) {
        std::stable_sort(lines.begin(), lines.end(), [](const WorkItem& left, const WorkItem& right) {
            return left.due_time < right.due_time;
        });
    }
    return all;
}

/// The heading for those who may read it, else the kind of work; never a name.
Html what(PageContext& context, const WorkItem& line)
{
    const auto caller = context.caller();
    if (!line.heading_field.empty()
        && context.records().may(caller, access::Verb::read, line.file, forms::Compartment::core)) {
        if (const auto record = context.records().read(caller, line.record)) {
            const auto merged = record->merged();
            const boost::json::value* text = merged.reveal().if_contains(line.heading_field);
            if (text != nullptr && text->is_string())
                return web::link(line.page, Sensitive<std::string>(std::string(text->get_string())));
        }
    }
    const bool opened = line.heading_field.empty();
    return web::link(opened ? line.page : line.home.value_or(line.page), context.text(line.what));
}

Html day_heading(const PageContext& context, sys_days day)
{
    const bool is_today = day == today_of(context);
    return group(
        context.code_label("weekdays", weekday_codes.at(place_in_week(day))),
        " ",
        el<"span">(cls("num"), context.translator().day(day)),
        is_today ? group(" ", web::tag(web::Tone::info, context.text(msg("calendar.today")))) : Html()
    );
}

/// One day as a list of work, as on My work.
Html day_section(PageContext& context, sys_days day, const std::vector<WorkItem>& lines)
{
    const std::string name = "day-" + forms::iso_day(day);
    std::vector<Html> items;
    for (const WorkItem& line : lines) {
        const Html remark = line.remark ? el<"small">(context.text(*line.remark)) : Html();
        Html number;
        if (!line.number.empty())
            number = el<"a">(href(line.home.value_or(line.page)), el<"span">(cls("num"), line.number));
        items.push_back(el<"li">(
            cls("work-item"),
            el<"p">(cls("work-due num"), line.due_time),
            el<"p">(cls("work-what"), what(context, line), remark),
            el<"p">(cls("work-case"), number),
            el<"p">(cls("work-who"), line.who.is_none() ? Html() : group(context.user_name(line.who)))
        ));
    }
    return el<"section">(
        cls("work", day == today_of(context) ? "work-today" : ""),
        aria<"labelledby">(name),
        el<"h2">(cls("work-heading"), id(name), day_heading(context, day)),
        items.empty() ? el<"p">(cls("work-none"), context.text(msg("calendar.nothing")))
                      : el<"ul">(cls("work-list"), items)
    );
}

Html month_cell(PageContext& context, const Wanted& wanted, sys_days day, const std::vector<WorkItem>& lines)
{
    const std::string heading = context.translator().day(day);
    std::vector<Html> items;
    for (const WorkItem& line : lines) {
        const std::string time = line.due_time.empty() ? std::string() : line.due_time + " ";
        items.push_back(el<"li">(el<"small">(cls("num"), time), what(context, line)));
    }
    const Html number = el<"a">(href(wanted.address(View::day, day)), el<"span">(cls("num"), heading));
    const bool is_today = day == today_of(context);
    const bool is_other = !same_month(day, wanted.day);
    return group(
        el<"div">(cls(is_other || items.empty() ? "meta" : "", items.empty() ? "calendar-free" : ""), number),
        is_today ? web::tag(web::Tone::info, context.text(msg("calendar.today"))) : Html(),
        items.empty() ? Html() : el<"ul">(cls("bare"), items)
    );
}

Html month_table(PageContext& context, const Wanted& wanted, std::span<const sys_days> all, const ByDay& entries)
{
    std::vector<web::Column> columns{{context.text(msg("calendar.week")), {}, false, false, false}};
    for (const std::string_view code : weekday_codes)
        columns.push_back({context.code_label("weekdays", code), {}, false, false, false});
    static const std::vector<WorkItem> nothing;
    std::vector<std::vector<Html>> rows;
    for (std::size_t at = 0; at < all.size(); at += days_in_week) {
        std::vector<Html> cells{el<"a">(
            href(wanted.address(View::week, all[at])),
            context.text(msg("calendar.week_of"), {{"first", context.translator().day(all[at])}})
        )};
        for (std::size_t place = at; place < at + days_in_week; ++place) {
            const auto found = entries.find(forms::iso_day(all[place]));
            cells.push_back(month_cell(context, wanted, all[place], found == entries.end() ? nothing : found->second));
        }
        rows.push_back(std::move(cells));
    }
    return web::table(context.text(msg("calendar.month")), columns, rows);
}

Html tabs_of(const PageContext& context, const Wanted& wanted)
{
    const std::array views{
        std::pair{View::month, msg("calendar.month")},
        std::pair{View::week, msg("calendar.week")},
        std::pair{View::day, msg("calendar.day")},
    };
    std::vector<web::Tab> tabs;
    for (const auto& [view, words] : views)
        tabs.push_back({context.text(words), wanted.address(view, wanted.day), view == wanted.view});
    return web::tabs(context.text(msg("calendar.views")), tabs);
}

/// "2026-11"
std::string month_of(sys_days day)
{
    constexpr std::size_t without_day = 7;
    return forms::iso_day(day).substr(0, without_day);
}

Html ways(const PageContext& context, const Wanted& wanted, std::span<const sys_days> all)
{
    const sys_days today = today_of(context);
    const auto way = [&](sys_days day, const MessageId& words) {
        return el<"li">(web::link(wanted.address(wanted.view, day), context.text(words)));
    };
    std::vector<Html> links{way(neighbour(wanted.view, wanted.day, -1), msg("calendar.earlier"))};
    if (std::find(all.begin(), all.end(), today) == all.end()) links.push_back(way(today, msg("calendar.to_today")));
    links.push_back(way(neighbour(wanted.view, wanted.day, 1), msg("calendar.later")));
    if (context.may("see_team")) {
        Wanted other = wanted;
        other.everybody = !wanted.everybody;
        const MessageId words = wanted.everybody ? msg("calendar.only_mine") : msg("calendar.everybody");
        links.push_back(el<"li">(web::link(other.address(wanted.view, wanted.day), context.text(words))));
    }
    const std::string range = context.text(
        msg("calendar.range"),
        {{"first", context.translator().day(all.front())}, {"last", context.translator().day(all.back())}}
    );
    const std::string shown = wanted.view == View::month ? context.translator().date(month_of(wanted.day))
                              : wanted.view == View::day ? context.translator().day(all.front())
                                                         : range;
    return el<"nav">(
        cls("pagination"),
        aria<"label">(context.text(msg("calendar.ways"))),
        el<"p">(cls("num"), shown),
        el<"ul">(links)
    );
}

}  // namespace

web::Response calendar_page(PageContext& context)
{
    const Wanted wanted = wanted_of(context);
    const auto all = days_of(wanted.view, wanted.day);
    const auto found = entries(context, wanted, {forms::iso_day(all.front()), forms::iso_day(all.back())});
    if (!found) return web::error_page(context, found.error());
    Html body = ways(context, wanted, all);
    if (wanted.view == View::month) {
        body += month_table(context, wanted, all, *found);
    } else {
        static const std::vector<WorkItem> nothing;
        for (const sys_days day : all) {
            const auto lines = found->find(forms::iso_day(day));
            body += day_section(context, day, lines == found->end() ? nothing : lines->second);
        }
    }
    web::PageHead head;
    head.title = context.text(msg("calendar.heading"));
    head.heading = Sensitive<std::string>(head.title);
    head.tabs = tabs_of(context, wanted);
    return web::page(context, head, body);
}

}  // namespace panoh::agenda
