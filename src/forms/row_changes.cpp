// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/row_changes.hpp"

#include "forms/numbers.hpp"

#include <algorithm>

namespace panoh::forms {

namespace {

Submission with_wanted(const Submission& submission, std::string_view field, std::size_t wanted)
{
    const std::string input = shown_input(field);
    Submission changed;
    for (const auto& [name, text] : submission.entries()) {
        if (name != input) changed.add(name, text);
    }
    changed.add(input, std::to_string(std::min(wanted, most_shown)));
    return changed;
}

}  // namespace

std::string shown_input(std::string_view field)
{
    return "_shown." + std::string(field);
}

std::size_t wanted_entries(const Submission& submission, std::string_view field)
{
    const auto wanted = parse_number<std::size_t>(submission.first(shown_input(field)));
    return wanted ? std::min(*wanted, most_shown) : 0;
}

Submission with_another_entry(const Submission& submission, std::string_view field)
{
    return with_wanted(submission, field, wanted_entries(submission, field) + 1);
}

Submission without_entry(const Submission& submission, std::string_view entry)
{
    const std::string prefix = std::string(entry) + ".";
    Submission changed;
    for (const auto& [name, text] : submission.entries()) {
        if (!name.starts_with(prefix)) changed.add(name, text);
    }
    const std::string_view field = entry.substr(0, std::min(entry.rfind('.'), entry.size()));
    const std::size_t wanted = wanted_entries(submission, field);
    return wanted > 1 ? with_wanted(changed, field, wanted - 1) : changed;
}

}  // namespace panoh::forms
