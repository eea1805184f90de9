// SPDX-License-Identifier: AGPL-3.0-or-later
// Tasks of all cases that the reader may know of.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_views.hpp"
#include "modules/casework/views_lists.hpp"

#include <array>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;

constexpr std::string_view list_name = "tasks";
constexpr std::array<std::string_view, 3> sorts{"due", "number", "state"};

TaskFilter filter_of(const PageContext& context)
{
    const web::Parameters& query = context.request().query;
    TaskFilter filter;
    filter.state = known_code(context, "task_states", query.text("state"));
    filter.due = known_text(query.text("due"), due_codes);
    filter.who = known_user(context, query.text("who"));
    filter.role = known_code(context, "case_roles", query.text("role"));
    filter.kind = known_code(context, "task_kinds", query.text("kind"));
    filter.priority = known_code(context, "task_priorities", query.text("priority"));
    filter.ended_too = query.text("ended") == "yes";
    const std::string sort = known_text(query.text("sort"), sorts);
    if (!sort.empty() && sort != records::no_answer) {
        filter.sort = sort;
        filter.descending = query.text("order") == "down";
    }
    filter.page = page_number(query.text("page"));
    return filter;
}

Url address_of(const PageContext& context, const TaskFilter& filter)
{
    Url url = Url::local("/tasks");
    const auto add = [&](std::string_view name, const std::string& code) {
        if (!code.empty()) url = url.with(name, code);
    };
    add("state", filter.state);
    add("due", filter.due);
    add("who", user_parameter(context, filter.who));
    add("role", filter.role);
    add("kind", filter.kind);
    add("priority", filter.priority);
    if (filter.ended_too) url = url.with("ended", "yes");
    if (filter.sort != "due" || filter.descending) {
        url = url.with("sort", filter.sort).with("order", filter.descending ? "down" : "up");
    }
    return url;
}

TaskFilter without(TaskFilter filter, std::string_view input)
{
    if (input == "state") filter.state.clear();
    if (input == "due") filter.due.clear();
    if (input == "who") filter.who.clear();
    if (input == "role") filter.role.clear();
    if (input == "kind") filter.kind.clear();
    if (input == "priority") filter.priority.clear();
    return filter;
}

MessageId field_id(std::string_view field)
{
    return MessageId("type.task.field." + std::string(field) + ".label");
}

std::vector<FacetView> facets_of(const PageContext& context, const TaskFilter& filter, const TaskPage& found)
{
    const auto counts = [&](TaskFacet facet) -> const records::FacetCounts& {
        return found.counts[static_cast<std::size_t>(facet)];
    };
    const auto label = [&](std::string_view field) {
        return context.text(field_id(field));
    };
    return {
        due_facet(context, "due", label("due_on"), filter.due, counts(TaskFacet::due)),
        user_facet(context, "who", label("assigned_to"), filter.who, counts(TaskFacet::who)),
        code_facet(context, "role", label("assigned_role"), "case_roles", filter.role, counts(TaskFacet::role)),
        code_facet(context, "kind", label("kind"), "task_kinds", filter.kind, counts(TaskFacet::kind)),
        code_facet(
            context, "priority", label("priority"), "task_priorities", filter.priority, counts(TaskFacet::priority)
        ),
        code_facet(context, "state", label("state"), "task_states", filter.state, counts(TaskFacet::state)),
    };
}

Html ended_too_box(const PageContext& context, const TaskFilter& filter)
{
    const std::array choices{Choice{"yes", context.text(msg("views.tasks.ended_too")), {}}};
    std::vector<std::string> chosen;
    if (filter.ended_too) chosen.emplace_back("yes");
    web::InputOptions options;
    options.name = "ended";
    options.label = context.text(msg("views.tasks.ended"));
    return web::checkboxes(context, options, choices, chosen);
}

