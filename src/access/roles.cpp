// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/roles.hpp"

#include <algorithm>
#include <optional>
#include <yaml-cpp/yaml.h>

namespace panoh::access {

namespace {

/// Thrown inside this file only; `load` turns it into an Error.
struct Mistake {
    YAML::Mark mark;
    std::string sentence;
};

void allow_keys(const YAML::Node& node, std::initializer_list<std::string_view> keys)
{
    if (!node.IsMap()) throw Mistake{node.Mark(), "this must be a mapping"};
    for (const auto& entry : node) {
        const auto key = entry.first.as<std::string>();
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
            throw Mistake{entry.first.Mark(), "unknown key '" + key + "'"};
        }
    }
}

std::set<Compartment> compartments_of(const YAML::Node& node)
{
    std::set<Compartment> found;
    for (const auto& each : node) {
        const auto compartment = forms::compartment_named(each.as<std::string>());
        if (!compartment) throw Mistake{each.Mark(), "unknown compartment '" + each.as<std::string>() + "'"};
        found.insert(*compartment);
    }
    return found;
}

FileRule rule_of(const YAML::Node& node)
{
    allow_keys(node, {"reach", "desk", "team", "read", "write"});
    FileRule rule;
    if (const auto reach = node["reach"]) {
        const auto name = reach.as<std::string>();
        if (name == "assigned") {
            rule.reach = FileRule::Reach::assigned;
        } else if (name == "organisation") {
            rule.reach = FileRule::Reach::organisation;
        } else {
            throw Mistake{reach.Mark(), "reach is 'assigned' or 'organisation'"};
        }
    }
    if (const auto desk = node["desk"]) rule.desk = desk.as<bool>();
    if (const auto read = node["read"]) rule.read = compartments_of(read);
    if (const auto write = node["write"]) rule.write = compartments_of(write);
    for (const Compartment each : rule.write) {
        if (!rule.read.contains(each)) throw Mistake{node.Mark(), "what may be written must be readable"};
    }
    if (!rule.read.empty() && rule.reach == FileRule::Reach::none) {
        throw Mistake{node.Mark(), "'read' needs a reach"};
    }
    return rule;
}

/// One team for each rule, so that what one team may open never goes to another one of the role.
void choose_team(const Role& role, const YAML::Node& node, FileRule& rule)
{
    const bool needs_team = rule.desk || rule.reach == FileRule::Reach::organisation;
    const YAML::Node named = node["team"];
    if (!needs_team) {
        if (named) throw Mistake{named.Mark(), "only a reach of the organisation or 'desk' has a team"};
        return;
    }
    if (role.teams.empty()) throw Mistake{node.Mark(), "this reach needs a team"};
    rule.team = named ? named.as<std::string>() : role.teams.front();
    if (std::find(role.teams.begin(), role.teams.end(), rule.team) == role.teams.end()) {
        throw Mistake{named.Mark(), "the role is not in the team '" + rule.team + "'"};
    }
}

Role role_of(const std::string& name, const YAML::Node& node)
{
    allow_keys(node, {"may", "teams", "files"});
    Role role;
    role.name = name;
    for (const auto& ability : node["may"])
        role.abilities.insert(ability.as<std::string>());
    // Nobody is to assign blindly.
    if (role.abilities.contains("assign") && !role.abilities.contains("see_team")) {
        throw Mistake{node["may"].Mark(), "'assign' needs 'see_team'"};
    }
    for (const auto& team : node["teams"])
        role.teams.push_back(team.as<std::string>());
    for (const auto& entry : node["files"]) {
        const auto kind = forms::file_kind_named(entry.first.as<std::string>());
        if (!kind) throw Mistake{entry.first.Mark(), "unknown kind of file"};
        FileRule rule = rule_of(entry.second);
        choose_team(role, entry.second, rule);
        role.files[*kind] = std::move(rule);
    }
    return role;
}

}  // namespace

Result<Roles> Roles::load(const std::string& path, const std::string& yaml)
{
    const auto wrong = [&](const YAML::Mark& mark, const std::string& sentence) {
        return fail(ErrorCode::invalid_input, path + ":" + std::to_string(mark.line + 1) + ": " + sentence);
    };
    try {
        Roles roles;
        const YAML::Node root = YAML::Load(yaml);
        allow_keys(root, {"roles"});
        for (const auto& entry : root["roles"]) {
            const auto name = entry.first.as<std::string>();
            roles.roles_[name] = role_of(name, entry.second);
        }
        return roles;
    } catch (const Mistake& mistake) {
        return wrong(mistake.mark, mistake.sentence);
    } catch (const YAML::Exception& exception) {
        return wrong(exception.mark, exception.msg);
    }
}

const Role* Roles::find(std::string_view name) const
{
    const auto found = roles_.find(name);
    return found == roles_.end() ? nullptr : &found->second;
}

std::vector<std::string> Roles::with(std::string_view ability) const
{
    std::vector<std::string> names;
    for (const auto& [name, role] : roles_) {
        if (role.abilities.contains(ability)) names.push_back(name);
    }
    return names;
}

}  // namespace panoh::access
