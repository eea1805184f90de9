// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/access.hpp"

#include <fmt/format.h>

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

constexpr std::string_view assign_ability = "assign";

/// How far one rule lets a verb reach: `none` when it does not speak of it.
Reach reach_of(const Role& role, FileKind kind, const FileRule& rule, Verb verb, Compartment compartment)
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
    case Verb::assign:
        if (kind != FileKind::case_file && kind != FileKind::contact) return Reach::none;
        return role.abilities.contains(assign_ability) ? reach_of(role, kind, rule, Verb::desk, compartment)
                                                       : Reach::none;
    }
    return Reach::none;
}

/// Whoever is named on a case sees its core, as far as their role sees that of cases they work on.
bool counts_named(FileKind kind, Compartment compartment)
{
    return kind == FileKind::case_file && compartment == Compartment::core;
}

}  // namespace

Decision Access::decide(const Actor& actor, Verb verb, const Subject& subject) const
{
    if (subject.organisation.is_none()) return {false, "no such file"};
    for (const std::string& name : actor.roles) {
        const Role* role = roles_.find(name);
        const FileRule* rule = role == nullptr ? nullptr : rule_for(*role, subject.kind);
        if (rule == nullptr) continue;
        const bool is_on_it = subject.assigned || (subject.named && counts_named(subject.kind, subject.compartment));
        switch (reach_of(*role, subject.kind, *rule, verb, subject.compartment)) {
        case Reach::organisation:
            if (subject.organisation != actor.organisation || (subject.restricted && !is_on_it)) break;
            return {true, name + ": organisation"};
        case Reach::assigned:
            if (is_on_it && subject.organisation == actor.organisation) return {true, name + ": assigned"};
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
    if (!found) return {false, "who works on the file is not known"};
    const auto known = found->find(file);
    const vault::FileWork work = known == found->end() ? vault::FileWork{} : known->second;
    const auto has_actor = [&](const std::vector<UserId>& users) {
        return std::find(users.begin(), users.end(), actor.user) != users.end();
    };
    const Subject subject{
        fact->kind,
        compartment,
        fact->organisation,
        has_actor(work.workers),
        has_actor(work.named),
        work.is_restricted};
    return decide(actor, verb, subject);
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
        const Reach reach = reach_of(*role, kind, *rule, verb, compartment);
        organisation = organisation || reach == Reach::organisation;
        assigned = assigned || reach == Reach::assigned;
    }
    Scope scope;
    const std::string file(column);
    const vault::SqlValue me = vault::sql(actor.user);
    const auto add_on_it = [&] {
        std::string condition = "EXISTS (SELECT 1 FROM reach w WHERE w.\"user\"=? AND w.file=" + file + ")";
        scope.parameters.push_back(me);
        if (counts_named(kind, compartment)) {
            condition += " OR EXISTS (SELECT 1 FROM named n WHERE n.\"user\"=? AND n.file=" + file + ")";
            scope.parameters.push_back(me);
        }
        return condition;
    };
    if (organisation) {
        scope.condition = "EXISTS (SELECT 1 FROM files o WHERE o.organisation=? AND o.kind="
                          + std::to_string(static_cast<int>(kind)) + " AND o.file=" + file + ")";
        scope.parameters.push_back(vault::sql(actor.organisation));
        if (kind == FileKind::case_file) {
            scope.condition += " AND (NOT EXISTS (SELECT 1 FROM restricted x WHERE x.file=" + file + ") OR ";
            scope.condition += add_on_it() + ")";
        }
    }
    if (assigned) {
        scope.condition += (scope.condition.empty() ? "" : " OR ") + ("((" + add_on_it() + ")");
        scope.condition += " AND EXISTS (SELECT 1 FROM files p WHERE p.organisation=? AND p.file=" + file + "))";
        scope.parameters.push_back(vault::sql(actor.organisation));
    }
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
    const vault::FileFact& file, Compartment compartment, const vault::FileWork& work, const vault::Directory& directory
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
        if ((!all && !desk) || work.is_restricted) continue;
        const vault::Team* team = directory.team_for(file.organisation, rule->team);
        if (team != nullptr) add(Holder::team(team->id));
    }
    // Whoever is named holds what they will need when they accept; until then `decide` keeps all but the core closed.
    for (const std::vector<UserId>* users : {&work.workers, &work.named}) {
        for (const UserId& id : *users) {
            const vault::User* user = directory.user(id);
            if (user == nullptr || !user->active) continue;
            const Actor actor{user->id, user->organisation, directory.roles_of(id)};
            const Subject subject{file.kind, compartment, file.organisation, true};
            if (decide(actor, Verb::read, subject)) add(Holder::user(id));
        }
    }
    return holders;
}

