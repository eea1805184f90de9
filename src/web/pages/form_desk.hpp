// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <condition_variable>
#include <mutex>
#include <set>

namespace panoh::web {

/// Keeps requests from each other's way where they share more than the ledger: one for the whole server. Thread-safe.
class FormDesk {
public:
    /// While it lives, no other request with the same batch is answered: of two presses of one button the second waits
    /// for the first.
    class Turn {
    public:
        Turn(FormDesk& desk, const BatchId& batch);
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn();

    private:
        FormDesk* desk_;
        BatchId batch_;
    };

    /// Held while a list in scratch is read, changed and put back.
    [[nodiscard]] std::unique_lock<std::mutex> lists() { return std::unique_lock(lists_); }

private:
    std::mutex mutex_;
    std::condition_variable freed_;
    std::set<BatchId> busy_;
    std::mutex lists_;
};

}  // namespace panoh::web
