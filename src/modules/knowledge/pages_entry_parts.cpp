// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/pages_entry_parts.hpp"

#include "base/json_text.hpp"
#include "forms/display.hpp"
#include "modules/knowledge/drawings_view.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

namespace panoh::knowledge {

namespace {

namespace json = boost::json;
using forms::FieldKind;
using namespace html;

const json::array& rows_in(const json::object& object, std::string_view member)
{
    static const json::array none;
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_array() ? value->get_array() : none;
}

web::Column column(std::string heading)
{
    web::Column made;
    made.heading = std::move(heading);
    return made;
}

std::string label_of(const EntryView& view, std::string_view field, std::string_view column = {})
{
    const std::string type(type_of(view.opened.entry.kind));
    return web::field_label(view.context, *view.context.records().schema().type(type), field, column);
}

/// A table in a section; nothing without rows.
Html table_section(
    const std::string& heading, const std::vector<std::string>& columns, const std::vector<std::vector<Html>>& rows
)
{
    if (rows.empty()) return {};
    std::vector<web::Column> headings;
    for (const std::string& each : columns)
        headings.push_back(column(each));
    return web::section(heading, web::table(heading, headings, rows));
}

int year_of_today(const PageContext& context)
{
    int year = 0;
    const std::string today = context.today();
    std::from_chars(today.data(), today.data() + 4, year);
    return year;
}

/// The year in the address, when the ties are about it; none: today.
std::optional<int> year_chosen(const PageContext& context, std::span<const Tie> ties)
{
    const std::string_view text = context.request().query.text("year");
    int year = 0;
    std::from_chars(text.data(), text.data() + text.size(), year);
    const auto years = years_of(ties, year_of_today(context));
    return std::find(years.begin(), years.end(), year) == years.end() ? std::nullopt : std::optional(year);
}

std::string chain_words(const PageContext& context, const std::optional<int>& year)
{
    if (!year) return context.text(msg("knowledge.chain.text"));
    return context.text(msg("knowledge.chain.of_year"), {{"year", fmt::format("{}", *year)}});
}

/// Which year is drawn; nothing to choose where all ties are of this year or of no known time.
Html year_form(const EntryView& view, std::span<const Tie> ties, const std::optional<int>& year)
{
    const PageContext& context = view.context;
    const auto years = years_of(ties, year_of_today(context));
    if (years.size() < 2) return {};
    std::vector<web::Choice> choices{{"", context.text(msg("knowledge.chain.today")), {}}};
    for (const int each : years) {
        const std::string text = fmt::format("{}", each);
        choices.push_back({text, text, {}});
    }
    web::InputOptions options;
    options.name = "year";
    options.label = context.text(msg("knowledge.chain.year"));
    if (year) options.value = Sensitive<std::string>(fmt::format("{}", *year));
    return el<"form">(
        cls("filter"),
        a<"method">("get"),
        action(entry_url(view.opened.entry.record)),
        el<"div">(cls("filter-fields"), web::select(context, options, choices)),
        el<"div">(cls("actions"), web::secondary_submit(context.text(msg("knowledge.chain.show"))))
    );
}

}  // namespace

Html entry_facts(EntryView& view)
{
    const vault::Record& record = view.opened.record;
    const forms::RecordType& type = *view.context.records().schema().type(record.type);
    const auto merged = record.merged();
    std::vector<web::Fact> facts{
        {view.context.text(msg("knowledge.number")), el<"span">(cls("num"), view.opened.entry.number)}};
    for (const forms::Field& field : type.fields) {
        const bool elsewhere = field.kind == FieldKind::rows || field.name == "same_as" || field.name == "number";
        const forms::Answer answer = forms::answer_of(merged.reveal(), field.name);
        if (elsewhere || (answer.value.is_null() && !answer.why)) continue;
        const bool is_entry = kind_of(field.to).has_value() && answer.value.is_string();
        const std::string id = is_entry ? text_at(merged.reveal(), field.name) : std::string();
        facts.push_back(
            {web::field_label(view.context, type, field.name),
             is_entry ? entry_link(view.context, view.names, id)
                      : web::value_view(view.context, field, merged.reveal())}
        );
    }
    return web::facts(facts);
}

Html names_table(EntryView& view)
{
    std::vector<std::vector<Html>> rows;
    for (const json::value& each : rows_in(view.opened.record.content.reveal(), "names")) {
        const json::object* row = each.if_object();
        if (row == nullptr || view.opened.entry.kind == Kind::perpetrator) continue;
        const std::string language = text_at(*row, "language");
        const std::string since = text_at(*row, "since");
        const std::string until = text_at(*row, "until");
        const bool is_dated = !since.empty() || !until.empty();
        rows.push_back(
            {el<"span">(lang(language.empty() ? std::nullopt : std::optional(language)), text_at(*row, "name")),
             group(language.empty() ? std::string() : view.context.code_label("languages", language)),
             group(is_dated ? period_words(view.context, since, until) : std::string())}
        );
    }
    return table_section(
        label_of(view, "names"),
        {label_of(view, "names", "name"),
         label_of(view, "names", "language"),
         view.context.text(msg("knowledge.when"))},
        rows
    );
}

Html run_by_table(EntryView& view)
{
    std::vector<std::vector<Html>> rows;
    for (const json::value& each : rows_in(view.opened.record.coded, "run_by")) {
        const json::object* row = each.if_object();
        if (row == nullptr) continue;
        rows.push_back(
            {group(view.context.code_label("agencies", text_at(*row, "agency"))),
             group(period_words(view.context, text_at(*row, "since"), text_at(*row, "until")))}
        );
    }
    return table_section(
        label_of(view, "run_by"), {label_of(view, "run_by", "agency"), view.context.text(msg("knowledge.when"))}, rows
    );
}

Html entries_section(EntryView& view, MessageId heading, const std::vector<std::string>& ids)
{
    std::vector<Html> lines;
    for (const std::string& id : ids) {
        const Entry* entry = view.names.of(id);
        if (entry == nullptr) continue;
        const std::string code = code_words(view.context, *entry);
        lines.push_back(el<"li">(entry_link(view.context, entry), code.empty() ? Html() : group(" · ", code)));
    }
    return lines.empty() ? Html() : web::section(view.context.text(heading), el<"ul">(lines));
}

Html chain_section(EntryView& view, MessageId heading, std::vector<Tie> ties)
{
    const std::string& self = view.group.front();
    ties = newest_first(std::move(ties));
    std::vector<Tie> to_erased;
    std::copy_if(ties.begin(), ties.end(), std::back_inserter(to_erased), [&](const Tie& tie) {
        return (tie.lower == self && view.names.was_erased(tie.upper))
               || (tie.upper == self && view.names.was_erased(tie.lower));
    });
    // Drawn as far as both ends may be read; a name that is closed to the reader is no box without a name.
    std::erase_if(ties, [&](const Tie& tie) {
        return view.names.of(tie.lower) == nullptr || view.names.of(tie.upper) == nullptr;
    });
    const std::optional<int> year = year_chosen(view.context, ties);
    const std::string today = view.context.today();
    const auto places = chain_of(ties, self, year ? year_span(*year) : Span{today, today});
    std::vector<ChainLabel> labels;
    for (const ChainPlace& place : places) {
        const Entry* entry = view.names.of(place.id);
        labels.emplace_back();
        if (entry != nullptr) labels.back() = {entry->label().reveal(), code_words(view.context, *entry)};
        if (place.has_more) labels.back().note += " · " + view.context.text(msg("knowledge.chain.more"));
    }
    std::vector<std::vector<Html>> rows;
    const auto add_row = [&](const Tie& tie) {
        rows.push_back(
            {entry_link(view.context, view.names, tie.lower),
             entry_link(view.context, view.names, tie.upper),
             group(period_words(view.context, tie.since, tie.until))}
        );
    };
    for (const Tie& tie : ties) {
        const auto drawn = [&](const std::string& id) {
            return std::any_of(places.begin(), places.end(), [&](const ChainPlace& each) { return each.id == id; });
        };
        const bool is_own = tie.lower == self || tie.upper == self;
        if (!is_own && !(drawn(tie.lower) && drawn(tie.upper))) continue;
        add_row(tie);
    }
    std::for_each(to_erased.begin(), to_erased.end(), add_row);
    if (rows.empty()) return {};
    const std::string title = view.context.text(heading);
    const std::array<web::Column, 3> columns{
        column(view.context.text(msg("knowledge.chain.who"))),
        column(view.context.text(msg("knowledge.chain.under"))),
        column(view.context.text(msg("knowledge.when")))};
    Html drawn;
    if (places.size() > 1) {
        drawn = group(
            web::paragraph(chain_words(view.context, year)),
            chain_drawing(places, labels, view.context.text(msg("knowledge.chain.drawing"), {{"what", title}}))
        );
    } else if (year) {
        drawn = web::paragraph(view.context.text(msg("knowledge.chain.nothing"), {{"year", fmt::format("{}", *year)}}));
    }
    return web::section(title, group(year_form(view, ties, year), drawn, web::table(title, columns, rows)));
}

Html posts_section(EntryView& view)
{
    const Kind kind = view.opened.entry.kind;
    const auto posts = posts_of(view.context.records(), view.context.caller(), kind, view.group);
    if (!posts) return {};
    const bool of_person = kind == Kind::perpetrator;
    std::vector<std::vector<Html>> rows;
    for (const Post& post : *posts) {
        Html what = group(post.position);
        if (!post.rank.reveal().empty()) {
            what += post.position.reveal().empty() ? group(post.rank) : group(", ", post.rank);
        }
        if (post.commands)
            what += group(" ", web::tag(web::Tone::neutral, view.context.text(msg("knowledge.commands"))));
        if (!post.certainty.empty()) what += el<"small">(" ", view.context.code_label("certainty", post.certainty));
        const auto entry = [&](const std::string& id) {
            return id.empty() ? Html() : entry_link(view.context, view.names, id);
        };
        Html where = of_person ? entry(post.unit) : entry(post.perpetrator);
        if (of_person && post.unit.empty() && !post.agency.empty()) {
            where = group(view.context.code_label("agencies", post.agency));
        }
        const std::string when = period_words(view.context, post.since, post.until);
        rows.push_back(
            {web::link(Url::local("/records/{}", post.record), when),
             std::move(where),
             std::move(what),
             entry(post.superior)}
        );
    }
    const PageContext& context = view.context;
    const std::string title = context.text(of_person ? msg("knowledge.posts") : msg("knowledge.served_here"));
    const auto label = [&](std::string_view field) {
        return web::field_label(context, *context.records().schema().type("post"), field);
    };
    const std::array<web::Column, 4> columns{
        column(context.text(msg("knowledge.when"))),
        column(of_person ? label("unit") : context.text(msg("type.perpetrator.label"))),
        column(label("position")),
        column(label("superior"))};
    std::optional<Html> add;
    if (of_person && may_keep(context.records(), view.context.caller(), kind)) {
        const Url form =
            Url::local("/files/{}/new/post", view.opened.entry.file).with("from", view.opened.entry.record);
        add = web::link(form, context.text(msg("knowledge.add_post")));
    }
    if (rows.empty() && !add) return {};
    const Html body =
        rows.empty() ? web::paragraph(context.text(msg("knowledge.no_posts"))) : web::table(title, columns, rows);
    return web::section(title, body, add);
}

Html same_section(EntryView& view)
{
    std::vector<Html> lines;
    for (const std::string& id : view.group) {
        if (id == view.opened.entry.record.text()) continue;
        const Entry* other = view.names.of(id);
        if (other == nullptr) continue;
        lines.push_back(el<"li">(entry_link(view.context, other), " · ", el<"span">(cls("num"), other->number)));
    }
    if (lines.empty()) return {};
    const bool stays = view.group.front() == view.opened.entry.record.text();
    return web::notice(
        web::Tone::due,
        view.context.text(stays ? msg("knowledge.same.stays") : msg("knowledge.same.other_stays")),
        group(el<"ul">(lines), web::paragraph(view.context.text(msg("knowledge.same.text"))))
    );
}

Html cases_section(EntryView& view)
{
    PageContext& context = view.context;
    const auto cases = cases_naming(context.records(), context.caller(), view.opened.entry.kind, view.group);
    Html body;
    if (cases && !cases->empty()) {
        std::vector<Html> lines;
        for (const NamingCase& each : *cases) {
            std::vector<std::string> where;
            for (const NamedIn in : each.in) {
                constexpr std::array<std::string_view, 4> types{"event", "act", "detention", "involvement"};
                const std::string_view type = types[static_cast<std::size_t>(in)];
                where.push_back(context.text(MessageId("type." + std::string(type) + ".label")));
            }
            lines.push_back(el<"li">(
                el<"a">(href(Url::local("/cases/{}", each.record)), el<"span">(cls("num"), each.number)),
                el<"small">(" ", context.translator().list(where))
            ));
        }
        body = el<"ul">(lines);
    } else {
        body = web::paragraph(context.text(msg("knowledge.cases.none")));
    }
    body += el<"p">(cls("meta"), context.text(msg("knowledge.cases.others")));
    return web::section(context.text(msg("knowledge.cases.title")), body);
}

}  // namespace panoh::knowledge
