// SPDX-License-Identifier: AGPL-3.0-or-later
// What administrators do about organisations and other users.
#include "vault/accounts/accounts.hpp"
#include "vault/accounts/administering.hpp"
#include "vault/accounts/people_parts.hpp"

#include <algorithm>
#include <utility>

namespace panoh::accounts {

namespace {

/// Where the organisation keeps what is about no person. It has no key yet: whoever writes first makes it.
vault::FileChange first_register(const OrganisationId& organisation, Timestamp now, Random& random)
{
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
    vault::FileFact fact;
    fact.file = random.id<FileId>();
    fact.kind = vault::FileKind::register_file;
    fact.organisation = organisation;
    fact.year = static_cast<std::uint16_t>(static_cast<int>(today.year()));
    fact.ordinal = 1;
    return {fact, {}};
}

bool is_in(const std::vector<TeamId>& teams, const TeamId& team)
{
    return std::find(teams.begin(), teams.end(), team) != teams.end();
}

const vault::Team* team_among(
    const std::vector<vault::DirectoryFact>& facts, const OrganisationId& organisation, const std::string& purpose
)
{
    for (const vault::DirectoryFact& fact : facts) {
        const auto* team = std::get_if<vault::Team>(&fact);
        if (team != nullptr && team->organisation == organisation && team->purpose == purpose) return team;
    }
    return nullptr;
}

bool is_named(const std::map<std::string, std::string>& name)
{
    return !name.empty()
           && std::all_of(name.begin(), name.end(), [](const auto& each) { return is_name(each.second); });
}

}  // namespace

Error first_of(const std::vector<Problem>& problems)
{
    return fail(ErrorCode::invalid_input, "a field does not fit: " + problems.front().field, problems.front().message);
}

vault::Batch batch_of(std::vector<vault::DirectoryFact> facts, Random& random)
{
    vault::Batch batch;
    batch.id = random.id<BatchId>();
    batch.directory = std::move(facts);
    return batch;
}

std::vector<Problem> Accounts::check(const NewOrganisation& organisation) const
{
    std::vector<Problem> problems;
    const auto people = vault_->directory();
    const std::string code = upper_case(organisation.code);
    const bool taken =
        std::any_of(people->organisations().begin(), people->organisations().end(), [&](const auto& each) {
            return upper_case(each.second.code) == code;
        });
    if (!is_organisation_code(code)) {
        problems.push_back(problem("code", msg("accounts.problem.organisation_code")));
    } else if (taken) {
        problems.push_back(problem("code", msg("accounts.problem.organisation_taken")));
    }
    const auto others = check(OrganisationChange{organisation.name, organisation.regions});
    problems.insert(problems.end(), others.begin(), others.end());
    return problems;
}

std::vector<Problem> Accounts::check(const OrganisationChange& change) const
{
    std::vector<Problem> problems;
    if (!is_named(change.name)) problems.push_back(problem("name", msg("accounts.problem.organisation_name")));
    if (!are_regions(vault_->schema(), change.regions)) {
        problems.push_back(problem("regions", msg("accounts.problem.region")));
    }
    return problems;
}

Result<void> Accounts::check_reach(const vault::UserKeys& author, const OrganisationId& organisation) const
{
    if (administers(*vault_->directory(), author.user(), organisation)) return {};
    return fail(ErrorCode::not_found, "others look after that organisation");
}

Result<void> Accounts::check_reach(const vault::UserKeys& author, const UserId& user) const
{
    const auto people = vault_->directory();
    const vault::User* known = people->user(user);
    return known == nullptr ? Result<void>(fail(ErrorCode::not_found, "there is no such user"))
                            : check_reach(author, known->organisation);
}

Result<void> Accounts::change_organisation(
    vault::UserKeys& author, const OrganisationId& organisation, const OrganisationChange& change
)
{
    const std::lock_guard lock(mutex_);
    const auto people = vault_->directory();
    const vault::Organisation* known = people->organisation(organisation);
    if (known == nullptr) return fail(ErrorCode::not_found, "there is no such organisation");
    if (auto reach = check_reach(author, organisation); !reach) return reach;
    if (const auto problems = check(change); !problems.empty()) return first_of(problems);
    vault::Organisation changed = *known;
    changed.name = change.name;
    changed.regions = change.regions;
    std::vector<vault::DirectoryFact> facts;
    facts.emplace_back(std::move(changed));
    const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
    return written ? Result<void>{} : written.error();
}

Result<OrganisationId> Accounts::add_organisation(vault::UserKeys& author, const NewOrganisation& request)
{
    const std::lock_guard lock(mutex_);
    if (const auto problems = check(request); !problems.empty()) return first_of(problems);
    vault::Organisation organisation;
    organisation.id = vault_->random().id<OrganisationId>();
    organisation.code = upper_case(request.code);
    organisation.name = request.name;
    organisation.regions = request.regions;
    auto facts = first_teams(organisation.id, vault_->random());
    facts.emplace_back(organisation);
    const auto people = vault_->directory();
    if (const vault::User* begins = people->user(author.user()); begins != nullptr)
        facts.emplace_back(beginning_of(organisation.id, begins->organisation));
    auto batch = batch_of(std::move(facts), vault_->random());
    batch.files.push_back(first_register(organisation.id, vault_->clock().now(), vault_->random()));
    const auto written = vault_->write(author, std::move(batch));
    if (!written) return written.error();
    return organisation.id;
}

std::vector<Problem> Accounts::check(const NewUser& user) const
{
    const auto people = vault_->directory();
    std::vector<Problem> problems = check_login(user.login);
    if (problems.empty() && people->user_named(normalised_login(user.login)) != nullptr) {
        problems.push_back(problem("login", msg("accounts.problem.login_taken")));
    }
    const auto others = check_invited(user);
    problems.insert(problems.end(), others.begin(), others.end());
    return problems;
}

bool Accounts::are_roles(const std::vector<std::string>& roles) const
{
    return !roles.empty()
           && std::all_of(roles.begin(), roles.end(), [&](const std::string& role) { return roles_.is_known(role); });
}

std::vector<Problem> Accounts::check_invited(const NewUser& user) const
{
    const auto people = vault_->directory();
    std::vector<Problem> problems;
    if (!is_name(user.name.reveal())) problems.push_back(problem("name", msg("accounts.problem.name")));
    const vault::Organisation* organisation = people->organisation(user.organisation);
    if (organisation == nullptr || !organisation->active) {
        problems.push_back(problem("organisation", msg("accounts.problem.organisation")));
    }
    if (!are_roles(user.roles)) problems.push_back(problem("roles", msg("accounts.problem.roles")));
    if (!are_regions(vault_->schema(), user.regions)) {
        problems.push_back(problem("regions", msg("accounts.problem.region")));
    }
    if (user.language.empty()) problems.push_back(problem("language", msg("accounts.problem.language")));
    return problems;
}

/// Teams that the roles belong to; what the organisation lacks is added to `facts`.
std::vector<TeamId> Accounts::teams_for(
    const OrganisationId& organisation, const std::vector<std::string>& roles, std::vector<vault::DirectoryFact>& facts
)
{
    std::vector<TeamId> teams;
    const auto people = vault_->directory();
    for (const std::string& role : roles) {
        for (const std::string& purpose : roles_.teams(role)) {
            const vault::Team* team = people->team_for(organisation, purpose);
            if (team == nullptr) team = team_among(facts, organisation, purpose);
            const TeamId id = team == nullptr ? vault_->random().id<TeamId>() : team->id;
            if (team == nullptr) facts.emplace_back(vault::Team{id, organisation, purpose});
            if (!is_in(teams, id)) teams.push_back(id);
        }
    }
    return teams;
}

Result<void> Accounts::complete_teams(vault::UserKeys& author)
{
    const auto people = vault_->directory();
    const vault::User* self = people->user(author.user());
    if (self == nullptr || !people->is_confirmed(author.user())) return {};
    std::vector<vault::DirectoryFact> facts;
    for (const auto& [id, user] : people->users()) {
        if (!user.active || user.organisation != self->organisation) continue;
        vault::User completed = user;
        for (const TeamId& team : teams_for(user.organisation, user.roles, facts)) {
            if (!is_in(completed.teams, team)) completed.teams.push_back(team);
        }
        if (completed.teams != user.teams) facts.emplace_back(std::move(completed));
    }
    if (facts.empty()) return {};
    const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
    return written ? Result<void>{} : written.error();
}

/// In place of a dummy, unless the user has this very slot already.
Result<void> Accounts::place_slot(const crypto::Stretched& secret, const vault::UserBundle& bundle)
{
    const Bytes name = vault::Keyring::slot_name(secret);
    std::vector<Bytes> used;
    const auto people = vault_->directory();
    for (const auto& [id, user] : people->users())
        used.push_back(user.slot_name);
    const bool is_new = std::find(used.begin(), used.end(), name) == used.end();
    used.push_back(name);
    if (auto done = vault_->keyring().put_slot(secret, bundle.serialise().view()); !done) return done;
    return is_new ? vault_->keyring().remove_dummy(used) : Result<void>{};
}

Result<Credentials> Accounts::add_user(vault::UserKeys& author, const NewUser& request)
{
    if (!vault_->is_open()) return fail(ErrorCode::sealed, "the node is sealed");
    if (const auto problems = check(request); !problems.empty()) return first_of(problems);
    if (auto reach = check_reach(author, request.organisation); !reach) return reach.error();
    auto fresh = fresh_account(vault_->random().id<UserId>(), request.login, request.language, vault_->random());
    const auto secret = stretch(fresh.credentials.passphrase, fresh.credentials.login);
    if (!secret) return secret.error();

    const std::lock_guard lock(mutex_);
    if (const auto problems = check(request); !problems.empty()) return first_of(problems);
    const auto node_keys = vault_->node_keys();
    if (node_keys == nullptr) return fail(ErrorCode::sealed, "the node is sealed");
    give_node_key(fresh.bundle, *node_keys);
    std::vector<vault::DirectoryFact> facts;
    vault::User user;
    user.id = fresh.credentials.user;
    user.login = fresh.credentials.login;
    user.name = request.name;
    user.organisation = request.organisation;
    user.roles = request.roles;
    user.teams = teams_for(request.organisation, request.roles, facts);
    user.regions = request.regions;
    user.language = request.language;
    certify(user, fresh.bundle, vault::Keyring::slot_name(*secret));
    facts.emplace_back(user);
    if (auto done = place_slot(*secret, fresh.bundle); !done) return done.error();
    const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
    if (!written) return written.error();
    for (const TeamId& team : user.teams) {
        if (auto done = vault_->admit_to_team(author, team, std::span(&user.id, 1)); !done) return done.error();
    }
    return std::move(fresh.credentials);
}

/// The certificate with a slot of its own, and the old slot gone. The directory says which slot counts, so
/// that stopping half-way leaves one that works. With the mutex held.
Result<void> Accounts::move_slot(
    vault::UserKeys& author, vault::User certificate, const crypto::Stretched& secret, const vault::UserBundle& bundle
)
{
    const Bytes old_slot = certificate.slot_name;
    if (auto done = place_slot(secret, bundle); !done) return done;
    certify(certificate, bundle, vault::Keyring::slot_name(secret));
    const bool moved = certificate.slot_name != old_slot;
    std::vector<vault::DirectoryFact> facts;
    facts.emplace_back(std::move(certificate));
    const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
    if (!written) return written.error();
    if (old_slot.empty() || !moved) return {};
    return vault_->keyring().remove_slot(old_slot, vault_->random());
}

Result<void> Accounts::confirm(vault::UserKeys& author, const UserId& user, const Hash256& certificate)
{
    const std::lock_guard lock(mutex_);
    if (auto done = vault_->vouch(author, user, certificate); !done) return done;
    return vault_->enter_node_event(user, "user_confirmed", true);
}

Result<Presence> Accounts::refuse(vault::UserKeys& author, const UserId& user, const Hash256& certificate)
{
    {
        const std::lock_guard lock(mutex_);
        const auto people = vault_->directory();
        const vault::User* known = people->user(user);
        if (known == nullptr) return fail(ErrorCode::not_found, "there is no such user");
        std::vector<vault::DirectoryFact> facts;
        facts.emplace_back(vault::Refusal{user, certificate});
        Result<void> done;
        if (people->is_confirmed(user)) {
            vault::User narrower = *known;
            narrower.roles = people->roles_of(user);
            narrower.teams = people->teams_of(user);
            facts.emplace_back(std::move(narrower));
            const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
            if (!written) done = written.error();
        } else {
            done = end_access(author, user, std::move(facts));
        }
        if (done) done = vault_->enter_node_event(user, "user_refused", true);
        if (!done) return done.error();
    }
    return leave_absent();
}

Result<Credentials> Accounts::issue_new_passphrase(vault::UserKeys& author, const UserId& user, bool accept_loss)
{
    if (auto fits = check_leaver(author, user, accept_loss); !fits) return fits.error();
    const vault::User before = *vault_->directory()->user(user);
    auto fresh = fresh_account(user, before.login, before.language, vault_->random());
    const auto secret = stretch(fresh.credentials.passphrase, before.login);
    if (!secret) return secret.error();
    const std::lock_guard lock(mutex_);
    if (auto fits = check_leaver(author, user, accept_loss); !fits) return fits.error();
    sessions_.end_all(user);
    const auto node_keys = vault_->node_keys();
    if (node_keys == nullptr) return fail(ErrorCode::sealed, "the node is sealed");
    give_node_key(fresh.bundle, *node_keys);
    vault::User certificate = *vault_->directory()->user(user);
    certificate.active = true;
    const std::vector<TeamId> teams = certificate.teams;
    if (auto done = move_slot(author, std::move(certificate), *secret, fresh.bundle); !done) return done.error();
    if (auto done = vault_->withdraw_grants(author, user); !done) return done.error();
    for (const TeamId& team : teams) {
        if (auto done = vault_->admit_to_team(author, team, std::span(&user, 1)); !done) return done.error();
    }
    if (auto done = vault_->enter_node_event(user, "passphrase_issued", true); !done) return done.error();
    return std::move(fresh.credentials);
}

}  // namespace panoh::accounts
