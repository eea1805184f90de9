// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/ordered_work.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace panoh::vault {
namespace {

/// Spends less on a thing the later it comes, so that later ones are done first.
int slowly_doubled(int value)
{
    volatile int spent = 0;
    for (int at = value; at < 2'000; ++at)
        spent = spent + at;
    return 2 * value;
}

TEST(OrderedWork, IsTakenInTheOrderInWhichItWasAdded)
{
    std::vector<int> taken;
    OrderedWork<int, int> work(slowly_doubled, [&](int value) { taken.push_back(value); });
    for (int value = 0; value < 2'000; ++value)
        work.add(value);
    work.finish();
    ASSERT_EQ(taken.size(), 2'000U);
    for (int value = 0; value < 2'000; ++value)
        ASSERT_EQ(taken[static_cast<std::size_t>(value)], 2 * value);
}

TEST(OrderedWork, TakesInTheCallingThreadAlone)
{
    const auto caller = std::this_thread::get_id();
    bool always = true;
    OrderedWork<int, int> work(slowly_doubled, [&](int) { always = always && std::this_thread::get_id() == caller; });
    for (int value = 0; value < 200; ++value)
        work.add(value);
    work.finish();
    EXPECT_TRUE(always);
}

TEST(OrderedWork, MayBeLeftUnfinished)
{
    int taken = 0;
    {
        OrderedWork<int, int> work(slowly_doubled, [&](int) { ++taken; });
        for (int value = 0; value < 100; ++value)
            work.add(value);
    }
    EXPECT_LE(taken, 100);
}

}  // namespace
}  // namespace panoh::vault
