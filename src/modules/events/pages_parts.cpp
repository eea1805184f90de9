// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/pages_parts.hpp"

#include "base/json_text.hpp"
#include "modules/events/presumption.hpp"
#include "web/pages/value_text.hpp"

#include <algorithm>

namespace panoh::events {

using namespace html;  // NOLINT(google-build-using-namespace): the builder's names in a file of markup

namespace {

namespace json = boost::json;
using forms::Field;
using forms::FieldKind;

constexpr std::int64_t minutes_of_an_hour = 60;
constexpr std::int64_t hours_of_a_day = 24;
constexpr std::int64_t hours_told_as_hours = 72;
constexpr int lines_of_an_account = 6;

Html rows_with_references(
    PageContext& context, const forms::RecordType& type, const Field& field, const json::array& rows
)
{
    std::vector<Html> items;
    for (const json::value& each : rows) {
        const json::object* row = each.if_object();
        if (row == nullptr) continue;
        std::vector<Html> cells;
        for (const Field& column : field.rows) {
            const forms::Answer answer = forms::answer_of(*row, column.name);
            if (answer.value.is_null() && !answer.why) continue;
            const bool refers = column.kind == FieldKind::ref && answer.value.is_string();
            cells.push_back(group(
                web::field_label(context, type, field.name, column.name),
                ": ",
                refers ? casework::reference_link(context, column.to, std::string(answer.value.get_string()))
                       : web::answer_view(context, &type, column, answer)
            ));
        }
        items.push_back(el<"li">(join(cells, group(" · "))));
    }
    return el<"ul">(items);
}

Html answer_with_references(
    PageContext& context, const forms::RecordType& type, const Field& field, const forms::Answer& answer
)
{
    const bool refers = field.kind == FieldKind::ref && answer.value.is_string() && field.to != "user";
    if (refers) return casework::reference_link(context, field.to, std::string(answer.value.get_string()));
    if (field.kind == FieldKind::rows && answer.value.is_array()) {
        return rows_with_references(context, type, field, answer.value.get_array());
    }
    Html view = web::answer_view(context, &type, field, answer);
    const bool is_account = field.kind == FieldKind::text && field.lines >= lines_of_an_account && !answer.why;
    return is_account ? web::closed_account(context, el<"p">(view)) : view;
}

}  // namespace

Opening open_account(PageContext& context, const RecordId& case_record)
{
    Opening opening;
    auto frame = casework::case_frame(context, case_record, casework::CaseTab::events);
    if (!frame) {
        opening.refused = web::error_page(context, frame.error());
        return opening;
    }
    if (!frame->head.account) {
        const Sensitive<std::string> heading(context.text(msg("events.heading")));
        // Above the page stands already that a key is on its way.
        const Html body = frame->head.awaits_account ? Html() : web::paragraph(context.text(msg("events.not_for_you")));
        opening.refused = web::page(context, frame->page(heading), body);
        return opening;
    }
    auto account = account_of(context.records(), context.caller(), frame->head.file);
    if (!account) {
        opening.refused = web::error_page(context, account.error());
        return opening;
    }
    const bool may_write =
        context.records().may(context.caller(), access::Verb::write, frame->head.file, forms::Compartment::account);
    opening.opened = Opened{std::move(*frame), std::move(*account), may_write};
    return opening;
}

std::string time_words(const PageContext& context, minutes length)
{
    const std::int64_t all = length.count();
    const std::int64_t hours = all / minutes_of_an_hour;
    const std::int64_t left = all % minutes_of_an_hour;
    if (hours >= hours_told_as_hours) {
        const std::int64_t days = hours / hours_of_a_day;
        const std::int64_t more = hours % hours_of_a_day;
        return more == 0 ? context.text(msg("events.time.whole_days"), {{"days", days}})
                         : context.text(msg("events.time.days"), {{"days", days}, {"hours", more}});
    }
    if (hours == 0) return context.text(msg("events.time.minutes"), {{"minutes", all}});
    return left == 0 ? context.text(msg("events.time.whole_hours"), {{"hours", hours}})
                     : context.text(msg("events.time.hours"), {{"hours", hours}, {"minutes", left}});
}

std::string measure_words(const PageContext& context, const Measure& measure)
{
    using Kind = Measure::Kind;
    const auto least = [&] {
        return time_words(context, measure.least);
    };
    const auto most = [&] {
        return time_words(context, measure.most);
    };
    switch (measure.kind) {
    case Kind::exact:
        return measure.about ? context.text(msg("events.measure.about"), {{"time", least()}}) : least();
    case Kind::between:
        return context.text(msg("events.measure.between"), {{"least", least()}, {"most", most()}});
    case Kind::at_least:
        return context.text(msg("events.measure.at_least"), {{"least", least()}});
    case Kind::at_most:
        return context.text(msg("events.measure.at_most"), {{"most", most()}});
    case Kind::reversed:
        return context.text(msg("events.measure.reversed"));
    case Kind::unknown:
        break;
    }
    return context.text(msg("events.measure.unknown"));
}

std::string point_words(const PageContext& context, const Point& point)
{
    if (point.day.empty()) return context.text(msg("events.time.not_known"));
    const std::string day = context.translator().date_short(point.day);
    if (point.time.empty()) return day;
    const MessageId words = point.about ? msg("events.time.about") : msg("events.time.at");
    return context.text(words, {{"day", day}, {"time", point.time}});
}

std::string unregistered_words(PageContext& context, const vault::Record& detention)
{
    const Custody custody = custody_of(detention);
    const Measure measure = unregistered(custody, context.services().zone);
    if (measure.kind == Measure::Kind::reversed) return context.text(msg("events.unregistered.reversed"));
    if (measure.kind == Measure::Kind::unknown) {
        return context.text(
            custody.never_registered ? msg("events.unregistered.never_unknown") : msg("events.unregistered.unknown")
        );
    }
    const MessageId words = custody.never_registered ? msg("events.unregistered.never") : msg("events.unregistered");
    return context.text(words, {{"time", measure_words(context, measure)}});
}

Html known_by(PageContext& context, const Account& account, const vault::Record& record)
{
    std::vector<Html> names;
    const json::value* rows = record.coded.if_contains("sources");
    if (rows != nullptr && rows->is_array()) {
        for (const json::value& row : rows->get_array()) {
            const vault::Record* source = row.is_object() ? account.find(text_at(row.get_object(), "source")) : nullptr;
            if (source == nullptr) continue;
            names.push_back(web::link(Url::local("/records/{}", source->id), casework::record_name(context, *source)));
        }
    }
    if (names.empty()) {
        const Sensitive<std::string> note(text_at(record.content.reveal(), "sources_note"));
        names.push_back(
            note.reveal().empty() ? el<"span">(cls("facts-none"), context.text(msg("events.no_source"))) : group(note)
        );
    }
    const std::string certainty = text_at(record.coded, "certainty");
    if (!certainty.empty()) names.push_back(el<"small">(context.code_label("certainty", certainty)));
    if (names.size() == 1) return std::move(names.front());
    Html items;
    for (Html& name : names)
        items += el<"li">(std::move(name));
    return el<"ul">(cls("bare"), items);
}

Html facts_of(
    PageContext& context,
    const vault::Record& record,
    std::initializer_list<std::string_view> without,
    const Account* account
)
{
    const forms::RecordType& type = *context.records().schema().type(record.type);
    const Sensitive<json::object> merged = record.merged();
    std::vector<web::Fact> facts;
    for (const Field& field : type.fields) {
        if (std::find(without.begin(), without.end(), field.name) != without.end()) continue;
        const forms::Answer answer = forms::answer_of(merged.reveal(), field.name);
        if (answer.value.is_null() && !answer.why) continue;
        facts.push_back(
            {web::field_label(context, type, field.name), answer_with_references(context, type, field, answer)}
        );
    }
    if (account != nullptr) {
        facts.push_back({context.text(msg("events.line.known")), known_by(context, *account, record)});
    }
    return facts.empty() ? Html() : web::facts(facts);
}

Html answer_in(PageContext& context, const vault::Record& record, std::string_view name)
{
    const forms::RecordType& type = *context.records().schema().type(record.type);
    const Field* field = type.find(name);
    if (field == nullptr) return {};
    const Sensitive<json::object> merged = record.merged();
    const forms::Answer answer = forms::answer_of(merged.reveal(), name);
    if (answer.value.is_null() && !answer.why) return {};
    return answer_with_references(context, type, *field, answer);
}

Html ways_of(
    PageContext& context, const Opened& opened, const vault::Record& record, const Sensitive<std::string>& about
)
{
    const Html named = el<"span">(cls("visually-hidden"), ": ", about);
    std::vector<Html> ways;
    const auto add = [&](const Url& url, const MessageId& words) {
        ways.push_back(el<"a">(href(url), context.text(words), named));
    };
    if (opened.may_write) {
        add(Url::local("/records/{}/edit", record.id), msg("casework.overview.change"));
        add(Url::local("/files/{}/new/{}", record.file, record.type).with("version_of", record.id),
            msg("events.says_otherwise"));
    }
    add(Url::local("/records/{}/history", record.id), msg("casework.record.history"));
    if (opened.may_write) add(Url::local("/records/{}/remove", record.id), msg("casework.record.remove"));
    return el<"p">(cls("meta no-print"), join(ways, group(" · ")));
}

Url new_record(const Opened& opened, std::string_view type, const RecordId& from)
{
    const Url address = Url::local("/files/{}/new/{}", opened.account.file, type);
    return from.is_none() ? address : address.with("from", from);
}

Html add_button(
    PageContext& context, const Opened& opened, std::string_view type, const MessageId& words, const RecordId& from
)
{
    if (!opened.may_write) return {};
    return web::quiet_link_button(new_record(opened, type, from), context.text(words));
}

Presumed presumed(PageContext& context, const Account& account, const vault::Record& involvement)
{
    const std::string status = standing_of(account, involvement.id);
    const PresumptionWords words = presumption_words(status);
    Presumed made;
    made.called = context.text(words.called);
    made.notice = context.text(words.notice);
    const auto named = RecordId::parse(text_at(involvement.coded, "perpetrator"));
    const auto entry = named ? casework::open_reference(context, "perpetrator", *named) : std::nullopt;
    made.name = entry ? casework::record_name(context, *entry)
                      : Sensitive<std::string>(text_at(involvement.content.reveal(), "label"));
    return made;
}

Html person_link(PageContext& context, std::string_view person)
{
    return casework::reference_link(context, "person", person);
}

}  // namespace panoh::events
