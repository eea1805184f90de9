// SPDX-License-Identifier: AGPL-3.0-or-later
// What comes up again in the reader's own cases: a matrix, what stands in several cases, and how it hangs together.
#include "modules/knowledge/pages_patterns.hpp"

#include "forms/typed.hpp"
#include "modules/knowledge/drawings_view.hpp"
#include "modules/knowledge/pages.hpp"

#include <algorithm>

namespace panoh::knowledge {

namespace {

using namespace html;

constexpr std::size_t most_rows = 40;
constexpr std::size_t most_columns = 12;
constexpr std::size_t most_recurring = 60;
constexpr std::size_t most_drawn = 14;

struct Question {
    Aspect rows = Aspect::method;
    Aspect columns = Aspect::agency;
    Counted counted = Counted::acts;
};

Question question_of(PageContext& context)
{
    const web::Parameters& query = context.request().query;
    const std::vector<Aspect> open = open_aspects(context);
    const auto chosen = [&](std::string_view name, Aspect otherwise) {
        const auto aspect = aspect_named(query.text(name));
        return aspect && std::find(open.begin(), open.end(), *aspect) != open.end() ? *aspect : otherwise;
    };
    return {chosen("rows", Aspect::method), chosen("columns", Aspect::agency), counted_named(query.text("count"))};
}

Html question_form(PageContext& context, const Question& question)
{
    std::vector<web::Choice> aspects;
    for (const Aspect aspect : open_aspects(context))
        aspects.push_back({std::string(name_of(aspect)), aspect_label(context, aspect), {}});
    std::vector<web::Choice> counts;
    for (const Counted counted : {Counted::acts, Counted::persons, Counted::events, Counted::cases})
        counts.push_back({std::string(name_of(counted)), counted_label(context, counted), {}});
    const auto select = [&](const char* input, MessageId label, std::string_view chosen, const auto& choices) {
        web::InputOptions options;
        options.name = input;
        options.label = context.text(label);
        options.value = Sensitive<std::string>(std::string(chosen));
        return web::select(context, options, choices);
    };
    return el<"form">(
        cls("filter"),
        a<"method">("get"),
        action(Url::local("/patterns")),
        el<"div">(
            cls("filter-fields"),
            select("rows", msg("patterns.rows"), name_of(question.rows), aspects),
            select("columns", msg("patterns.columns"), name_of(question.columns), aspects),
            select("count", msg("patterns.count"), name_of(question.counted), counts)
        ),
        el<"div">(cls("actions"), web::secondary_submit(context.text(msg("patterns.show"))))
    );
}

Html count_cell(
    const PageContext& context,
    const Tally* tally,
    Counted counted,
    const std::vector<std::pair<Aspect, std::string>>& values
)
{
    const std::size_t count = tally == nullptr ? 0 : count_of(*tally, counted);
    if (count == 0) return el<"span">(cls("calendar-free"), "–");
    return web::link(cases_url(values), context.translator().number(static_cast<std::int64_t>(count)));
}

/// Times: the latest ones; everything else: what most cases tell of.
std::vector<std::string> columns_shown(const Matrix& matrix, Aspect columns)
{
    std::vector<std::string> shown = matrix.columns;
    if (shown.size() <= most_columns) return shown;
    const bool is_time = columns == Aspect::year || columns == Aspect::month;
    if (is_time) return {shown.end() - most_columns, shown.end()};
    shown.resize(most_columns);
    return shown;
}

bool are_long(const std::vector<std::string>& headings)
{
    constexpr std::size_t most_letters = 10;
    return std::any_of(headings.begin(), headings.end(), [](const std::string& each) {
        return forms::length_of(each) > most_letters;
    });
}

/// "A", "B" …; `most_columns` is below the length of the alphabet.
std::string letter_of(std::size_t at)
{
    return std::string(1, static_cast<char>('A' + static_cast<int>(at)));
}

Html legend_of(const std::vector<std::string>& headings)
{
    std::vector<web::Fact> lines;
    for (std::size_t at = 0; at < headings.size(); ++at)
        lines.push_back({letter_of(at), group(headings[at])});
    return web::facts(lines);
}

Html matrix_section(
    const PageContext& context, Names& names, std::span<const Occurrence> occurrences, const Question& question
)
{
    const Matrix matrix = matrix_of(occurrences, question.rows, question.columns);
    const std::string title = context.text(
        msg("patterns.matrix"),
        {{"rows", aspect_label(context, question.rows)},
         {"columns", aspect_label(context, question.columns)},
         {"counted", counted_label(context, question.counted)}}
    );
    if (matrix.rows.empty()) return web::section(title, web::empty_state(context.text(msg("patterns.none"))));
    const std::vector<std::string> shown = columns_shown(matrix, question.columns);
    std::vector<web::Column> columns(1);
    columns.front().heading = aspect_label(context, question.rows);
    const auto add_column = [&](std::string heading) {
        columns.emplace_back().heading = std::move(heading);
        columns.back().numeric = true;
    };
    // Long headings side by side can neither be read on a telephone nor on paper: a letter each, told above.
    std::vector<std::string> headings;
    for (const std::string& value : shown)
        headings.push_back(value_label(context, names, question.columns, value));
    const bool lettered = are_long(headings);
    for (std::size_t at = 0; at < headings.size(); ++at)
        add_column(lettered ? letter_of(at) : headings[at]);
    add_column(context.text(msg("patterns.together")));
    std::vector<std::vector<Html>> rows;
    for (std::size_t at = 0; at < std::min(matrix.rows.size(), most_rows); ++at) {
        const std::string& row = matrix.rows[at];
        std::vector<Html> cells{group(value_label(context, names, question.rows, row))};
        for (const std::string& value : shown) {
            const auto cell = matrix.cells.find({row, value});
            const Tally* tally = cell == matrix.cells.end() ? nullptr : &cell->second;
            const bool same = question.rows == question.columns;
            std::vector<std::pair<Aspect, std::string>> values{{question.rows, row}};
            if (!same || row != value) values.emplace_back(question.columns, value);
            cells.push_back(count_cell(context, tally, question.counted, values));
        }
        cells.push_back(count_cell(context, &matrix.of_row.at(row), question.counted, {{question.rows, row}}));
        rows.push_back(std::move(cells));
    }
    const bool cut = matrix.rows.size() > most_rows || matrix.columns.size() > most_columns;
    return web::section(
        title,
        group(
            web::paragraph(context.text(msg("patterns.not_a_sum"))),
            cut ? web::paragraph(context.text(msg("patterns.cut"))) : Html(),
            lettered ? legend_of(headings) : Html(),
            web::table(title, columns, rows)
        )
    );
}

/// An entry that stands in two or more of the reader's cases.
struct Recurring {
    Aspect aspect;
    const Entry* entry;
    Tally tally;
};

std::vector<Recurring> recurring_entries(PageContext& context, Names& names, std::span<const Occurrence> occurrences)
{
    std::vector<Recurring> found;
    for (const Aspect aspect : open_aspects(context)) {
        if (!kind_of(aspect)) continue;
        for (auto& [id, tally] : recurring(occurrences, aspect)) {
            const Entry* entry = names.of(id);
            if (entry != nullptr) found.push_back({aspect, entry, std::move(tally)});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Recurring& left, const Recurring& right) {
        return left.tally.cases.size() > right.tally.cases.size();
    });
    return found;
}

/// Numbers of cases that the reader may read, with the record of each.
std::map<FileId, std::pair<RecordId, std::string>> numbers_of_cases(PageContext& context)
{
    std::map<FileId, std::pair<RecordId, std::string>> numbers;
    const auto rows = context.records().query(
        context.caller(),
        access::Verb::read,
        "case",
        "t.file",
        "SELECT t.record, t.file, t.number FROM t_case t WHERE {scope} AND t.deleted=0"
    );
    for (std::size_t row = 0; rows && row < rows->size(); ++row) {
        numbers.emplace(
            rows->id<FileId>(row, "file"), std::pair(rows->id<RecordId>(row, "record"), rows->text(row, "number"))
        );
    }
    return numbers;
}

NetworkSide network_of(
    const PageContext& context,
    std::span<const Recurring> found,
    const std::map<FileId, std::pair<RecordId, std::string>>& numbers
)
{
    NetworkSide network;
    std::map<std::string, std::size_t> places;
    for (const Recurring& each : found.first(std::min(found.size(), most_drawn))) {
        const std::size_t entry = network.entries.size();
        network.entries.push_back(entry_words(context, *each.entry));
        network.kinds.push_back(each.entry->kind);
        for (const FileId& file : each.tally.cases) {
            const auto number = numbers.find(file);
            if (number == numbers.end()) continue;
            const auto [place, is_new] = places.emplace(number->second.second, network.cases.size());
            if (is_new && network.cases.size() >= most_drawn) {
                places.erase(place);
                continue;
            }
            if (is_new) network.cases.push_back(number->second.second);
            network.ties.emplace_back(entry, place->second);
        }
    }
    return network;
}

Html recurring_section(PageContext& context, Names& names, std::span<const Occurrence> occurrences)
{
    const std::vector<Recurring> found = recurring_entries(context, names, occurrences);
    const std::string title = context.text(msg("patterns.recurring"));
    if (found.empty()) return web::section(title, web::empty_state(context.text(msg("patterns.recurring.none"))));
    const auto numbers = numbers_of_cases(context);
    std::vector<web::Column> columns(5);
    columns[0].heading = context.text(msg("patterns.entry"));
    columns[1].heading = counted_label(context, Counted::cases);
    constexpr std::array counts{Counted::persons, Counted::acts, Counted::events};
    for (std::size_t at = 0; at < counts.size(); ++at) {
        columns[at + 2].heading = counted_label(context, counts[at]);
        columns[at + 2].numeric = true;
    }
    std::vector<std::vector<Html>> rows;
    for (const Recurring& each : std::span(found).first(std::min(found.size(), most_recurring))) {
        std::vector<Html> cases;
        for (const FileId& file : each.tally.cases) {
            const auto number = numbers.find(file);
            if (number == numbers.end()) continue;
            const auto& [record, text] = number->second;
            cases.push_back(el<"a">(href(Url::local("/cases/{}", record)), el<"span">(cls("num"), text)));
        }
        std::vector<Html> cells{
            el<"a">(href(entry_url(each.entry->record)), entry_words(context, *each.entry)), join(cases, group(", "))};
        for (const Counted counted : counts)
            cells.push_back(count_cell(context, &each.tally, counted, {{each.aspect, each.entry->record.text()}}));
        rows.push_back(std::move(cells));
    }
    const NetworkSide network = network_of(context, found, numbers);
    const bool cut = found.size() > most_drawn || found.size() > most_recurring;
    return web::section(
        title,
        group(
            web::paragraph(context.text(msg("patterns.recurring.text"))),
            network_drawing(network, context.text(msg("patterns.drawing"))),
            cut ? web::paragraph(context.text(msg("patterns.recurring.cut"))) : Html(),
            web::table(title, columns, rows)
        )
    );
}

}  // namespace

std::string aspect_label(const PageContext& context, Aspect aspect)
{
    return context.text(MessageId("patterns.aspect." + std::string(name_of(aspect))));
}

std::string counted_label(const PageContext& context, Counted counted)
{
    return context.text(MessageId("patterns.counted." + std::string(name_of(counted))));
}

std::string value_label(const PageContext& context, Names& names, Aspect aspect, const std::string& value)
{
    switch (aspect) {
    case Aspect::method:
        return context.code_label("methods", value);
    case Aspect::agency:
        return context.code_label("agencies", value);
    case Aspect::year:
    case Aspect::month:
        return context.translator().date_short(value);
    case Aspect::place:
    case Aspect::unit:
    case Aspect::perpetrator:
        break;
    }
    const Entry* entry = names.of(value);
    if (entry != nullptr) return entry->label().reveal();
    return context.text(names.was_erased(value) ? msg("knowledge.erased") : msg("knowledge.not_for_you"));
}

std::vector<Aspect> open_aspects(PageContext& context)
{
    std::vector<Aspect> open;
    for (const Aspect aspect : all_aspects) {
        const auto kind = kind_of(aspect);
        if (!kind || may_read(context.records(), context.caller(), *kind)) open.push_back(aspect);
    }
    return open;
}

Url cases_url(const std::vector<std::pair<Aspect, std::string>>& values)
{
    Url url = Url::local("/patterns/cases");
    constexpr std::array<std::pair<const char*, const char*>, 2> inputs{
        std::pair("rows", "row"), std::pair("columns", "column")};
    for (std::size_t at = 0; at < std::min(values.size(), inputs.size()); ++at)
        url = url.with(inputs[at].first, name_of(values[at].first)).with(inputs[at].second, values[at].second);
    return url;
}

Response patterns_page(PageContext& context)
{
    const auto occurrences = occurrences_of(context.records(), context.caller());
    if (!occurrences) return web::error_page(context, occurrences.error());
    Names names(context.records(), context.caller());
    const Question question = question_of(context);
    std::set<FileId> cases;
    for (const Occurrence& each : *occurrences)
        cases.insert(each.file);
    const auto count = static_cast<std::int64_t>(cases.size());
    Html body = web::paragraph(context.text(msg("patterns.text"), {{"count", count}}));
    if (may_read(context.records(), context.caller(), Kind::perpetrator)) body += presumption_notice(context);
    body += question_form(context, question);
    body += matrix_section(context, names, *occurrences, question);
    body += recurring_section(context, names, *occurrences);
    body += el<"p">(cls("meta"), context.text(msg("patterns.others")));
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("patterns.title")));
    head.title = context.text(msg("patterns.title"));
    head.place = web::Place::cases;
    head.actions = web::quiet_link_button(Url::local("/knowledge"), context.text(msg("knowledge.title")));
    return web::page(context, head, body);
}

}  // namespace panoh::knowledge
