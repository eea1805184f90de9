// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "vault/crypto/crypto.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace panoh::accounts {

/// The network of a numeric address: its first 24 bits of IPv4, its first 64 of IPv6, else the whole text.
Bytes network_of(std::string_view address);

/// Makes guessing slow and never locks anybody out. Failures count for the login, for the network
/// (/24 or /64) and for the whole node; beyond a number that is free the wait doubles from one second, and
/// failures fade with time. A network from which a login has succeeded is judged by its own failures
/// only, so that a stranger's guesses do not keep a colleague away from where they always work.
/// Logins and addresses are kept as keyed hashes, in memory. Thread-safe.
class Throttle {
public:
    Throttle(const Clock& clock, Random& random);

    /// Zero: go ahead; the attempt counts as failed until one of the others is called. Otherwise how long to
    /// wait, and nothing was counted.
    std::chrono::seconds begin(std::string_view login, std::string_view address);
    void succeeded(std::string_view login, std::string_view address);
    /// The attempt was not judged: the program was busy or its disk failed.
    void withdrawn(std::string_view login, std::string_view address);

    static constexpr std::chrono::seconds longest_wait = std::chrono::minutes(15);

private:
    struct Rule {
        std::uint32_t free;
        std::chrono::seconds longest;
        std::chrono::seconds one_fades_after;
    };
    struct Counter {
        std::uint32_t failures = 0;
        std::chrono::nanoseconds last{};
        std::chrono::nanoseconds not_before{};
    };
    using Name = std::array<std::uint8_t, 16>;
    struct NameHash {
        std::size_t operator()(const Name& name) const noexcept;
    };
    struct Place {
        Name name;
        const Rule* rule;
    };

    [[nodiscard]] std::vector<Place> places(std::string_view login, std::string_view address) const;
    [[nodiscard]] Name pair_name(std::string_view login, std::string_view address) const;
    void take_back(const Place& place);
    void make_room();

    static const Rule login_rule;
    static const Rule network_rule;
    static const Rule node_rule;

    const Clock* clock_;
    crypto::SecretKey key_;
    std::mutex mutex_;
    std::unordered_map<Name, Counter, NameHash> counters_;
    std::set<Name> familiar_;
};

}  // namespace panoh::accounts
