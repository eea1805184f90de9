// SPDX-License-Identifier: AGPL-3.0-or-later
// Making a node's accounts, and who is left when somebody goes.
#include "vault/accounts/accounts.hpp"

#include "base/log.hpp"

#include <algorithm>

namespace panoh::accounts {

namespace {

constexpr crypto::StretchCost least_cost{64, 3};
constexpr std::chrono::seconds usual_wait{5};
constexpr std::array<std::string_view, 5> first_purposes{"intake", "coordination", "audit", "staff", "documentation"};

Error invalid(std::string detail, MessageId id)
{
    return fail(ErrorCode::invalid_input, std::move(detail), {std::move(id), {}});
}

Result<void> check_request(const InitRequest& request)
{
    const auto problems = check_login(request.login);
    if (!problems.empty()) return fail(ErrorCode::invalid_input, "the login does not fit", problems.front().message);
    if (!is_organisation_code(request.organisation.code)) {
        return invalid("the organisation's code does not fit", msg("accounts.problem.organisation_code"));
    }
    const auto& names = request.organisation.name;
    const bool named = !names.empty() && std::all_of(names.begin(), names.end(), [](const auto& each) {
        return is_name(each.second);
    });
    if (!named) return invalid("the organisation has no name", msg("accounts.problem.organisation_name"));
    if (!is_name(request.name.reveal())) return invalid("the administrator has no name", msg("accounts.problem.name"));
    const bool cheap = request.cost.mebibytes < least_cost.mebibytes || request.cost.passes < least_cost.passes;
    if (cheap && !request.training) {
        return invalid("passphrases would be stretched too little", msg("accounts.problem.cost"));
    }
    return {};
}

std::vector<vault::DirectoryFact> first_facts(
    const InitRequest& request, const vault::Organisation& organisation, vault::User administrator, Random& random
)
{
    std::vector<vault::DirectoryFact> facts;
    facts.emplace_back(organisation);
    auto teams = first_teams(organisation.id, random);
    std::move(teams.begin(), teams.end(), std::back_inserter(facts));
    facts.emplace_back(std::move(administrator));
    facts.emplace_back(vault::Setting{std::string(training_setting), request.training ? "yes" : "no"});
    return facts;
}

}  // namespace

std::vector<vault::DirectoryFact> first_teams(const OrganisationId& organisation, Random& random)
{
    std::vector<vault::DirectoryFact> facts;
    facts.reserve(first_purposes.size() + 1);
    for (const std::string_view purpose : first_purposes)
        facts.emplace_back(vault::Team{random.id<TeamId>(), organisation, std::string(purpose)});
    return facts;
}

Result<Initial> Accounts::initialise(vault::Vault& vault, const InitRequest& request, Random& random)
{
    if (auto fits = check_request(request); !fits) return fits.error();
    if (vault.is_open() || vault.keyring().describe()) {
        return fail(ErrorCode::conflict, "there is a node in this folder");
    }
    vault::NodeKeys keys = vault::NodeKeys::create(random);
    vault::NodeDescription description;
    random.fill(description.salt);
    description.cost = request.cost;
    description.drop_key = keys.drop_box().open_key;
    description.node_lock = request.node_lock.has_value();

    const auto user = random.id<UserId>();
    auto fresh = fresh_account(user, request.login, request.language, random);
    give_node_key(fresh.bundle, keys);
    std::optional<crypto::SecretKey> lock;
    if (request.node_lock) {
        auto stretched = stretch_node_lock(*request.node_lock, description.salt, description.cost);
        if (!stretched) return stretched.error();
        lock = std::move(*stretched);
    }
    const auto secret = stretch_passphrase(
        fresh.credentials.passphrase, fresh.credentials.login, description.salt, description.cost, lock
    );
    if (!secret) return secret.error();

    vault::Organisation organisation;
    organisation.id = random.id<OrganisationId>();
    organisation.code = upper_case(request.organisation.code);
    organisation.name = request.organisation.name;
    organisation.regions = request.organisation.regions;
    vault::User administrator;
    administrator.id = user;
    administrator.login = fresh.credentials.login;
    administrator.name = request.name;
    administrator.organisation = organisation.id;
    administrator.roles = {std::string(administrator_role)};
    administrator.language = request.language;
    certify(administrator, fresh.bundle, vault::Keyring::slot_name(*secret));
    const Bytes slot = administrator.slot_name;

    if (auto done = vault.create(description, std::move(keys)); !done) return done.error();
    auto done = vault.keyring().put_slot(*secret, fresh.bundle.serialise().view());
    if (done) done = vault.keyring().remove_dummy(std::span(&slot, 1));
    if (done) done = vault.found(first_facts(request, organisation, std::move(administrator), random));
    vault.close();
    if (!done) return done.error();
    return Initial{organisation.id, std::move(fresh.credentials)};
}

Result<std::unique_ptr<Accounts>> Accounts::create(
    vault::Vault& vault,
    RoleRules roles,
    const std::string& dropbox_folder,
    Options options,
    const Sensitive<std::string>* node_lock
)
{
    const auto description = vault.keyring().describe();
    if (!description) return description.error();
    std::optional<crypto::SecretKey> lock;
    if (description->node_lock) {
        if (node_lock == nullptr) {
            return invalid("this node asks for its lock's passphrase", msg("accounts.problem.node_lock"));
        }
        auto stretched = stretch_node_lock(*node_lock, description->salt, description->cost);
        if (!stretched) return stretched.error();
        lock = std::move(*stretched);
    }
    return std::unique_ptr<Accounts>(
        new Accounts(vault, *description, std::move(roles), dropbox_folder, options, std::move(lock))
    );
}

Accounts::Accounts(
    vault::Vault& vault,
    const vault::NodeDescription& description,
    RoleRules roles,
    const std::string& dropbox_folder,
    Options options,
    std::optional<crypto::SecretKey> lock
)
    : vault_(&vault)
    , description_(description)
    , roles_(std::move(roles))
    , dropbox_(dropbox_folder, description.drop_key)
    , lock_(std::move(lock))
    , queue_(options.queue)
    , throttle_(vault.clock(), vault.random())
    , sessions_(vault.clock(), vault.random(), options.sessions)
{}

std::optional<OpenSession> Accounts::open(const Token& token, Sessions::Use use)
{
    return sessions_.open(token, use);
}

Presence Accounts::leave_absent()
{
    const std::lock_guard lock(mutex_);
    Presence presence;
    presence.users = sessions_.users_present();
    if (!vault_->is_open()) return presence;
    if (presence.users != present_) {
        vault_->leave(presence.users);
        present_ = presence.users;
    }
    presence.should_seal = !sessions_.any() && vault_->directory()->setting(stay_open_setting) != "yes";
    return presence;
}

void Accounts::remember_present(const UserId& user)
{
    const auto at = std::lower_bound(present_.begin(), present_.end(), user);
    if (at == present_.end() || *at != user) present_.insert(at, user);
}

Presence Accounts::sign_out(const Token& token)
{
    const auto session = sessions_.open(token, Sessions::Use::by_page);
    sessions_.end(token);
    if (session && vault_->is_open()) {
        if (auto done = vault_->enter_node_event(session->user, "signed_out", true); !done) {
            log(LogLevel::error, "signing out was not entered: {}", done.error().detail);
        }
    }
    return leave_absent();
}

Presence Accounts::end_session(const UserId& user, const SessionId& session)
{
    sessions_.end_one(user, session);
    return leave_absent();
}

Presence Accounts::expire()
{
    sessions_.expire();
    return leave_absent();
}

void Accounts::seal()
{
    const std::lock_guard lock(mutex_);
    sessions_.end_everything();
    present_.clear();
    if (!vault_->is_open()) return;
    if (auto done = vault_->enter_node_event(UserId{}, "sealed", true); !done) {
        log(LogLevel::error, "sealing was not entered: {}", done.error().detail);
    }
    vault_->close();
}

std::chrono::seconds retry_after(const Error& error)
{
    for (const auto& [name, value] : error.message.arguments) {
        const auto* number = std::get_if<std::int64_t>(&value);
        if (number == nullptr) continue;
        if (name == "seconds") return std::chrono::seconds(*number);
        if (name == "minutes") return std::chrono::minutes(*number);
    }
    return usual_wait;
}

}  // namespace panoh::accounts
