// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/numbering.hpp"

#include <algorithm>

namespace panoh::forms {

std::vector<const Field*> questions(const RecordType& type)
{
    std::vector<std::string_view> sections;
    for (const Field& field : type.fields) {
        if (field.derived) continue;
        if (std::ranges::find(sections, field.section) == sections.end()) sections.push_back(field.section);
    }
    std::vector<const Field*> found;
    for (const std::string_view section : sections) {
        for (const Field& field : type.fields) {
            if (!field.derived && field.section == section) found.push_back(&field);
        }
    }
    return found;
}

std::string paper_of(const RecordType& type)
{
    if (type.paper == no_paper || questions(type).empty()) return {};
    return type.paper.empty() ? type.name : type.paper;
}

std::vector<std::string> paper_forms(const Schema& schema)
{
    std::vector<std::string> found;
    for (const auto& [name, type] : schema.types) {
        const std::string form = paper_of(type);
        if (!form.empty()) found.push_back(form);
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<PaperPart> parts_of_paper(const Schema& schema, std::string_view form)
{
    std::vector<PaperPart> parts;
    for (const auto& [name, type] : schema.types) {
        if (!form.empty() && paper_of(type) == form) parts.push_back({&type, {}});
    }
    std::ranges::stable_sort(parts, {}, [](const PaperPart& part) { return part.type->paper_part; });
    if (parts.size() < 2) return parts;
    for (std::size_t at = 0; at < parts.size(); ++at)
        parts[at].letter = static_cast<char>('A' + static_cast<int>(at % 26));
    return parts;
}

std::string question_number(const Schema& schema, const RecordType& type, std::string_view field)
{
    const auto asked = questions(type);
    const auto found = std::ranges::find(asked, field, [](const Field* each) { return std::string_view(each->name); });
    const std::string form = paper_of(type);
    if (found == asked.end() || form.empty()) return {};
    const auto parts = parts_of_paper(schema, form);
    const auto part = std::ranges::find(parts, type.name, [](const PaperPart& each) { return each.type->name; });
    const std::string letter = part == parts.end() ? std::string() : part->letter;
    return letter + std::to_string(found - asked.begin() + 1);
}

}  // namespace panoh::forms
