// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/entries.hpp"

#include "base/json_text.hpp"
#include "base/log.hpp"
#include "records/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace panoh::knowledge {

namespace {

namespace json = boost::json;
using access::Verb;
using forms::FileKind;
using records::Caller;
using records::Records;

bool may(const Records& records, const Caller& caller, Verb verb, Kind kind)
{
    access::Subject own;
    own.kind = FileKind::knowledge;
    own.compartment = compartment_of(kind);
    own.organisation = caller.actor.organisation;
    return records.access().decide(caller.actor, verb, own).allowed;
}

/// Names of a place or unit: the one in use, then the others.
std::vector<std::string> institution_names(const json::object& content)
{
    std::vector<std::string> names;
    const std::string used = text_at(content, "name");
    if (!used.empty()) names.push_back(used);
    const json::value* others = content.if_contains("names");
    if (others == nullptr || !others->is_array()) return names;
    for (const json::value& each : others->get_array()) {
        std::string name = each.is_object() ? text_at(each.get_object(), "name") : std::string();
        if (!name.empty()) names.push_back(std::move(name));
    }
    return names;
}

Entry entry_from(const Records& records, Kind kind, const vault::Record& record)
{
    Entry entry;
    entry.record = record.id;
    entry.file = record.file;
    entry.kind = kind;
    if (const auto fact = records.vault().file(record.file)) {
        const auto directory = records.vault().directory();
        const vault::Organisation* organisation = directory->organisation(fact->organisation);
        if (organisation != nullptr) entry.number = records::file_number(organisation->code, *fact);
    }
    const json::object& content = record.content.reveal();
    if (kind == Kind::perpetrator) {
        const json::value* names = content.if_contains("names");
        if (names != nullptr) entry.names = Sensitive(records::names_in(*names));
    } else {
        entry.names = Sensitive(institution_names(content));
    }
    entry.code = text_at(record.coded, kind == Kind::place ? "kind" : "agency");
    entry.region = text_at(record.coded, "region");
    entry.is_same_as_another = !text_at(record.coded, "same_as").empty();
    return entry;
}

/// Reads without a note; nothing for what does not open.
std::optional<Entry> opened(const Records& records, const Caller& caller, Kind kind, const RecordId& id)
{
    const auto record = records.vault().read(*caller.keys, id);
    if (record && !record->removed) return entry_from(records, kind, *record);
    if (!record && record.error().code != ErrorCode::denied) {
        log(LogLevel::error, "an entry does not open: {}", record.error().detail);
    }
    return std::nullopt;
}

}  // namespace

bool may_read(const Records& records, const Caller& caller, Kind kind)
{
    return may(records, caller, Verb::read, kind);
}

bool may_keep(const Records& records, const Caller& caller, Kind kind)
{
    return may(records, caller, Verb::write, kind);
}

Result<OpenedEntry> open_entry(const Records& records, const Caller& caller, const RecordId& id)
{
    auto record = records.read(caller, id);
    if (!record && record.error().code != ErrorCode::denied) return record.error();
    const auto kind = record ? kind_of(record->type) : std::nullopt;
    if (!kind || record->removed) return fail(ErrorCode::not_found, "there is no such entry for this reader");
    Entry entry = entry_from(records, *kind, *record);
    return OpenedEntry{std::move(entry), std::move(*record)};
}

RecordId entry_of_file(const Records& records, const FileId& file)
{
    for (const Kind kind : all_kinds) {
        const auto rows = records.vault().workspace().query(
            fmt::format("SELECT record FROM t_{} WHERE file=? AND deleted=0", type_of(kind)), {vault::sql(file)}
        );
        if (rows && !rows->empty()) return rows->id<RecordId>(0, "record");
    }
    return {};
}

Result<std::vector<Entry>> all_entries(const Records& records, const Caller& caller, Kind kind)
{
    std::vector<Entry> entries;
    if (!may_read(records, caller, kind)) return entries;
    const auto rows = records.query(
        caller,
        Verb::read,
        type_of(kind),
        "t.file",
        fmt::format("SELECT t.record FROM t_{} t WHERE {{scope}} AND t.deleted=0 ORDER BY t.seq", type_of(kind))
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        auto entry = opened(records, caller, kind, rows->id<RecordId>(row, "record"));
        if (entry) entries.push_back(std::move(*entry));
    }
    return entries;
}

void sort_by_name(std::vector<Entry>& entries, const Compare& compare)
{
    std::stable_sort(entries.begin(), entries.end(), [&](const Entry& left, const Entry& right) {
        const bool left_named = !left.names.reveal().empty();
        const bool right_named = !right.names.reveal().empty();
        if (left_named != right_named) return left_named;
        const int order = compare(left.label().reveal(), right.label().reveal());
        return order != 0 ? order < 0 : left.number < right.number;
    });
}

void note_shown(const Caller& caller, const Entry& entry)
{
    if (caller.reads == nullptr || entry.kind != Kind::perpetrator) return;
    caller.reads->push_back({std::string(type_of(entry.kind)), entry.file, entry.record, true});
}

const Entry* Names::of(const std::string& id)
{
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second ? &*known->second : nullptr;
    std::optional<Entry>& entry = known_[id];
    const auto record = RecordId::parse(id);
    if (!record) return nullptr;
    const auto read = records_->vault().read(*caller_.keys, *record);
    const auto kind = read && !read->removed ? kind_of(read->type) : std::nullopt;
    if (!kind || !records_->may(caller_, Verb::read, read->file, read->compartment)) return nullptr;
    entry = entry_from(*records_, *kind, *read);
    note_shown(caller_, *entry);
    return &*entry;
}

bool Names::was_erased(const std::string& id) const
{
    const auto record = RecordId::parse(id);
    return record && records_->vault().was_erased(*record);
}

Leads leads_in(const std::vector<std::pair<std::string, std::string>>& pairs)
{
    const std::map<std::string, std::string> next(pairs.begin(), pairs.end());
    Leads leads;
    for (const auto& [from, to] : next) {
        std::set<std::string> way{from};
        std::string at = to;
        while (way.insert(at).second) {
            const auto further = next.find(at);
            if (further == next.end()) break;
            at = further->second;
        }
        // Within a ring every id was passed: the smallest of them stands for all.
        if (next.contains(at)) {
            std::set<std::string> ring;
            for (std::string each = at; ring.insert(each).second; each = next.at(each)) {
            }
            at = *ring.begin();
        }
        if (at != from) leads[from] = at;
    }
    return leads;
}

Leads leads_of(const Records& records, const Caller& caller, Kind kind)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto rows = records.query(
        caller,
        Verb::read,
        type_of(kind),
        "t.file",
        fmt::format(
            "SELECT t.record, t.same_as FROM t_{} t WHERE {{scope}} AND t.deleted=0 AND t.same_as IS NOT NULL",
            type_of(kind)
        )
    );
    for (std::size_t row = 0; rows && row < rows->size(); ++row)
        pairs.emplace_back(rows->text(row, "record"), rows->text(row, "same_as"));
    return leads_in(pairs);
}

std::vector<std::string> same_group(const Leads& leads, const std::string& id)
{
    const auto found = leads.find(id);
    const std::string& lead = found == leads.end() ? id : found->second;
    std::vector<std::string> group{lead};
    for (const auto& [other, its_lead] : leads) {
        if (its_lead == lead) group.push_back(other);
    }
    return group;
}

}  // namespace panoh::knowledge
