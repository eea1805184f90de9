// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::commands {

/// Words of a command line: positional ones, `--name value` and `--flag`.
class Arguments {
public:
    /// Options that are not in either set are an error that names them, flags with a value too.
    static Result<Arguments> parse(
        const std::vector<std::string>& words,
        const std::set<std::string, std::less<>>& valued,
        const std::set<std::string, std::less<>>& flags
    );

    [[nodiscard]] const std::vector<std::string>& positional() const noexcept { return positional_; }
    [[nodiscard]] bool has(std::string_view flag) const { return flags_.contains(flag); }
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
    /// All values of an option that may be given several times.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;

private:
    std::vector<std::string> positional_;
    std::multimap<std::string, std::string, std::less<>> values_;
    std::set<std::string, std::less<>> flags_;
};

}  // namespace panoh::commands
