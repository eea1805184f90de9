// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/access.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <array>

namespace panoh::access {

namespace {

using vault::Holder;
using Reach = FileRule::Reach;

const FileRule* rule_for(const Role& role, FileKind kind)
{
    const auto found = role.files.find(kind);
    return found == role.files.end() ? nullptr : &found->second;
}

/// How far one rule lets a verb reach: `none` when it does not speak of it.
Reach reach_of(const FileRule& rule, Verb verb, Compartment compartment)
{
    switch (verb) {
    case Verb::desk:
        if (compartment != Compartment::core) return Reach::none;
        if (rule.desk) return Reach::organisation;
        return rule.read.contains(Compartment::core) ? rule.reach : Reach::none;
    case Verb::read:
        return rule.read.contains(compartment) ? rule.reach : Reach::none;
    case Verb::write:
        return rule.write.contains(compartment) ? rule.reach : Reach::none;
    }
    return Reach::none;
}

}  // namespace

Decision Access::decide(const Actor& actor, Verb verb, const Subject& subject) const
{
    if (subject.organisation.is_none()) return {false, "no such file"};
    for (const std::string& name : actor.roles) {
        const Role* role = roles_.find(name);
        const FileRule* rule = role == nullptr ? nullptr : rule_for(*role, subject.kind);
        if (rule == nullptr) continue;
        switch (reach_of(*rule, verb, subject.compartment)) {
        case Reach::organisation:
            if (subject.organisation == actor.organisation) return {true, name + ": organisation"};
            break;
        case Reach::assigned:
            if (subject.assigned) return {true, name + ": assigned"};
            break;
        case Reach::none:
            break;
        }
    }
    return {false, "no rule"};
}

Decision Access::decide(
    const Actor& actor, Verb verb, const vault::Vault& vault, const FileId& file, Compartment compartment
) const
{
    const auto fact = vault.file(file);
    if (!fact) return {false, "no such file"};
    const auto found = assignments(vault.workspace(), std::span(&file, 1));
    const auto users = found.find(file);
    const bool assigned = users != found.end()
                          && std::find(users->second.begin(), users->second.end(), actor.user) != users->second.end();
    return decide(actor, verb, Subject{fact->kind, compartment, fact->organisation, assigned});
}

Scope Access::scope(const Actor& actor, Verb verb, FileKind kind, Compartment compartment, std::string_view column)
    const
{
    bool organisation = false;
    bool assigned = false;
    for (const std::string& name : actor.roles) {
        const Role* role = roles_.find(name);
        const FileRule* rule = role == nullptr ? nullptr : rule_for(*role, kind);
        if (rule == nullptr) continue;
        const Reach reach = reach_of(*rule, verb, compartment);
        organisation = organisation || reach == Reach::organisation;
        assigned = assigned || reach == Reach::assigned;
    }
    Scope scope;
    const auto add = [&](const std::string& condition, const vault::SqlValue& parameter) {
        if (!scope.condition.empty()) scope.condition += " OR ";
        scope.condition += "EXISTS (SELECT 1 FROM " + condition + "=" + std::string(column) + ")";
        scope.parameters.push_back(parameter);
    };
    if (organisation) {
        const std::string kind_number = std::to_string(static_cast<int>(kind));
        add("files o WHERE o.organisation=? AND o.kind=" + kind_number + " AND o.file", vault::sql(actor.organisation));
    }
    if (assigned) add("reach w WHERE w.\"user\"=? AND w.file", vault::sql(actor.user));
    scope.condition = scope.condition.empty() ? "0" : "(" + scope.condition + ")";
    return scope;
}

bool Access::may(const Actor& actor, std::string_view ability) const
{
    return std::any_of(actor.roles.begin(), actor.roles.end(), [&](const std::string& name) {
        const Role* role = roles_.find(name);
        return role != nullptr && role->abilities.contains(ability);
    });
}

std::vector<Holder> Access::holders(
    const vault::FileFact& file,
    Compartment compartment,
    std::span<const UserId> assigned,
    const vault::Directory& directory
) const
{
    std::vector<Holder> holders;
    const auto add = [&](const Holder& holder) {
        if (std::find(holders.begin(), holders.end(), holder) == holders.end()) holders.push_back(holder);
    };
    for (const auto& [name, role] : roles_.all()) {
        const FileRule* rule = rule_for(role, file.kind);
        if (rule == nullptr) continue;
        const bool all = rule->reach == Reach::organisation && rule->read.contains(compartment);
        const bool desk = rule->desk && compartment == Compartment::core;
        if (!all && !desk) continue;
        for (const std::string& purpose : role.teams) {
            const vault::Team* team = directory.team_for(file.organisation, purpose);
            if (team != nullptr) add(Holder::team(team->id));
        }
    }
    for (const UserId& id : assigned) {
        const vault::User* user = directory.user(id);
        if (user == nullptr || !user->active) continue;
        const Actor actor{user->id, user->organisation, user->roles};
        if (decide(actor, Verb::read, Subject{file.kind, compartment, file.organisation, true})) add(Holder::user(id));
    }
    return holders;
}

vault::Assignments Access::assignments(const vault::Workspace& workspace, std::span<const FileId> only) const
{
    vault::Assignments found;
    const auto take = [&](const Result<vault::Rows>& rows) {
        if (!rows) {
            log(LogLevel::error, "who works on a file could not be looked up: {}", rows.error().detail);
            return;
        }
        for (std::size_t row = 0; row < rows->size(); ++row) {
            found[rows->id<FileId>(row, "file")].push_back(rows->id<UserId>(row, "user"));
        }
    };
    if (only.empty()) take(workspace.query("SELECT \"user\", file FROM reach"));
    for (const FileId& file : only) {
        take(workspace.query("SELECT \"user\", file FROM reach WHERE file=?", {vault::sql(file)}));
    }
    return found;
}

std::string reach_view()
{
    std::string script =
        "CREATE VIEW reach_now(\"user\", file) AS"
        " SELECT a.\"user\", a.file FROM t_assignment a WHERE a.deleted=0 AND a.\"until\" IS NULL"
        " UNION SELECT a.\"user\", p.file FROM t_person p"
        "  JOIN t_participation q ON q.person=p.record AND q.deleted=0"
        "  JOIN t_assignment a ON a.file=q.file AND a.deleted=0 AND a.\"until\" IS NULL WHERE p.deleted=0"
        " UNION SELECT c.taken_by, c.file FROM t_contact c WHERE c.taken_by IS NOT NULL AND c.deleted=0"
        " UNION SELECT c.keyworker, c.file FROM t_contact c WHERE c.keyworker IS NOT NULL AND c.deleted=0;"
        "CREATE INDEX participation_person ON t_participation(person);"
        "CREATE INDEX case_seq ON t_case(seq);"
        "CREATE INDEX contact_seq ON t_contact(seq);"
        "CREATE TABLE reach(\"user\" TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY(\"user\", file)) WITHOUT ROWID;"
        "CREATE INDEX reach_file ON reach(file);"
        "CREATE TRIGGER reach_loaded AFTER DELETE ON loading BEGIN"
        " DELETE FROM reach; INSERT OR IGNORE INTO reach SELECT \"user\", file FROM reach_now; END;";
    struct Source {
        const char* table;
        const char* files;  ///< whose reach a row of the table decides; "$" is NEW or OLD
    };
    constexpr std::array sources{
        Source{
            "t_assignment",
            "SELECT $.file UNION SELECT p.file FROM t_participation q JOIN t_person p ON p.record=q.person WHERE "
            "q.file=$.file"},
        Source{"t_participation", "SELECT p.file FROM t_person p WHERE p.record=$.person"},
        Source{"t_person", "SELECT $.file"},
        Source{"t_contact", "SELECT $.file"},
    };
    for (const Source& source : sources) {
        for (const std::string& event : {std::string("INSERT"), std::string("DELETE")}) {
            std::string files = source.files;
            for (auto at = files.find('$'); at != std::string::npos; at = files.find('$')) {
                files.replace(at, 1, event == "INSERT" ? "NEW" : "OLD");
            }
            script += "CREATE TRIGGER reach_" + std::string(source.table) + "_" + event + " AFTER " + event + " ON "
                      + source.table
                      + " WHEN NOT EXISTS (SELECT 1 FROM loading) BEGIN DELETE FROM reach WHERE file IN (" + files
                      + "); INSERT OR IGNORE INTO reach SELECT \"user\", file FROM reach_now WHERE file IN (" + files
                      + "); END;";
        }
    }
    return script;
}

std::optional<Actor> actor_of(const vault::Directory& directory, const UserId& user)
{
    const vault::User* found = directory.user(user);
    if (found == nullptr || !found->active) return std::nullopt;
    return Actor{found->id, found->organisation, found->roles};
}

}  // namespace panoh::access
