// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/patterns.hpp"

#include <algorithm>
#include <array>

namespace panoh::knowledge {

namespace {

constexpr std::array<std::string_view, 7> aspect_names{
    "method", "agency", "place", "unit", "perpetrator", "year", "month"};
constexpr std::array<std::string_view, 4> counted_names{"acts", "persons", "events", "cases"};

bool is_time(Aspect aspect)
{
    return aspect == Aspect::year || aspect == Aspect::month;
}

const std::set<std::string>& values_of(const Occurrence& occurrence, Aspect aspect)
{
    static const std::set<std::string> none;
    const auto found = occurrence.values.find(aspect);
    return found == occurrence.values.end() ? none : found->second;
}

/// Times run forward; everything else begins with what most cases tell of.
std::vector<std::string> in_order(const std::map<std::string, Tally>& tallies, Aspect aspect)
{
    std::vector<std::string> order;
    for (const auto& [value, tally] : tallies)
        order.push_back(value);
    if (is_time(aspect)) return order;
    std::stable_sort(order.begin(), order.end(), [&](const std::string& left, const std::string& right) {
        const Tally& one = tallies.at(left);
        const Tally& other = tallies.at(right);
        return std::pair(one.cases.size(), one.acts.size()) > std::pair(other.cases.size(), other.acts.size());
    });
    return order;
}

}  // namespace

std::string_view name_of(Aspect aspect) noexcept
{
    return aspect_names[static_cast<std::size_t>(aspect)];
}

std::optional<Aspect> aspect_named(std::string_view name) noexcept
{
    const auto found = std::find(aspect_names.begin(), aspect_names.end(), name);
    if (found == aspect_names.end()) return std::nullopt;
    return static_cast<Aspect>(found - aspect_names.begin());
}

std::optional<Kind> kind_of(Aspect aspect) noexcept
{
    return kind_of(name_of(aspect));
}

std::string_view name_of(Counted counted) noexcept
{
    return counted_names[static_cast<std::size_t>(counted)];
}

Counted counted_named(std::string_view name) noexcept
{
    const auto found = std::find(counted_names.begin(), counted_names.end(), name);
    return found == counted_names.end() ? Counted::acts : static_cast<Counted>(found - counted_names.begin());
}

void Tally::add(const Occurrence& occurrence)
{
    cases.insert(occurrence.file);
    if (!occurrence.person.empty()) persons.insert(occurrence.person);
    if (!occurrence.act.empty()) acts.insert(occurrence.act);
    if (!occurrence.event.empty()) events.insert(occurrence.event);
}

std::size_t count_of(const Tally& tally, Counted counted)
{
    switch (counted) {
    case Counted::persons:
        return tally.persons.size();
    case Counted::events:
        return tally.events.size();
    case Counted::cases:
        return tally.cases.size();
    case Counted::acts:
        break;
    }
    return tally.acts.size();
}

Matrix matrix_of(std::span<const Occurrence> occurrences, Aspect rows, Aspect columns)
{
    Matrix matrix;
    std::map<std::string, Tally> of_column;
    for (const Occurrence& occurrence : occurrences) {
        for (const std::string& row : values_of(occurrence, rows)) {
            for (const std::string& column : values_of(occurrence, columns)) {
                matrix.cells[{row, column}].add(occurrence);
                matrix.of_row[row].add(occurrence);
                of_column[column].add(occurrence);
            }
        }
    }
    matrix.rows = in_order(matrix.of_row, rows);
    matrix.columns = in_order(of_column, columns);
    return matrix;
}

std::vector<std::pair<std::string, Tally>> recurring(std::span<const Occurrence> occurrences, Aspect aspect)
{
    std::map<std::string, Tally> tallies;
    for (const Occurrence& occurrence : occurrences) {
        for (const std::string& value : values_of(occurrence, aspect))
            tallies[value].add(occurrence);
    }
    std::erase_if(tallies, [](const auto& each) { return each.second.cases.size() < 2; });
    std::vector<std::pair<std::string, Tally>> found(tallies.begin(), tallies.end());
    std::stable_sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
        return left.second.cases.size() > right.second.cases.size();
    });
    return found;
}

std::vector<Occurrence>
narrowed(std::span<const Occurrence> occurrences, const std::vector<std::pair<Aspect, std::string>>& values)
{
    std::vector<Occurrence> left;
    std::copy_if(occurrences.begin(), occurrences.end(), std::back_inserter(left), [&](const Occurrence& each) {
        return std::all_of(values.begin(), values.end(), [&](const auto& wanted) {
            return values_of(each, wanted.first).contains(wanted.second);
        });
    });
    return left;
}

}  // namespace panoh::knowledge
