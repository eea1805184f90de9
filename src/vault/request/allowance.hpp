// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "vault/crypto/crypto.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>

namespace panoh::request {

/// How often in an hour something may be done by people who have no account: from one network (/24 or /64), and by
/// all together. What comes from this machine (an onion service, a proxy) is one network for everybody behind it,
/// and only the sum counts. Networks are kept as keyed hashes, in memory, and key and counts are thrown away each
/// hour. Thread-safe.
class Allowance {
public:
    Allowance(const Clock& clock, Random& random)
        : clock_(&clock)
        , random_(&random)
    {}

    struct Limits {
        std::uint32_t from_one = 0;
        std::uint32_t in_all = 0;
    };
    /// True: go ahead, and it counts. False: not in this hour.
    bool take(std::string_view what, std::string_view address, const Limits& limits);

private:
    using Name = std::array<std::uint8_t, 16>;

    const Clock* clock_;
    Random* random_;
    std::mutex mutex_;
    crypto::SecretKey key_;
    std::chrono::nanoseconds hour_began_{-1};
    std::map<Name, std::uint32_t> counts_;
};

}  // namespace panoh::request
