// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/request/allowance.hpp"

#include "vault/accounts/throttle.hpp"

namespace panoh::request {

namespace {

/// Whatever strangers do, memory stays bounded: beyond this many networks only the sum counts.
constexpr std::size_t most_networks = 20'000;

bool is_this_machine(std::string_view address)
{
    return address.starts_with("127.") || address == "::1" || address == "local";
}

}  // namespace

bool Allowance::take(std::string_view what, std::string_view address, const Limits& limits)
{
    const std::lock_guard lock(mutex_);
    const auto now = clock_->monotonic();
    if (hour_began_.count() < 0 || now - hour_began_ >= std::chrono::hours(1)) {
        counts_.clear();
        key_ = crypto::SecretKey::random(*random_);
        hour_began_ = now;
    }
    std::uint32_t& all = counts_[crypto::keyed_name(key_, {bytes_of("all"), bytes_of(what)})];
    if (all >= limits.in_all) return false;
    if (!is_this_machine(address) && counts_.size() < most_networks) {
        const Bytes network = accounts::network_of(address);
        std::uint32_t& one = counts_[crypto::keyed_name(key_, {bytes_of("one"), bytes_of(what), network})];
        if (one >= limits.from_one) return false;
        ++one;
    }
    ++all;
    return true;
}

}  // namespace panoh::request
