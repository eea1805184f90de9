// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of cases.
#include "modules/casework/pages.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/team.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace panoh::casework {

namespace {

using web::Choice;
using web::Column;
using web::Html;
using web::Url;
using namespace html;

constexpr std::string_view not_answered = "-";

std::size_t page_number(std::string_view text)
{
    std::size_t page = 1;
    std::from_chars(text.data(), text.data() + text.size(), page);
    return std::clamp<std::size_t>(page, 1, 100'000);
}

/// A code of the list, or "-"; anything else is no filter.
std::string known_code(const PageContext& context, std::string_view list, std::string_view text)
{
    if (text == not_answered) return std::string(text);
    const forms::CodeList* found = context.records().schema().list(list);
    return found != nullptr && found->find(text) != nullptr ? std::string(text) : std::string();
}

CaseFilter filter_of(const PageContext& context)
{
    const web::Parameters& query = context.request().query;
    CaseFilter filter;
    filter.status = known_code(context, "case_states", query.text("status"));
    filter.risk = known_code(context, "risk_levels", query.text("risk"));
    filter.region = known_code(context, "regions", query.text("region"));
    const std::string_view keyworker = query.text("keyworker");
    if (keyworker == not_answered) {
        filter.keyworker = UserId{};
    } else if (keyworker == "me") {
        filter.keyworker = context.actor().user;
    } else {
        filter.keyworker = UserId::parse(keyworker);
    }
    filter.closed_too = query.text("closed") == "yes";
    static const std::set<std::string_view> sorts{"number", "due", "review", "status", "region"};
    if (const auto found = sorts.find(query.text("sort")); found != sorts.end()) {
        filter.sort = *found;
        filter.descending = query.text("order") == "down";
    }
    filter.page = page_number(query.text("page"));
    return filter;
}

/// The address of the list with this filter; `sort` and page stand beside it.
Url address_of(const CaseFilter& filter, bool with_sort)
{
    Url url = Url::local("/cases");
    if (!filter.status.empty()) url = url.with("status", filter.status);
    if (!filter.risk.empty()) url = url.with("risk", filter.risk);
    if (!filter.region.empty()) url = url.with("region", filter.region);
    if (filter.keyworker) {
        url = url.with("keyworker", filter.keyworker->is_none() ? std::string(not_answered) : filter.keyworker->text());
    }
    if (filter.closed_too) url = url.with("closed", "yes");
    if (with_sort && (filter.sort != "number" || !filter.descending)) {
        url = url.with("sort", filter.sort).with("order", filter.descending ? "down" : "up");
    }
    return url;
}

std::vector<Choice> with_ends(const PageContext& context, std::vector<Choice> choices)
{
    choices.insert(choices.begin(), Choice{"", context.text(msg("casework.cases.any")), {}});
    choices.push_back({std::string(not_answered), context.text(msg("casework.cases.not_answered")), {}});
    return choices;
}

Html one_filter(
    const PageContext& context,
    std::string_view input,
    const std::string& label,
    const std::string& chosen,
    std::vector<Choice> choices
)
{
    web::InputOptions options;
    options.name = std::string(input);
    options.label = label;
    options.value = Sensitive<std::string>(chosen);
    return web::select(context, options, with_ends(context, std::move(choices)));
}

std::string field_label(const PageContext& context, std::string_view field)
{
    return context.text(MessageId("type.case.field." + std::string(field) + ".label"));
}

Html filter_form(const PageContext& context, const CaseFilter& filter)
{
    const bool is_set = address_of(filter, false) != Url::local("/cases");
    const std::string keyworker = !filter.keyworker             ? std::string()
                                  : filter.keyworker->is_none() ? std::string(not_answered)
                                                                : filter.keyworker->text();
    const std::array closed{Choice{"yes", context.text(msg("casework.cases.closed_too")), {}}};
    std::vector<std::string> chosen;
    if (filter.closed_too) chosen.emplace_back("yes");
    web::InputOptions closed_options;
    closed_options.name = "closed";
    closed_options.label = context.text(msg("casework.cases.closed"));
    const Html fields = el<"div">(
        cls("filter-fields"),
        one_filter(
            context, "status", field_label(context, "status"), filter.status, code_choices(context, "case_states")
        ),
        one_filter(context, "risk", field_label(context, "risk"), filter.risk, code_choices(context, "risk_levels")),
        one_filter(context, "region", field_label(context, "region"), filter.region, code_choices(context, "regions")),
        one_filter(context, "keyworker", field_label(context, "keyworker"), keyworker, web::staff_choices(context)),
        web::checkboxes(context, closed_options, closed, chosen)
    );
    const Html buttons = el<"div">(
        cls("actions"),
        el<"button">(cls("button button-secondary"), a<"type">("submit"), context.text(msg("casework.cases.apply"))),
        el<"a">(cls("button button-quiet"), href(Url::local("/cases")), context.text(msg("casework.cases.clear")))
    );
    return el<"details">(
        cls("disclosure filter-folded"),
        flag<"open">(is_set),
        el<"summary">(context.text(msg("casework.cases.filter"))),
        el<"form">(cls("filter"), a<"method">("get"), action(Url::local("/cases")), fields, buttons)
    );
}

Html chip(const PageContext& context, const Url& without, std::string_view label, std::string_view value_text)
{
    return el<"li">(el<"a">(
        cls("chip"),
        href(without),
        el<"span">(cls("visually-hidden"), context.text(msg("casework.cases.remove_filter")), " "),
        label,
        ": ",
        value_text,
        " ",
        el<"span">(cls("chip-cross"), aria<"hidden">(true), "×")
    ));
}

Html chips(const PageContext& context, const CaseFilter& filter)
{
    std::vector<Html> items;
    const auto add = [&](std::string CaseFilter::*field, std::string_view name_of_field, std::string_view list) {
        const std::string& code = filter.*field;
        if (code.empty()) return;
        CaseFilter without = filter;
        (without.*field).clear();
        items.push_back(chip(
            context,
            address_of(without, true),
            field_label(context, name_of_field),
            code == not_answered ? context.text(msg("casework.cases.not_answered")) : context.code_label(list, code)
        ));
    };
    add(&CaseFilter::status, "status", "case_states");
    add(&CaseFilter::risk, "risk", "risk_levels");
    add(&CaseFilter::region, "region", "regions");
    if (filter.keyworker) {
        CaseFilter without = filter;
        without.keyworker.reset();
        const std::string who = filter.keyworker->is_none() ? context.text(msg("casework.cases.not_answered"))
                                                            : context.user_name(*filter.keyworker).reveal();
        items.push_back(chip(context, address_of(without, true), field_label(context, "keyworker"), who));
    }
    return items.empty() ? Html() : el<"ul">(cls("chips"), items);
}

Column column_of(const PageContext& context, const CaseFilter& filter, MessageId heading, std::string_view sort)
{
    Column column;
    column.heading = context.text(heading);
    if (sort.empty()) return column;
    CaseFilter other = filter;
    other.sort = sort;
    column.sorted = filter.sort == sort;
    column.descending = filter.descending;
    other.descending = column.sorted ? !filter.descending : sort == "number";
    column.sort = address_of(other, true);
    return column;
}

std::vector<Html> row_of(const PageContext& context, const CaseLine& line)
{
    return {
        el<"a">(href(Url::local("/cases/{}", line.record)), number_of(line.number)),
        line.next_due.empty() ? Html() : web::due_tag(context, line.next_due),
        line.next_review_on.empty() ? Html() : number_of(context.translator().date_short(line.next_review_on)),
        line.region.empty() ? Html() : group(context.code_label("regions", line.region)),
        line.keyworker.is_none() ? Html() : group(context.user_name(line.keyworker)),
        risk_tag(context, line.risk),
        status_tag(context, line.status),
    };
}

Html results(const PageContext& context, const CaseFilter& filter, const CasePage& found)
{
    const std::array columns{
        column_of(context, filter, msg("casework.cases.number"), "number"),
        column_of(context, filter, msg("casework.cases.next_due"), "due"),
        column_of(context, filter, msg("casework.cases.review"), "review"),
        column_of(context, filter, msg("casework.cases.region"), "region"),
        column_of(context, filter, msg("casework.cases.keyworker"), ""),
        column_of(context, filter, msg("casework.cases.risk"), ""),
        column_of(context, filter, msg("casework.cases.status"), "status"),
    };
    std::vector<std::vector<Html>> rows;
    for (const CaseLine& line : found.lines)
        rows.push_back(row_of(context, line));
    const Url here = address_of(filter, true);
    return group(
        web::table(context.text(msg("casework.cases.title")), columns, rows),
        web::pagination(context, here, filter.page, cases_per_page, found.total)
    );
}

}  // namespace

Response list_cases(PageContext& context)
{
    const CaseFilter filter = filter_of(context);
    const auto found = case_list(context.records(), context.caller(), filter);
    if (!found) return web::error_page(context, found.error());
    const auto total = static_cast<std::int64_t>(found->total);
    Html body = filter_form(context, filter);
    body += el<"div">(
        cls("results"),
        el<"p">(a<"role">("status"), context.text(msg("casework.cases.count"), {{"count", total}})),
        chips(context, filter)
    );
    if (found->total == 0) {
        std::optional<Html> way;
        if (address_of(filter, false) != Url::local("/cases")) {
            way = web::quiet_link_button(Url::local("/cases"), context.text(msg("casework.cases.clear")));
        }
        body += web::empty_state(context.text(msg("casework.cases.none")), way);
    } else {
        body += results(context, filter, *found);
    }
    if (const auto kept = context.may("see_team") ? kept_cases(context.records(), context.caller()).size() : 0;
        kept > 0) {
        body += el<"p">(
            cls("meta"), context.text(msg("team.restricted_note"), {{"count", static_cast<std::int64_t>(kept)}})
        );
    }
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("casework.cases.title")));
    head.title = context.text(msg("casework.cases.title"));
    head.place = web::Place::cases;
    if (context.may("open_cases")) {
        head.actions = web::link_button(Url::local("/cases/new"), context.text(msg("casework.cases.new")));
    }
    return web::page(context, head, body);
}

}  // namespace panoh::casework
