// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/sensitive.hpp"
#include "vault/crypto/crypto.hpp"

#include <map>
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

using DirectoryFact = std::variant<Organisation, Team, User, Setting>;

/// The payload of an entry of kind `directory`, and back.
Bytes encode(const DirectoryFact& fact);
Result<DirectoryFact> decode_directory_fact(BytesView bytes);

/// Logins are compared without regard to case and surrounding space.
std::string folded_login(std::string_view login);

/// Who there is. A later fact about the same id replaces the earlier one.
class Directory {
public:
    void apply(DirectoryFact fact);

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
    std::map<OrganisationId, Organisation> organisations_;
    std::map<TeamId, Team> teams_;
    std::map<UserId, User> users_;
    std::map<std::string, std::string, std::less<>> settings_;
};

}  // namespace panoh::vault
