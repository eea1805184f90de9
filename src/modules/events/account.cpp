// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/account.hpp"

#include "base/json_text.hpp"
#include "modules/events/presumption.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace panoh::events {

namespace {

namespace json = boost::json;
using records::Caller;
using records::Records;

bool yes_at(const json::object& object, std::string_view member)
{
    const json::value* value = object.if_contains(member);
    return value != nullptr && value->is_bool() && value->get_bool();
}

/// Versions of versions beyond this are a ring.
constexpr std::size_t longest_chain = 20;

/// Values of a coded answer as texts; nothing for what is no single value or list of codes.
std::vector<std::string> values_of(const json::value& value)
{
    if (value.is_string()) return {std::string(value.get_string())};
    if (value.is_bool()) return {value.get_bool() ? "true" : "false"};
    if (value.is_number()) return {json::serialize(value)};
    std::vector<std::string> all;
    if (!value.is_array()) return all;
    for (const json::value& each : value.get_array()) {
        if (each.is_string()) all.emplace_back(each.get_string());
    }
    return all;
}

bool is_compared(const forms::Field& field)
{
    constexpr std::array<std::string_view, 4> about_the_telling{"version_of", "certainty", "sources", "sequence"};
    const bool has_values = field.kind != forms::FieldKind::rows && field.kind != forms::FieldKind::body_location;
    return field.coded && has_values
           && std::find(about_the_telling.begin(), about_the_telling.end(), field.name) == about_the_telling.end();
}

std::vector<std::string> sources_of(const vault::Record& record)
{
    std::vector<std::string> sources;
    const json::value* rows = record.coded.if_contains("sources");
    if (rows == nullptr || !rows->is_array()) return sources;
    for (const json::value& row : rows->get_array()) {
        if (!row.is_object()) continue;
        const std::string source = text_at(row.get_object(), "source");
        if (!source.empty()) sources.push_back(source);
    }
    return sources;
}

void add_detention(const vault::Record& detention, std::vector<LineEntry>& line)
{
    using Kind = LineEntry::Kind;
    const Point released = point_at(detention, "released");
    line.push_back({Kind::detention, &detention, {point_at(detention, "taken"), released, true}});
    constexpr std::array<std::pair<Kind, std::string_view>, 3> steps{
        std::pair{Kind::registered, std::string_view("registered")},
        std::pair{Kind::judge, std::string_view("judge")},
        std::pair{Kind::released, std::string_view("released")}};
    for (const auto& [kind, field] : steps) {
        const Point at = point_at(detention, field);
        if (!at.day.empty()) line.push_back({kind, &detention, {at, {}, false}});
    }
}

}  // namespace

const vault::Record* Account::find(std::string_view id) const
{
    for (const RecordList* list :
         {&events,
          &persons,
          &acts,
          &involvements,
          &allegations,
          &detentions,
          &safeguards,
          &sources,
          &statements,
          &qualifications}) {
        const auto found =
            std::find_if(list->begin(), list->end(), [&](const vault::Record& each) { return each.id.text() == id; });
        if (found != list->end()) return &*found;
    }
    return nullptr;
}

Result<Account> account_of(const Records& records, const Caller& caller, const FileId& file)
{
    Account account;
    account.file = file;
    const std::array<std::pair<RecordList*, std::string_view>, 10> kinds{
        std::pair{&account.events, std::string_view("event")},
        std::pair{&account.persons, std::string_view("event_person")},
        std::pair{&account.acts, std::string_view("act")},
        std::pair{&account.involvements, std::string_view("involvement")},
        std::pair{&account.allegations, std::string_view("allegation")},
        std::pair{&account.detentions, std::string_view("detention")},
        std::pair{&account.safeguards, std::string_view("safeguard")},
        std::pair{&account.sources, std::string_view("source")},
        std::pair{&account.statements, std::string_view("statement")},
        std::pair{&account.qualifications, std::string_view("qualification")}};
    for (const auto& [list, type] : kinds) {
        auto found = records.of_file(caller, file, type);
        if (!found) return found.error();
        *list = std::move(*found);
        std::reverse(list->begin(), list->end());
    }
    return account;
}

std::vector<const vault::Record*> of(std::span<const vault::Record> records, std::string_view field, const RecordId& id)
{
    std::vector<const vault::Record*> found;
    const std::string wanted = id.text();
    for (const vault::Record& each : records) {
        if (text_at(each.coded, field) == wanted) found.push_back(&each);
    }
    return found;
}

std::string first_version_of(std::span<const vault::Record> records, const vault::Record& record)
{
    std::set<std::string> passed;
    const vault::Record* at = &record;
    while (passed.insert(at->id.text()).second) {
        const std::string named = text_at(at->coded, "version_of");
        if (named.empty()) return at->id.text();
        const auto next = std::find_if(records.begin(), records.end(), [&](const vault::Record& each) {
            return each.id.text() == named;
        });
        if (next == records.end()) return named;
        at = &*next;
    }
    return *passed.begin();
}

std::vector<const vault::Record*> first_versions(std::span<const vault::Record> records)
{
    std::vector<const vault::Record*> found;
    std::set<std::string> groups;
    for (const vault::Record& each : records) {
        if (first_version_of(records, each) == each.id.text()) {
            groups.insert(each.id.text());
            found.push_back(&each);
        }
    }
    // Versions of a record that was removed still stand for what happened: the first of them, once.
    for (const vault::Record& each : records) {
        if (groups.insert(first_version_of(records, each)).second) found.push_back(&each);
    }
    return found;
}

