// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/references.hpp"

#include "base/json_text.hpp"
#include "forms/typed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace panoh::casework {

namespace {

namespace json = boost::json;
using forms::Field;
using forms::FieldKind;
using records::Caller;
using records::Records;

constexpr std::string_view why_suffix = "__why";

/// References that say how a record stands to one of its own kind: chosen by hand.
bool is_chosen_by_hand(std::string_view field)
{
    constexpr std::array<std::string_view, 4> names{"version_of", "same_as", "same_telling", "part_of"};
    return std::find(names.begin(), names.end(), field) != names.end();
}

bool holds_id(const json::object& coded, std::string_view id)
{
    return json::serialize(coded).find(id) != std::string::npos;
}

/// Every reference of a record: its field, the input of a form, and the id.
template <class Visit>
void for_each_reference(const forms::RecordType& type, const json::object& coded, Visit visit)
{
    for (const Field& field : type.fields) {
        if (field.kind == FieldKind::ref) visit(field, field.name, text_at(coded, field.name));
        if (field.kind != FieldKind::rows) continue;
        const json::value* rows = coded.if_contains(field.name);
        if (rows == nullptr || !rows->is_array()) continue;
        std::size_t number = 0;
        for (const json::value& row : rows->get_array()) {
            for (const Field& column : field.rows) {
                if (column.kind != FieldKind::ref || !row.is_object()) continue;
                const std::string input = fmt::format("{}.{}.{}", field.name, number, column.name);
                visit(column, input, text_at(row.get_object(), column.name));
            }
            ++number;
        }
    }
}

/// Whether a writer may name this record from a record of the file.
bool may_refer(const Records& records, const Caller& caller, const FileId& file, const Field& field, const RecordId& id)
{
    const forms::RecordType* to = records.schema().type(field.to);
    if (to == nullptr) return true;
    if (to->file == forms::FileKind::knowledge) {
        const auto place = file_of_record(records, to->name, id);
        const auto fact = place ? records.vault().file(*place) : std::nullopt;
        return fact && fact->organisation == caller.actor.organisation
               && records.may(caller, access::Verb::read, *place, to->compartment);
    }
    if (to->file != forms::FileKind::case_file) return true;
    return file_of_record(records, to->name, id) == file;
}

void copy_answer(json::object& to, const json::object& from, const std::string& name)
{
    const std::string why = name + std::string(why_suffix);
    if (const json::value* value = from.if_contains(name)) to[name] = *value;
    if (const json::value* reason = from.if_contains(why)) to[why] = *reason;
}

/// A stored moment as a day and a time of the zone.
void put_moment(
    json::object& to, const forms::RecordType& type, std::string_view moment, std::string day, std::string_view zone
)
{
    const auto parts = forms::moment_parts(moment, zone);
    if (!parts) return;
    const std::string time = day + "_time";
    if (type.find(day) != nullptr) to[day] = parts->first;
    if (type.find(time) != nullptr) to[time] = parts->second;
}

json::object from_alert(const forms::RecordType& type, const json::object& alert, std::string_view zone)
{
    json::object made;
    put_moment(made, type, text_at(alert, "apprehended_at"), "taken", zone);
    put_moment(made, type, text_at(alert, "registered_at"), "registered", zone);
    const json::value* about = alert.if_contains("about_then");
    if (about != nullptr && made.contains("taken_time")) made["taken_about"] = *about;
    return made;
}

json::object from_account_of_custody(const json::object& account)
{
    json::object made;
    copy_answer(made, account, "agency");
    if (const std::string reason = text_at(account, "reason_told"); !reason.empty()) made["reason_given"] = reason;
    std::string words = text_at(account, "seen_where");
    if (const std::string takers = text_at(account, "takers"); !takers.empty()) {
        words += (words.empty() ? "" : "\n") + takers;
    }
    if (!words.empty()) made["taken_words"] = words;
    if (const std::string held = text_at(account, "place_held"); !held.empty()) made["stays_words"] = held;
    return made;
}

json::object from_screening(const forms::RecordType& type, const json::object& screening, std::string_view zone)
{
    json::object made;
    if (type.name == "event") {
        if (screening.contains("occurred")) made["began"] = screening.at("occurred");
        for (const char* same : {"stage", "place_type"})
            copy_answer(made, screening, same);
    }
    if (type.name == "event_person") {
        for (const char* same :
             {"stage",
              "legal_status",
              "severity_kind",
              "severity_indications",
              "intent",
              "purposes",
              "official_link",
              "powerless",
              "lawful_sanction_claim"})
            copy_answer(made, screening, same);
    }
    if (type.name == "detention") {
        copy_answer(made, screening, "agency");
        put_moment(made, type, text_at(screening, "custody_registered_at"), "registered", zone);
    }
    return made;
}

}  // namespace

