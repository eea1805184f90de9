// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/commands/arguments.hpp"

namespace panoh::commands {

Result<Arguments> Arguments::parse(
    const std::vector<std::string>& words,
    const std::set<std::string, std::less<>>& valued,
    const std::set<std::string, std::less<>>& flags
)
{
    Arguments arguments;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string& word = words[at];
        if (!word.starts_with("--")) {
            arguments.positional_.push_back(word);
            continue;
        }
        const std::string name = word.substr(2, word.find('=') - 2);
        if (flags.contains(name) && word.find('=') != std::string::npos) {
            return fail(ErrorCode::invalid_input, "the option --" + name + " takes no value");
        }
        if (flags.contains(name)) {
            arguments.flags_.insert(name);
        } else if (!valued.contains(name)) {
            return fail(ErrorCode::invalid_input, "there is no option --" + name);
        } else if (const auto equals = word.find('='); equals != std::string::npos) {
            arguments.values_.emplace(name, word.substr(equals + 1));
        } else if (at + 1 < words.size()) {
            arguments.values_.emplace(name, words[++at]);
        } else {
            return fail(ErrorCode::invalid_input, "the option --" + name + " needs a value");
        }
    }
    return arguments;
}

std::optional<std::string> Arguments::value(std::string_view option) const
{
    const auto found = values_.find(option);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Arguments::values(std::string_view option) const
{
    std::vector<std::string> found;
    const auto [first, last] = values_.equal_range(option);
    for (auto at = first; at != last; ++at)
        found.push_back(at->second);
    return found;
}

}  // namespace panoh::commands
