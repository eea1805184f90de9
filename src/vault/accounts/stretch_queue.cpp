// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/stretch_queue.hpp"

namespace panoh::accounts {

Result<crypto::Stretched> StretchQueue::run(const Work& work)
{
    {
        std::unique_lock lock(mutex_);
        const bool must_wait = running_ >= limits_.at_once || next_ticket_ != now_serving_;
        if (must_wait && next_ticket_ - now_serving_ >= limits_.waiting) {
            return fail(ErrorCode::busy, "too many passphrases are being checked", {msg("accounts.busy"), {}});
        }
        const std::uint64_t ticket = next_ticket_++;
        turn_.wait(lock, [&] { return ticket == now_serving_ && running_ < limits_.at_once; });
        ++now_serving_;
        ++running_;
    }
    turn_.notify_all();
    auto result = work();
    {
        const std::lock_guard lock(mutex_);
        --running_;
    }
    turn_.notify_all();
    return result;
}

}  // namespace panoh::accounts
