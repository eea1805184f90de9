// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "vault/crypto/crypto.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace panoh::vault {

/// A member of the coalition that works on this node.
struct Organisation {
    OrganisationId id;
    std::string code;                         ///< short, in numbers of cases: "A"
    std::map<std::string, std::string> name;  ///< by language
    std::vector<std::string> regions;         ///< served, of list `regions`
    bool active = true;
};

/// People who share a key. `purpose` names what for: "intake", "coordination".
struct Team {
    TeamId id;
    OrganisationId organisation;
    std::string purpose;
};

/// A user's certificate: who they are, what they may be given, and their public keys.
struct User {
    UserId id;
    std::string login;  ///< folded to lower case
    Sensitive<std::string> name;
    OrganisationId organisation;
    std::vector<std::string> roles;
    std::vector<TeamId> teams;
    std::vector<std::string> regions;
    std::string language = "en";
    crypto::PublicKey open_key{};
    crypto::PublicKey verify_key{};
    Bytes slot_name;  ///< where the keyring has the user's slot, for leavers
    bool active = true;

    [[nodiscard]] bool has_role(std::string_view role) const;
};

/// A setting of the whole node, e.g. "training" = "yes".
struct Setting {
    std::string key;
    std::string value;
};

/// A colleague's word that keys and roles of a certificate belong to a person whom they know (decision 0010).
struct Vouch {
    UserId user;
    Hash256 certificate{};  ///< `Directory::certificate_hash` as it was shown
};

/// A colleague's word that they do not.
struct Refusal {
    UserId user;
    Hash256 certificate{};
};

using DirectoryFact = std::variant<Organisation, Team, User, Setting, Vouch, Refusal>;

/// The payload of an entry of kind `directory`, and back.
Bytes encode(const DirectoryFact& fact);
Result<DirectoryFact> decode_directory_fact(BytesView bytes);

/// Logins are compared without regard to case and surrounding space.
std::string folded_login(std::string_view login);

/// The role that looks after users and the machine and holds no key to any file.
inline constexpr std::string_view administrator_role = "technical_administrator";

/// Whose word a fact is. The author of a node's first facts is the node itself: none.
struct Statement {
    UserId author;
    Timestamp at{};
};

/// How far somebody else stands behind a user's certificate. Nobody is handed a key beyond what is confirmed.
struct Standing {
    struct Confirmed {
        std::vector<std::string> roles;  ///< at most those of the certificate
        UserId by;                       ///< none: there was nobody yet who could, and nothing to be handed
        Timestamp at{};
    };
    std::optional<Confirmed> confirmed;
    std::vector<UserId> proposed_by;  ///< who wrote what is not confirmed yet
    Timestamp proposed_at{};
    bool own_keys = false;             ///< the person made the keys, not the administrator
    std::optional<Statement> refused;  ///< the last refusal that no confirmation followed
    std::uint32_t serial = 0;          ///< counts what had to be confirmed: an old vouch fits no newer certificate
};

/// What two people compare by voice: four groups of five digits that stand for a user's public keys.
using Fingerprint = std::array<std::string, 4>;
Fingerprint fingerprint_of(const User& user);

/// Whether a role puts whoever has it into the team with this purpose.
using TeamRule = std::function<bool(std::string_view role, std::string_view purpose)>;

/// Who there is, and who stands behind whom. A later fact about the same id replaces the earlier one.
class Directory {
public:
    /// Without a rule nobody is in a team.
    explicit Directory(TeamRule rule = {})
        : team_rule_(std::move(rule))
    {}

    /// Whether this author may state the fact here: none is the node, before anybody else. What does not fit would not
    /// count when the ledger is read again.
    [[nodiscard]] Result<void> fits(const DirectoryFact& fact, const UserId& author) const;
    /// A fact that fits, or one of the node itself.
    void apply(DirectoryFact fact, const Statement& by);

    [[nodiscard]] const Standing& standing(const UserId& id) const;
    /// Works here, and somebody stands behind keys and organisation; the roles as far as `roles_of` tells.
    [[nodiscard]] bool is_confirmed(const UserId& id) const;
    /// Works here or is to work here, and something of the certificate is not confirmed.
    [[nodiscard]] bool is_waiting(const UserId& id) const;
    /// Roles that are certified and confirmed.
    [[nodiscard]] std::vector<std::string> roles_of(const UserId& id) const;
    /// Teams of the certificate to which one of those roles belongs.
    [[nodiscard]] std::vector<TeamId> teams_of(const UserId& id) const;
    /// Names the certificate as it is now; of nobody, zeros.
    [[nodiscard]] Hash256 certificate_hash(const UserId& id) const;
    /// Whether the word of this colleague about that certificate counts: confirmed themselves, more than an
    /// administrator, of the same organisation, neither the person nor one of those who wrote it.
    [[nodiscard]] bool may_judge(const UserId& colleague, const UserId& waiting) const;

    [[nodiscard]] const Organisation* organisation(const OrganisationId& id) const;
    [[nodiscard]] const Team* team(const TeamId& id) const;
    [[nodiscard]] const Team* team_for(const OrganisationId& organisation, std::string_view purpose) const;
    [[nodiscard]] const User* user(const UserId& id) const;
    [[nodiscard]] const User* user_named(std::string_view login) const;
    /// Empty when it was never set.
    [[nodiscard]] std::string setting(std::string_view key) const;
    [[nodiscard]] const std::map<OrganisationId, Organisation>& organisations() const noexcept
    {
        return organisations_;
    }
    [[nodiscard]] const std::map<TeamId, Team>& teams() const noexcept { return teams_; }
    [[nodiscard]] const std::map<UserId, User>& users() const noexcept { return users_; }

private:
    void restate(const User& now, const Statement& by);
    [[nodiscard]] bool is_colleague(const UserId& id) const;
    [[nodiscard]] Result<void> fits_user(const User& now, const UserId& author) const;
    [[nodiscard]] Result<void>
    fits_judgement(const UserId& waiting, const Hash256& certificate, const UserId& author) const;

    std::map<OrganisationId, Organisation> organisations_;
    std::map<TeamId, Team> teams_;
    std::map<UserId, User> users_;
    std::map<UserId, Standing> standings_;
    TeamRule team_rule_;
    std::map<std::string, std::string, std::less<>> settings_;
};

}  // namespace panoh::vault
