// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of calls.
#include "forms/labels.hpp"
#include "modules/intake/pages.hpp"
#include "modules/intake/pages_parts.hpp"
#include "modules/intake/public/pages_waiting.hpp"

#include <array>
#include <charconv>

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

CallFilter filter_of(const PageContext& context, bool desk_only)
{
    const web::Parameters& query = context.request().query;
    CallFilter filter;
    filter.view = desk_only ? CallView::all : CallView::mine;
    for (const NamedView& each : views) {
        if (query.text("view") == each.name) filter.view = each.view;
    }
    filter.status = std::string(query.text("status"));
    filter.region = std::string(query.text("region"));
    filter.danger = std::string(query.text("danger"));
    filter.oldest_first = query.text("sort") == "oldest";
    const std::string_view page = query.text("page");
    std::uint32_t number = 1;
    const auto read = std::from_chars(page.data(), page.data() + page.size(), number);
    constexpr std::uint32_t most_pages = 100'000;
    if (read.ec == std::errc() && number >= 1 && number <= most_pages) filter.page = number;
    return filter;
}

/// The address of the list with this filter, from its first page.
Url address_of(const CallFilter& filter)
{
    Url url = Url::local("/calls").with("view", name_of(filter.view));
    if (!filter.status.empty()) url = url.with("status", filter.status);
    if (!filter.region.empty()) url = url.with("region", filter.region);
    if (!filter.danger.empty()) url = url.with("danger", filter.danger);
    if (filter.oldest_first) url = url.with("sort", "oldest");
    return url;
}

Html view_tabs(const PageContext& context, const CallFilter& filter, bool desk_only)
{
    std::vector<web::Tab> tabs;
    for (const NamedView& each : views) {
        const bool personal = each.view == CallView::mine || each.view == CallView::handed_over;
        if (desk_only && personal) continue;
        CallFilter other;
        other.view = each.view;
        tabs.push_back({context.text(label_of(each.view)), address_of(other), each.view == filter.view});
    }
    return web::tabs(context, context.text(msg("intake.view.label")), tabs);
}

Html choice_of(
    const PageContext& context,
    std::string_view name,
    const MessageId& label,
    const std::string& chosen,
    std::vector<web::Choice> choices
)
{
    web::InputOptions options;
    options.name = std::string(name);
    options.label = context.text(label);
    options.value = Sensitive<std::string>(chosen);
    choices.insert(choices.begin(), {"", context.text(msg("intake.filter.any")), ""});
    return web::select(context, options, choices);
}

std::vector<web::Choice> codes_of(const PageContext& context, std::string_view list)
{
    std::vector<web::Choice> choices;
    const forms::CodeList* codes = context.records().schema().list(list);
    if (codes == nullptr) return choices;
    for (const forms::Code& code : codes->codes)
        choices.push_back({code.code, context.code_label(list, code.code), ""});
    return choices;
}

Html filter_form(const PageContext& context, const CallFilter& filter, bool desk_only)
{
    Html fields = choice_of(
        context, "status", forms::field_message("contact", "status"), filter.status, codes_of(context, "contact_states")
    );
    fields += choice_of(
        context, "region", forms::field_message("contact", "region"), filter.region, codes_of(context, "regions")
    );
    if (!desk_only) {
        fields += choice_of(
            context,
            "danger",
            msg("intake.column.danger"),
            filter.danger,
            {{"yes", context.text(msg("intake.danger.yes")), ""},
             {"no", context.text(msg("intake.danger.no")), ""},
             {"open", context.text(msg("intake.danger.open")), ""}}
        );
    }
    CallFilter empty;
    empty.view = filter.view;
    const bool narrowed = !filter.status.empty() || !filter.region.empty() || !filter.danger.empty();
    const std::vector<Html> buttons{
        web::secondary_submit(context.text(msg("intake.filter.apply"))),
        web::quiet_link_button(address_of(empty), context.text(msg("intake.filter.clear")))};
    const Html form = el<"form">(
        cls("filter"),
        a<"method">("get"),
        action(Url::local("/calls")),
        el<"input">(a<"type">("hidden"), name("view"), value(name_of(filter.view))),
        el<"div">(cls("filter-fields"), fields),
        actions(buttons)
    );
    return folded(context.text(msg("intake.filter.heading")), form, narrowed);
}

