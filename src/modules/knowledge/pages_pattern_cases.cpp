// SPDX-License-Identifier: AGPL-3.0-or-later
// The reader's own cases behind a count of patterns.
#include "modules/knowledge/pages.hpp"
#include "modules/knowledge/pages_patterns.hpp"

#include <algorithm>

namespace panoh::knowledge {

namespace {

using namespace html;

using Values = std::vector<std::pair<Aspect, std::string>>;

/// Pairs of aspect and value in the address; those that the reader may not compare by, or that are none, are left out.
Values values_of(PageContext& context)
{
    const web::Parameters& query = context.request().query;
    const std::vector<Aspect> open = open_aspects(context);
    Values values;
    for (const auto& [by, input] : {std::pair("rows", "row"), std::pair("columns", "column")}) {
        const auto aspect = aspect_named(query.text(by));
        const std::string value(query.text(input));
        const bool is_open = aspect && std::find(open.begin(), open.end(), *aspect) != open.end();
        if (is_open && !value.empty()) values.emplace_back(*aspect, value);
    }
    return values;
}

struct CaseTally {
    std::string number;
    RecordId record;
    Tally tally;
};

std::vector<CaseTally> tallies_of(PageContext& context, std::span<const Occurrence> occurrences)
{
    std::map<FileId, Tally> by_file;
    for (const Occurrence& each : occurrences)
        by_file[each.file].add(each);
    std::vector<CaseTally> cases;
    const auto rows = context.records().query(
        context.caller(),
        access::Verb::read,
        "case",
        "t.file",
        "SELECT t.record, t.file, t.number FROM t_case t WHERE {scope} AND t.deleted=0 ORDER BY t.number DESC"
    );
    for (std::size_t row = 0; rows && row < rows->size(); ++row) {
        const auto found = by_file.find(rows->id<FileId>(row, "file"));
        if (found == by_file.end()) continue;
        cases.push_back({rows->text(row, "number"), rows->id<RecordId>(row, "record"), std::move(found->second)});
    }
    return cases;
}

Html table_of(const PageContext& context, const std::vector<CaseTally>& cases)
{
    constexpr std::array counts{Counted::persons, Counted::acts, Counted::events};
    std::vector<web::Column> columns(1 + counts.size());
    columns.front().heading = counted_label(context, Counted::cases);
    for (std::size_t at = 0; at < counts.size(); ++at) {
        columns[at + 1].heading = counted_label(context, counts[at]);
        columns[at + 1].numeric = true;
    }
    std::vector<std::vector<Html>> rows;
    for (const CaseTally& each : cases) {
        std::vector<Html> cells{
            el<"a">(href(Url::local("/cases/{}", each.record)), el<"span">(cls("num"), each.number))};
        for (const Counted counted : counts) {
            const auto count = static_cast<std::int64_t>(count_of(each.tally, counted));
            cells.push_back(group(context.translator().number(count)));
        }
        rows.push_back(std::move(cells));
    }
    return web::table(context.text(msg("patterns.cases")), columns, rows);
}

}  // namespace

Response pattern_cases_page(PageContext& context)
{
    const Values values = values_of(context);
    if (values.empty()) return Response::redirect(Url::local("/patterns"));
    const auto all = occurrences_of(context.records(), context.caller());
    if (!all) return web::error_page(context, all.error());
    Names names(context.records(), context.caller());
    const std::vector<CaseTally> cases = tallies_of(context, narrowed(*all, values));
    std::vector<web::Fact> facts;
    bool names_somebody = false;
    for (const auto& [aspect, value] : values) {
        names_somebody = names_somebody || aspect == Aspect::perpetrator;
        facts.push_back({aspect_label(context, aspect), group(value_label(context, names, aspect, value))});
    }
    Html body = names_somebody ? presumption_notice(context) : Html();
    body += web::facts(facts);
    body += cases.empty() ? web::empty_state(context.text(msg("patterns.none"))) : table_of(context, cases);
    body += el<"p">(cls("meta"), context.text(msg("patterns.others")));
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("patterns.cases")));
    head.title = context.text(msg("patterns.cases"));
    head.place = web::Place::cases;
    Url back = Url::local("/patterns").with("rows", name_of(values.front().first));
    if (values.size() > 1) back = back.with("columns", name_of(values.back().first));
    head.tabs = el<"p">(cls("back-link"), web::link(back, context.text(msg("patterns.title"))));
    return web::page(context, head, body);
}

}  // namespace panoh::knowledge
