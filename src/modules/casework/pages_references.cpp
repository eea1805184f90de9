// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_references.hpp"

#include "base/json_text.hpp"
#include "modules/casework/pages_record.hpp"
#include "records/files.hpp"
#include "web/pages/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::Field;
using forms::FieldKind;
using forms::FileKind;
using web::Choice;
using web::Html;
using web::PageContext;
using web::Url;
using namespace html;

constexpr int deepest_name = 2;  ///< an act is named after its event, which is not named after anything

Sensitive<std::string> name_of_record(PageContext& context, const vault::Record& record, int depth);

/// A person by name, else by number; as far as the reader may know of them.
std::string person_words(PageContext& context, const RecordId& person)
{
    const auto file = file_of_person(context.records(), person);
    if (!file) return {};
    const auto called = name_of_person(context, *file);
    if (!called.reveal().empty()) return called.reveal();
    if (!context.records().may(context.caller(), Verb::read, *file, forms::Compartment::core)) return {};
    const auto rows =
        context.vault().workspace().query("SELECT number FROM t_person WHERE record=?", {vault::sql(person)});
    return rows && !rows->empty() ? rows->text(0, "number") : std::string();
}

std::string title_part(PageContext& context, const Field& field, const json::value& value, int depth)
{
    if (field.kind != FieldKind::ref) return web::value_text(context, field, value);
    const auto id = value.is_string() ? RecordId::parse(std::string_view(value.get_string())) : std::nullopt;
    if (!id) return {};
    if (field.to == "person") return person_words(context, *id);
    if (field.to == "user" || field.to == "organisation") return web::value_text(context, field, value);
    const auto named = depth < deepest_name ? open_reference(context, field.to, *id) : std::nullopt;
    return named ? name_of_record(context, *named, depth + 1).reveal() : std::string();
}

Sensitive<std::string> name_of_record(PageContext& context, const vault::Record& record, int depth)
{
    const forms::RecordType& type = *context.records().schema().type(record.type);
    const bool unnamed = is_kept_unnamed(context.records(), context.caller(), record);
    const Sensitive<json::object> merged = record.merged();
    std::string words;
    for (const std::string& name : type.title) {
        const Field* field = type.find(name);
        if (field == nullptr || (unnamed && !field->coded)) continue;
        const forms::Answer answer = forms::answer_of(merged.reveal(), name);
        if (answer.value.is_null()) continue;
        const std::string part = title_part(context, *field, answer.value, depth);
        if (!part.empty()) words += (words.empty() ? "" : " · ") + part;
    }
    return Sensitive<std::string>(words.empty() ? type_label(context, record.type) : std::move(words));
}

Choice choice_of(PageContext& context, const vault::Record& record)
{
    return {record.id.text(), record_name(context, record).reveal(), {}};
}

std::vector<Choice> choices_of_file(PageContext& context, const FileId& file, std::string_view type)
{
    std::vector<Choice> choices;
    const auto found = context.records().of_file(context.caller(), file, type);
    if (!found) return choices;
    for (const vault::Record& record : *found)
        choices.push_back(choice_of(context, record));
    return choices;
}

/// Entries of one's organisation, by name. Those that turned out to be another one are left out.
std::vector<Choice> choices_of_knowledge(PageContext& context, const forms::RecordType& type)
{
    std::vector<Choice> choices;
    const auto rows = context.records().query(
        context.caller(),
        Verb::read,
        type.name,
        "k.file",
        fmt::format(
            "SELECT k.record, k.file FROM t_{} k WHERE {{scope}} AND k.deleted=0 AND k.same_as IS NULL", type.name
        )
    );
    const bool is_perpetrator = type.name == "perpetrator";
    if (!rows) return choices;
    for (std::size_t row = 0; row < rows->size(); ++row) {
        const auto fact = context.vault().file(rows->id<FileId>(row, "file"));
        if (!fact || fact->organisation != context.actor().organisation) continue;
        const auto id = rows->id<RecordId>(row, "record");
        if (is_perpetrator && !may_name(context.records(), context.caller(), id)) continue;
        const auto record = context.records().read(context.caller(), id);
        if (record) choices.push_back(choice_of(context, *record));
    }
    std::sort(choices.begin(), choices.end(), [&](const Choice& left, const Choice& right) {
        return context.translator().compare(left.label, right.label) < 0;
    });
    return choices;
}

