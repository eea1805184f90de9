// SPDX-License-Identifier: AGPL-3.0-or-later
// The people whose file the reader may open.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_views.hpp"
#include "modules/casework/views_lists.hpp"

#include <algorithm>
#include <array>

namespace panoh::casework {

namespace {

using web::Html;
using web::Url;
using namespace html;

constexpr std::string_view list_name = "people";
constexpr std::array<std::string_view, 2> yes_no{"1", "0"};

PersonFilter filter_of(const PageContext& context)
{
    const web::Parameters& query = context.request().query;
    PersonFilter filter;
    filter.sex = known_code(context, "sexes", query.text("sex"));
    filter.nationality = known_code(context, "countries", query.text("nationality"));
    filter.interpreter = known_text(query.text("interpreter"), yes_no);
    filter.year = known_year(query.text("year"));
    if (query.text("sort") == "birth" || query.text("sort") == "number") {
        filter.sort = std::string(query.text("sort"));
        filter.descending = query.text("order") == "down";
    }
    filter.page = page_number(query.text("page"));
    return filter;
}

Url address_of(const PersonFilter& filter)
{
    Url url = Url::local("/people");
    const auto add = [&](std::string_view name, const std::string& code) {
        if (!code.empty()) url = url.with(name, code);
    };
    add("sex", filter.sex);
    add("nationality", filter.nationality);
    add("interpreter", filter.interpreter);
    add("year", filter.year);
    if (filter.sort != "number" || !filter.descending) {
        url = url.with("sort", filter.sort).with("order", filter.descending ? "down" : "up");
    }
    return url;
}

PersonFilter without(PersonFilter filter, std::string_view input)
{
    if (input == "sex") filter.sex.clear();
    if (input == "nationality") filter.nationality.clear();
    if (input == "interpreter") filter.interpreter.clear();
    if (input == "year") filter.year.clear();
    return filter;
}

std::string field_label(const PageContext& context, std::string_view field)
{
    return context.text(MessageId("type.person.field." + std::string(field) + ".label"));
}

std::string yes_no_label(const PageContext& context, const std::string& code)
{
    return context.text(code == "1" ? msg("views.yes") : msg("views.no"));
}

std::vector<FacetView> facets_of(const PageContext& context, const PersonFilter& filter, const PersonPage& found)
{
    const auto counts = [&](PersonFacet facet) -> const records::FacetCounts& {
        return found.counts[static_cast<std::size_t>(facet)];
    };
    return {
        code_facet(context, "sex", field_label(context, "sex"), "sexes", filter.sex, counts(PersonFacet::sex)),
        code_facet(
            context,
            "nationality",
            field_label(context, "nationality"),
            "countries",
            filter.nationality,
            counts(PersonFacet::nationality)
        ),
        named_facet(
            context,
            "interpreter",
            field_label(context, "interpreter"),
            filter.interpreter,
            counts(PersonFacet::interpreter),
            [&](const std::string& code) { return yes_no_label(context, code); }
        ),
        named_facet(
            context,
            "year",
            context.text(msg("find.facet.year")),
            filter.year,
            counts(PersonFacet::year),
            [](const std::string& year) { return year; }
        ),
    };
}

std::vector<ListColumn> columns_of(const PageContext& context, const PersonFilter& filter)
{
    const SortState state{filter.sort, filter.descending, [&](std::string sort, bool descending) {
                              PersonFilter other = filter;
                              other.sort = std::move(sort);
                              other.descending = descending;
                              return address_of(other);
                          }};
    const auto field = [](std::string_view name) {
        return MessageId("type.person.field." + std::string(name) + ".label");
    };
    std::vector<ListColumn> columns{
        list_column(context, state, "number", msg("casework.cases.number"), "number"),
        list_column(context, state, "name", msg("views.people.name")),
        list_column(context, state, "sex", field("sex")),
        list_column(context, state, "birth", field("birth"), "birth"),
        list_column(context, state, "nationality", field("nationality"), {}, false),
        list_column(context, state, "interpreter", field("interpreter"), {}, false),
        list_column(context, state, "cases", msg("shell.cases")),
    };
    columns.back().column.numeric = true;
    return columns;
}

/// A name is opened, and that is noted, only while its column is shown.
std::vector<Html> row_of(PageContext& context, const PersonLine& line, bool with_name)
{
    const auto code = [&](std::string_view list, const std::string& text) {
        return text.empty() ? Html() : group(context.code_label(list, text));
    };
    return {
        el<"a">(href(Url::local("/people/{}", line.record)), number_of(line.number)),
        with_name ? group(name_of_person(context, line.file)) : Html(),
        code("sexes", line.sex),
        line.birth.empty() ? Html() : number_of(context.translator().date_short(line.birth)),
        code("countries", line.nationality),
        line.interpreter.empty() ? Html() : group(yes_no_label(context, line.interpreter)),
        group(context.translator().number(static_cast<std::int64_t>(line.cases))),
    };
}

Html results(PageContext& context, const PersonFilter& filter, const PersonPage& found)
{
    const Url here = address_of(filter);
    const std::vector<ListColumn> columns = columns_of(context, filter);
    const auto shown = shown_columns(context, list_name, columns);
    const bool with_name =
        std::any_of(shown.begin(), shown.end(), [&](std::size_t at) { return columns[at].name == "name"; });
    std::vector<std::vector<Html>> rows;
    for (const PersonLine& line : found.lines)
        rows.push_back(row_of(context, line, with_name));
    return group(
        list_table(context.text(msg("views.people.title")), columns, shown, std::move(rows)),
        web::pagination(context, here, filter.page, lines_per_page, found.total),
        list_tools(context, list_name, here, columns, shown)
    );
}

}  // namespace

Response list_people(PageContext& context)
{
    const PersonFilter filter = filter_of(context);
    const auto found = people_list(context.records(), context.caller(), filter);
    if (!found) return web::error_page(context, found.error());
    const auto total = static_cast<std::int64_t>(found->total);
    const std::vector<FacetView> facets = facets_of(context, filter, *found);
    const Url all = Url::local("/people");
    const Url here = address_of(filter);
    std::vector<web::Tab> tabs{{context.text(msg("views.people.all")), all, here == all}};
    for (web::Tab& tab : tabs_of_views(context, list_name, here))
        tabs.push_back(std::move(tab));
    std::vector<std::pair<std::string, std::string>> sorting;
    if (filter.sort != "number" || !filter.descending) {
        sorting = {{"sort", filter.sort}, {"order", filter.descending ? "down" : "up"}};
    }
    Html body = web::tabs(context, context.text(msg("views.title")), tabs);
    body += facet_form(context, all, sorting, facets, {}, all);
    body += results_line(
        context,
        context.text(msg("views.people.count"), {{"count", total}}),
        facets,
        [&](std::string_view input) { return address_of(without(filter, input)); }
    );
    body +=
        found->total == 0 ? web::empty_state(context.text(msg("views.people.none"))) : results(context, filter, *found);
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("views.people.title")));
    head.title = context.text(msg("views.people.title"));
    head.place = web::Place::cases;
    if (context.may("search")) {
        head.actions = web::quiet_link_button(Url::local("/people/alike"), context.text(msg("person.pairs.title")));
    }
    return web::page(context, head, body);
}

}  // namespace panoh::casework
