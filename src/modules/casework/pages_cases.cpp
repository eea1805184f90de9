// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of cases.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_views.hpp"
#include "modules/casework/team.hpp"
#include "modules/casework/views_lists.hpp"

#include <algorithm>
#include <set>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;

constexpr std::string_view list_name = "cases";

CaseFilter filter_of(const PageContext& context)
{
    const web::Parameters& query = context.request().query;
    CaseFilter filter;
    filter.status = known_code(context, "case_states", query.text("status"));
    filter.due = known_text(query.text("due"), due_codes);
    filter.region = known_code(context, "regions", query.text("region"));
    filter.risk = known_code(context, "risk_levels", query.text("risk"));
    filter.organisation = known_organisation(query.text("organisation"));
    filter.year = known_year(query.text("year"));
    const std::string keyworker = known_user(context, query.text("keyworker"));
    if (!keyworker.empty()) filter.keyworker = UserId::parse(keyworker).value_or(UserId{});
    filter.closed_too = query.text("closed") == "yes";
    static const std::set<std::string_view> sorts{"number", "due", "review", "status", "region"};
    if (const auto found = sorts.find(query.text("sort")); found != sorts.end()) {
        filter.sort = *found;
        filter.descending = query.text("order") == "down";
    }
    filter.page = page_number(query.text("page"));
    return filter;
}

/// A code for "nobody", an id, or nothing.
std::string keyworker_code(const CaseFilter& filter)
{
    if (!filter.keyworker) return {};
    return filter.keyworker->is_none() ? std::string(records::no_answer) : filter.keyworker->text();
}

/// The address of the list with this filter, from its first page.
Url address_of(const PageContext& context, const CaseFilter& filter, bool with_sort)
{
    Url url = Url::local("/cases");
    const auto add = [&](std::string_view name, const std::string& code) {
        if (!code.empty()) url = url.with(name, code);
    };
    add("status", filter.status);
    add("due", filter.due);
    add("region", filter.region);
    add("keyworker", user_parameter(context, keyworker_code(filter)));
    add("risk", filter.risk);
    add("organisation", filter.organisation);
    add("year", filter.year);
    if (filter.closed_too) url = url.with("closed", "yes");
    if (with_sort && (filter.sort != "number" || !filter.descending)) {
        url = url.with("sort", filter.sort).with("order", filter.descending ? "down" : "up");
    }
    return url;
}

CaseFilter without(CaseFilter filter, std::string_view input)
{
    if (input == "status") filter.status.clear();
    if (input == "due") filter.due.clear();
    if (input == "region") filter.region.clear();
    if (input == "keyworker") filter.keyworker.reset();
    if (input == "risk") filter.risk.clear();
    if (input == "organisation") filter.organisation.clear();
    if (input == "year") filter.year.clear();
    if (input == "closed") filter.closed_too = false;
    return filter;
}

std::vector<FacetView> facets_of(const PageContext& context, const CaseFilter& filter, const CasePage& found)
{
    const auto counts = [&](CaseFacet facet) -> const records::FacetCounts& {
        return found.counts[static_cast<std::size_t>(facet)];
    };
    const auto label = [&](std::string_view field) {
        return context.text(MessageId("type.case.field." + std::string(field) + ".label"));
    };
    const std::string due = context.text(msg("casework.cases.next_due"));
    return {
        code_facet(context, "status", label("status"), "case_states", filter.status, counts(CaseFacet::status)),
        due_facet(context, "due", due, filter.due, counts(CaseFacet::due)),
        code_facet(context, "region", label("region"), "regions", filter.region, counts(CaseFacet::region)),
        user_facet(context, "keyworker", label("keyworker"), keyworker_code(filter), counts(CaseFacet::keyworker)),
        code_facet(context, "risk", label("risk"), "risk_levels", filter.risk, counts(CaseFacet::risk)),
        organisation_facet(
            context, "organisation", label("organisation"), filter.organisation, counts(CaseFacet::organisation)
        ),
        named_facet(
            context,
            "year",
            context.text(msg("find.facet.year")),
            filter.year,
            counts(CaseFacet::year),
            [](const std::string& year) { return year; }
        ),
    };
}

Html closed_too_box(const PageContext& context, const CaseFilter& filter)
{
    const std::array choices{Choice{"yes", context.text(msg("casework.cases.closed_too")), {}}};
    std::vector<std::string> chosen;
    if (filter.closed_too) chosen.emplace_back("yes");
    web::InputOptions options;
    options.name = "closed";
    options.label = context.text(msg("casework.cases.closed"));
    return web::checkboxes(context, options, choices, chosen);
}

/// How the list is sorted stays when it is narrowed.
std::vector<std::pair<std::string, std::string>> sorting_of(const CaseFilter& filter)
{
    if (filter.sort == "number" && filter.descending) return {};
    return {{"sort", filter.sort}, {"order", filter.descending ? "down" : "up"}};
}

