// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/service.hpp"

#include "base/json_text.hpp"
#include "modules/knowledge/names.hpp"
#include "records/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace panoh::knowledge {

namespace {

namespace json = boost::json;
using access::Verb;
using records::Caller;
using records::Records;

std::vector<std::string> names_typed(Kind kind, const json::object& content)
{
    const json::value* names = content.if_contains("names");
    if (kind == Kind::perpetrator) return names == nullptr ? std::vector<std::string>{} : records::names_in(*names);
    std::vector<std::string> typed;
    if (const std::string used = text_at(content, "name"); !used.empty()) typed.push_back(used);
    for (std::size_t at = 0; names != nullptr && names->is_array() && at < names->get_array().size(); ++at) {
        const json::object* row = names->get_array()[at].if_object();
        std::string name = row == nullptr ? std::string() : text_at(*row, "name");
        if (!name.empty()) typed.push_back(std::move(name));
    }
    return typed;
}

/// References lead only to entries of the right kind that the writer may read.
void check_references(
    const Records& records,
    const Caller& caller,
    const forms::RecordType& type,
    const json::object& coded,
    std::vector<forms::FormProblem>& problems
)
{
    Names names(records, {caller.actor, caller.keys, nullptr, caller.zone});
    for (const forms::Field& field : type.fields) {
        const auto kind = kind_of(field.to);
        const std::string id = text_at(coded, field.name);
        if (!kind || id.empty()) continue;
        const Entry* entry = names.of(id);
        if (entry == nullptr || entry->kind != *kind) {
            problems.push_back({field.name, {msg("knowledge.problem.entry"), {}}});
        }
    }
}

Result<std::vector<Entry>>
likely_entries(const Records& records, const Caller& caller, Kind kind, const std::vector<std::string>& names)
{
    std::vector<Entry> likely;
    if (names.empty()) return likely;
    auto all = all_entries(records, caller, kind);
    if (!all) return all.error();
    for (Entry& entry : *all) {
        if (!may_be_same(names, entry.names.reveal())) continue;
        note_shown(caller, entry);
        likely.push_back(std::move(entry));
    }
    return likely;
}

/// A table with a column that names entries.
struct Naming {
    std::string_view type;
    std::string_view condition;  ///< "t" is the record
    NamedIn in;
};

std::vector<Naming> namings_of(Kind kind)
{
    if (kind == Kind::perpetrator) return {{"involvement", "t.perpetrator IN ({})", NamedIn::involvement}};
    if (kind == Kind::unit) {
        return {
            {"involvement", "t.unit IN ({})", NamedIn::involvement},
            {"detention", "t.unit IN ({})", NamedIn::detention}};
    }
    return {
        {"event", "t.place IN ({})", NamedIn::event},
        {"act", "t.place IN ({})", NamedIn::act},
        {"detention",
         "EXISTS (SELECT 1 FROM t_detention__stays s WHERE s.record=t.record AND s.place IN ({}))",
         NamedIn::detention}};
}

}  // namespace

Result<Added> add_entry(
    const Records& records,
    const Caller& caller,
    Kind kind,
    const forms::Submission& submission,
    const BatchId& batch,
    bool is_another
)
{
    if (!may_keep(records, caller, kind) || !may_read(records, caller, kind)) {
        return fail(ErrorCode::denied, "no rule lets the writer enter this");
    }
    Added added;
    // A repeated form answers with the record that the first one made.
    const auto made = RecordId::from_bytes(batch.view()).value_or(RecordId{});
    if (records.vault().has_batch(batch)) {
        added.record = made;
        return added;
    }
    const forms::RecordType& type = *records.schema().type(type_of(kind));
    const auto read = forms::read_form(type, records.schema(), submission, records.reading(caller, nullptr));
    added.problems = read.problems;
    check_references(records, caller, type, read.coded, added.problems);
    if (!added.problems.empty()) return added;
    if (!is_another) {
        auto likely = likely_entries(records, caller, kind, names_typed(kind, read.content.reveal()));
        if (!likely) return likely.error();
        added.likely = std::move(*likely);
        if (!added.likely.empty()) return added;
    }
    const auto receipt = records::with_numbers([&] {
        const auto file = records::new_file(records.vault(), forms::FileKind::knowledge, caller.actor.organisation, {});
        vault::Batch writing;
        writing.id = batch;
        writing.files.push_back(file.change);
        json::object coded = read.coded;
        if (kind == Kind::perpetrator) {
            coded["number"] = file.number;
            coded["entered_by"] = caller.actor.user.text();
        }
        writing.records.push_back({made, file.change.fact.file, type.name, 0, std::move(coded), read.content, false});
        return records.write(caller, std::move(writing));
    });
    if (!receipt) return receipt.error();
    added.record = made;
    return added;
}

Result<std::vector<NamingCase>>
cases_naming(const Records& records, const Caller& caller, Kind kind, const std::vector<std::string>& entries)
{
    std::string marks;
    std::vector<vault::SqlValue> parameters;
    for (const std::string& entry : entries) {
        marks += marks.empty() ? "?" : ",?";
        parameters.emplace_back(entry);
    }
    std::map<FileId, NamingCase> found;
    for (const Naming& naming : namings_of(kind)) {
        const auto rows = records.query(
            caller,
            Verb::read,
            naming.type,
            "t.file",
            fmt::format(
                "SELECT DISTINCT t.file, c.record, c.number FROM t_{} t JOIN t_case c ON c.file=t.file AND c.deleted=0"
                " WHERE {{scope}} AND t.deleted=0 AND {}",
                naming.type,
                fmt::format(fmt::runtime(naming.condition), marks)
            ),
            parameters
        );
        if (!rows) return rows.error();
        for (std::size_t row = 0; row < rows->size(); ++row) {
            const auto file = rows->id<FileId>(row, "file");
            NamingCase& one = found[file];
            one.file = file;
            one.record = rows->id<RecordId>(row, "record");
            one.number = rows->text(row, "number");
            one.in.insert(naming.in);
        }
    }
    std::vector<NamingCase> cases;
    for (auto& [file, each] : found)
        cases.push_back(std::move(each));
    std::sort(cases.begin(), cases.end(), [](const NamingCase& left, const NamingCase& right) {
        return left.number > right.number;
    });
    return cases;
}

}  // namespace panoh::knowledge
