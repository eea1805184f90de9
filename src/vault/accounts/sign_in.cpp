// SPDX-License-Identifier: AGPL-3.0-or-later
// From a passphrase and a code to a session, opening the node where it was sealed.
#include "base/log.hpp"
#include "vault/accounts/accounts.hpp"
#include "vault/accounts/kept_preferences.hpp"

#include <algorithm>
#include <utility>

namespace panoh::accounts {

namespace {

constexpr std::string_view failure_kind = "sign_in_failed";
/// Notes of failures leave most of the drop box to people's messages.
constexpr DropBox::Limits failure_limits{1000, std::uint64_t{4} << 20U, 1024};

Error refused()
{
    return fail(ErrorCode::not_signed_in, "a sign-in was refused", {msg("accounts.sign_in_failed"), {}});
}

std::string step_name(const UserId& user)
{
    return "totp/" + user.text();
}

}  // namespace

Error has_to_wait(std::chrono::seconds wait)
{
    constexpr std::chrono::seconds longest_in_seconds{90};
    if (wait <= longest_in_seconds) {
        return fail(
            ErrorCode::busy, "a sign-in has to wait", {msg("accounts.wait_seconds"), {{"seconds", wait.count()}}}
        );
    }
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait);
    return fail(
        ErrorCode::busy, "a sign-in has to wait", {msg("accounts.wait_minutes"), {{"minutes", minutes.count()}}}
    );
}

std::string session_place(const UserId& user)
{
    return "session " + user.text();
}

/// What stood beside the passphrase: a code of the app, else a recovery code that the bundle now lacks.
struct Accounts::Factor {
    std::optional<TotpStep> step;
};

std::optional<Accounts::Factor>
Accounts::second_factor(vault::UserBundle& bundle, const Sensitive<std::string>& code, Timestamp now)
{
    if (bundle.totp_secret.view().empty()) return std::nullopt;
    const auto step = check_totp(bundle.totp_secret.view(), code.reveal(), now, std::nullopt);
    if (!step && !spend_recovery_code(bundle, code.reveal())) return std::nullopt;
    return Factor{step};
}

/// Closes a node again that a sign-in opened and that nobody entered.
struct Accounts::OpenedHere {
    explicit OpenedHere(vault::Vault& the_vault)
        : vault(&the_vault)
        , was_open(the_vault.is_open())
    {}
    OpenedHere(const OpenedHere&) = delete;
    OpenedHere& operator=(const OpenedHere&) = delete;
    OpenedHere(OpenedHere&&) = delete;
    OpenedHere& operator=(OpenedHere&&) = delete;
    ~OpenedHere()
    {
        if (!was_open && !entered) vault->close();
    }

    vault::Vault* vault;
    bool was_open;
    bool entered = false;
};

Result<crypto::Stretched> Accounts::stretch(const Sensitive<std::string>& passphrase, std::string_view login)
{
    return queue_.run([&] { return stretch_passphrase(passphrase, login, description_.salt, description_.cost, lock_); }
    );
}

Result<std::optional<vault::UserBundle>> Accounts::open_slot(const crypto::Stretched& secret)
{
    const auto bytes = vault_->keyring().open_slot(secret);
    if (!bytes) return bytes.error();
    if (!bytes->has_value()) return std::optional<vault::UserBundle>{};
    auto bundle = vault::UserBundle::parse((*bytes)->view());
    if (!bundle) return std::optional<vault::UserBundle>{};
    return std::optional<vault::UserBundle>(std::move(*bundle));
}

Result<SignedIn> Accounts::sign_in(const SignInRequest& request)
{
    const std::string login = normalised_login(request.login);
    const auto wait = throttle_.begin(login, request.address);
    if (wait.count() > 0) return has_to_wait(wait);
    const auto secret = stretch(request.passphrase, login);
    if (!secret) {
        throttle_.withdrawn(login, request.address);
        return secret.error();
    }
    const std::lock_guard lock(mutex_);
    UserId known_user;
    auto entered = enter(*secret, request.code, known_user);
    if (!entered) {
        throttle_.withdrawn(login, request.address);
        return entered.error();
    }
    if (!entered->has_value()) {
        note_failure(login, known_user);
        return refused();
    }
    throttle_.succeeded(login, request.address);
    return std::move(**entered);
}

Result<std::optional<SignedIn>>
Accounts::enter(const crypto::Stretched& secret, const Sensitive<std::string>& code, UserId& known_user)
{
    auto slot = open_slot(secret);
    if (!slot) return slot.error();
    if (!slot->has_value()) return std::optional<SignedIn>{};
    vault::UserBundle& bundle = **slot;
    known_user = bundle.user;
    const auto factor = second_factor(bundle, code, vault_->clock().now());
    if (!factor) return std::optional<SignedIn>{};

    SignedIn signed_in;
    OpenedHere opened(*vault_);
    const auto moved = follow_epochs(bundle);
    if (!moved) return moved.error();
    auto quarantined = open_node(bundle);
    if (!quarantined) return quarantined.error();
    if (!is_certified(bundle, secret)) return std::optional<SignedIn>{};
    const auto is_fresh = use(*factor, bundle.user);
    if (!is_fresh) return is_fresh.error();
    if (!*is_fresh) return std::optional<SignedIn>{};
    Result<void> done;
    if (!factor->step || *moved) done = vault_->keyring().put_slot(secret, bundle.serialise().view());
    vault::UserKeys keys(bundle);
    if (done) done = complete_teams(keys);
    if (done) done = vault_->admit(keys);
    if (done) done = vault_->enter_node_event(bundle.user, "signed_in", true);
    if (!done) return done.error();
    opened.entered = true;
    remember_present(bundle.user);
    const auto kept = kept_preferences(*vault_, keys, vault_->directory()->user(bundle.user)->language);
    signed_in.token = sessions_.create(bundle, kept.preferences);
    if (kept.idle_limit) sessions_.set_idle_limit(signed_in.token, *kept.idle_limit);
    signed_in.user = bundle.user;
    signed_in.used_recovery_code = !factor->step;
    signed_in.recovery_codes_left = bundle.recovery_codes.size();
    signed_in.quarantined = std::move(*quarantined);
    return std::optional<SignedIn>(std::move(signed_in));
}

