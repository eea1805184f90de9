// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/submission.hpp"

#include "forms/numbers.hpp"

#include <algorithm>
#include <set>

namespace panoh::forms {

void Submission::add(std::string name, std::string value)
{
    places_[name].push_back(entries_.size());
    entries_.emplace_back(std::move(name), std::move(value));
}

std::string_view Submission::first(std::string_view name) const noexcept
{
    const auto found = places_.find(name);
    return found == places_.end() ? std::string_view{} : entries_[found->second.front()].second;
}

std::vector<std::string_view> Submission::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    const auto found = places_.find(name);
    if (found == places_.end()) return values;
    for (const std::size_t place : found->second)
        values.emplace_back(entries_[place].second);
    return values;
}

bool Submission::contains(std::string_view name, std::string_view value) const
{
    const auto values = all(name);
    return std::ranges::find(values, value) != values.end();
}

std::vector<std::size_t> Submission::indexes(std::string_view prefix) const
{
    constexpr std::size_t most_digits = 4;
    const std::string start = std::string(prefix) + ".";
    std::set<std::size_t> numbers;
    for (auto place = places_.lower_bound(start); place != places_.end() && place->first.starts_with(start); ++place) {
        std::string_view rest = std::string_view(place->first).substr(start.size());
        rest = rest.substr(0, rest.find('.'));
        const auto number = parse_number<std::size_t>(rest);
        if (!number || rest.size() > most_digits) continue;
        if (rest.size() > 1 && rest.front() == '0') continue;
        numbers.insert(*number);
    }
    return {numbers.begin(), numbers.end()};
}

}  // namespace panoh::forms
