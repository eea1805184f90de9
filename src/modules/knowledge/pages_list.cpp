// SPDX-License-Identifier: AGPL-3.0-or-later
// Places, units and alleged perpetrators: three lists, and finding by name.
#include "base/text.hpp"
#include "modules/casework/pages_views.hpp"
#include "modules/knowledge/pages.hpp"
#include "modules/knowledge/pages_parts.hpp"
#include "modules/knowledge/second_look.hpp"

#include <algorithm>

namespace panoh::knowledge {

namespace {

using casework::FacetView;
using namespace html;

constexpr std::string_view words_input = "words";

Kind kind_wanted(std::string_view text)
{
    return kind_of(text).value_or(Kind::place);
}

EntryFilter filter_of(const PageContext& context, const web::Parameters& query)
{
    EntryFilter filter;
    filter.kind = kind_wanted(query.text("list"));
    filter.place_kind = casework::known_code(context, "places", query.text("kind"));
    filter.agency = casework::known_code(context, "agencies", query.text("agency"));
    filter.region = casework::known_code(context, "regions", query.text("region"));
    filter.standing = casework::known_code(context, "perpetrator_standings", query.text("standing"));
    if (filter.kind != Kind::place) filter.place_kind.clear();
    if (filter.kind != Kind::perpetrator) filter.standing.clear();
    if (filter.kind == Kind::perpetrator) filter.region.clear();
    filter.page = casework::page_number(query.text("page"));
    return filter;
}

Url address_of(const EntryFilter& filter)
{
    Url url = list_url(filter.kind);
    const auto add = [&](std::string_view name, const std::string& code) {
        if (!code.empty()) url = url.with(name, code);
    };
    add("kind", filter.place_kind);
    add("agency", filter.agency);
    add("region", filter.region);
    add("standing", filter.standing);
    return url;
}

EntryFilter without(EntryFilter filter, std::string_view input)
{
    if (input == "kind") filter.place_kind.clear();
    if (input == "agency") filter.agency.clear();
    if (input == "region") filter.region.clear();
    if (input == "standing") filter.standing.clear();
    filter.page = 1;
    return filter;
}

std::vector<FacetView> facets_of(const PageContext& context, const EntryFilter& filter, const EntryPage& found)
{
    struct Shown {
        EntryFacet facet;
        const char* input;
        const char* field;
        std::string_view list;
        const std::string& chosen;
    };
    const std::string type(type_of(filter.kind));
    const std::array<Shown, 4> all{
        Shown{EntryFacet::place_kind, "kind", "kind", "places", filter.place_kind},
        Shown{
            EntryFacet::agency, "agency", filter.kind == Kind::place ? "run_by" : "agency", "agencies", filter.agency},
        Shown{EntryFacet::region, "region", "region", "regions", filter.region},
        Shown{EntryFacet::standing, "standing", "standing", "perpetrator_standings", filter.standing}};
    std::vector<FacetView> facets;
    for (const Shown& each : all) {
        const auto counts = found.counts.find(each.facet);
        if (counts == found.counts.end()) continue;
        const std::string label = context.text(MessageId("type." + type + ".field." + each.field + ".label"));
        facets.push_back(casework::code_facet(context, each.input, label, each.list, each.chosen, counts->second));
    }
    return facets;
}

Html kind_tabs(PageContext& context, Kind shown)
{
    std::vector<web::Tab> tabs;
    for (const Kind kind : all_kinds) {
        web::Tab tab{context.text(MessageId("type." + std::string(type_of(kind)) + ".plural")), std::nullopt, false};
        if (may_read(context.records(), context.caller(), kind)) tab.url = list_url(kind);
        tab.current = kind == shown;
        tabs.push_back(std::move(tab));
    }
    return web::tabs(context, context.text(msg("knowledge.lists")), tabs);
}

/// What is typed travels by POST, so that no name stands in an address.
Html find_form(const PageContext& context, const EntryFilter& filter)
{
    web::InputOptions options;
    options.name = words_input;
    options.label = context.text(msg("knowledge.find.label"));
    options.hint = context.text(msg("knowledge.find.hint"));
    options.value = filter.words;
    return el<"form">(
        cls("form"),
        a<"method">("post"),
        action(Url::local("/knowledge/find")),
        context.form_token(),
        el<"input">(a<"type">("hidden"), name("list"), value(type_of(filter.kind))),
        web::text_input(context, options),
        el<"div">(cls("actions"), web::secondary_submit(context.text(msg("knowledge.find.button"))))
    );
}

Html table_of(const PageContext& context, const EntryFilter& filter, const EntryPage& found)
{
    const std::string type(type_of(filter.kind));
    const auto heading = [&](const char* field) {
        web::Column column;
        column.heading = context.text(MessageId("type." + type + ".field." + field + ".label"));
        return column;
    };
    web::Column number;
    number.heading = context.text(msg("knowledge.number"));
    std::vector<web::Column> columns{
        heading(filter.kind == Kind::perpetrator ? "names" : "name"),
        heading(filter.kind == Kind::place ? "kind" : "agency")};
    if (filter.kind != Kind::perpetrator) columns.push_back(heading("region"));
    columns.push_back(std::move(number));
    std::vector<std::vector<Html>> rows;
    for (const Entry& entry : found.lines) {
        Html named = entry_link(context, &entry);
        const auto& names = entry.names.reveal();
        if (names.size() > 1) named += el<"small">(" ", names[1]);
        if (entry.is_same_as_another) {
            named += group(" ", web::tag(web::Tone::neutral, context.text(msg("knowledge.same.tag"))));
        }
        std::vector<Html> cells{std::move(named), group(code_words(context, entry))};
        if (filter.kind != Kind::perpetrator) {
            cells.push_back(group(entry.region.empty() ? std::string() : context.code_label("regions", entry.region)));
        }
        cells.push_back(el<"span">(cls("num"), entry.number));
        rows.push_back(std::move(cells));
    }
    return web::table(context.text(MessageId("type." + type + ".plural")), columns, rows);
}

Html actions_of(PageContext& context, Kind kind)
{
    Html actions;
    if (context.may("keep_knowledge") && may_keep(context.records(), context.caller(), kind)) {
        actions += web::link_button(
            Url::local("/knowledge/new/{}", type_of(kind)),
            context.text(MessageId("knowledge.add." + std::string(type_of(kind))))
        );
    }
    if (context.may("see_patterns")) {
        actions += web::quiet_link_button(Url::local("/patterns"), context.text(msg("patterns.title")));
    }
    return actions;
}

Html nothing_here(const PageContext& context, const EntryFilter& filter)
{
    if (!filter.words.reveal().empty()) return web::empty_state(context.text(msg("knowledge.find.none")));
    const bool is_narrowed = address_of(filter) != list_url(filter.kind);
    return web::empty_state(context.text(is_narrowed ? msg("knowledge.none_so_narrow") : msg("knowledge.none")));
}

/// New alleged perpetrators whom a colleague has not looked at yet, by number.
Html waiting_for_look(PageContext& context)
{
    const auto waiting = waiting_looks(context.records(), context.caller());
    if (!waiting || waiting->empty()) return {};
    std::vector<Html> lines;
    for (const WaitingLook& each : *waiting) {
        const Html number = el<"a">(href(entry_url(each.entry)), el<"span">(cls("num"), each.number));
        lines.push_back(el<"li">(number, " · ", context.user_name(each.entered_by)));
    }
    return web::details(
        context.text(msg("knowledge.look.list"), {{"count", static_cast<std::int64_t>(waiting->size())}}),
        el<"ul">(lines)
    );
}

Response page_of(PageContext& context, const EntryFilter& filter)
{
    if (!may_read(context.records(), context.caller(), filter.kind)) {
        return web::error_page(context, fail(ErrorCode::not_found, "the reader has no such list"));
    }
    const auto found = entry_list(context.records(), context.caller(), filter, by_language(context));
    if (!found) return web::error_page(context, found.error());
    const bool by_words = !filter.words.reveal().empty();
    const std::vector<FacetView> facets = facets_of(context, filter, *found);
    Html body = kind_tabs(context, filter.kind);
    if (filter.kind == Kind::perpetrator) body += group(presumption_notice(context), waiting_for_look(context));
    body += find_form(context, filter);
    if (!by_words) {
        const std::vector<std::pair<std::string, std::string>> hidden{{"list", std::string(type_of(filter.kind))}};
        const Url all = list_url(filter.kind);
        body += casework::facet_form(context, Url::local("/knowledge"), hidden, facets, {}, all);
    }
    const auto total = static_cast<std::int64_t>(found->total);
    body += casework::results_line(
        context,
        context.text(msg("knowledge.count"), {{"count", total}}),
        facets,
        [&](std::string_view input) { return address_of(without(filter, input)); }
    );
    body += found->lines.empty() ? nothing_here(context, filter) : table_of(context, filter, *found);
    if (by_words) {
        if (found->total > found->lines.size()) body += web::paragraph(context.text(msg("knowledge.find.first")));
        body += el<"p">(web::link(list_url(filter.kind), context.text(msg("knowledge.find.all"))));
    } else {
        body += web::pagination(context, address_of(filter), filter.page, entries_per_page, found->total);
    }
    web::PageHead head;
    head.heading = Sensitive<std::string>(context.text(msg("knowledge.title")));
    head.title = context.text(msg("knowledge.title"));
    head.place = web::Place::cases;
    head.typed_text = true;
    head.actions = actions_of(context, filter.kind);
    return web::page(context, head, body);
}

}  // namespace

Response list_page(PageContext& context)
{
    return page_of(context, filter_of(context, context.request().query));
}

Response find_page(PageContext& context)
{
    EntryFilter filter;
    filter.kind = kind_wanted(context.request().form.text("list"));
    filter.words = Sensitive<std::string>(std::string(trimmed(context.request().form.text(words_input))));
    return page_of(context, filter);
}

Response file_page(PageContext& context)
{
    const auto file = context.path_id<FileId>("file");
    const auto fact = file ? context.vault().file(*file) : std::nullopt;
    if (!fact || fact->kind != forms::FileKind::knowledge) {
        return web::error_page(context, fail(ErrorCode::not_found, "it is no file of an entry"));
    }
    const RecordId entry = entry_of_file(context.records(), *file);
    // What was removed stands in no list; its history can still be opened.
    return Response::redirect(entry.is_none() ? Url::local("/knowledge") : entry_url(entry));
}

}  // namespace panoh::knowledge