Point point_at(const vault::Record& record, std::string_view day)
{
    const std::string name(day);
    return {text_at(record.coded, name), text_at(record.coded, name + "_time"), yes_at(record.coded, name + "_about")};
}

Custody custody_of(const vault::Record& detention)
{
    return {
        point_at(detention, "taken"),
        point_at(detention, "registered"),
        point_at(detention, "released"),
        text_at(detention.coded, "registered__why") == "not_applicable"};
}

std::vector<LineEntry> line_of(const Account& account)
{
    std::vector<LineEntry> line;
    for (const vault::Record* event : first_versions(account.events)) {
        const Point ended = point_at(*event, "ended");
        line.push_back({LineEntry::Kind::event, event, {point_at(*event, "began"), ended, !ended.day.empty()}});
    }
    for (const vault::Record* act : first_versions(account.acts)) {
        const Point began = point_at(*act, "began");
        const Point ended = point_at(*act, "ended");
        if (!began.day.empty()) line.push_back({LineEntry::Kind::act, act, {began, ended, !ended.day.empty()}});
    }
    for (const vault::Record* detention : first_versions(account.detentions))
        add_detention(*detention, line);
    return line;
}

std::vector<Statement> statements_of(const Account& account)
{
    std::vector<Statement> statements;
    for (const vault::Record& each : account.statements) {
        const bool has_words =
            !text_at(each.content.reveal(), "words").empty() || !text_at(each.coded, "attachment").empty();
        statements.push_back(
            {each.id.text(),
             text_at(each.coded, "person"),
             text_at(each.coded, "taker"),
             text_at(each.coded, "given_on"),
             extent_named(text_at(each.coded, "told")),
             text_at(each.coded, "same_telling"),
             has_words}
        );
    }
    return statements;
}

std::vector<Version> versions_of(std::span<const vault::Record> records, const forms::RecordType& type)
{
    std::vector<Version> versions;
    for (const vault::Record& each : records) {
        Version version{each.id.text(), text_at(each.coded, "version_of"), {}, sources_of(each)};
        for (const forms::Field& field : type.fields) {
            const json::value* value = is_compared(field) ? each.coded.if_contains(field.name) : nullptr;
            if (value != nullptr) version.told.push_back({field.name, values_of(*value)});
        }
        std::erase_if(version.told, [](const Told& told) { return told.values.empty(); });
        versions.push_back(std::move(version));
    }
    return versions;
}

std::vector<Differing> differences_of(const Account& account, const forms::Schema& schema)
{
    std::vector<Differing> all;
    for (const auto& [list, name] :
         {std::pair{&account.events, "event"},
          std::pair{&account.persons, "event_person"},
          std::pair{&account.acts, "act"},
          std::pair{&account.involvements, "involvement"},
          std::pair{&account.detentions, "detention"},
          std::pair{&account.safeguards, "safeguard"}}) {
        const forms::RecordType& type = *schema.type(name);
        auto found = differences(versions_of(*list, type), type, schema);
        if (!found.empty()) all.push_back({&type, std::move(found)});
    }
    return all;
}

std::string standing_of(const Account& account, const RecordId& involvement)
{
    std::vector<AllegationStep> steps;
    for (const vault::Record* each : of(account.allegations, "involvement", involvement))
        steps.push_back({text_at(each->coded, "status"), text_at(each->coded, "since")});
    return standing_of(steps);
}

Result<void> choose_first(
    const Records& records,
    const Caller& caller,
    const RecordId& chosen,
    std::uint32_t chosen_base,
    std::uint32_t first_base,
    const BatchId& batch
)
{
    if (records.vault().has_batch(batch)) return {};
    auto next = records.read(caller, chosen);
    if (!next) return next.error();
    auto first = records.read(caller, RecordId::parse(text_at(next->coded, "version_of")).value_or(RecordId{}));
    for (std::size_t step = 0; first && step < longest_chain; ++step) {
        const auto before = RecordId::parse(text_at(first->coded, "version_of"));
        if (!before) break;
        first = records.read(caller, *before);
    }
    if (!first) return fail(ErrorCode::conflict, "the first version is not there, or the record is the first itself");
    const bool fits = first->id != next->id && first->type == next->type && first->file == next->file && !first->removed
                      && !next->removed;
    if (!fits) return fail(ErrorCode::conflict, "the first version is not there any more");
    next->coded.erase("version_of");
    first->coded["version_of"] = chosen.text();
    json::object& noted = next->content.reveal();
    if (const std::string note = text_at(noted, "version_note"); !note.empty()) {
        noted.erase("version_note");
        first->content.reveal()["version_note"] = note;
    }
    vault::Batch writing;
    writing.id = batch;
    writing.records.push_back(
        {next->id, next->file, next->type, chosen_base, std::move(next->coded), std::move(next->content), false}
    );
    writing.records.push_back(
        {first->id, first->file, first->type, first_base, std::move(first->coded), std::move(first->content), false}
    );
    const auto receipt = records.write(caller, std::move(writing));
    return receipt ? Result<void>() : receipt.error();
}

}  // namespace panoh::events