bool is_of_account(std::string_view type)
{
    constexpr std::array<std::string_view, 10> types{
        "act",
        "allegation",
        "detention",
        "event",
        "event_person",
        "involvement",
        "qualification",
        "safeguard",
        "source",
        "statement"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

bool may_name(const Records& records, const Caller& caller, const RecordId& perpetrator)
{
    const auto rows = records.vault().workspace().query(
        "SELECT 1 AS waits FROM t_perpetrator WHERE record=? AND entered_by<>? AND seen_by IS NULL",
        {vault::sql(perpetrator), vault::sql(caller.actor.user)}
    );
    return rows && rows->empty();
}

bool takes(const Records& records, const FileId& file, const forms::RecordType& type)
{
    if (type.name != "post") return true;
    const auto rows = records.vault().workspace().query(
        "SELECT 1 AS there FROM t_perpetrator WHERE file=? AND deleted=0", {vault::sql(file)}
    );
    return rows && !rows->empty();
}

std::string attachment_type_of(const forms::Schema& schema, forms::FileKind file, forms::Compartment compartment)
{
    for (const auto& [name, type] : schema.types) {
        if (type.words() == "attachment" && type.file == file && type.compartment == compartment) return name;
    }
    return {};
}

std::optional<FileId> file_of_record(const Records& records, std::string_view type, const RecordId& record)
{
    if (records.schema().type(type) == nullptr) return std::nullopt;
    const auto rows = records.vault().workspace().query(
        fmt::format("SELECT file FROM t_{} WHERE record=? AND deleted=0", type), {vault::sql(record)}
    );
    if (!rows || rows->empty()) return std::nullopt;
    return rows->id<FileId>(0, "file");
}

std::vector<forms::FormProblem> reference_problems(
    const Records& records, const Caller& caller, const records::FormChange& change, const json::object& coded
)
{
    std::vector<forms::FormProblem> problems;
    const forms::RecordType& type = *records.schema().type(change.type);
    if (type.file != forms::FileKind::case_file) return problems;
    json::object before;
    FileId file = change.file;
    if (!change.record.is_none()) {
        const auto stored = records.vault().read(*caller.keys, change.record);
        if (stored) {
            before = stored->coded;
            file = stored->file;
        }
    }
    for_each_reference(type, coded, [&](const Field& field, const std::string& input, const std::string& text) {
        const auto id = RecordId::parse(text);
        if (!id || holds_id(before, text)) return;
        const bool is_itself = *id == change.record;
        const bool may = !is_itself && may_refer(records, caller, file, field, *id);
        if (may && (field.to != "perpetrator" || may_name(records, caller, *id))) return;
        problems.push_back({input, {may ? msg("knowledge.problem.second_look") : msg("events.problem.reference"), {}}});
    });
    return problems;
}

json::object referring_to(const forms::RecordType& type, const vault::Record& from)
{
    json::object made;
    for (const Field& field : type.fields) {
        if (field.kind == FieldKind::ref && !is_chosen_by_hand(field.name)) {
            const std::string same = text_at(from.coded, field.name);
            if (field.to == from.type) {
                made[field.name] = from.id.text();
            } else if (!same.empty()) {
                made[field.name] = same;
            }
        }
        if (field.kind != FieldKind::rows) continue;
        for (const Field& column : field.rows) {
            if (column.kind != FieldKind::ref || column.to != from.type) continue;
            json::object row{{column.name, from.id.text()}};
            const std::string source = text_at(from.coded, "source");
            const bool needs_source = field.name == "sources" && column.name != "source";
            if (needs_source && source.empty()) continue;
            if (needs_source) row["source"] = source;
            made[field.name] = json::array{std::move(row)};
        }
    }
    return made;
}

json::object another_version_of(const forms::RecordType& type, const vault::Record& first)
{
    json::object made = first.merged().reveal();
    for (const char* name : {"sources", "sources_note", "certainty", "version_note"}) {
        made.erase(name);
        made.erase(std::string(name) + std::string(why_suffix));
    }
    if (type.find("version_of") == nullptr) return {};
    const std::string leads_to = text_at(first.coded, "version_of");
    made["version_of"] = leads_to.empty() ? first.id.text() : leads_to;
    return made;
}

json::object taken_over(const forms::RecordType& type, const vault::Record& from, std::string_view zone)
{
    const Sensitive<json::object> told = from.merged();
    if (from.type == "custody_alert" && type.name == "detention") return from_alert(type, told.reveal(), zone);
    if (from.type == "custody_account" && type.name == "detention") return from_account_of_custody(told.reveal());
    if (from.type == "screening") return from_screening(type, told.reveal(), zone);
    return {};
}

bool is_kept_unnamed(const Records& records, const Caller& caller, const vault::Record& record)
{
    if (record.type != "source" || text_at(record.coded, "naming") != "unnamed") return false;
    const auto rows = records.vault().workspace().query(
        "SELECT keyworker FROM t_case WHERE file=? AND deleted=0", {vault::sql(record.file)}
    );
    if (rows && !rows->empty() && rows->id<UserId>(0, "keyworker") == caller.actor.user) return false;
    const auto revisions = records.vault().history(*caller.keys, record.id);
    return !revisions || std::none_of(revisions->begin(), revisions->end(), [&](const vault::Record& each) {
        return each.author == caller.actor.user;
    });
}

}  // namespace panoh::casework