Result<vault::Assignments> Access::assignments(const vault::Workspace& workspace, std::span<const FileId> only) const
{
    static const std::string part = "SELECT \"user\", file, 'works' AS how FROM reach{0}"
                                    " UNION ALL SELECT \"user\", file, 'named' FROM named{0}"
                                    " UNION ALL SELECT NULL, file, 'restricted' FROM restricted{0}";
    static const std::string of_all = fmt::format(fmt::runtime(part), "");
    static const std::string of_one = fmt::format(fmt::runtime(part), " WHERE file=?1");
    vault::Assignments found;
    const auto take = [&](const vault::Rows& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            vault::FileWork& work = found[rows.id<FileId>(row, "file")];
            const std::string how = rows.text(row, "how");
            if (how == "restricted") {
                work.is_restricted = true;
                continue;
            }
            auto& users = how == "works" ? work.workers : work.named;
            const auto user = rows.id<UserId>(row, "user");
            if (std::find(users.begin(), users.end(), user) == users.end()) users.push_back(user);
        }
    };
    if (only.empty()) {
        const auto rows = workspace.query(of_all);
        if (!rows) return rows.error();
        take(*rows);
    }
    for (const FileId& file : only) {
        const auto rows = workspace.query(of_one, {vault::sql(file)});
        if (!rows) return rows.error();
        take(*rows);
    }
    return found;
}

