// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of calls.
#include "forms/labels.hpp"
#include "modules/casework/pages_views.hpp"
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/public/pages_waiting.hpp"

#include <algorithm>
#include <array>

namespace panoh::intake {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

struct NamedView {
    CallView view;
    std::string_view name;
};
constexpr std::array views{
    NamedView{CallView::mine, "mine"},
    NamedView{CallView::fresh, "new"},
    NamedView{CallView::handed_over, "handed-over"},
    NamedView{CallView::waiting, "waiting"},
    NamedView{CallView::all, "all"},
    NamedView{CallView::apart, "apart"}};

MessageId label_of(CallView view)
{
    switch (view) {
    case CallView::mine:
        return msg("intake.view.mine");
    case CallView::fresh:
        return msg("intake.view.new");
    case CallView::handed_over:
        return msg("intake.view.handed_over");
    case CallView::waiting:
        return msg("intake.view.waiting");
    case CallView::apart:
        return msg("intake.view.apart");
    case CallView::all:
        break;
    }
    return msg("intake.view.all");
}

std::string_view name_of(CallView view)
{
    for (const NamedView& each : views) {
        if (each.view == view) return each.name;
    }
    return "all";
}

constexpr std::string_view list_name = "calls";
constexpr std::array<std::string_view, 4> danger_codes{"yes", "no", "open", "ended"};
constexpr std::array<std::string_view, 4> sorts{"number", "region", "call_back", "state"};

std::string danger_words(const PageContext& context, std::string_view code)
{
    if (code == "yes") return context.text(msg("intake.danger.yes"));
    if (code == "ended") return context.text(msg("intake.danger.ended"));
    return context.text(code == "no" ? msg("intake.danger.no") : msg("intake.danger.open"));
}

CallFilter filter_of(const PageContext& context, bool desk_only)
{
    const web::Parameters& query = context.request().query;
    CallFilter filter;
    filter.view = desk_only ? CallView::all : CallView::mine;
    for (const NamedView& each : views) {
        if (query.text("view") == each.name) filter.view = each.view;
    }
    filter.status = casework::known_code(context, "contact_states", query.text("status"));
    filter.region = casework::known_code(context, "regions", query.text("region"));
    filter.keyworker = casework::known_user(context, query.text("keyworker"));
    filter.year = casework::known_year(query.text("year"));
    filter.danger = casework::known_text(query.text("danger"), danger_codes);
    filter.channel = casework::known_code(context, "contact_channels", query.text("channel"));
    filter.caller_kind = casework::known_code(context, "caller_kinds", query.text("caller_kind"));
    if (const auto found = std::find(sorts.begin(), sorts.end(), query.text("sort")); found != sorts.end()) {
        filter.sort = *found;
    }
    filter.oldest_first = query.text("order") == "up";
    filter.page = casework::page_number(query.text("page"));
    return filter;
}

/// The address of the list with this filter, from its first page.
Url address_of(const PageContext& context, const CallFilter& filter)
{
    Url url = Url::local("/calls").with("view", name_of(filter.view));
    const auto add = [&](std::string_view name, const std::string& code) {
        if (!code.empty()) url = url.with(name, code);
    };
    add("status", filter.status);
    add("region", filter.region);
    add("keyworker", casework::user_parameter(context, filter.keyworker));
    add("year", filter.year);
    add("danger", filter.danger);
    add("channel", filter.channel);
    add("caller_kind", filter.caller_kind);
    if (filter.sort != "time") url = url.with("sort", filter.sort);
    if (filter.oldest_first) url = url.with("order", "up");
    return url;
}

CallFilter without(CallFilter filter, std::string_view input)
{
    if (input == "status") filter.status.clear();
    if (input == "region") filter.region.clear();
    if (input == "keyworker") filter.keyworker.clear();
    if (input == "year") filter.year.clear();
    if (input == "danger") filter.danger.clear();
    if (input == "channel") filter.channel.clear();
    if (input == "caller_kind") filter.caller_kind.clear();
    return filter;
}

Html view_tabs(PageContext& context, const CallFilter& filter, bool desk_only)
{
    std::vector<web::Tab> saved = casework::tabs_of_views(context, list_name, address_of(context, filter));
    const bool is_saved = std::any_of(saved.begin(), saved.end(), [](const web::Tab& tab) { return tab.current; });
    std::vector<web::Tab> tabs;
    for (const NamedView& each : views) {
        const bool personal = each.view == CallView::mine || each.view == CallView::handed_over;
        if (desk_only && personal) continue;
        CallFilter other;
        other.view = each.view;
        const bool current = each.view == filter.view && !is_saved;
        tabs.push_back({context.text(label_of(each.view)), address_of(context, other), current});
    }
    for (web::Tab& tab : saved)
        tabs.push_back(std::move(tab));
    return web::tabs(context, context.text(msg("intake.view.label")), tabs);
}

std::vector<casework::FacetView> facets_of(const PageContext& context, const CallFilter& filter, const CallList& list)
{
    const auto counts = [&](CallFacet facet) -> const records::FacetCounts& {
        return list.counts[static_cast<std::size_t>(facet)];
    };
    const auto label = [&](std::string_view field) {
        return context.text(forms::field_message("contact", field));
    };
    using casework::code_facet;
    using casework::named_facet;
    std::vector<casework::FacetView> facets{
        code_facet(context, "status", label("status"), "contact_states", filter.status, counts(CallFacet::status)),
        code_facet(context, "region", label("region"), "regions", filter.region, counts(CallFacet::region)),
        casework::user_facet(context, "keyworker", label("keyworker"), filter.keyworker, counts(CallFacet::keyworker)),
        named_facet(
            context,
            "year",
            context.text(msg("find.facet.year")),
            filter.year,
            counts(CallFacet::year),
            [](const std::string& year) { return year; }
        )};
    if (list.desk_only) return facets;
    facets.insert(
        facets.begin(),
        named_facet(
            context,
            "danger",
            context.text(msg("intake.column.danger")),
            filter.danger,
            counts(CallFacet::danger),
            [&](const std::string& code) { return danger_words(context, code); }
        )
    );
    facets.push_back(
        code_facet(context, "channel", label("channel"), "contact_channels", filter.channel, counts(CallFacet::channel))
    );
    facets.push_back(code_facet(
        context, "caller_kind", label("caller_kind"), "caller_kinds", filter.caller_kind, counts(CallFacet::caller_kind)
    ));
    return facets;
}

/// The view and the order stay when the list is narrowed.
std::vector<std::pair<std::string, std::string>> kept_of(const CallFilter& filter)
{
    std::vector<std::pair<std::string, std::string>> kept{{"view", std::string(name_of(filter.view))}};
    if (filter.sort != "time") kept.emplace_back("sort", filter.sort);
    if (filter.oldest_first) kept.emplace_back("order", "up");
    return kept;
}

Html danger_tag(const PageContext& context, const CallRow& row)
{
    if (!row.apart.empty()) return group(context.code_label("apart_kinds", row.apart));
    if (row.danger == "yes" && !row.alert_state.empty()) {
        const bool is_open = row.status == "new" || row.status == "handed_over";
        return web::tag(
            is_open ? web::Tone::due : web::Tone::neutral,
            alert_ended_words(context, row.alert_state, row.alert_ended_at, is_open)
        );
    }
    if (row.danger == "yes") return web::tag(web::Tone::danger, context.text(msg("intake.danger.yes")));
    return group(danger_words(context, row.danger));
}

Html time_of(const PageContext& context, const CallRow& row)
{
    constexpr std::size_t month = 7;
    if (row.status == "counted_only") return group(context.translator().date(row.time_of_call.substr(0, month)));
    return el<"span">(cls("num"), moment_words(context, row.time_of_call));
}

std::vector<casework::ListColumn> columns_of(const PageContext& context, const CallFilter& filter, bool desk_only)
{
    const casework::SortState state{filter.sort, !filter.oldest_first, [&](std::string sort, bool descending) {
                                        CallFilter other = filter;
                                        other.sort = std::move(sort);
                                        other.oldest_first = !descending;
                                        return address_of(context, other);
                                    }};
    const auto column = [&](std::string_view name, MessageId heading, std::string_view sort = {}, bool usual = true) {
        return casework::list_column(context, state, name, std::move(heading), sort, usual);
    };
    const bool by_time = filter.view != CallView::waiting;
    std::vector<casework::ListColumn> columns{
        column("number", msg("intake.column.number"), "number"),
        column("time", msg("intake.column.time"), by_time ? "time" : "")};
    if (!desk_only) {
        columns.push_back(column("danger", msg("intake.column.danger")));
        columns.push_back(column("caller", msg("intake.column.caller")));
        columns.push_back(column("channel", forms::field_message("contact", "channel"), {}, false));
    }
    columns.push_back(column("region", msg("intake.column.region"), "region"));
    columns.push_back(column("keyworker", msg("intake.column.keyworker")));
    columns.push_back(column("taken_by", forms::field_message("contact", "taken_by"), {}, false));
    columns.push_back(column("call_back", msg("intake.column.call_back_by"), "call_back"));
    columns.push_back(column("state", msg("intake.column.state"), "state"));
    return columns;
}

std::vector<Html> cells_of(const PageContext& context, const CallRow& row, const CallFilter& filter, bool desk_only)
{
    std::vector<Html> cells{
        el<"a">(href(Url::local("/calls/{}", row.contact)), el<"span">(cls("num"), row.number)), time_of(context, row)};
    if (!desk_only) {
        cells.push_back(danger_tag(context, row));
        cells.push_back(group(context.code_label("caller_kinds", row.caller_kind), web_request_tag(context, row)));
        cells.push_back(row.channel.empty() ? Html() : group(context.code_label("contact_channels", row.channel)));
    }
    cells.push_back(row.region.empty() ? Html() : group(context.code_label("regions", row.region)));
    cells.push_back(
        row.keyworker.is_none() ? group(context.text(msg("intake.nobody"))) : group(context.user_name(row.keyworker))
    );
    cells.push_back(row.taken_by.is_none() ? Html() : group(context.user_name(row.taken_by)));
    cells.push_back(el<"span">(cls("num"), moment_words(context, row.call_back_by)));
    Html state = state_tag(context, row.status);
    if (filter.view == CallView::handed_over && !row.received) {
        state += web::action_button(
            context, Url::local("/calls/{}/receive", row.contact), context.text(msg("intake.step.receive"))
        );
    }
    cells.push_back(std::move(state));
    return cells;
}

Html ways_from_list(const PageContext& context, bool desk_only)
{
    Html ways;
    if (!desk_only) {
        ways += web::link_button(Url::local("/calls/new"), context.text(msg("intake.new.heading")));
        ways += web::link_button(Url::local("/custody/new"), context.text(msg("custody.button")));
    }
    ways += web::quiet_link_button(Url::local("/custody"), context.text(msg("custody.title")));
    ways += web::quiet_link_button(Url::local("/hand-over"), context.text(msg("hand_over.heading")));
    if (context.may("see_register")) {
        ways += web::quiet_link_button(Url::local("/duty"), context.text(msg("duty.heading")));
    }
    if (context.may("see_figures")) {
        ways += web::quiet_link_button(Url::local("/calls/figures"), context.text(msg("hotline.figures.link")));
    }
    return ways;
}

Html list_body(PageContext& context, const CallList& list, const CallFilter& filter)
{
    CallFilter empty;
    empty.view = filter.view;
    const auto facets = facets_of(context, filter, list);
    const auto total = static_cast<std::int64_t>(list.total);
    Html body = view_tabs(context, filter, list.desk_only);
    body +=
        casework::facet_form(context, Url::local("/calls"), kept_of(filter), facets, {}, address_of(context, empty));
    body += casework::results_line(
        context,
        context.text(msg("views.calls.count"), {{"count", total}}),
        facets,
        [&](std::string_view input) { return address_of(context, without(filter, input)); }
    );
    if (list.rows.empty()) {
        std::optional<Html> way;
        if (context.may("take_calls")) {
            way = web::link_button(Url::local("/calls/new"), context.text(msg("intake.new.heading")));
        }
        return group(body, web::empty_state(context.text(msg("intake.list.empty")), way));
    }
    const Url here = address_of(context, filter);
    const auto columns = columns_of(context, filter, list.desk_only);
    const auto shown = casework::shown_columns(context, list_name, columns);
    std::vector<std::vector<Html>> rows;
    for (const CallRow& row : list.rows)
        rows.push_back(cells_of(context, row, filter, list.desk_only));
    return group(
        body,
        casework::list_table(context.text(msg("intake.list.heading")), columns, shown, std::move(rows)),
        web::pagination(context, here, filter.page, calls_on_a_page, list.total),
        casework::list_tools(context, list_name, here, columns, shown)
    );
}

}  // namespace

Response calls_page(PageContext& context)
{
    const bool desk_only = !context.may("take_calls");
    const CallFilter filter = filter_of(context, desk_only);
    const auto list = list_calls(context.records(), context.caller(), filter);
    if (!list) return web::error_page(context, list.error());
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("intake.list.heading")));
    head.title = context.text(msg("intake.list.heading"));
    head.place = web::Place::calls;
    head.actions = ways_from_list(context, desk_only);
    return web::page(context, head, group(waiting_messages_notice(context), list_body(context, *list, filter)));
}

}  // namespace panoh::intake
