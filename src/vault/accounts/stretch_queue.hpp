// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/crypto/crypto.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>

namespace panoh::accounts {

/// Argon2id takes a second and 256 MiB: few at once, a short queue in order of arrival, and a polite refusal
/// beyond. Thread-safe.
class StretchQueue {
public:
    struct Limits {
        std::size_t at_once = 1;
        std::size_t waiting = 8;
    };

    explicit StretchQueue(Limits limits)
        : limits_(limits)
    {}

    using Work = std::function<Result<crypto::Stretched>()>;
    /// Runs `work` in the calling thread when it is its turn. `busy` at once when too many wait.
    Result<crypto::Stretched> run(const Work& work);

private:
    Limits limits_;
    std::mutex mutex_;
    std::condition_variable turn_;
    std::size_t running_ = 0;
    std::uint64_t next_ticket_ = 0;
    std::uint64_t now_serving_ = 0;  ///< the ticket that goes next
};

}  // namespace panoh::accounts