/// Opens the node unless it is open; the entries that did not open.
Result<std::vector<std::uint64_t>> Accounts::open_node(const vault::UserBundle& bundle)
{
    if (vault_->is_open()) return std::vector<std::uint64_t>{};
    auto keys = vault_->keyring().load_epochs(bundle.node_epoch, bundle.node_key);
    if (!keys) return keys.error();
    auto report = vault_->open(std::move(*keys));
    if (!report) return report.error();
    return std::move(report->quarantined);
}

/// Takes the node keys that were left for this user since; true when there were any.
Result<bool> Accounts::follow_epochs(vault::UserBundle& bundle)
{
    const vault::UserKeys keys(bundle);
    bool moved = false;
    for (;;) {
        auto newer = vault_->keyring().find_epoch(keys.box(), bundle.node_epoch + 1);
        if (!newer) return newer.error();
        if (!newer->has_value()) return moved;
        bundle.node_key = std::move(**newer);
        ++bundle.node_epoch;
        moved = true;
    }
}

/// Whether the directory knows this user with these keys in this slot. A slot that was left over when
/// something stopped half-way goes at once.
bool Accounts::is_certified(const vault::UserBundle& bundle, const crypto::Stretched& secret)
{
    const auto people = vault_->directory();
    const vault::User* user = people->user(bundle.user);
    if (user == nullptr || !user->active) return false;
    const Bytes slot = vault::Keyring::slot_name(secret);
    if (user->slot_name != slot) {
        if (auto done = vault_->keyring().remove_slot(slot, vault_->random()); !done) {
            log(LogLevel::error, "a slot that is out of date could not be removed: {}", done.error().detail);
        }
        return false;
    }
    const vault::UserKeys keys(bundle);
    return keys.box().open_key == user->open_key && keys.signer().verify_key == user->verify_key;
}

Result<bool> Accounts::use(const Factor& factor, const UserId& user)
{
    return factor.step ? use_totp_step(user, *factor.step) : Result<bool>(true);
}

/// On disk before there is a session. False for a code that was used before.
Result<bool> Accounts::use_totp_step(const UserId& user, TotpStep step)
{
    const auto used = vault_->get_node_scratch(step_name(user));
    if (!used) return used.error();
    if (used->has_value() && ByteReader(**used).u64() >= step) return false;
    ByteWriter writer;
    writer.u64(step);
    if (auto done = vault_->put_node_scratch(step_name(user), writer.bytes()); !done) return done.error();
    return true;
}

void Accounts::note_failure(std::string_view login, const UserId& known_user)
{
    Result<void> done;
    if (vault_->is_open()) {
        const auto people = vault_->directory();
        const vault::User* named = people->user_named(login);
        const UserId user = known_user.is_none() && named != nullptr ? named->id : known_user;
        done = vault_->enter_node_event(user, std::string(failure_kind), false);
    } else {
        done = dropbox_.put(failure_kind, vault_->clock().now(), bytes_of(login), vault_->random(), failure_limits);
    }
    if (!done) log(LogLevel::error, "a failed sign-in was not noted: {}", done.error().detail);
}

Result<bool> Accounts::take(const DropBox::Box& box)
{
    if (box.kind != failure_kind) return false;
    const auto people = vault_->directory();
    const vault::User* user = people->user_named(text_of(box.payload.view()));
    const UserId id = user == nullptr ? UserId{} : user->id;
    if (auto done = vault_->enter_node_event(id, "sign_in_failed_while_sealed", false, box.at); !done) {
        return done.error();
    }
    return true;
}

Result<Accounts::Proven> Accounts::prove(
    const UserId& user, const Sensitive<std::string>& passphrase, std::unique_lock<std::mutex>& lock, Proof proof
)
{
    const auto people = vault_->directory();
    const vault::User* certificate = people->user(user);
    if (certificate == nullptr) return fail(ErrorCode::sealed, "the node is sealed");
    const std::string place = session_place(user);
    const auto wait = throttle_.begin(certificate->login, place);
    if (wait.count() > 0) return has_to_wait(wait);
    auto secret = stretch(passphrase, certificate->login);
    if (!secret) {
        throttle_.withdrawn(certificate->login, place);
        return secret.error();
    }
    lock.lock();
    auto slot = open_slot(*secret);
    if (!slot) {
        throttle_.withdrawn(certificate->login, place);
        return slot.error();
    }
    const bool right = slot->has_value() && (*slot)->user == user && is_certified(**slot, *secret);
    if (!right) {
        note_failure(certificate->login, user);
        return fail(ErrorCode::denied, "a passphrase was not right", {msg("accounts.wrong_passphrase"), {}});
    }
    if (proof == Proof::passphrase) throttle_.succeeded(certificate->login, place);
    return Proven{std::move(*secret), std::move(**slot)};
}

}  // namespace panoh::accounts
