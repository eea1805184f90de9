// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/display.hpp"

#include <initializer_list>
#include <set>

namespace panoh::forms {

namespace {

namespace json = boost::json;

constexpr std::string_view why_suffix = "__why";

/// Declared fields in their order, then others that stand in the records.
std::vector<std::string> names_in(const RecordType& type, std::initializer_list<const json::object*> records)
{
    std::vector<std::string> names;
    for (const Field& field : type.fields)
        names.push_back(field.name);
    std::set<std::string> others;
    for (const json::object* record : records) {
        for (const auto& member : *record) {
            std::string_view name = member.key();
            if (name.ends_with(why_suffix)) name.remove_suffix(why_suffix.size());
            if (type.find(name) == nullptr) others.emplace(name);
        }
    }
    names.insert(names.end(), others.begin(), others.end());
    return names;
}

void put(json::object& record, const std::string& field, const Answer& answer)
{
    if (!answer.value.is_null()) record[field] = answer.value;
    if (answer.why) record[field + std::string(why_suffix)] = name_of(*answer.why);
}

}  // namespace

Answer answer_of(const json::object& merged, std::string_view field)
{
    Answer answer;
    if (const json::value* value = merged.if_contains(field)) answer.value = *value;
    const json::value* why = merged.if_contains(std::string(field) + std::string(why_suffix));
    if (why != nullptr && why->is_string()) answer.why = missing_named(why->get_string());
    return answer;
}

std::vector<Change> describe_changes(const RecordType& type, const json::object& before, const json::object& after)
{
    std::vector<Change> changes;
    for (const std::string& name : names_in(type, {&before, &after})) {
        Change change{name, answer_of(before, name), answer_of(after, name)};
        if (!(change.before == change.after)) changes.push_back(std::move(change));
    }
    return changes;
}

Merge merge(const RecordType& type, const json::object& base, const json::object& mine, const json::object& theirs)
{
    Merge result;
    for (const std::string& name : names_in(type, {&base, &mine, &theirs})) {
        const Answer old = answer_of(base, name);
        const Answer own = answer_of(mine, name);
        const Answer stored = answer_of(theirs, name);
        const bool only_own_changed = stored == old;
        put(result.merged, name, only_own_changed ? own : stored);
        if (!only_own_changed && !(own == old) && !(own == stored)) result.conflicts.push_back(name);
    }
    return result;
}

}  // namespace panoh::forms