/// Persons of the case; of the account of events nobody else is chosen.
std::vector<Choice> choices_of_persons(PageContext& context, const FileId& file)
{
    std::vector<Choice> choices;
    const auto people = participants_of(context.records(), context.caller(), file);
    if (!people) return choices;
    for (const Participant& each : *people) {
        const bool is_there = std::any_of(choices.begin(), choices.end(), [&](const Choice& known) {
            return known.value == each.person.text();
        });
        if (is_there || !each.readable) continue;
        const std::string called = person_words(context, each.person);
        choices.push_back({each.person.text(), called.empty() ? each.number : called, {}});
    }
    return choices;
}

/// What a call says, with the words that name the call as where it is from.
json::object from_call(PageContext& context, const forms::RecordType& type, const vault::Record& from)
{
    const std::string& zone = context.services().zone;
    json::object made = taken_over(type, from, zone);
    if (from.type == "custody_alert") {
        const auto accounts = context.records().of_file(context.caller(), from.file, "custody_account");
        if (accounts && !accounts->empty()) {
            for (auto& [name, value] : taken_over(type, accounts->front(), zone))
                made[name] = value;
        }
    }
    const auto fact = context.vault().file(from.file);
    const auto directory = context.vault().directory();
    const vault::Organisation* owner = fact ? directory->organisation(fact->organisation) : nullptr;
    if (!made.empty() && owner != nullptr && type.find("sources_note") != nullptr) {
        made["sources_note"] = context.text(
            msg("events.taken_over"),
            {{"number", records::file_number(owner->code, *fact)},
             {"what", type_label(context, from.type)},
             {"when", context.translator().moment(from.written_at)}}
        );
    }
    return made;
}

bool is_of_a_call_of(PageContext& context, const FileId& file, const FileId& contact)
{
    const auto contacts = contacts_of_case(context.records(), case_of_file(context.records(), file));
    return std::any_of(contacts.begin(), contacts.end(), [&](const auto& each) { return each.second == contact; });
}

}  // namespace

std::optional<vault::Record> open_reference(PageContext& context, std::string_view type, const RecordId& record)
{
    const forms::RecordType* definition = context.records().schema().type(type);
    const auto file = file_of_record(context.records(), type, record);
    if (!file || !context.records().may(context.caller(), Verb::read, *file, definition->compartment)
        || !context.vault().can_open(*context.viewer().keys, *file, definition->compartment)) {
        return std::nullopt;
    }
    auto found = context.records().read(context.caller(), record);
    return found ? std::optional(std::move(*found)) : std::nullopt;
}

Sensitive<std::string> record_name(PageContext& context, const vault::Record& record)
{
    return name_of_record(context, record, 0);
}

Html reference_link(PageContext& context, std::string_view type, std::string_view id)
{
    const auto record = RecordId::parse(id);
    if (!record) return {};
    if (type == "person") {
        const std::string called = person_words(context, *record);
        return called.empty() ? group(type_label(context, type))
                              : web::link(Url::local("/people/{}", *record), Sensitive<std::string>(called));
    }
    if (const auto found = open_reference(context, type, *record)) {
        return web::link(Url::local("/records/{}", found->id), record_name(context, *found));
    }
    if (context.vault().was_erased(*record)) {
        return el<"span">(cls("facts-none"), context.text(msg("knowledge.erased")));
    }
    return el<"span">(cls("facts-none"), context.text(msg("events.not_open"), {{"what", type_label(context, type)}}));
}

