// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/sensitive.hpp"
#include "vault/user_keys.hpp"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace panoh::accounts {

/// 256 random bits as 43 URL-safe characters. Lives in the browser's cookie and nowhere else.
using Token = Sensitive<std::string>;
/// Names a session in lists; opens nothing.
using SessionId = Id<struct SessionTag>;

/// How a user likes pages, remembered for the session.
struct Preferences {
    std::string language{};
    std::string theme{};
    std::string density{};        ///< "compact" or empty
    bool opens_accounts = false;  ///< texts of accounts stand open; photographs never do
};

/// A session for the length of one request. Without keys when it is locked.
class OpenSession {
public:
    SessionId id;
    UserId user;
    Preferences preferences;
    std::chrono::minutes idle_limit{15};

    OpenSession(crypto::SecretKey csrf, std::optional<vault::UserKeys> keys)
        : csrf_(std::move(csrf))
        , keys_(std::move(keys))
    {}

    [[nodiscard]] bool is_locked() const noexcept { return !keys_.has_value(); }
    /// Not to be called on a locked session.
    [[nodiscard]] vault::UserKeys& keys();
    /// For the forms of one page: another text each time, so that compression gives nothing away.
    [[nodiscard]] std::string csrf_token(Random& random) const;
    [[nodiscard]] bool csrf_holds(std::string_view token) const;
    /// Whether a form with this token was shown to this user, in this session or in one that has ended. Not to be
    /// called on a locked session.
    [[nodiscard]] bool was_shown_to_user(std::string_view token) const;

private:
    crypto::SecretKey csrf_;
    std::optional<vault::UserKeys> keys_;
};

/// A line of "where I am signed in".
struct SessionSummary {
    SessionId id;
    Timestamp created{};
    Timestamp last_seen{};
    bool locked = false;
};

/// Who is signed in. Memory holds the BLAKE2b of a token and the user's bundle sealed under a key that
/// derives from the token; the disk holds nothing. Time limits follow the monotonic clock. Thread-safe.
class Sessions {
public:
    struct Limits {
        std::chrono::minutes idle{15};
        std::chrono::minutes locked{60};  ///< how long a locked session waits for its user
        std::chrono::hours absolute{12};
        std::size_t per_user = 8;  ///< beyond it the one that was used longest ago ends
    };
    static constexpr std::chrono::minutes shortest_idle{5};
    static constexpr std::chrono::minutes longest_idle{60};

    /// Requests that a page makes by itself do not keep a session awake.
    enum class Use { by_person, by_page };

    Sessions(const Clock& clock, Random& random, Limits limits);

    Token create(const vault::UserBundle& bundle, Preferences preferences);
    /// Nothing for an unknown, ended or overdue session.
    std::optional<OpenSession> open(const Token& token, Use use = Use::by_person);
    void set_preferences(const Token& token, Preferences preferences);
    /// Kept within `shortest_idle` and `longest_idle`.
    void set_idle_limit(const Token& token, std::chrono::minutes limit);

    /// Forgets the bundle and keeps the place: id, preferences, forms that were shown.
    void lock(const Token& token);
    /// The same place under a new token. Nothing unless the session is locked and of the bundle's user.
    std::optional<Token> unlock(const Token& token, const vault::UserBundle& bundle);

    void end(const Token& token);
    void end_one(const UserId& user, const SessionId& session);
    void end_all(const UserId& user);
    void end_all_but(const UserId& user, const SessionId& kept);
    void end_everything();
    /// Ends what is overdue.
    void expire();

    /// Newest first.
    [[nodiscard]] std::vector<SessionSummary> of_user(const UserId& user) const;
    /// Users with a session that is not locked, sorted.
    [[nodiscard]] std::vector<UserId> users_present() const;
    /// Whether there is any session, a locked one included.
    [[nodiscard]] bool any() const;

private:
    struct Session {
        SessionId id;
        UserId user;
        Timestamp created_at{};
        Timestamp seen_at{};
        std::chrono::nanoseconds created{};
        std::chrono::nanoseconds seen{};
        std::chrono::minutes idle_limit{};
        crypto::SecretKey csrf;  ///< random half, then a mark of it that the user's keys make
        Preferences preferences;
        Bytes sealed;  ///< empty: locked
    };
    struct HashOfHash {
        std::size_t operator()(const Hash256& hash) const noexcept;
    };
    using Table = std::unordered_map<Hash256, Session, HashOfHash>;

    [[nodiscard]] bool is_overdue(const Session& session) const;
    /// With the lock held; ends the session that turns out to be overdue.
    Table::iterator find(const Token& token);
    void make_room(const UserId& user);

    const Clock* clock_;
    Random* random_;
    Limits limits_;
    mutable std::mutex mutex_;
    Table sessions_;
};

}  // namespace panoh::accounts
