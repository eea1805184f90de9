// SPDX-License-Identifier: AGPL-3.0-or-later
// Columns of lists, and saved views.
#include "modules/casework/pages_views.hpp"

#include "base/text.hpp"
#include "modules/casework/pages.hpp"
#include "web/pages/shell.hpp"

#include <algorithm>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Url;
using Whose = ListView::Whose;
using namespace html;

constexpr std::string_view list_input = "list";
constexpr std::string_view query_input = "query";
constexpr std::string_view name_input = "name";
constexpr std::string_view whose_input = "whose";
constexpr std::string_view column_input = "column";
constexpr std::string_view team_value = "team";

MessageId title_of(std::string_view list)
{
    if (list == "calls") return msg("shell.calls");
    if (list == "people") return msg("views.people.title");
    return list == "tasks" ? msg("views.tasks.title") : msg("shell.cases");
}

bool is_list(std::string_view list)
{
    return std::find(lists_with_views.begin(), lists_with_views.end(), list) != lists_with_views.end();
}

/// The list as a view shows it; the list itself for what is no query.
Url address_of(std::string_view list, std::string_view query)
{
    const std::string path = "/" + std::string(is_list(list) ? list : lists_with_views.front());
    const bool narrowed = !query.empty() && is_view_query(query);
    const auto url = Url::parse_local(narrowed ? path + "?" + std::string(query) : path);
    return url ? *url : Url::local("/cases");
}

/// What stands behind the "?" of an address.
std::string query_of(const Url& url)
{
    const std::string& text = url.text();
    const auto mark = text.find('?');
    return mark == std::string::npos ? std::string() : text.substr(mark + 1);
}

/// Parameters without their order.
std::vector<std::string> parts_of(std::string_view query)
{
    std::vector<std::string> parts;
    for (const std::string_view part : split(query, '&'))
        parts.emplace_back(part);
    std::sort(parts.begin(), parts.end());
    return parts;
}

std::string label_of(const PageContext& context, const ListView& view)
{
    if (view.whose == Whose::shipped) return context.code_label("shipped_views", view.id);
    return view.name.reveal();
}

Html hidden(std::string_view input, std::string_view text)
{
    return el<"input">(a<"type">("hidden"), name(input), value(text));
}

Html columns_form(
    const PageContext& context,
    std::string_view list,
    const Url& here,
    std::span<const ListColumn> columns,
    std::span<const std::size_t> shown
)
{
    std::vector<Choice> choices;
    std::vector<std::string> chosen;
    for (std::size_t at = 1; at < columns.size(); ++at) {
        choices.push_back({std::string(columns[at].name), columns[at].column.heading, {}});
        if (std::find(shown.begin(), shown.end(), at) != shown.end()) chosen.emplace_back(columns[at].name);
    }
    web::InputOptions options;
    options.name = column_input;
    options.label = context.text(msg("views.columns.label"));
    options.hint = context.text(msg("views.columns.hint"));
    return web::post_form(
        context,
        Url::local("/views/columns"),
        group(
            hidden(list_input, list),
            hidden(query_input, query_of(here)),
            web::checkboxes(context, options, choices, chosen),
            el<"div">(
                cls("actions"),
                web::secondary_submit(context.text(msg("views.columns.save"))),
                web::secondary_submit(context.text(msg("views.columns.usual")), "usual", "yes")
            )
        )
    );
}

Html view_form(
    PageContext& context,
    std::string_view list,
    const std::string& query,
    const Sensitive<std::string>& typed,
    std::string_view whose,
    std::string_view problem
)
{
    web::InputOptions named;
    named.name = name_input;
    named.label = context.text(msg("views.name.label"));
    named.hint = context.text(msg("views.name.hint"));
    named.value = typed;
    named.error = problem;
    Html for_whom;
    if (may_share_views(context.records(), context.caller())) {
        web::InputOptions options;
        options.name = whose_input;
        options.label = context.text(msg("views.whose.label"));
        options.value = Sensitive<std::string>(whose.empty() ? "own" : std::string(whose));
        const std::vector<Choice> choices{
            {"own", context.text(msg("views.whose.own")), {}},
            {std::string(team_value), context.text(msg("views.whose.team")), {}}};
        for_whom = web::radios(context, options, choices);
    }
    return web::post_form(
        context,
        Url::local("/views"),
        group(
            hidden(list_input, list),
            hidden(query_input, query),
            web::text_input(context, named),
            for_whom,
            el<"div">(cls("actions"), web::secondary_submit(context.text(msg("views.save"))))
        )
    );
}

