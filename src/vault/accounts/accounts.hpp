// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/checks.hpp"
#include "vault/accounts/credentials.hpp"
#include "vault/accounts/dropbox.hpp"
#include "vault/accounts/sessions.hpp"
#include "vault/accounts/stretch_queue.hpp"
#include "vault/accounts/throttle.hpp"
#include "vault/accounts/totp.hpp"
#include "vault/vault.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <span>

namespace panoh::accounts {

/// What `access` knows about roles.
struct RoleRules {
    std::function<bool(std::string_view role)> is_known;
    std::function<std::vector<std::string>(std::string_view role)> teams;  ///< purposes, e.g. "intake"
};

/// The teams that every organisation has from its beginning; roles may name more.
std::vector<vault::DirectoryFact> first_teams(const OrganisationId& organisation, Random& random);

struct NewOrganisation {
    std::string code;                         ///< one to eight letters or digits of ASCII; stored in upper case
    std::map<std::string, std::string> name;  ///< by language
    std::vector<std::string> regions;
};

struct NewUser {
    std::string login;
    Sensitive<std::string> name;
    OrganisationId organisation;
    std::vector<std::string> roles;
    std::vector<std::string> regions;
    std::string language = "en";
};

struct InitRequest {
    NewOrganisation organisation;
    std::string login;  ///< of the first administrator
    Sensitive<std::string> name;
    std::string language = "en";
    crypto::StretchCost cost;
    std::optional<Sensitive<std::string>> node_lock;  ///< asked for at every start from then on
    bool training = false;                            ///< says so on every page; may have a cheaper `cost`
};

struct Initial {
    OrganisationId organisation;
    Credentials credentials;
};

struct SignInRequest {
    std::string login;
    Sensitive<std::string> passphrase;
    Sensitive<std::string> code;  ///< of the app, or a recovery code
    std::string address;          ///< of the peer, without port
};

struct SignedIn {
    Token token;
    UserId user;
    bool used_recovery_code = false;
    std::size_t recovery_codes_left = 0;
    std::vector<std::uint64_t> quarantined;  ///< entries that did not open, when this sign-in opened the node
};

/// Who is left after somebody went.
struct Presence {
    std::vector<UserId> users;  ///< with a session that is not locked
    bool should_seal = false;   ///< nobody is left, and the node is not set to stay open until restart
};

/// How many Argon2id run and wait, and how long sessions last.
struct Options {
    StretchQueue::Limits queue;
    Sessions::Limits sessions;
};

/// Setting of the directory: "yes" keeps the node open until restart.
inline constexpr std::string_view stay_open_setting = "open_until_restart";
inline constexpr std::string_view training_setting = "training";
using vault::administrator_role;

/// Users of a node: how they come, prove who they are, and go. Who may call what is decided by `access`
/// before. Thread-safe; calls that stretch a passphrase take a second and wait their turn.
class Accounts {
public:
    /// Makes a node in an empty store; it is sealed afterwards. `invalid_input` names the first problem;
    /// `conflict` when there is a node. A cost below 64 MiB and 3 passes needs `training`.
    static Result<Initial> initialise(vault::Vault& vault, const InitRequest& request, Random& random);

    /// `node_lock` is the passphrase that a node made with one asks for at start: `invalid_input` without. A
    /// wrong one shows in that nobody can sign in: nothing stored can check it.
    static Result<std::unique_ptr<Accounts>> create(
        vault::Vault& vault,
        RoleRules roles,
        const std::string& dropbox_folder,
        Options options,
        const Sensitive<std::string>* node_lock
    );

    // — coming —
    /// Every wrong login, passphrase and code gets one answer (`not_signed_in`) after the same work; `busy`
    /// when the login, its network or the queue has to wait (see `retry_after`).
    Result<SignedIn> sign_in(const SignInRequest& request);
    std::optional<OpenSession> open(const Token& token, Sessions::Use use = Sessions::Use::by_person);
    [[nodiscard]] Sessions& sessions() noexcept { return sessions_; }

    // — going —
    Presence sign_out(const Token& token);
    /// Ends a session of this user's from the list.
    Presence end_session(const UserId& user, const SessionId& session);
    /// Ends what is overdue; called every minute.
    Presence expire();
    /// Ends every session and drops every key. The process re-executes itself next.
    void seal();

    // — one's own account —
    Presence lock(const Token& token);
    /// The same place again, by passphrase alone.
    Result<Token> unlock(const Token& token, const Sensitive<std::string>& passphrase);
    /// The user's other sessions end. `fresh` has at least 15 characters, best from `new_passphrase`. Whoever waits for
    /// colleagues gets new keys with it, which the administrator never saw, and signs in anew.
    Result<void>
    change_passphrase(const Token& token, const Sensitive<std::string>& old, const Sensitive<std::string>& fresh);
    /// A secret to be scanned, kept in the user's drafts until `renew_second_factor`.
    Result<crypto::SecretBytes> propose_second_factor(const Token& token);
    /// Puts the proposed secret in force when `code` comes from it, with new recovery codes.
    Result<RecoveryCodes>
    renew_second_factor(const Token& token, const Sensitive<std::string>& passphrase, std::string_view code);