Html danger_tag(const PageContext& context, const CallRow& row)
{
    if (!row.apart.empty()) return group(context.code_label("apart_kinds", row.apart));
    if (row.danger == "yes") return web::tag(web::Tone::danger, context.text(msg("intake.danger.yes")));
    return group(context.text(row.danger == "no" ? msg("intake.danger.no") : msg("intake.danger.open")));
}

Html time_of(const PageContext& context, const CallRow& row)
{
    constexpr std::size_t month = 7;
    if (row.status == "counted_only") return group(context.translator().date(row.time_of_call.substr(0, month)));
    return el<"span">(cls("num"), moment_words(context, row.time_of_call));
}

std::vector<web::Column> columns_of(const PageContext& context, const CallFilter& filter, bool desk_only)
{
    CallFilter turned = filter;
    turned.oldest_first = !filter.oldest_first;
    const bool by_time = filter.view != CallView::waiting;
    const auto plain = [&](const MessageId& heading) {
        return web::Column{context.text(heading), {}, false, false, false};
    };
    std::vector<web::Column> columns{plain(msg("intake.column.number"))};
    web::Column time = plain(msg("intake.column.time"));
    if (by_time) time = {time.heading, address_of(turned), true, false, !filter.oldest_first};
    columns.push_back(std::move(time));
    if (!desk_only) {
        columns.push_back(plain(msg("intake.column.danger")));
        columns.push_back(plain(msg("intake.column.caller")));
    }
    columns.push_back(plain(msg("intake.column.region")));
    columns.push_back(plain(msg("intake.column.keyworker")));
    columns.push_back(plain(msg("intake.column.call_back_by")));
    columns.push_back(plain(msg("intake.column.state")));
    return columns;
}

std::vector<Html> cells_of(const PageContext& context, const CallRow& row, const CallFilter& filter, bool desk_only)
{
    std::vector<Html> cells{web::link(Url::local("/calls/{}", row.contact), row.number), time_of(context, row)};
    if (!desk_only) {
        cells.push_back(danger_tag(context, row));
        cells.push_back(group(context.code_label("caller_kinds", row.caller_kind), web_request_tag(context, row)));
    }
    cells.push_back(row.region.empty() ? Html() : group(context.code_label("regions", row.region)));
    cells.push_back(
        row.keyworker.is_none() ? group(context.text(msg("intake.nobody"))) : group(context.user_name(row.keyworker))
    );
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
    if (!desk_only) ways += web::link_button(Url::local("/calls/new"), context.text(msg("intake.new.heading")));
    ways += web::quiet_link_button(Url::local("/hand-over"), context.text(msg("hand_over.heading")));
    if (context.may("see_register")) {
        ways += web::quiet_link_button(Url::local("/duty"), context.text(msg("duty.heading")));
    }
    if (context.may("see_figures")) {
        ways += web::quiet_link_button(Url::local("/calls/figures"), context.text(msg("hotline.figures.link")));
    }
    return ways;
}

Html list_body(const PageContext& context, const CallList& list, const CallFilter& filter)
{
    Html body = view_tabs(context, filter, list.desk_only);
    body += filter_form(context, filter, list.desk_only);
    if (list.rows.empty()) {
        std::optional<Html> way;
        if (context.may("take_calls")) {
            way = web::link_button(Url::local("/calls/new"), context.text(msg("intake.new.heading")));
        }
        return group(body, web::empty_state(context.text(msg("intake.list.empty")), way));
    }
    std::vector<std::vector<Html>> rows;
    for (const CallRow& row : list.rows)
        rows.push_back(cells_of(context, row, filter, list.desk_only));
    const auto columns = columns_of(context, filter, list.desk_only);
    return group(
        body,
        web::table(context.text(msg("intake.list.heading")), columns, rows),
        web::pagination(context, address_of(filter), filter.page, calls_on_a_page, list.total)
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
