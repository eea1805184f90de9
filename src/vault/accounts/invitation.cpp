// SPDX-License-Identifier: AGPL-3.0-or-later
// How somebody comes in whose passphrase no administrator ever sees (decision 0016).
#include "vault/accounts/invitation.hpp"

#include "vault/accounts/accounts.hpp"
#include "vault/accounts/administering.hpp"
#include "vault/accounts/people_parts.hpp"
#include "vault/accounts/words/words.hpp"

#include <algorithm>
#include <utility>

namespace panoh::accounts {

namespace {

/// Stands where a login would: no login has it, and nobody signs in with it, since the slot has no second factor.
constexpr std::string_view code_login = "\x01invitation";
constexpr double code_bits = 48;

Error unknown_code()
{
    return fail(ErrorCode::not_signed_in, "a code of an invitation was refused", {msg("join.problem.code"), {}});
}

Error begin_again()
{
    return fail(ErrorCode::not_found, "the first step is forgotten", {msg("join.problem.begin_again"), {}});
}

std::string waiting_login(const UserId& user)
{
    constexpr std::size_t length = 8;
    return vault::invited_mark + to_hex(user.view()).substr(0, length);
}

}  // namespace

std::optional<Timestamp> invitation_ends(const vault::Directory& directory, const UserId& user)
{
    const vault::User* known = directory.user(user);
    if (known == nullptr || !known->active || !has_not_joined(*known)) return std::nullopt;
    return directory.standing(user).proposed_at + invitation_lasts;
}

void JoiningDesk::forget_old(const Clock& clock)
{
    std::erase_if(entries_, [&](const auto& each) { return each.second.until < clock.monotonic(); });
}

JoiningId JoiningDesk::keep(Entry entry, Random& random, const Clock& clock)
{
    const std::lock_guard lock(mutex_);
    forget_old(clock);
    if (entries_.size() >= most) {
        const auto oldest = std::min_element(entries_.begin(), entries_.end(), [](const auto& left, const auto& right) {
            return left.second.until < right.second.until;
        });
        entries_.erase(oldest);
    }
    const auto id = random.id<JoiningId>();
    entry.until = clock.monotonic() + lifetime;
    entries_.emplace(id, std::move(entry));
    return id;
}

std::optional<JoiningDesk::Entry> JoiningDesk::take(const JoiningId& id, const Clock& clock)
{
    const std::lock_guard lock(mutex_);
    forget_old(clock);
    auto node = entries_.extract(id);
    if (node.empty() || ++node.mapped().tries > most_tries) return std::nullopt;
    return std::move(node.mapped());
}

void JoiningDesk::put_back(const JoiningId& id, Entry entry)
{
    const std::lock_guard lock(mutex_);
    entries_.emplace(id, std::move(entry));
}

Result<Invited>
Accounts::issue_code(vault::UserKeys& author, const std::function<Result<vault::User>()>& certificate_now)
{
    const auto language = certificate_now();
    if (!language) return language.error();
    Invited invited;
    invited.code = words::generate_passphrase(vault_->random(), language->language, code_bits);
    const auto secret = stretch(invited.code, code_login);
    if (!secret) return secret.error();
    const std::lock_guard lock(mutex_);
    auto certificate = certificate_now();
    if (!certificate) return certificate.error();
    invited.user = certificate->id;
    std::vector<vault::DirectoryFact> facts;
    certificate->active = true;
    certificate->login = waiting_login(invited.user);
    certificate->teams = teams_for(certificate->organisation, certificate->roles, facts);
    if (!facts.empty()) {
        const auto written = vault_->write(author, batch_of(std::move(facts), vault_->random()));
        if (!written) return written.error();
    }
    // The slot has neither the node's key nor a second factor: the code alone opens nothing and lets nobody in.
    const auto bundle = vault::UserBundle::create(invited.user, vault_->random());
    if (auto done = move_slot(author, std::move(*certificate), *secret, bundle); !done) return done.error();
    if (auto done = vault_->enter_node_event(invited.user, "user_invited", true); !done) return done.error();
    invited.until = invitation_ends(*vault_->directory(), invited.user).value_or(vault_->clock().now());
    return invited;
}

Result<Invited> Accounts::invite(vault::UserKeys& author, const NewUser& request, const UserId& id)
{
    return issue_code(author, [&]() -> Result<vault::User> {
        if (!vault_->is_open()) return fail(ErrorCode::sealed, "the node is sealed");
        if (const auto problems = check_invited(request); !problems.empty()) return first_of(problems);
        if (auto reach = check_reach(author, request.organisation); !reach) return reach.error();
        if (!has_colleague(*vault_->directory(), request.organisation)) {
            return fail(
                ErrorCode::conflict, "nobody there could confirm anybody", {msg("accounts.problem.invite_first"), {}}
            );
        }
        vault::User user;
        user.id = id;
        // The same form once more: the person is there already, and gets another code.
        const auto people = vault_->directory();
        if (const vault::User* known = people->user(id); known != nullptr) {
            if (!has_not_joined(*known) || known->organisation != request.organisation) {
                return fail(ErrorCode::not_found, "somebody else has this id");
            }
            user.slot_name = known->slot_name;
        }
        user.name = request.name;
        user.organisation = request.organisation;
        user.roles = request.roles;
        user.regions = request.regions;
        user.language = request.language;
        return user;
    });
}

Result<Invited> Accounts::invite_again(vault::UserKeys& author, const UserId& user)
{
    return issue_code(author, [&]() -> Result<vault::User> {
        if (auto reach = check_reach(author, user); !reach) return reach.error();
        vault::User known = *vault_->directory()->user(user);
        if (!has_not_joined(known)) return fail(ErrorCode::not_found, "the person has joined");
        return known;
    });
}

Result<void> Accounts::withdraw_invitation(vault::UserKeys& author, const UserId& user)
{
    const std::lock_guard lock(mutex_);
    if (auto reach = check_reach(author, user); !reach) return reach;
    const auto people = vault_->directory();
    const vault::User& known = *people->user(user);
    if (!has_not_joined(known) || !known.active) return fail(ErrorCode::not_found, "there is no such invitation");
    if (auto done = end_access(author, user, {}); !done) return done;
    return vault_->enter_node_event(user, "invitation_withdrawn", true);
}

/// The keys are looked at too: of a certificate that was issued anew only the newest code counts.
Result<std::optional<vault::UserBundle>> Accounts::invited_by(const crypto::Stretched& code)
{
    auto slot = open_slot(code);
    if (!slot) return slot.error();
    if (!slot->has_value()) return std::optional<vault::UserBundle>{};
    const auto people = vault_->directory();
    const vault::User* user = people->user((*slot)->user);
    const auto ends = user == nullptr ? std::nullopt : invitation_ends(*people, user->id);
    if (!ends || *ends <= vault_->clock().now() || people->is_confirmed(user->id)) {
        return std::optional<vault::UserBundle>{};
    }
    const bool counts = is_certified(**slot, code);
    return counts ? std::optional<vault::UserBundle>(std::move(**slot)) : std::optional<vault::UserBundle>{};
}

Result<Joining> Accounts::begin_joining(const JoinRequest& request)
{
    if (!vault_->is_open()) return fail(ErrorCode::sealed, "the node is sealed");
    if (const auto problems = check_login(request.login); !problems.empty()) return first_of(problems);
    // By network: whoever guesses codes keeps nobody else away.
    const std::string place = std::string(code_login) + " " + to_hex(network_of(request.address));
    const auto wait = throttle_.begin(place, request.address);
    if (wait.count() > 0) return has_to_wait(wait);
    auto code = stretch(request.code, code_login);
    if (!code) {
        throttle_.withdrawn(place, request.address);
        return code.error();
    }
    vault::User certificate;
    {
        const std::lock_guard lock(mutex_);
        const auto invited = invited_by(*code);
        if (!invited) {
            throttle_.withdrawn(place, request.address);
            return invited.error();
        }
        if (!invited->has_value()) {
            if (auto done = vault_->enter_node_event(UserId{}, "join_refused", false); !done) return done.error();
            return unknown_code();
        }
        certificate = *vault_->directory()->user((*invited)->user);
    }
    throttle_.succeeded(place, request.address);
    const std::string login = normalised_login(request.login);
    if (auto free = check_free(login); !free) return free.error();
    auto fresh = fresh_account(certificate.id, login, certificate.language, vault_->random());
    const auto passphrase = stretch(fresh.credentials.passphrase, login);
    if (!passphrase) return passphrase.error();
    JoiningDesk::Entry entry{
        std::move(fresh.bundle),
        fresh.credentials.recovery_codes,
        std::move(*code),
        vault::Keyring::slot_name(*passphrase),
        login};
    const JoiningId id = joining_.keep(std::move(entry), vault_->random(), vault_->clock());
    return Joining{
        id, login, certificate.name, std::move(fresh.credentials.passphrase), std::move(fresh.credentials.totp_secret)};
}

Result<void> Accounts::check_free(const std::string& login) const
{
    if (vault_->directory()->user_named(login) == nullptr) return {};
    return first_of({problem("login", msg("accounts.problem.login_taken"))});
}

Result<Joined> Accounts::finish_joining(const JoinAnswer& answer)
{
    if (!vault_->is_open()) return fail(ErrorCode::sealed, "the node is sealed");
    auto entry = joining_.take(answer.id, vault_->clock());
    if (!entry) return begin_again();
    auto done = join(*entry, answer);
    // What was typed wrong is typed again; what is over begins again.
    if (!done && done.error().code != ErrorCode::not_found) joining_.put_back(answer.id, std::move(*entry));
    return done;
}

Result<Joined> Accounts::join(JoiningDesk::Entry& entry, const JoinAnswer& answer)
{
    const auto step = check_totp(entry.bundle.totp_secret.view(), answer.code, vault_->clock().now(), std::nullopt);
    if (!step) return fail(ErrorCode::invalid_input, "a code was not right", {msg("accounts.problem.code"), {}});
    const auto secret = stretch(answer.passphrase, entry.login);
    if (!secret) return secret.error();
    if (vault::Keyring::slot_name(*secret) != entry.slot_name) {
        return fail(ErrorCode::invalid_input, "a passphrase was not right", {msg("join.problem.passphrase"), {}});
    }
    const std::lock_guard lock(mutex_);
    const auto invited = invited_by(entry.code);
    if (!invited) return invited.error();
    const auto node_keys = vault_->node_keys();
    if (!invited->has_value() || node_keys == nullptr) return begin_again();
    if (auto free = check_free(entry.login); !free) return begin_again();
    const UserId user = (*invited)->user;
    give_node_key(entry.bundle, *node_keys);
    vault::User certificate = *vault_->directory()->user(user);
    certificate.login = entry.login;
    vault::UserKeys author(**invited);
    if (auto done = move_slot(author, std::move(certificate), *secret, entry.bundle); !done) return done.error();
    if (auto used = use_totp_step(user, *step); !used) return used.error();
    if (auto done = vault_->enter_node_event(user, "user_joined", true); !done) return done.error();
    return Joined{user, entry.recovery_codes};
}

}  // namespace panoh::accounts
