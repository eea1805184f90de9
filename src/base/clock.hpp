// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

namespace panoh {

/// UTC, in microseconds: the precision that the ledger stores.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Time is passed in, so that rules and tests decide what "now" is.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    /// Wall clock, UTC. May jump; order comes from the ledger, never from here.
    [[nodiscard]] virtual Timestamp now() const = 0;
    /// Never goes back and counts sleep; for sessions, throttles and time-outs.
    [[nodiscard]] virtual std::chrono::nanoseconds monotonic() const = 0;
};

/// The machine's clocks.
Clock& system_clock() noexcept;

/// A clock that stands where a test or the demo puts it; `monotonic` follows `now`.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Timestamp at)
        : now_(at)
    {}
    [[nodiscard]] Timestamp now() const override { return now_; }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return now_.time_since_epoch(); }
    void set(Timestamp at) { now_ = at; }
    void advance(std::chrono::microseconds by) { now_ += by; }

private:
    Timestamp now_;
};

/// "2026-11-22T14:05:33Z"
std::string to_iso(Timestamp at);

}  // namespace panoh
