// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/sessions.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <cstring>
#include <set>

namespace panoh::accounts {

namespace {

constexpr std::string_view token_purpose = "panoh/session/v1";
constexpr std::size_t secret_size = crypto::SecretKey::size;

std::optional<crypto::SecretKey> secret_of(const Token& token)
{
    auto bytes = from_base64url(token.reveal());
    if (!bytes) return std::nullopt;
    const crypto::SecretBytes secret(std::move(*bytes));
    return crypto::SecretKey::from(secret.view());
}

Hash256 name_of(const crypto::SecretKey& secret)
{
    return crypto::hash({bytes_of(token_purpose), secret.view()});
}

Bytes sealed_under(const crypto::SecretKey& secret, const vault::UserBundle& bundle)
{
    return crypto::seal(crypto::derive(secret, "sessbndl"), bundle.serialise().view(), name_of(secret));
}

std::optional<vault::UserKeys> keys_from(const crypto::SecretKey& secret, BytesView sealed)
{
    auto plain = crypto::open(crypto::derive(secret, "sessbndl"), sealed, name_of(secret));
    if (!plain) return std::nullopt;
    const crypto::SecretBytes bytes(std::move(*plain));
    const auto bundle = vault::UserBundle::parse(bytes.view());
    if (!bundle) return std::nullopt;
    return vault::UserKeys(*bundle);
}

constexpr std::size_t form_half = secret_size / 2;

/// What only this user's keys make of the random half of a form secret.
std::array<std::uint8_t, form_half> form_mark(const vault::UserKeys& keys, BytesView half)
{
    return crypto::keyed_name(crypto::derive(keys.scratch_key(), "formuser"), {half});
}

crypto::SecretKey form_secret(const vault::UserBundle& bundle, Random& random)
{
    crypto::SecretKey secret = crypto::SecretKey::random(random);
    const auto mark = form_mark(vault::UserKeys(bundle), secret.view().first<form_half>());
    std::copy(mark.begin(), mark.end(), secret.writable().subspan(form_half).begin());
    return secret;
}

/// The form secret that a masked token stands for.
std::optional<crypto::SecretKey> unmasked(std::string_view token)
{
    const auto bytes = from_base64url(token);
    if (!bytes || bytes->size() != 2 * secret_size) return std::nullopt;
    crypto::SecretKey secret;
    for (std::size_t at = 0; at < secret_size; ++at)
        secret.writable()[at] = (*bytes)[at] ^ (*bytes)[secret_size + at];
    return secret;
}

}  // namespace

vault::UserKeys& OpenSession::keys()
{
    PANOH_CHECK(keys_.has_value());
    return *keys_;
}

std::string OpenSession::csrf_token(Random& random) const
{
    std::array<std::uint8_t, 2 * secret_size> token{};
    random.fill(std::span(token).first<secret_size>());
    for (std::size_t at = 0; at < secret_size; ++at)
        token[secret_size + at] = token[at] ^ csrf_.view()[at];
    return to_base64url(token);
}

bool OpenSession::csrf_holds(std::string_view token) const
{
    const auto secret = unmasked(token);
    return secret && crypto::equal_in_constant_time(secret->view(), csrf_.view());
}

bool OpenSession::was_shown_to_user(std::string_view token) const
{
    PANOH_CHECK(keys_.has_value());
    const auto secret = unmasked(token);
    if (!secret) return false;
    const auto mark = form_mark(*keys_, secret->view().first<form_half>());
    return crypto::equal_in_constant_time(mark, secret->view().subspan(form_half));
}

std::size_t Sessions::HashOfHash::operator()(const Hash256& hash) const noexcept
{
    std::size_t value = 0;
    std::memcpy(&value, hash.data(), sizeof value);
    return value;
}

Sessions::Sessions(const Clock& clock, Random& random, Limits limits)
    : clock_(&clock)
    , random_(&random)
    , limits_(limits)
{}

bool Sessions::is_overdue(const Session& session) const
{
    const auto now = clock_->monotonic();
    const auto idle_limit = session.sealed.empty() ? limits_.locked : session.idle_limit;
    return now - session.seen >= idle_limit || now - session.created >= limits_.absolute;
}

Sessions::Table::iterator Sessions::find(const Token& token)
{
    const auto secret = secret_of(token);
    if (!secret) return sessions_.end();
    const auto found = sessions_.find(name_of(*secret));
    if (found == sessions_.end() || !is_overdue(found->second)) return found;
    sessions_.erase(found);
    return sessions_.end();
}

void Sessions::make_room(const UserId& user)
{
    auto oldest = sessions_.end();
    std::size_t count = 0;
    for (auto at = sessions_.begin(); at != sessions_.end(); ++at) {
        if (at->second.user != user) continue;
        ++count;
        if (oldest == sessions_.end() || at->second.seen < oldest->second.seen) oldest = at;
    }
    if (count >= limits_.per_user) sessions_.erase(oldest);
}

Token Sessions::create(const vault::UserBundle& bundle, Preferences preferences)
{
    const std::lock_guard lock(mutex_);
    make_room(bundle.user);
    const crypto::SecretKey secret = crypto::SecretKey::random(*random_);
    Session session;
    session.id = random_->id<SessionId>();
    session.user = bundle.user;
    session.created_at = clock_->now();
    session.seen_at = session.created_at;
    session.created = clock_->monotonic();
    session.seen = session.created;
    session.idle_limit = limits_.idle;
    session.csrf = form_secret(bundle, *random_);
    session.preferences = std::move(preferences);
    session.sealed = sealed_under(secret, bundle);
    sessions_.emplace(name_of(secret), std::move(session));
    return Token(to_base64url(secret.view()));
}

std::optional<OpenSession> Sessions::open(const Token& token, Use use)
{
    const auto secret = secret_of(token);
    if (!secret) return std::nullopt;
    std::unique_lock lock(mutex_);
    const auto found = find(token);
    if (found == sessions_.end()) return std::nullopt;
    Session& session = found->second;
    if (use == Use::by_person && !session.sealed.empty()) {
        session.seen = clock_->monotonic();
        session.seen_at = clock_->now();
    }
    const Bytes sealed = session.sealed;
    const SessionId id = session.id;
    const UserId user = session.user;
    const auto idle_limit = session.idle_limit;
    Preferences preferences = session.preferences;
    crypto::SecretKey csrf = session.csrf.copy();
    lock.unlock();
    OpenSession opened(std::move(csrf), sealed.empty() ? std::optional<vault::UserKeys>{} : keys_from(*secret, sealed));
    opened.id = id;
    opened.user = user;
    opened.preferences = std::move(preferences);
    opened.idle_limit = idle_limit;
    return opened;
}

void Sessions::set_preferences(const Token& token, Preferences preferences)
{
    const std::lock_guard lock(mutex_);
    const auto found = find(token);
    if (found != sessions_.end()) found->second.preferences = std::move(preferences);
}

void Sessions::set_idle_limit(const Token& token, std::chrono::minutes limit)
{
    const std::lock_guard lock(mutex_);
    const auto found = find(token);
    if (found != sessions_.end()) found->second.idle_limit = std::clamp(limit, shortest_idle, longest_idle);
}

void Sessions::lock(const Token& token)
{
    const std::lock_guard lock(mutex_);
    const auto found = find(token);
    if (found == sessions_.end()) return;
    Session& session = found->second;
    crypto::wipe(session.sealed);
    session.sealed.clear();
    session.seen = clock_->monotonic();
    session.seen_at = clock_->now();
}

std::optional<Token> Sessions::unlock(const Token& token, const vault::UserBundle& bundle)
{
    const std::lock_guard lock(mutex_);
    const auto found = find(token);
    if (found == sessions_.end()) return std::nullopt;
    const bool fits = found->second.sealed.empty() && found->second.user == bundle.user;
    if (!fits) return std::nullopt;
    Session session = std::move(found->second);
    sessions_.erase(found);
    const crypto::SecretKey secret = crypto::SecretKey::random(*random_);
    session.sealed = sealed_under(secret, bundle);
    session.seen = clock_->monotonic();
    session.seen_at = clock_->now();
    sessions_.emplace(name_of(secret), std::move(session));
    return Token(to_base64url(secret.view()));
}

void Sessions::end(const Token& token)
{
    const std::lock_guard lock(mutex_);
    const auto found = find(token);
    if (found != sessions_.end()) sessions_.erase(found);
}

void Sessions::end_one(const UserId& user, const SessionId& session)
{
    const std::lock_guard lock(mutex_);
    std::erase_if(sessions_, [&](const auto& each) { return each.second.user == user && each.second.id == session; });
}

void Sessions::end_all(const UserId& user)
{
    end_all_but(user, SessionId{});
}

void Sessions::end_all_but(const UserId& user, const SessionId& kept)
{
    const std::lock_guard lock(mutex_);
    std::erase_if(sessions_, [&](const auto& each) { return each.second.user == user && each.second.id != kept; });
}

void Sessions::end_everything()
{
    const std::lock_guard lock(mutex_);
    sessions_.clear();
}

void Sessions::expire()
{
    const std::lock_guard lock(mutex_);
    std::erase_if(sessions_, [&](const auto& each) { return is_overdue(each.second); });
}

std::vector<SessionSummary> Sessions::of_user(const UserId& user) const
{
    const std::lock_guard lock(mutex_);
    std::vector<SessionSummary> found;
    for (const auto& [name, session] : sessions_) {
        if (session.user != user || is_overdue(session)) continue;
        found.push_back({session.id, session.created_at, session.seen_at, session.sealed.empty()});
    }
    std::sort(found.begin(), found.end(), [](const SessionSummary& left, const SessionSummary& right) {
        return left.created > right.created;
    });
    return found;
}

std::vector<UserId> Sessions::users_present() const
{
    const std::lock_guard lock(mutex_);
    std::set<UserId> users;
    for (const auto& [name, session] : sessions_) {
        if (!session.sealed.empty() && !is_overdue(session)) users.insert(session.user);
    }
    return {users.begin(), users.end()};
}

bool Sessions::any() const
{
    const std::lock_guard lock(mutex_);
    return std::any_of(sessions_.begin(), sessions_.end(), [&](const auto& each) { return !is_overdue(each.second); });
}

}  // namespace panoh::accounts