/// One's own lists are read, changed and put back by one request at a time. What goes to the register takes its own
/// turn while it is written.
template <class Change>
Result<void> in_turn(const PageContext& context, Whose whose, Change&& change)
{
    if (whose == Whose::team) return change();
    const auto turn = context.services().desk->lists();
    return change();
}

web::PageHead head_of_views(const PageContext& context)
{
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("views.title")));
    head.title = context.text(msg("views.title"));
    return head;
}

Html removal(PageContext& context, const ListView& view)
{
    if (view.whose == Whose::shipped) return {};
    if (view.whose == Whose::team && !may_share_views(context.records(), context.caller())) return {};
    return el<"form">(
        a<"method">("post"),
        action(Url::local("/views/remove")),
        context.form_start(Url::local("/views/remove")),
        hidden("id", view.id),
        hidden(whose_input, view.whose == Whose::team ? team_value : "own"),
        el<"button">(
            cls("button button-quiet"),
            a<"type">("submit"),
            context.text(msg("views.remove")),
            el<"span">(cls("visually-hidden"), " ", label_of(context, view))
        )
    );
}

MessageId message_of(Whose whose)
{
    if (whose == Whose::shipped) return msg("views.shipped");
    return whose == Whose::team ? msg("views.of_team") : msg("views.own");
}

/// The views of one list, each with where it comes from.
Html views_of_list(PageContext& context, std::string_view list, const std::vector<ListView>& views)
{
    if (views.empty()) return {};
    const std::string title = context.text(title_of(list));
    const bool any_removed =
        std::any_of(views.begin(), views.end(), [&](const ListView& view) { return !removal(context, view).empty(); });
    std::vector<web::Column> columns;
    for (const MessageId& heading : {msg("views.name.label"), msg("views.whose.label"), msg("views.remove")}) {
        columns.emplace_back();
        columns.back().heading = context.text(heading);
    }
    if (!any_removed) columns.pop_back();
    std::vector<std::vector<Html>> rows;
    for (const ListView& view : views) {
        rows.push_back(
            {web::link(address_of(list, view.query), label_of(context, view)),
             group(context.text(message_of(view.whose))),
             removal(context, view)}
        );
        if (!any_removed) rows.back().pop_back();
    }
    return el<"section">(cls("section"), el<"h2">(title), web::table(title, columns, rows));
}

}  // namespace

ListColumn list_column(
    const PageContext& context,
    const SortState& state,
    std::string_view name,
    MessageId heading,
    std::string_view sort,
    bool usual
)
{
    ListColumn made{name, {}, usual};
    made.column.heading = context.text(heading);
    if (sort.empty()) return made;
    made.column.sorted = state.sort == sort;
    made.column.descending = state.descending;
    made.column.sort = state.address(std::string(sort), made.column.sorted ? !state.descending : sort == "number");
    return made;
}

std::vector<std::size_t> shown_columns(PageContext& context, std::string_view list, std::span<const ListColumn> columns)
{
    const auto chosen = chosen_columns(context.records(), context.caller(), list);
    std::vector<std::size_t> shown;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const bool is_chosen =
            chosen ? std::find(chosen->begin(), chosen->end(), columns[at].name) != chosen->end() : columns[at].usual;
        if (at == 0 || is_chosen) shown.push_back(at);
    }
    return shown;
}

Html list_table(
    std::string_view caption,
    std::span<const ListColumn> columns,
    std::span<const std::size_t> shown,
    std::vector<std::vector<Html>> rows,
    std::span<const Html> boxes,
    std::string_view box_heading
)
{
    std::vector<web::Column> headings;
    if (!boxes.empty()) {
        headings.emplace_back().heading = box_heading;
        headings.back().box = true;
    }
    for (const std::size_t at : shown)
        headings.push_back(columns[at].column);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        std::vector<Html> cells;
        if (!boxes.empty()) cells.push_back(boxes[row]);
        for (const std::size_t at : shown)
            cells.push_back(std::move(rows[row][at]));
        rows[row] = std::move(cells);
    }
    return web::table(caption, headings, rows);
}

