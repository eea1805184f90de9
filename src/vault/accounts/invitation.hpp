// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "vault/accounts/credentials.hpp"
#include "vault/invited.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

/// How somebody comes by a code that an administrator tells them (decision 0016).
namespace panoh::accounts {

using JoiningId = Id<struct JoiningTag>;

inline constexpr std::chrono::hours invitation_lasts{7 * 24};

/// Until when the code of this certificate may be used; nothing for who has joined.
std::optional<Timestamp> invitation_ends(const vault::Directory& directory, const UserId& user);

/// What the administrator tells by voice, shown once.
struct Invited {
    UserId user;
    Sensitive<std::string> code;  ///< words with spaces
    Timestamp until{};
};

struct JoinRequest {
    Sensitive<std::string> code;
    std::string login;
    std::string address;  ///< of the peer, without port
};

/// What the person sees once, alone. Nothing of it counts before `JoinAnswer`.
struct Joining {
    JoiningId id;
    std::string login;
    Sensitive<std::string> name;
    Sensitive<std::string> passphrase;
    crypto::SecretBytes totp_secret;
};

struct JoinAnswer {
    JoiningId id;
    Sensitive<std::string> passphrase;  ///< typed by the person: it was written down
    std::string code;                   ///< of their app
};

struct Joined {
    UserId user;
    RecoveryCodes recovery_codes;
};

/// Keys of people who are between the first and the second step: in memory, for a short time, and for few at once.
/// A restart forgets them; the code still counts then. Thread-safe.
class JoiningDesk {
public:
    struct Entry {
        vault::UserBundle bundle;      ///< new keys, second factor and recovery codes
        RecoveryCodes recovery_codes;  ///< shown after the second step
        crypto::Stretched code;        ///< opens the slot of the invitation
        Bytes slot_name;               ///< of the passphrase that was shown
        std::string login;
        std::chrono::nanoseconds until{};
        int tries = 0;
    };
    static constexpr std::chrono::minutes lifetime{30};
    static constexpr std::size_t most = 64;
    static constexpr int most_tries = 10;

    JoiningId keep(Entry entry, Random& random, const Clock& clock);
    /// The entry with one try less, for the time of one answer; nothing when it is gone.
    std::optional<Entry> take(const JoiningId& id, const Clock& clock);
    void put_back(const JoiningId& id, Entry entry);

private:
    void forget_old(const Clock& clock);

    std::mutex mutex_;
    std::map<JoiningId, Entry> entries_;
};

}  // namespace panoh::accounts