std::vector<ListColumn> columns_of(const PageContext& context, const TaskFilter& filter)
{
    const SortState state{filter.sort, filter.descending, [&](std::string sort, bool descending) {
                              TaskFilter other = filter;
                              other.sort = std::move(sort);
                              other.descending = descending;
                              return address_of(context, other);
                          }};
    return {
        list_column(context, state, "what", field_id("heading")),
        list_column(context, state, "number", msg("views.tasks.case"), "number"),
        list_column(context, state, "due", field_id("due_on"), "due"),
        list_column(context, state, "who", msg("casework.tasks.who")),
        list_column(context, state, "kind", field_id("kind"), {}, false),
        list_column(context, state, "priority", field_id("priority"), {}, false),
        list_column(context, state, "state", field_id("state"), "state"),
    };
}

/// The heading is text of the case: who may know only that there is a task sees that.
Html what_of(PageContext& context, const TaskRow& line)
{
    const std::string unnamed = context.text(msg("views.tasks.unnamed"));
    if (!line.readable) return group(unnamed);
    const Url page = Url::local("/records/{}", line.record);
    const auto record = context.records().read(context.caller(), line.record);
    const std::string heading = record ? text_at(record->content.reveal(), "heading") : std::string();
    return heading.empty() ? web::link(page, unnamed) : web::link(page, Sensitive<std::string>(heading));
}

Html who_of(const PageContext& context, const TaskRow& line)
{
    if (!line.who.is_none()) return group(context.user_name(line.who));
    if (!line.role.empty()) return group(context.code_label("case_roles", line.role));
    return group(context.text(msg("views.tasks.keyworker")));
}

std::vector<Html> row_of(PageContext& context, const TaskRow& line)
{
    const auto code = [&](std::string_view list, const std::string& text) {
        return text.empty() ? Html() : group(context.code_label(list, text));
    };
    const bool is_open = line.state == "open" || line.state == "in_progress";
    const std::string day = line.due_on.empty() ? std::string() : context.translator().date_short(line.due_on);
    return {
        what_of(context, line),
        web::link(Url::local("/cases/{}", line.case_record), line.number),
        line.due_on.empty() ? Html()
        : is_open           ? web::due_tag(context, line.due_on)
                            : number_of(day),
        who_of(context, line),
        code("task_kinds", line.kind),
        code("task_priorities", line.priority),
        code("task_states", line.state),
    };
}

Html results(PageContext& context, const TaskFilter& filter, const TaskPage& found)
{
    const Url here = address_of(context, filter);
    const std::vector<ListColumn> columns = columns_of(context, filter);
    const auto shown = shown_columns(context, list_name, columns);
    std::vector<std::vector<Html>> rows;
    for (const TaskRow& line : found.lines)
        rows.push_back(row_of(context, line));
    return group(
        list_table(context.text(msg("views.tasks.title")), columns, shown, std::move(rows)),
        web::pagination(context, here, filter.page, lines_per_page, found.total),
        list_tools(context, list_name, here, columns, shown)
    );
}

}  // namespace

Response list_tasks(PageContext& context)
{
    const TaskFilter filter = filter_of(context);
    const auto found = task_list(context.records(), context.caller(), filter);
    if (!found) return web::error_page(context, found.error());
    const auto total = static_cast<std::int64_t>(found->total);
    const std::vector<FacetView> facets = facets_of(context, filter, *found);
    const Url all = Url::local("/tasks");
    const Url here = address_of(context, filter);
    std::vector<web::Tab> tabs{{context.text(msg("views.tasks.all")), all, here == all}};
    for (web::Tab& tab : tabs_of_views(context, list_name, here))
        tabs.push_back(std::move(tab));
    std::vector<std::pair<std::string, std::string>> sorting;
    if (filter.sort != "due" || filter.descending) {
        sorting = {{"sort", filter.sort}, {"order", filter.descending ? "down" : "up"}};
    }
    Html body = web::tabs(context, context.text(msg("views.title")), tabs);
    body += facet_form(context, all, sorting, facets, ended_too_box(context, filter), all);
    body += results_line(
        context,
        context.text(msg("views.tasks.count"), {{"count", total}}),
        facets,
        [&](std::string_view input) { return address_of(context, without(filter, input)); }
    );
    body +=
        found->total == 0 ? web::empty_state(context.text(msg("views.tasks.none"))) : results(context, filter, *found);
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("views.tasks.title")));
    head.title = context.text(msg("views.tasks.title"));
    head.place = web::Place::cases;
    return web::page(context, head, body);
}

}  // namespace panoh::casework