    // — other people —
    [[nodiscard]] std::vector<Problem> check(const NewOrganisation& organisation) const;
    Result<OrganisationId> add_organisation(vault::UserKeys& author, const NewOrganisation& request);
    [[nodiscard]] std::vector<Problem> check(const NewUser& user) const;
    /// The user gets their teams' keys at once where the author holds them or the team is new, else when a
    /// member signs in next.
    Result<Credentials> add_user(vault::UserKeys& author, const NewUser& request);
    /// What a leaver alone could open closes for good: `conflict` with their number unless `accept_loss`.
    /// Everybody's node key and the leaver's teams get a new epoch.
    Result<Presence> deactivate_user(vault::UserKeys& author, const UserId& user, bool accept_loss);
    /// For a forgotten passphrase or a lost device. Without the old passphrase the old keys are out of reach, so
    /// the user gets new ones: they open what colleagues hold as soon as those sign in, and what they held
    /// alone is closed (as with `deactivate_user`). Brings a user who was deactivated back.
    Result<Credentials> issue_new_passphrase(vault::UserKeys& author, const UserId& user, bool accept_loss);
    /// A colleague says that the certificate, as it was shown, belongs to the person (see `vault::Vault::vouch`).
    Result<void> confirm(vault::UserKeys& author, const UserId& user, const Hash256& certificate);
    /// A colleague says that it does not: whoever was never confirmed loses access, anybody else goes on with the
    /// roles that were. The administrator sees who said so.
    Result<Presence> refuse(vault::UserKeys& author, const UserId& user, const Hash256& certificate);

    /// Enters failed sign-ins that came in while the node was sealed. False for a box of another kind.
    Result<bool> take(const DropBox::Box& box);
    [[nodiscard]] const DropBox& dropbox() const noexcept { return dropbox_; }

private:
    struct Proven {
        crypto::Stretched secret;
        vault::UserBundle bundle;
    };
    struct OpenedHere;
    struct Factor;

    Accounts(
        vault::Vault& vault,
        const vault::NodeDescription& description,
        RoleRules roles,
        const std::string& dropbox_folder,
        Options options,
        std::optional<crypto::SecretKey> lock
    );

    Result<crypto::Stretched> stretch(const Sensitive<std::string>& passphrase, std::string_view login);
    Result<std::optional<vault::UserBundle>> open_slot(const crypto::Stretched& secret);
    /// Nothing: refused. With the mutex held.
    Result<std::optional<SignedIn>>
    enter(const crypto::Stretched& secret, const Sensitive<std::string>& code, UserId& known_user);
    static std::optional<Factor>
    second_factor(vault::UserBundle& bundle, const Sensitive<std::string>& code, Timestamp now);
    /// False for a code that was used before.
    Result<bool> use(const Factor& factor, const UserId& user);
    Result<std::vector<std::uint64_t>> open_node(const vault::UserBundle& bundle);
    Result<bool> follow_epochs(vault::UserBundle& bundle);
    bool is_certified(const vault::UserBundle& bundle, const crypto::Stretched& secret);
    Result<bool> use_totp_step(const UserId& user, TotpStep step);
    void note_failure(std::string_view login, const UserId& known_user);
    Result<void> place_slot(const crypto::Stretched& secret, const vault::UserBundle& bundle);
    /// The passphrase of somebody who has a session, judged as at sign-in. Takes `lock`, which is on the
    /// mutex, after the slow part, and returns with it held.
    Result<Proven>
    prove(const UserId& user, const Sensitive<std::string>& passphrase, std::unique_lock<std::mutex>& lock);
    Presence leave_absent();
    /// With the mutex held: what this user can open is in the workspace from now on.
    void remember_present(const UserId& user);
    std::vector<TeamId> teams_for(
        const OrganisationId& organisation,
        const std::vector<std::string>& roles,
        std::vector<vault::DirectoryFact>& facts
    );
    /// Teams that the roles of the author's organisation name and that the directory lacks, and their members: for
    /// nodes that were made before a pack named the team. Writes nothing when nothing is missing. With the mutex held.
    Result<void> complete_teams(vault::UserKeys& author);
    Result<void> move_slot(
        vault::UserKeys& author,
        vault::User certificate,
        const crypto::Stretched& secret,
        const vault::UserBundle& bundle
    );
    Result<void> check_leaver(const vault::UserKeys& author, const UserId& user, bool accept_loss) const;
    /// The certificate ends, and with it sessions, slot, grants and the node key; what else is stated comes before.
    /// With the mutex held.
    Result<void> end_access(vault::UserKeys& author, const UserId& user, std::vector<vault::DirectoryFact> facts);

    vault::Vault* vault_;
    vault::NodeDescription description_;
    RoleRules roles_;
    DropBox dropbox_;
    std::optional<crypto::SecretKey> lock_;
    StretchQueue queue_;
    Throttle throttle_;
    Sessions sessions_;
    std::mutex mutex_;             ///< one change of who is here at a time
    std::vector<UserId> present_;  ///< for whom the workspace holds rows; sorted
};

/// How long a page asks a browser to wait after `busy`.
std::chrono::seconds retry_after(const Error& error);

}  // namespace panoh::accounts
