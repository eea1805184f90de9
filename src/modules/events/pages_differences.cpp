// SPDX-License-Identifier: AGPL-3.0-or-later
// Points to clarify: what sources tell differently, side by side. None is chosen, joined or overwritten.
#include "base/json_text.hpp"
#include "modules/casework/pages_record.hpp"
#include "modules/events/pages.hpp"
#include "modules/events/pages_parts.hpp"
#include "web/pages/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

constexpr std::string_view chosen_input = "chosen";
constexpr std::string_view first_base_input = "first_base";

Html sources_of(PageContext& context, const Account& account, const Reading& reading)
{
    std::vector<Html> names;
    for (const std::string& id : reading.sources) {
        const vault::Record* source = account.find(id);
        if (source != nullptr) names.push_back(group(casework::record_name(context, *source)));
    }
    if (names.empty()) return el<"span">(cls("facts-none"), context.text(msg("events.no_source")));
    return join(names, group(", "));
}

/// One value with who gives it. The first version's stands first, which is an order and no judgment.
Html reading_view(PageContext& context, const Account& account, const Difference& difference, const Reading& reading)
{
    Html value;
    std::vector<Html> links;
    for (const std::string& id : reading.records) {
        const vault::Record* record = account.find(id);
        if (record == nullptr) continue;
        if (value.empty()) value = answer_in(context, *record, difference.field);
        const MessageId words = id == difference.record ? msg("events.version.first") : msg("events.version.other");
        links.push_back(web::link(Url::local("/records/{}", record->id), context.text(words)));
    }
    return el<"li">(el<"strong">(value), " — ", sources_of(context, account, reading), " · ", join(links, group(", ")));
}

/// A form that makes another version the first; nothing for who may not write.
Html choose_form(PageContext& context, const Opened& opened, const vault::Record& first, const vault::Record& other)
{
    if (!opened.may_write) return {};
    const Url target = Url::local("/cases/{}/differences", opened.of_case());
    const auto hidden = [](std::string_view input, const std::string& text) {
        return el<"input">(a<"type">("hidden"), name(input), value(text));
    };
    const Html about = el<"span">(cls("visually-hidden"), ": ", casework::record_name(context, other));
    return el<"form">(
        a<"method">("post"),
        action(target),
        context.form_start(target),
        PageContext::base_field(other.revision),
        hidden(chosen_input, other.id.text()),
        hidden(first_base_input, fmt::format("{}", first.revision)),
        el<"button">(cls("button button-secondary"), a<"type">("submit"), context.text(msg("events.make_first")), about)
    );
}

/// Every further version of a record with its note.
Html versions_view(PageContext& context, const Opened& opened, const vault::Record& first)
{
    std::vector<Html> items;
    const std::map<std::string_view, const RecordList*> lists{
        {"event", &opened.account.events},
        {"event_person", &opened.account.persons},
        {"act", &opened.account.acts},
        {"involvement", &opened.account.involvements},
        {"detention", &opened.account.detentions},
        {"safeguard", &opened.account.safeguards}};
    const auto list = lists.find(first.type);
    if (list == lists.end()) return {};
    for (const vault::Record* each : of(*list->second, "version_of", first.id)) {
        items.push_back(el<"li">(
            web::link(Url::local("/records/{}", each->id), casework::record_name(context, *each)),
            " — ",
            known_by(context, opened.account, *each),
            el<"p">(answer_in(context, *each, "version_note")),
            choose_form(context, opened, first, *each)
        ));
    }
    if (items.empty()) return {};
    return group(el<"h3">(context.text(msg("events.version.others"))), el<"ul">(items));
}

/// The label of a field; a time of day with that of its day, since "at what time" says too little alone.
std::string label_of(const PageContext& context, const forms::RecordType& type, const std::string& field)
{
    const std::string label = web::field_label(context, type, field);
    const auto place = field.rfind('_');
    const std::string day = place == std::string::npos ? std::string() : field.substr(0, place);
    const bool belongs_to_day = !day.empty() && type.find(day) != nullptr;
    return belongs_to_day ? web::field_label(context, type, day) + " · " + label : label;
}

Html group_section(
    PageContext& context, const Opened& opened, const Differing& differing, const std::vector<Difference>& differences
)
{
    const vault::Record* first = opened.account.find(differences.front().record);
    const std::string kind = casework::type_label(context, differing.type->name);
    Html body;
    for (const Difference& each : differences) {
        std::vector<Html> readings;
        for (const Reading& reading : each.readings)
            readings.push_back(reading_view(context, opened.account, each, reading));
        const bool differs = each.kind == Difference::Kind::differs;
        body += group(
            el<"h3">(label_of(context, *differing.type, each.field)),
            el<"p">(web::tag(
                differs ? web::Tone::due : web::Tone::info,
                context.text(differs ? msg("events.differs") : msg("events.more_precise"))
            )),
            el<"ul">(readings)
        );
    }
    Html heading = group(kind);
    if (first != nullptr) {
        heading =
            group(kind, ": ", web::link(Url::local("/records/{}", first->id), casework::record_name(context, *first)));
        body += versions_view(context, opened, *first);
    }
    return el<"section">(cls("card"), el<"h2">(heading), body);
}

Response show(PageContext& context, const Opened& opened, const Html& notice, int status)
{
    Html body = el<"p">(el<"a">(
        cls("back-link"), href(Url::local("/cases/{}/events", opened.of_case())), context.text(msg("events.back"))
    ));
    body += notice;
    body += web::paragraph(context.text(msg("events.differences.hint")));
    bool any = false;
    for (const Differing& differing : differences_of(opened.account, context.records().schema())) {
        std::vector<Difference> same;
        for (std::size_t at = 0; at < differing.differences.size(); ++at) {
            same.push_back(differing.differences[at]);
            const bool ends = at + 1 == differing.differences.size()
                              || differing.differences[at + 1].record != differing.differences[at].record;
            if (!ends) continue;
            body += group_section(context, opened, differing, same);
            same.clear();
        }
        any = true;
    }
    if (!any) body += web::empty_state(context.text(msg("events.differences.none")));
    const auto head = opened.page(Sensitive<std::string>(context.text(msg("events.differences"))));
    return web::page(context, head, body, status);
}

}  // namespace

Response differences_page(PageContext& context)
{
    auto opening = open_account(context, context.path_record());
    if (!opening.opened) return std::move(opening.refused);
    return show(context, *opening.opened, Html(), 200);
}

Response save_first_version(PageContext& context)
{
    auto opening = open_account(context, context.path_record());
    if (!opening.opened) return std::move(opening.refused);
    const Opened& opened = *opening.opened;
    const std::string_view typed = context.request().form.text(first_base_input);
    std::uint32_t first_base = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), first_base);
    const std::string_view chosen = context.request().form.text(chosen_input);
    const vault::Record* record = opened.account.find(chosen);
    if (record == nullptr) {
        const Html notice = web::notice(web::Tone::due, context.text(msg("events.make_first.gone")), Html());
        return show(context, opened, notice, http_status(ErrorCode::invalid_input));
    }
    const auto done =
        choose_first(context.records(), context.caller(), record->id, context.base(), first_base, context.batch());
    if (!done && done.error().code == ErrorCode::conflict) {
        const Html notice = web::notice(web::Tone::due, context.text(msg("events.make_first.changed")), Html());
        return show(context, opened, notice, http_status(ErrorCode::conflict));
    }
    if (!done) return web::error_page(context, done.error());
    return Response::redirect(Url::local("/cases/{}/differences", opened.of_case()));
}

}  // namespace panoh::events