std::vector<ListColumn> columns_of(const PageContext& context, const CaseFilter& filter)
{
    const SortState state{filter.sort, filter.descending, [&](std::string sort, bool descending) {
                              CaseFilter other = filter;
                              other.sort = std::move(sort);
                              other.descending = descending;
                              return address_of(context, other, true);
                          }};
    return {
        list_column(context, state, "number", msg("casework.cases.number"), "number"),
        list_column(context, state, "due", msg("casework.cases.next_due"), "due"),
        list_column(context, state, "review", msg("casework.cases.review"), "review"),
        list_column(context, state, "region", msg("casework.cases.region"), "region"),
        list_column(context, state, "keyworker", msg("casework.cases.keyworker")),
        list_column(context, state, "organisation", msg("find.facet.organisation"), {}, false),
        list_column(context, state, "opened", MessageId("type.case.field.opened_on.label"), {}, false),
        list_column(context, state, "risk", msg("casework.cases.risk")),
        list_column(context, state, "status", msg("casework.cases.status"), "status"),
    };
}

std::vector<Html> row_of(const PageContext& context, const CaseLine& line)
{
    const auto day = [&](const std::string& date) {
        return date.empty() ? Html() : number_of(context.translator().date_short(date));
    };
    return {
        el<"a">(href(Url::local("/cases/{}", line.record)), number_of(line.number)),
        line.next_due.empty() ? Html() : web::due_tag(context, line.next_due),
        day(line.next_review_on),
        line.region.empty() ? Html() : group(context.code_label("regions", line.region)),
        line.keyworker.is_none() ? Html() : group(context.user_name(line.keyworker)),
        line.organisation.is_none() ? Html() : group(context.organisation_name(line.organisation)),
        day(line.opened_on),
        risk_tag(context, line.risk),
        status_tag(context, line.status),
    };
}

Html results(PageContext& context, const CaseFilter& filter, const CasePage& found)
{
    const Url here = address_of(context, filter, true);
    const std::vector<ListColumn> columns = columns_of(context, filter);
    const auto shown = shown_columns(context, list_name, columns);
    std::vector<std::vector<Html>> rows;
    for (const CaseLine& line : found.lines)
        rows.push_back(row_of(context, line));
    return group(
        list_table(context.text(msg("casework.cases.title")), columns, shown, std::move(rows)),
        web::pagination(context, here, filter.page, cases_per_page, found.total),
        list_tools(context, list_name, here, columns, shown)
    );
}

Html view_tabs(PageContext& context, const CaseFilter& filter)
{
    const Url here = address_of(context, filter, true);
    const Url all = Url::local("/cases");
    std::vector<web::Tab> tabs{{context.text(msg("views.all")), all, here == all}};
    for (web::Tab& tab : tabs_of_views(context, list_name, here))
        tabs.push_back(std::move(tab));
    return web::tabs(context, context.text(msg("views.title")), tabs);
}

Html kept_note(PageContext& context)
{
    const auto kept = context.may("see_team") ? kept_cases(context.records(), context.caller()).size() : 0;
    if (kept == 0) return {};
    const auto count = static_cast<std::int64_t>(kept);
    return el<"p">(cls("meta"), context.text(msg("team.restricted_note"), {{"count", count}}));
}

}  // namespace

Response list_cases(PageContext& context)
{
    const CaseFilter filter = filter_of(context);
    const auto found = case_list(context.records(), context.caller(), filter);
    if (!found) return web::error_page(context, found.error());
    const auto total = static_cast<std::int64_t>(found->total);
    const std::vector<FacetView> facets = facets_of(context, filter, *found);
    Html body = view_tabs(context, filter);
    body += facet_form(
        context, Url::local("/cases"), sorting_of(filter), facets, closed_too_box(context, filter), Url::local("/cases")
    );
    body += results_line(
        context,
        context.text(msg("casework.cases.count"), {{"count", total}}),
        facets,
        [&](std::string_view input) { return address_of(context, without(filter, input), true); }
    );
    if (found->total == 0) {
        std::optional<Html> way;
        if (address_of(context, filter, false) != Url::local("/cases")) {
            way = web::quiet_link_button(Url::local("/cases"), context.text(msg("casework.cases.clear")));
        }
        body += web::empty_state(context.text(msg("casework.cases.none")), way);
    } else {
        body += results(context, filter, *found);
    }
    body += kept_note(context);
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.cases.title")));
    head.title = context.text(msg("casework.cases.title"));
    head.place = web::Place::cases;
    head.actions = web::quiet_link_button(Url::local("/tasks"), context.text(msg("views.tasks.title")));
    *head.actions += web::quiet_link_button(Url::local("/cases/choose"), context.text(msg("bulk.title")));
    if (context.may("work_on_cases")) {
        *head.actions += web::quiet_link_button(Url::local("/people"), context.text(msg("views.people.title")));
    }
    if (context.may("open_cases")) {
        *head.actions += web::link_button(Url::local("/cases/new"), context.text(msg("casework.cases.new")));
    }
    return web::page(context, head, body);
}

}  // namespace panoh::casework