namespace {

/// A reason why a user works on a file: rows of user and file, and the column that names the file. Ends in a condition.
struct Reason {
    std::string_view rows;
    std::string_view file;
};

constexpr std::array reasons{
    Reason{
        "SELECT a.\"user\", a.file FROM t_assignment a WHERE a.deleted=0 AND a.\"until\" IS NULL",
        "a.file",
    },
    Reason{
        "SELECT a.\"user\", p.file FROM t_person p JOIN t_participation q ON q.person=p.record AND q.deleted=0"
        " JOIN t_assignment a ON a.file=q.file AND a.deleted=0 AND a.\"until\" IS NULL WHERE p.deleted=0",
        "p.file",
    },
    Reason{
        "SELECT c.taken_by, c.file FROM t_contact c WHERE c.taken_by IS NOT NULL AND c.deleted=0",
        "c.file",
    },
    Reason{
        "SELECT c.keyworker, c.file FROM t_contact c WHERE c.keyworker IS NOT NULL AND c.deleted=0",
        "c.file",
    },
    Reason{
        "SELECT e.evaluator, e.file FROM t_evaluation_assignment e WHERE e.deleted=0 AND e.\"until\" IS NULL",
        "e.file",
    },
    Reason{
        "SELECT d.person, d.file FROM t_on_duty_request d WHERE d.deleted=0 AND d.status NOT IN "
        "('declined','withdrawn')",
        "d.file",
    },
};

constexpr std::string_view named_and_restricted =
    "CREATE VIEW named(\"user\", file) AS"
    " SELECT x.\"to\", x.file FROM t_case_transfer x WHERE x.deleted=0 AND x.state='asked'"
    " UNION ALL SELECT x.\"to\", p.file FROM t_case_transfer x"
    "  JOIN t_participation q ON q.file=x.file AND q.deleted=0"
    "  JOIN t_person p ON p.record=q.person AND p.deleted=0 WHERE x.deleted=0 AND x.state='asked'"
    " UNION ALL SELECT r.coordinator, r.file FROM t_case_restriction r"
    "  WHERE r.deleted=0 AND r.state IN ('asked','in_force','lift_asked')"
    " UNION ALL SELECT s.approver, s.file FROM t_state_request s WHERE s.deleted=0 AND s.state='asked';"
    "CREATE VIEW restricted(file) AS SELECT r.file FROM t_case_restriction r"
    " WHERE r.deleted=0 AND r.state IN ('in_force','lift_asked');";

/// A table whose rows decide the reach of some files; "$" is NEW or OLD.
struct Source {
    std::string_view table;
    std::string_view files;
};

constexpr std::array sources{
    Source{
        "t_assignment",
        "SELECT $.file UNION SELECT p.file FROM t_participation q JOIN t_person p ON p.record=q.person WHERE "
        "q.file=$.file",
    },
    Source{"t_participation", "SELECT p.file FROM t_person p WHERE p.record=$.person"},
    Source{"t_person", "SELECT $.file"},
    Source{"t_contact", "SELECT $.file"},
    Source{"t_on_duty_request", "SELECT $.file"},
    Source{"t_evaluation_assignment", "SELECT $.file"},
};

/// Makes the reach of the files of one row anew, and marks them as changed. Each reason is asked for those files alone,
/// never for all.
std::string reach_trigger(const Source& source, const std::string& event)
{
    std::string files(source.files);
    const std::string row = event == "INSERT" ? "NEW" : "OLD";
    for (auto at = files.find('$'); at != std::string::npos; at = files.find('$'))
        files.replace(at, 1, row);
    const std::string table(source.table);
    std::string script = "CREATE TRIGGER reach_" + table + "_" + event + " AFTER " + event + " ON " + table
                         + " WHEN NOT EXISTS (SELECT 1 FROM loading) BEGIN INSERT INTO changed(file) " + files
                         + "; DELETE FROM reach WHERE file IN (" + files + ");";
    for (const Reason& reason : reasons) {
        script += " INSERT OR IGNORE INTO reach " + std::string(reason.rows) + " AND " + std::string(reason.file)
                  + " IN (" + files + ");";
    }
    return script + " END;";
}

}  // namespace

std::string reach_view()
{
    std::string script =
        "CREATE INDEX participation_person ON t_participation(person);"
        "CREATE TABLE reach(\"user\" TEXT NOT NULL, file TEXT NOT NULL, PRIMARY KEY(\"user\", file)) WITHOUT ROWID;"
        "CREATE INDEX reach_file ON reach(file);"
        "CREATE TRIGGER reach_loaded AFTER DELETE ON loading BEGIN DELETE FROM reach;";
    for (const Reason& reason : reasons)
        script += " INSERT OR IGNORE INTO reach " + std::string(reason.rows) + ";";
    script += " END;";
    for (const Source& source : sources) {
        script += reach_trigger(source, "INSERT");
        script += reach_trigger(source, "DELETE");
    }
    script += named_and_restricted;
    return script;
}

bool Access::may_vouch(std::span<const std::string> roles) const
{
    return std::any_of(roles.begin(), roles.end(), [&](const std::string& name) {
        const Role* role = roles_.find(name);
        return role != nullptr && role->abilities.contains("vouch");
    });
}

bool Access::puts_in_team(std::string_view role, std::string_view purpose) const
{
    const Role* found = roles_.find(role);
    return found != nullptr && std::find(found->teams.begin(), found->teams.end(), purpose) != found->teams.end();
}

std::optional<Actor> actor_of(const vault::Directory& directory, const UserId& user)
{
    const vault::User* found = directory.user(user);
    if (found == nullptr || !found->active) return std::nullopt;
    return Actor{found->id, found->organisation, directory.roles_of(user)};
}

}  // namespace panoh::access
