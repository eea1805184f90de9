// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/versions.hpp"

#include "forms/edtf.hpp"
#include "forms/packs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace panoh::events {

namespace {

using forms::Field;
using forms::FieldKind;

bool contains(const forms::DateRange& wide, const forms::DateRange& narrow)
{
    const bool from_low = !wide.low || (narrow.low && *wide.low <= *narrow.low);
    const bool to_high = !wide.high || (narrow.high && *narrow.high <= *wide.high);
    return from_low && to_high;
}

/// Whether a code is another one or a heading above it. Lists that are wrong and turn in a ring end the walk.
bool is_above(const forms::CodeList& list, const std::string& above, const std::string& code)
{
    std::string at = code;
    for (std::size_t step = 0; step <= list.codes.size(); ++step) {
        if (at == above) return true;
        const forms::Code* found = list.find(at);
        if (found == nullptr || found->parent.empty()) return false;
        at = found->parent;
    }
    return false;
}

/// The first version that a record leads to. In a ring it is the one with the smallest id.
std::string first_of(const std::map<std::string, const Version*>& by_record, const std::string& record)
{
    std::vector<std::string> way;
    std::string at = record;
    while (std::ranges::find(way, at) == way.end()) {
        way.push_back(at);
        const auto found = by_record.find(at);
        if (found == by_record.end() || found->second->version_of.empty()) return at;
        at = found->second->version_of;
    }
    return *std::min_element(std::ranges::find(way, at), way.end());
}

void add_reading(std::vector<Reading>& readings, const Version& version, std::vector<std::string> values)
{
    std::ranges::sort(values);
    auto place = std::ranges::find(readings, values, &Reading::values);
    if (place == readings.end()) place = readings.insert(readings.end(), {std::move(values), {}, {}});
    place->records.push_back(version.record);
    for (const std::string& source : version.sources) {
        if (std::ranges::find(place->sources, source) == place->sources.end()) place->sources.push_back(source);
    }
}

/// Whether of every two readings one is the wider.
bool all_agree(const Field& field, const std::vector<Reading>& readings, const forms::Schema& schema)
{
    for (const Reading& one : readings) {
        for (const Reading& other : readings) {
            if (!is_wider_or_same(field, one.values, other.values, schema)
                && !is_wider_or_same(field, other.values, one.values, schema)) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace

bool is_wider_or_same(
    const Field& field,
    const std::vector<std::string>& wide,
    const std::vector<std::string>& narrow,
    const forms::Schema& schema
)
{
    if (std::set(wide.begin(), wide.end()) == std::set(narrow.begin(), narrow.end())) return true;
    if (wide.size() != 1 || narrow.size() != 1) return false;
    if (field.kind == FieldKind::date) {
        const auto outer = forms::edtf_range(wide.front());
        const auto inner = forms::edtf_range(narrow.front());
        return outer && inner && contains(*outer, *inner);
    }
    const std::string_view name = field.list.empty() ? forms::implied_list(field.kind) : field.list;
    const forms::CodeList* list = schema.list(name);
    return list != nullptr && is_above(*list, wide.front(), narrow.front());
}

std::vector<Difference>
differences(std::span<const Version> versions, const forms::RecordType& type, const forms::Schema& schema)
{
    std::map<std::string, const Version*> by_record;
    for (const Version& version : versions)
        by_record.emplace(version.record, &version);
    std::vector<std::pair<std::string, std::vector<const Version*>>> groups;
    for (const Version& version : versions) {
        const std::string first = first_of(by_record, version.record);
        auto group = std::ranges::find(groups, first, &decltype(groups)::value_type::first);
        if (group == groups.end()) group = groups.insert(groups.end(), {first, {}});
        auto& members = group->second;
        members.insert(version.record == first ? members.begin() : members.end(), &version);
    }
    std::vector<Difference> found;
    for (const auto& [first, members] : groups) {
        for (const Field& field : type.fields) {
            std::vector<Reading> readings;
            for (const Version* version : members) {
                const auto told = std::ranges::find(version->told, field.name, &Told::field);
                if (told != version->told.end() && !told->values.empty()) add_reading(readings, *version, told->values);
            }
            if (readings.size() < 2) continue;
            const bool agree = all_agree(field, readings, schema);
            const auto kind = agree ? Difference::Kind::more_precise : Difference::Kind::differs;
            found.push_back({first, field.name, kind, std::move(readings)});
        }
    }
    return found;
}

}  // namespace panoh::events
