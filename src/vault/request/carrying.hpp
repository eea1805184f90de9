// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/sensitive.hpp"
#include "vault/crypto/crypto.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace panoh::request {

/// Seals what a form carries from page to page in a hidden field, so that nothing of it lies on this machine and
/// nothing of it can be read in the page that stays behind in a browser. The keys live in memory for four to five
/// hours; with them goes whatever was left open. Thread-safe.
class Carrying {
public:
    Carrying(const Clock& clock, Random& random)
        : clock_(&clock)
        , random_(&random)
    {}

    /// `purpose` keeps what one form carries from being taken for another's.
    std::string seal(std::string_view purpose, const Sensitive<std::string>& text);
    /// Nothing for what is too old, was changed, or belongs to another purpose.
    std::optional<Sensitive<std::string>> open(std::string_view purpose, std::string_view sealed);

    /// The keys for the next life of this process, which goes on with the forms that are open; and their arrival
    /// there. They open nothing that is stored.
    crypto::SecretBytes hand_over();
    void take_over(BytesView handed);

    static constexpr std::chrono::hours new_key_after{1};
    static constexpr std::chrono::hours key_lives{5};

private:
    struct Kept {
        crypto::SecretKey key;
        std::chrono::nanoseconds made{};
    };
    /// With the mutex held.
    void forget_old();

    const Clock* clock_;
    Random* random_;
    std::mutex mutex_;
    std::map<std::uint32_t, Kept> keys_;
};

}  // namespace panoh::request
