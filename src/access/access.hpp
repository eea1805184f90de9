// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "access/roles.hpp"
#include "base/id.hpp"
#include "vault/vault.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace panoh::access {

/// Who asks, as the signed directory knows them.
struct Actor {
    UserId user;
    OrganisationId organisation;
    std::vector<std::string> roles;
};

enum class Verb {
    desk,    ///< see that the file exists: number, state, dates due, workers, organisation, region
    read,    ///< see what a compartment says
    write,   ///< add to it or change it
    assign,  ///< say who does the work, and nothing else (`access/assigning.hpp`); never to oneself
};

/// What is asked about: a compartment of a file, with the facts that decide.
struct Subject {
    FileKind kind = FileKind::case_file;
    Compartment compartment = Compartment::core;
    OrganisationId organisation;
    bool assigned = false;    ///< the actor works on the file
    bool named = false;       ///< the actor is asked to take the case over, or to decide about it: sees its core
    bool restricted = false;  ///< only those who are assigned or named see the case
};

struct Decision {
    bool allowed = false;
    std::string reason;  ///< for the log: which role and rule, or "no rule"
    explicit operator bool() const noexcept { return allowed; }
};

/// A condition for lists: rows whose `file` column satisfies it may be shown. Parameters in order.
struct Scope {
    std::string condition;
    std::vector<vault::SqlValue> parameters;
};

/// The only door. Default is deny. `scope` gives the answer of `decide` for lists.
class Access final : public vault::HolderPolicy {
public:
    explicit Access(Roles roles)
        : roles_(std::move(roles))
    {}

    /// The rule alone, from plain values.
    [[nodiscard]] Decision decide(const Actor& actor, Verb verb, const Subject& subject) const;
    /// The same for a file of the node, whose facts are looked up.
    [[nodiscard]] Decision
    decide(const Actor& actor, Verb verb, const vault::Vault& vault, const FileId& file, Compartment compartment) const;
    /// Which files of this kind: for `"file" IN (…)` conditions on tables of the type. `column` is
    /// the SQL name of the file column, such as "c.file".
    [[nodiscard]] Scope
    scope(const Actor& actor, Verb verb, FileKind kind, Compartment compartment, std::string_view column) const;
    /// Whether one of the actor's roles has the ability that a route asks for.
    [[nodiscard]] bool may(const Actor& actor, std::string_view ability) const;
    [[nodiscard]] const Roles& roles() const noexcept { return roles_; }

    // HolderPolicy
    [[nodiscard]] std::vector<vault::Holder> holders(
        const vault::FileFact& file,
        Compartment compartment,
        const vault::FileWork& work,
        const vault::Directory& directory
    ) const override;
    [[nodiscard]] Result<vault::Assignments>
    assignments(const vault::Workspace& workspace, std::span<const FileId> only) const override;
    [[nodiscard]] bool may_vouch(std::span<const std::string> roles) const override;
    [[nodiscard]] bool puts_in_team(std::string_view role, std::string_view purpose) const override;

private:
    Roles roles_;
};

/// The table `reach(user, file)`: who works on which file, kept true by triggers on the tables that
/// decide it, and made anew after many rows were loaded. And the views `named(user, file)`: who is asked
/// to take a case over or to decide about it, and `restricted(file)`. Part of the workspace of every node.
std::string reach_view();

/// The actor of a user, with the roles that colleagues have confirmed; nothing for one who has left.
std::optional<Actor> actor_of(const vault::Directory& directory, const UserId& user);

}  // namespace panoh::access
