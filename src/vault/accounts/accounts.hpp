// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/accounts/checks.hpp"
#include "vault/accounts/credentials.hpp"
#include "vault/accounts/dropbox.hpp"
#include "vault/accounts/invitation.hpp"
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

/// What an administrator changes of an organisation. Its code stays: numbers of files begin with it.
struct OrganisationChange {
    std::map<std::string, std::string> name;  ///< by language
    std::vector<std::string> regions;
};

/// What an administrator changes of somebody who works here; teams follow the roles.
struct UserChange {
    Sensitive<std::string> name;
    std::vector<std::string> roles;
    std::vector<std::string> regions;
    std::string language;
};

/// The last day of somebody's work, and why, as a code (`leaving_reasons`): no words about a person are kept.
struct Leaving {
    std::string day;  ///< "2026-11-22"
    std::string reason;
};
std::span<const std::string_view> leaving_reasons();
/// As it was said when the access ended; nothing for who works here.
std::optional<Leaving> leaving_of(const vault::Directory& directory, const UserId& user);

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

    /// Whoever is signed in proves it anew, for what is signed: passphrase, and a code of the app that was not used
    /// before. `denied` with one sentence for either; `busy` when too many were wrong and the user has to wait.
    Result<void>
    prove_again(const Token& token, const Sensitive<std::string>& passphrase, const Sensitive<std::string>& code);

    // — coming by invitation (decision 0016) —
    /// `login` is not asked for: the person chooses it.
    [[nodiscard]] std::vector<Problem> check_invited(const NewUser& user) const;
    /// A certificate that waits, and a code of words that is shown once and told by voice. `conflict` where nobody
    /// could confirm the person: an organisation begins with two people at one table. `id` becomes the person's; asked
    /// again with the same, it gives another code and nobody else.
    Result<Invited> invite(vault::UserKeys& author, const NewUser& request, const UserId& id);
    /// A new code in place of the one that was lost or has expired.
    Result<Invited> invite_again(vault::UserKeys& author, const UserId& user);
    /// The code stops working, and the certificate ends.
    Result<void> withdraw_invitation(vault::UserKeys& author, const UserId& user);
    /// The first step of who was invited: a passphrase and a second factor, shown to them alone. `not_signed_in` for
    /// every code that does not count, after the same work; `invalid_input` for a login; `sealed` while nobody is here.
    Result<Joining> begin_joining(const JoinRequest& request);
    /// The second: both are there, and the keys that were made for them become theirs. Now they wait for a colleague.
    Result<Joined> finish_joining(const JoinAnswer& answer);

    // — other people —
    [[nodiscard]] std::vector<Problem> check(const NewOrganisation& organisation) const;
    Result<OrganisationId> add_organisation(vault::UserKeys& author, const NewOrganisation& request);
    [[nodiscard]] std::vector<Problem> check(const OrganisationChange& change) const;
    /// `not_found` for an organisation that others look after (`administers`).
    Result<void>
    change_organisation(vault::UserKeys& author, const OrganisationId& organisation, const OrganisationChange& change);
    [[nodiscard]] std::vector<Problem> check(const NewUser& user) const;
    /// The user gets their teams' keys at once where the author holds them or the team is new, else when a
    /// member signs in next.
    Result<Credentials> add_user(vault::UserKeys& author, const NewUser& request);
    [[nodiscard]] std::vector<Problem> check(const UserChange& change) const;
    /// A wider role waits for a colleague's word, and the roles so far go on. Where a role is taken away, all keys are
    /// taken back and given anew by colleagues as the roles that are left ask: `conflict` while this person alone
    /// could open something.
    Result<void> change_user(vault::UserKeys& author, const UserId& user, const UserChange& change);
    [[nodiscard]] std::vector<Problem> check(const Leaving& leaving) const;
    /// Ends the access of who leaves. What a leaver alone could open closes for good: `conflict` with their number
    /// unless `accept_loss`. Everybody's node key and the leaver's teams get a new epoch.
    Result<Presence> end_work(vault::UserKeys& author, const UserId& user, const Leaving& leaving, bool accept_loss);
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
    /// What is judged: a passphrase alone, or one that counts as a failure until a code beside it was right too.
    enum class Proof { passphrase, passphrase_and_code };
    /// The passphrase of somebody who has a session, judged as at sign-in. Takes `lock`, which is on the
    /// mutex, after the slow part, and returns with it held.
    Result<Proven> prove(
        const UserId& user,
        const Sensitive<std::string>& passphrase,
        std::unique_lock<std::mutex>& lock,
        Proof proof = Proof::passphrase
    );
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
    [[nodiscard]] bool are_roles(const std::vector<std::string>& roles) const;
    /// `not_found` unless the author looks after the people there.
    Result<void> check_reach(const vault::UserKeys& author, const OrganisationId& organisation) const;
    Result<void> check_reach(const vault::UserKeys& author, const UserId& user) const;
    /// A code for the certificate that `certificate_now` gives, which is asked before and after the slow part.
    Result<Invited> issue_code(vault::UserKeys& author, const std::function<Result<vault::User>()>& certificate_now);
    /// The keys of the invitation that this code is for; nothing for one that is unknown, used, withdrawn or too old.
    /// With the mutex held.
    Result<std::optional<vault::UserBundle>> invited_by(const crypto::Stretched& code);
    [[nodiscard]] Result<void> check_free(const std::string& login) const;
    Result<Joined> join(JoiningDesk::Entry& entry, const JoinAnswer& answer);
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
    JoiningDesk joining_;
    std::mutex mutex_;             ///< one change of who is here at a time
    std::vector<UserId> present_;  ///< for whom the workspace holds rows; sorted
};

/// What is answered to tries that come too fast: `busy`, with the time in its sentence.
Error has_to_wait(std::chrono::seconds wait);
/// Where proofs of somebody who is signed in are counted: apart from sign-ins, so that the one does not slow the other.
std::string session_place(const UserId& user);
/// How long a page asks a browser to wait after `busy`.
std::chrono::seconds retry_after(const Error& error);

}  // namespace panoh::accounts