std::vector<web::Tab> tabs_of_views(PageContext& context, std::string_view list, const Url& here)
{
    std::vector<web::Tab> tabs;
    const auto views = views_of(context.records(), context.caller(), list);
    if (!views) return tabs;
    const std::vector<std::string> shown = parts_of(query_of(here));
    for (const ListView& view : *views)
        tabs.push_back({label_of(context, view), address_of(list, view.query), parts_of(view.query) == shown});
    return tabs;
}

Html list_tools(
    PageContext& context,
    std::string_view list,
    const Url& here,
    std::span<const ListColumn> columns,
    std::span<const std::size_t> shown
)
{
    const auto folded = [](std::string_view heading, const Html& body) {
        return el<"details">(
            cls("disclosure filter-folded"), el<"summary">(heading), el<"div">(cls("disclosure-body"), body)
        );
    };
    // An address that somebody wrote by hand may hold what no view can keep.
    const std::string query = query_of(here);
    const Html saving = is_view_query(query) ? view_form(context, list, query, {}, {}, {}) : Html();
    return group(
        folded(context.text(msg("views.columns.title")), columns_form(context, list, here, columns, shown)),
        folded(
            context.text(msg("views.save.title")),
            group(
                saving,
                web::paragraph(context.text(msg("views.what_is_kept"))),
                el<"p">(web::link(Url::local("/views"), context.text(msg("views.title"))))
            )
        )
    );
}

Response views_page(PageContext& context)
{
    Html body = web::paragraph(context.text(msg("views.text")));
    bool any = false;
    for (const std::string_view list : lists_with_views) {
        const auto& may_visit = context.services().may_visit;
        if (may_visit && !may_visit(context.actor(), "/" + std::string(list))) continue;
        const auto views = views_of(context.records(), context.caller(), list);
        if (!views) return web::error_page(context, views.error());
        any = any || !views->empty();
        body += views_of_list(context, list, *views);
    }
    if (!any) body += web::empty_state(context.text(msg("views.none")));
    return web::page(context, head_of_views(context), body);
}

Response save_view_form(PageContext& context)
{
    const web::Parameters& form = context.request().form;
    ListView view;
    view.whose = form.text(whose_input) == team_value ? Whose::team : Whose::own;
    view.list = std::string(form.text(list_input));
    view.name = Sensitive<std::string>(std::string(form.text(name_input)));
    view.query = std::string(form.text(query_input));
    const auto done = in_turn(context, view.whose, [&] {
        return save_view(context.records(), context.caller(), view, context.batch());
    });
    if (done) return Response::redirect(address_of(view.list, view.query));
    const ErrorCode why = done.error().code;
    const bool mendable = (why == ErrorCode::invalid_input || why == ErrorCode::conflict) && is_list(view.list)
                          && is_view_query(view.query);
    if (!mendable) return web::error_page(context, done.error());
    web::PageHead head = head_of_views(context);
    head.typed_text = true;
    return web::page(
        context,
        head,
        view_form(
            context, view.list, view.query, view.name, form.text(whose_input), context.text(done.error().message)
        ),
        422
    );
}

Response remove_view_form(PageContext& context)
{
    const web::Parameters& form = context.request().form;
    ListView view;
    view.whose = form.text(whose_input) == team_value ? Whose::team : Whose::own;
    view.id = std::string(form.text("id"));
    const auto done = in_turn(context, view.whose, [&] {
        return remove_view(context.records(), context.caller(), view, context.batch());
    });
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/views"));
}

Response save_columns(PageContext& context)
{
    const web::Parameters& form = context.request().form;
    std::optional<std::vector<std::string>> columns;
    if (form.text("usual").empty()) {
        columns.emplace();
        constexpr std::size_t most_columns = 30;
        for (const web::Parameter& each : form) {
            const bool is_column = each.name() == column_input && is_view_query(each.value());
            if (is_column && columns->size() < most_columns) columns->emplace_back(each.value());
        }
    }
    const std::string_view list = form.text(list_input);
    const auto done = in_turn(context, Whose::own, [&] {
        return choose_columns(context.records(), context.caller(), list, columns);
    });
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(address_of(list, form.text(query_input)));
}

}  // namespace panoh::casework
