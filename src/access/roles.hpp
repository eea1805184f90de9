// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "forms/definition.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::access {

using forms::Compartment;
using forms::FileKind;

/// How far a role sees into one kind of file.
struct FileRule {
    enum class Reach { none, assigned, organisation };
    Reach reach = Reach::none;
    bool desk = false;  ///< the desk fields of every file of the organisation
    std::string team;   ///< whose key opens them to the whole organisation; with that reach or `desk`
    std::set<Compartment> read;
    std::set<Compartment> write;
};

struct Role {
    std::string name;
    std::set<std::string, std::less<>> abilities;
    std::vector<std::string> teams;  ///< purposes of the teams whose keys it is given
    std::map<FileKind, FileRule> files;
};

/// The roles of a node, from `packs/core/roles.yaml`.
class Roles {
public:
    /// Detail of an error: "path:line: sentence".
    static Result<Roles> load(const std::string& path, const std::string& yaml);

    [[nodiscard]] const Role* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, Role, std::less<>>& all() const noexcept { return roles_; }
    /// Roles that have the ability, in order of names.
    [[nodiscard]] std::vector<std::string> with(std::string_view ability) const;

private:
    std::map<std::string, Role, std::less<>> roles_;
};

}  // namespace panoh::access
