// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of cases.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_bulk.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/pages_tags.hpp"
#include "modules/casework/pages_views.hpp"
#include "modules/casework/team.hpp"
#include "modules/casework/views_lists.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Html;
using web::Url;
using namespace html;

constexpr std::string_view list_name = "cases";

/// The tag that has this id, as text; the end for none.
std::span<const Tag>::iterator tag_of(std::span<const Tag> tags, std::string_view id)
{
    return std::find_if(tags.begin(), tags.end(), [&](const Tag& tag) { return tag.record.text() == id; });
}

CaseFilter filter_of(const PageContext& context, std::span<const Tag> tags)
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
    if (const auto tag = tag_of(tags, query.text("tag")); tag != tags.end()) filter.tag = tag->record;
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
    if (!filter.tag.is_none()) add("tag", filter.tag.text());
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
    if (input == "tag") filter.tag = RecordId{};
    if (input == "closed") filter.closed_too = false;
    return filter;
}

/// Tags by their names; those that the reader knows none for are left out.
FacetView
tag_facet(const PageContext& context, const CaseFilter& filter, records::FacetCounts counts, std::span<const Tag> tags)
{
    std::erase_if(counts, [&](const auto& each) { return tag_of(tags, each.first) == tags.end(); });
    const std::string chosen = filter.tag.is_none() ? std::string() : filter.tag.text();
    FacetView facet =
        named_facet(context, "tag", context.text(msg("type.tag.label")), chosen, counts, [&](const std::string& code) {
            const auto tag = tag_of(tags, code);
            return tag == tags.end() ? std::string() : tag->name.reveal();
        });
    facet.of_some = true;
    return facet;
}

std::vector<FacetView>
facets_of(const PageContext& context, const CaseFilter& filter, const CasePage& found, std::span<const Tag> tags)
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
        tag_facet(context, filter, counts(CaseFacet::tag), tags),
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
        list_column(context, state, "tags", msg("tags.title"), {}, false),
    };
}

/// Names of the tags on each of the cases, in the order of the register.
std::multimap<FileId, std::string>
names_on(PageContext& context, std::span<const CaseLine> lines, std::span<const Tag> tags)
{
    std::multimap<FileId, std::string> names;
    if (tags.empty() || lines.empty()) return names;
    std::vector<FileId> files;
    for (const CaseLine& line : lines)
        files.push_back(line.file);
    const auto marks = tags_on(context.records(), context.caller(), files);
    if (!marks) return names;
    for (const Tag& tag : tags) {
        for (const CaseTag& mark : *marks) {
            if (mark.tag == tag.record) names.emplace(mark.file, tag.name.reveal());
        }
    }
    return names;
}

std::vector<Html>
row_of(const PageContext& context, const CaseLine& line, const std::multimap<FileId, std::string>& names)
{
    std::vector<std::string> tags;
    const auto [first, last] = names.equal_range(line.file);
    std::transform(first, last, std::back_inserter(tags), [](const auto& each) { return each.second; });
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
        tag_list(tags),
    };
}

Html results(PageContext& context, const CaseFilter& filter, const CasePage& found, std::span<const Tag> tags)
{
    const Url here = address_of(context, filter, true);
    const std::vector<ListColumn> columns = columns_of(context, filter);
    const auto shown = shown_columns(context, list_name, columns);
    const bool with_tags = std::find(shown.begin(), shown.end(), columns.size() - 1) != shown.end();
    const auto names = with_tags ? names_on(context, found.lines, tags) : std::multimap<FileId, std::string>{};
    const bool may_mark = may_mark_cases(context);
    const bool all_marked = may_mark && context.request().query.text("all") == "yes";
    std::vector<std::vector<Html>> rows;
    std::vector<Html> boxes;
    for (const CaseLine& line : found.lines) {
        rows.push_back(row_of(context, line, names));
        if (may_mark) boxes.push_back(bulk_box(context, line.record, line.number, all_marked));
    }
    const Html table = list_table(
        context.text(msg("casework.cases.title")),
        columns,
        shown,
        std::move(rows),
        boxes,
        context.text(msg("bulk.column.mark"))
    );
    const Url page = filter.page > 1 ? here.with("page", filter.page) : here;
    return group(
        may_mark ? bulk_form(context, page, all_marked, !tags.empty(), table) : table,
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
    const auto tags = tag_names(context.records(), context.caller());
    if (!tags) return web::error_page(context, tags.error());
    const CaseFilter filter = filter_of(context, *tags);
    const auto found = case_list(context.records(), context.caller(), filter);
    if (!found) return web::error_page(context, found.error());
    const auto total = static_cast<std::int64_t>(found->total);
    const std::vector<FacetView> facets = facets_of(context, filter, *found, *tags);
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
        body += results(context, filter, *found, *tags);
    }
    body += kept_note(context);
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.cases.title")));
    head.title = context.text(msg("casework.cases.title"));
    head.place = web::Place::cases;
    head.actions = web::quiet_link_button(Url::local("/tasks"), context.text(msg("views.tasks.title")));
    if (context.may("work_on_cases")) {
        *head.actions += web::quiet_link_button(Url::local("/people"), context.text(msg("views.people.title")));
    }
    if (context.may("evaluate")) {
        *head.actions +=
            web::quiet_link_button(Url::local("/evaluations"), context.text(msg("evaluation.list.heading")));
    }
    if (context.may("see_knowledge")) {
        *head.actions += web::quiet_link_button(Url::local("/knowledge"), context.text(msg("knowledge.link")));
    }
    if (context.may("open_cases")) {
        *head.actions += web::link_button(Url::local("/cases/new"), context.text(msg("casework.cases.new")));
    }
    return web::page(context, head, body);
}

}  // namespace panoh::casework