std::vector<Choice>
reference_choices(PageContext& context, const FileId& file, const forms::RecordType& type, const Field& field)
{
    const forms::RecordType* to = context.records().schema().type(field.to);
    const bool names_records = is_of_account(type.name) || type.file == FileKind::knowledge;
    if (to == nullptr || !names_records) return choices_for(context, file, field);
    if (field.to == "person") return choices_of_persons(context, file);
    if (field.to == "attachment") {
        return choices_of_file(
            context, file, attachment_type_of(context.records().schema(), type.file, type.compartment)
        );
    }
    if (to->file == FileKind::knowledge) return choices_of_knowledge(context, *to);
    if (to->file == type.file) return choices_of_file(context, file, field.to);
    return choices_for(context, file, field);
}

RecordId opened_from(const PageContext& context)
{
    for (const std::string_view parameter : {"from", "version_of"}) {
        const auto id = RecordId::parse(context.request().query.text(parameter));
        if (id) return *id;
    }
    return {};
}

Result<json::object> start_from_record(PageContext& context, const FileId& file, const forms::RecordType& type)
{
    const RecordId named = opened_from(context);
    const bool names_records = is_of_account(type.name) || type.file == FileKind::knowledge;
    if (named.is_none() || !names_records) return json::object{};
    const auto from = context.records().read(context.caller(), named);
    if (!from) return from.error();
    const bool as_version = RecordId::parse(context.request().query.text("from")) == std::nullopt;
    if (from->file == file && !from->removed) {
        if (!as_version) return referring_to(type, *from);
        if (from->type == type.name) return another_version_of(type, *from);
    }
    if (!as_version && !from->removed && is_of_a_call_of(context, file, from->file))
        return from_call(context, type, *from);
    return fail(ErrorCode::not_found, "the record that the form starts from is not of this case");
}

Url home_of_record(PageContext& context, const vault::Record& record)
{
    const RecordId of_case = case_of_file(context.records(), record.file);
    if (record.type == "event" && !record.removed) return Url::local("/events/{}", record.id);
    if (record.type == "statement" || record.type == "source") return Url::local("/cases/{}/statements", of_case);
    const auto event = RecordId::parse(text_at(record.coded, "event"));
    const bool on_its_event = record.type == "act" || record.type == "event_person" || record.type == "involvement"
                              || record.type == "qualification";
    if (on_its_event && event && file_of_record(context.records(), "event", *event) == record.file) {
        return Url::local("/events/{}", *event);
    }
    const auto part = RecordId::parse(text_at(record.coded, "involvement"));
    if (record.type == "allegation" && part) {
        const auto involvement = open_reference(context, "involvement", *part);
        if (involvement) return home_of_record(context, *involvement);
    }
    return home_of(context, record.file, record.type);
}

Html references_section(PageContext& context, const vault::Record& record)
{
    const forms::RecordType& type = *context.records().schema().type(record.type);
    if (!is_of_account(type.name) && type.file != FileKind::knowledge) return {};
    std::vector<web::Fact> facts;
    const auto add = [&](const std::string& label, const Field& field, const std::string& id) {
        if (id.empty() || field.kind != FieldKind::ref || field.to == "user") return;
        facts.push_back({label, reference_link(context, field.to, id)});
    };
    for (const Field& field : type.fields) {
        add(web::field_label(context, type, field.name), field, text_at(record.coded, field.name));
        const json::value* rows = field.kind == FieldKind::rows ? record.coded.if_contains(field.name) : nullptr;
        if (rows == nullptr || !rows->is_array()) continue;
        for (const json::value& row : rows->get_array()) {
            for (const Field& column : field.rows) {
                if (!row.is_object()) continue;
                add(web::field_label(context, type, field.name, column.name),
                    column,
                    text_at(row.get_object(), column.name));
            }
        }
    }
    if (facts.empty()) return {};
    return web::section(context.text(msg("events.refers_to")), web::facts(facts));
}

}  // namespace panoh::casework
