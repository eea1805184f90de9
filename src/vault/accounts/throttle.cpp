// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/throttle.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <string>

namespace panoh::accounts {

namespace {

using std::chrono::seconds;

constexpr std::size_t most_counters = 20'000;
constexpr std::size_t most_familiar = 10'000;

}  // namespace

Bytes network_of(std::string_view address)
{
    const std::string text(address);
    std::array<std::uint8_t, 4> v4{};
    if (::inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return {v4.begin(), v4.begin() + 3};
    std::array<std::uint8_t, 16> v6{};
    if (::inet_pton(AF_INET6, text.c_str(), v6.data()) == 1) {
        constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
        if (std::equal(mapped.begin(), mapped.end(), v6.begin())) return {v6.begin() + 12, v6.begin() + 15};
        return {v6.begin(), v6.begin() + 8};
    }
    const BytesView bytes = bytes_of(text);
    return {bytes.begin(), bytes.end()};
}

const Throttle::Rule Throttle::login_rule{5, longest_wait, std::chrono::minutes(15)};
const Throttle::Rule Throttle::network_rule{20, longest_wait, std::chrono::minutes(5)};
const Throttle::Rule Throttle::node_rule{200, seconds(4), seconds(10)};

std::size_t Throttle::NameHash::operator()(const Name& name) const noexcept
{
    std::size_t value = 0;
    std::memcpy(&value, name.data(), sizeof value);
    return value;
}

Throttle::Throttle(const Clock& clock, Random& random)
    : clock_(&clock)
    , key_(crypto::SecretKey::random(random))
{}

Throttle::Name Throttle::pair_name(std::string_view login, std::string_view address) const
{
    return crypto::keyed_name(key_, {bytes_of("pair"), bytes_of(login), network_of(address)});
}

std::vector<Throttle::Place> Throttle::places(std::string_view login, std::string_view address) const
{
    const Name network = crypto::keyed_name(key_, {bytes_of("network"), network_of(address)});
    const Name pair = pair_name(login, address);
    if (familiar_.contains(pair)) return {{pair, &login_rule}, {network, &network_rule}};
    return {
        {crypto::keyed_name(key_, {bytes_of("login"), bytes_of(login)}), &login_rule},
        {network, &network_rule},
        {crypto::keyed_name(key_, {bytes_of("node")}), &node_rule},
    };
}

namespace {

template <class Rule>
seconds wait_after(const Rule& rule, std::uint32_t failures)
{
    if (failures < rule.free) return seconds(0);
    constexpr std::uint32_t doublings_at_most = 20;
    const seconds wait(std::int64_t{1} << std::min(failures - rule.free, doublings_at_most));
    return std::min(wait, rule.longest);
}

template <class Counter, class Rule>
void fade(Counter& counter, const Rule& rule, std::chrono::nanoseconds now)
{
    const auto faded = (now - counter.last) / rule.one_fades_after;
    if (faded <= 0) return;
    counter.failures -= static_cast<std::uint32_t>(std::min<std::int64_t>(faded, counter.failures));
    counter.last += faded * rule.one_fades_after;
}

}  // namespace

seconds Throttle::begin(std::string_view login, std::string_view address)
{
    const std::lock_guard lock(mutex_);
    const auto now = clock_->monotonic();
    const std::vector<Place> here = places(login, address);
    std::chrono::nanoseconds wait{};
    for (const Place& place : here) {
        const auto found = counters_.find(place.name);
        if (found != counters_.end()) wait = std::max(wait, found->second.not_before - now);
    }
    if (wait.count() > 0) return std::chrono::ceil<seconds>(wait);
    make_room();
    for (const Place& place : here) {
        Counter& counter = counters_[place.name];
        fade(counter, *place.rule, now);
        ++counter.failures;
        counter.last = now;
        counter.not_before = now + wait_after(*place.rule, counter.failures);
    }
    return seconds(0);
}

void Throttle::take_back(const Place& place)
{
    const auto found = counters_.find(place.name);
    if (found == counters_.end()) return;
    Counter& counter = found->second;
    if (counter.failures > 0) --counter.failures;
    if (counter.failures == 0) {
        counters_.erase(found);
    } else {
        counter.not_before = counter.last + wait_after(*place.rule, counter.failures);
    }
}

void Throttle::succeeded(std::string_view login, std::string_view address)
{
    const std::lock_guard lock(mutex_);
    const std::vector<Place> here = places(login, address);
    counters_.erase(here.front().name);
    std::for_each(here.begin() + 1, here.end(), [&](const Place& place) { take_back(place); });
    if (familiar_.size() >= most_familiar) familiar_.clear();
    familiar_.insert(pair_name(login, address));
}

void Throttle::withdrawn(std::string_view login, std::string_view address)
{
    const std::lock_guard lock(mutex_);
    for (const Place& place : places(login, address))
        take_back(place);
}

void Throttle::make_room()
{
    if (counters_.size() < most_counters) return;
    const auto now = clock_->monotonic();
    std::erase_if(counters_, [&](const auto& each) { return now - each.second.last > std::chrono::hours(6); });
    if (counters_.size() < most_counters) return;
    const auto oldest = std::min_element(counters_.begin(), counters_.end(), [](const auto& left, const auto& right) {
        return left.second.last < right.second.last;
    });
    counters_.erase(oldest);
}

}  // namespace panoh::accounts
