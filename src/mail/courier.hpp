// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "mail/letter.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace panoh::mail {

/// Hands one letter to the relay and waits until it is taken, 30 s at most. `stop` is looked at all the while. The
/// error names neither addresses nor what the relay said.
Result<void> deliver(const Relay& relay, const std::string& to, const std::string& wire, const std::stop_token& stop);

/// Takes letters to the relay one after the other, on a thread of its own, so that nobody waits for the network. What
/// is still with it when it goes is lost: a reminder is worth no more.
class Courier {
public:
    explicit Courier(Clock& clock, Random& random);
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// Returns at once. False when too many letters wait already.
    bool take(Relay relay, Letter letter);

    struct Outcome {
        Timestamp at{};
        bool delivered = false;
    };
    /// What became of the newest letter that was tried; none yet since the start.
    [[nodiscard]] std::optional<Outcome> last() const;

private:
    struct Errand {
        Relay relay;
        Letter letter;
    };
    void run(const std::stop_token& stop);

    Clock* clock_;
    Random* random_;
    mutable std::mutex mutex_;
    std::condition_variable_any waiting_;
    std::deque<Errand> errands_;
    std::optional<Outcome> last_;
    std::jthread thread_;  ///< begins with the first letter
};

}  // namespace panoh::mail
