// SPDX-License-Identifier: AGPL-3.0-or-later
// What users do about their own sessions, passphrase and second factor.
#include "vault/accounts/accounts.hpp"

#include <unicode/unistr.h>

namespace panoh::accounts {

namespace {

constexpr std::int32_t shortest_passphrase = 15;
constexpr std::string_view proposal_name = "account/second_factor";

Result<OpenSession> unlocked(std::optional<OpenSession> session)
{
    if (!session || session->is_locked()) return fail(ErrorCode::not_signed_in, "there is no such session");
    return std::move(*session);
}

/// Whoever still waits for colleagues holds nothing under the keys that the administrator saw being made.
vault::UserBundle with_own_keys(const vault::UserBundle& bundle, const vault::NodeKeys& node_keys, Random& random)
{
    vault::UserBundle own = bundle.copy();
    vault::UserBundle fresh = vault::UserBundle::create(bundle.user, random);
    own.box_secret = std::move(fresh.box_secret);
    own.sign_seed = std::move(fresh.sign_seed);
    give_node_key(own, node_keys);
    return own;
}

std::int32_t characters_in(const Sensitive<std::string>& text)
{
    return icu::UnicodeString::fromUTF8(text.reveal()).countChar32();
}

}  // namespace

Presence Accounts::lock(const Token& token)
{
    sessions_.lock(token);
    return leave_absent();
}

Result<Token> Accounts::unlock(const Token& token, const Sensitive<std::string>& passphrase)
{
    const auto session = sessions_.open(token, Sessions::Use::by_page);
    if (!session || !session->is_locked()) return fail(ErrorCode::not_signed_in, "there is no locked session");
    std::unique_lock lock(mutex_, std::defer_lock);
    const auto proven = prove(session->user, passphrase, lock);
    if (!proven) return proven.error();
    vault::UserKeys keys(proven->bundle);
    if (auto done = vault_->admit(keys); !done) return done.error();
    auto fresh = sessions_.unlock(token, proven->bundle);
    if (!fresh) return fail(ErrorCode::not_signed_in, "the locked session has ended");
    remember_present(session->user);
    if (auto done = vault_->enter_node_event(session->user, "unlocked", true); !done) return done.error();
    return std::move(*fresh);
}

Result<void>
Accounts::change_passphrase(const Token& token, const Sensitive<std::string>& old, const Sensitive<std::string>& fresh)
{
    auto session = unlocked(sessions_.open(token));
    if (!session) return session.error();
    if (characters_in(fresh) < shortest_passphrase) {
        return fail(ErrorCode::invalid_input, "a passphrase is too short", {msg("accounts.problem.passphrase"), {}});
    }
    const auto people = vault_->directory();
    const vault::User* named = people->user(session->user);
    if (named == nullptr) return fail(ErrorCode::sealed, "the node is sealed");
    const auto secret = stretch(fresh, named->login);
    if (!secret) return secret.error();
    std::unique_lock lock(mutex_, std::defer_lock);
    const auto proven = prove(session->user, old, lock);
    if (!proven) return proven.error();
    const auto now = vault_->directory();
    const auto node_keys = vault_->node_keys();
    if (node_keys == nullptr) return fail(ErrorCode::sealed, "the node is sealed");
    const bool has_keys = now->is_confirmed(session->user);
    const vault::UserBundle bundle =
        has_keys ? proven->bundle.copy() : with_own_keys(proven->bundle, *node_keys, vault_->random());
    if (auto done = move_slot(session->keys(), *now->user(session->user), *secret, bundle); !done) return done;
    if (has_keys) {
        sessions_.end_all_but(session->user, session->id);
    } else {
        sessions_.end_all(session->user);
    }
    return vault_->enter_node_event(session->user, "passphrase_changed", true);
}

Result<void>
Accounts::prove_again(const Token& token, const Sensitive<std::string>& passphrase, const Sensitive<std::string>& code)
{
    auto session = unlocked(sessions_.open(token));
    if (!session) return session.error();
    const Error refused = fail(ErrorCode::denied, "a proof was not right", {msg("accounts.not_proven"), {}});
    std::unique_lock lock(mutex_, std::defer_lock);
    const auto proven = prove(session->user, passphrase, lock, Proof::passphrase_and_code);
    if (!proven) return proven.error().code == ErrorCode::denied ? refused : proven.error();
    const auto people = vault_->directory();
    const std::string login = people->user(session->user)->login;
    const std::string place = session_place(session->user);
    const auto step = check_totp(proven->bundle.totp_secret.view(), code.reveal(), vault_->clock().now(), std::nullopt);
    const auto is_fresh = step ? use_totp_step(session->user, *step) : Result<bool>(false);
    if (!is_fresh) {
        throttle_.withdrawn(login, place);
        return is_fresh.error();
    }
    if (*is_fresh) {
        throttle_.succeeded(login, place);
        return vault_->enter_node_event(session->user, "proven_again", true);
    }
    if (auto done = vault_->enter_node_event(session->user, "proven_again", false); !done) return done;
    return refused;
}

Result<crypto::SecretBytes> Accounts::propose_second_factor(const Token& token)
{
    auto session = unlocked(sessions_.open(token));
    if (!session) return session.error();
    crypto::SecretBytes secret = new_totp_secret(vault_->random());
    const Sensitive<std::string> draft(to_base32(secret.view()));
    if (auto done = vault_->put_scratch(session->keys(), proposal_name, draft); !done) return done.error();
    return secret;
}

Result<RecoveryCodes>
Accounts::renew_second_factor(const Token& token, const Sensitive<std::string>& passphrase, std::string_view code)
{
    auto session = unlocked(sessions_.open(token));
    if (!session) return session.error();
    const auto draft = vault_->get_scratch(session->keys(), proposal_name);
    if (!draft) return draft.error();
    auto proposed = draft->has_value() ? from_base32((*draft)->reveal()) : std::nullopt;
    if (!proposed) return fail(ErrorCode::not_found, "no second factor was proposed");
    crypto::SecretBytes secret(std::move(*proposed));
    const auto step = check_totp(secret.view(), code, vault_->clock().now(), std::nullopt);
    if (!step) return fail(ErrorCode::invalid_input, "a code was not right", {msg("accounts.problem.code"), {}});
    std::unique_lock lock(mutex_, std::defer_lock);
    auto proven = prove(session->user, passphrase, lock);
    if (!proven) return proven.error();
    proven->bundle.totp_secret = std::move(secret);
    RecoveryCodes codes = renew_recovery_codes(proven->bundle, vault_->random());
    const auto used = use_totp_step(session->user, *step);
    if (!used) return used.error();
    auto done = vault_->keyring().put_slot(proven->secret, proven->bundle.serialise().view());
    if (done) done = vault_->remove_scratch(session->keys(), proposal_name);
    if (done) done = vault_->enter_node_event(session->user, "second_factor_renewed", true);
    if (!done) return done.error();
    return codes;
}

}  // namespace panoh::accounts
