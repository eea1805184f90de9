// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands before a passphrase is judged, and what is kept while nobody can open it.
#include "vault/accounts/dropbox.hpp"
#include "vault/accounts/stretch_queue.hpp"
#include "vault/accounts/throttle.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <sys/stat.h>
#include <thread>

namespace panoh::accounts {
namespace {

namespace files = std::filesystem;
using std::chrono::minutes;
using std::chrono::seconds;

const Timestamp start{seconds(1'800'000'000)};
constexpr std::string_view home = "203.0.113.7";
constexpr std::string_view elsewhere = "198.51.100.1";

class ThrottleTest : public ::testing::Test {
protected:
    FixedClock clock{start};
    SeededRandom random{1};
    Throttle throttle{clock, random};

    void fail_times(int times, std::string_view login, std::string_view address)
    {
        for (int count = 0; count < times; ++count) {
            const auto wait = throttle.begin(login, address);
            if (wait.count() == 0) continue;
            clock.advance(wait);
            EXPECT_EQ(throttle.begin(login, address).count(), 0);
        }
    }
};

TEST_F(ThrottleTest, WaitsGrowFromOneSecondAndEndAtFifteenMinutes)
{
    fail_times(4, "anna", home);
    std::vector<std::int64_t> waits;
    for (int count = 0; count < 14; ++count) {
        EXPECT_EQ(throttle.begin("anna", home).count(), 0);
        waits.push_back(throttle.begin("anna", home).count());
        clock.advance(seconds(waits.back()));
    }
    EXPECT_EQ(std::vector<std::int64_t>(waits.begin(), waits.begin() + 5), (std::vector<std::int64_t>{1, 2, 4, 8, 16}));
    EXPECT_EQ(*std::max_element(waits.begin(), waits.end()), 900);
}

TEST_F(ThrottleTest, NobodyIsLockedOut)
{
    fail_times(40, "anna", elsewhere);
    EXPECT_GT(throttle.begin("anna", home).count(), 0);
    clock.advance(Throttle::longest_wait);
    EXPECT_EQ(throttle.begin("anna", home).count(), 0);
}

TEST_F(ThrottleTest, StrangersDoNotKeepAColleagueAwayFromWhereTheyWork)
{
    EXPECT_EQ(throttle.begin("anna", home).count(), 0);
    throttle.succeeded("anna", home);
    fail_times(40, "anna", elsewhere);
    EXPECT_EQ(throttle.begin("anna", "203.0.113.200").count(), 0) << "same /24";
    EXPECT_GT(throttle.begin("anna", "203.0.114.7").count(), 0);
}

TEST_F(ThrottleTest, FailuresOfOneNetworkCountTogether)
{
    for (int count = 0; count < 20; ++count)
        EXPECT_EQ(throttle.begin("login" + std::to_string(count), "2001:db8::" + std::to_string(count)).count(), 0);
    EXPECT_GT(throttle.begin("another", "2001:db8:0:0:ffff::1").count(), 0);
    EXPECT_EQ(throttle.begin("another", "2001:db8:0:1::1").count(), 0);
}

TEST_F(ThrottleTest, MappedAddressesAreTheirIPv4Network)
{
    for (int count = 0; count < 20; ++count)
        EXPECT_EQ(throttle.begin("login" + std::to_string(count), "::ffff:203.0.113.9").count(), 0);
    EXPECT_GT(throttle.begin("boris", home).count(), 0);
}

TEST_F(ThrottleTest, FailuresFadeAndSuccessClearsTheLogin)
{
    fail_times(4, "anna", home);
    EXPECT_EQ(throttle.begin("anna", home).count(), 0);
    throttle.succeeded("anna", home);
    EXPECT_EQ(throttle.begin("anna", home).count(), 0);
    fail_times(4, "boris", elsewhere);
    clock.advance(minutes(61));
    fail_times(4, "boris", elsewhere);
    EXPECT_EQ(throttle.begin("boris", elsewhere).count(), 0);
}

TEST_F(ThrottleTest, WhatWasNotJudgedDoesNotCount)
{
    for (int count = 0; count < 50; ++count) {
        EXPECT_EQ(throttle.begin("anna", home).count(), 0);
        throttle.withdrawn("anna", home);
    }
}

Result<crypto::Stretched> nothing()
{
    return crypto::Stretched{};
}

TEST(StretchQueue, RunsFewAtOnceAndRefusesBeyondItsLength)
{
    StretchQueue queue({1, 2});
    std::promise<void> go;
    const std::shared_future<void> gate = go.get_future().share();
    std::promise<void> begun;
    std::atomic<int> at_once = 0;
    std::atomic<int> most = 0;
    std::atomic<int> finished = 0;
    const auto work = [&]() -> Result<crypto::Stretched> {
        const int now = ++at_once;
        most = std::max(most.load(), now);
        gate.wait();
        --at_once;
        ++finished;
        return nothing();
    };
    std::vector<std::thread> threads;
    threads.emplace_back([&] {
        EXPECT_TRUE(queue.run([&] {
            begun.set_value();
            return work();
        }));
    });
    begun.get_future().wait();
    std::atomic<int> refused = 0;
    for (int count = 0; count < 5; ++count) {
        threads.emplace_back([&] {
            const auto result = queue.run(work);
            if (result) return;
            EXPECT_EQ(result.error().code, ErrorCode::busy);
            ++refused;
        });
    }
    while (refused < 3)
        std::this_thread::yield();
    go.set_value();
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(finished, 3);
    EXPECT_EQ(most, 1);
    EXPECT_TRUE(queue.run(nothing));
}

class DropBoxTest : public ::testing::Test {
protected:
    SeededRandom random{7};
    vault::NodeKeys keys = vault::NodeKeys::create(random);
    std::string folder = (files::temp_directory_path() / ("panoh_dropbox_" + to_hex(random_name()))).string();
    DropBox box{folder, keys.drop_box().open_key};
    std::vector<std::string> seen;

    static Bytes random_name()
    {
        Bytes name(8);
        system_random().fill(name);
        return name;
    }

    void TearDown() override { files::remove_all(folder); }

    Result<void> put(std::string_view text, const DropBox::Limits& limits = {})
    {
        return box.put("message", start, bytes_of(text), random, limits);
    }

    DropBox::Visitor taking(bool take)
    {
        return [this, take](const DropBox::Box& each) -> Result<bool> {
            EXPECT_EQ(each.kind, "message");
            EXPECT_EQ(each.at, start);
            seen.emplace_back(text_of(each.payload.view()));
            return take;
        };
    }
};

TEST_F(DropBoxTest, GivesBackWhatWasPutOnceItIsTaken)
{
    ASSERT_TRUE(put("one"));
    ASSERT_TRUE(put("two"));
    ASSERT_TRUE(box.import(keys, taking(false)));
    const auto report = box.import(keys, taking(true));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->taken, 2U);
    EXPECT_EQ(
        std::multiset<std::string>(seen.begin(), seen.end()), (std::multiset<std::string>{"one", "one", "two", "two"})
    );
    EXPECT_TRUE(files::is_empty(folder));
}

TEST_F(DropBoxTest, ShowsNeitherTextNorExactLengthAndOnlyToItsOwner)
{
    ASSERT_TRUE(put("short canary"));
    ASSERT_TRUE(put("a somewhat longer canary"));
    std::set<std::uintmax_t> sizes;
    for (const auto& file : files::directory_iterator(folder)) {
        sizes.insert(file.file_size());
        std::ifstream in(file.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        EXPECT_EQ(bytes.find("canary"), std::string::npos);
        EXPECT_EQ(file.status().permissions(), files::perms::owner_read | files::perms::owner_write);
    }
    EXPECT_EQ(sizes.size(), 1U);
    EXPECT_EQ(files::status(folder).permissions(), files::perms::owner_all);
}

TEST_F(DropBoxTest, RefusesWhatIsTooMuch)
{
    const DropBox::Limits limits{2, 1U << 20U, 100};
    EXPECT_EQ(put(std::string(101, 'x'), limits).error().code, ErrorCode::too_large);
    ASSERT_TRUE(put("one", limits));
    ASSERT_TRUE(put("two", limits));
    EXPECT_EQ(put("three", limits).error().code, ErrorCode::busy);
    EXPECT_EQ(put("three", {100, 1500, 100}).error().code, ErrorCode::busy);
    EXPECT_TRUE(put("three"));
}

TEST_F(DropBoxTest, SetsAsideWhatDoesNotOpen)
{
    ASSERT_TRUE(put("one"));
    std::ofstream(folder + "/00.box") << "not sealed for this node";
    const auto report = box.import(keys, taking(true));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->taken, 1U);
    EXPECT_EQ(report->unreadable, 1U);
    EXPECT_EQ(box.import(keys, taking(true))->unreadable, 0U);
    EXPECT_TRUE(files::exists(folder + "/00.box.unreadable"));
}

TEST_F(DropBoxTest, AnEmptyNodeHasNothingToImport)
{
    const auto report = box.import(keys, taking(true));
    ASSERT_TRUE(report);
    EXPECT_EQ(report->taken + report->left + report->unreadable, 0U);
}

}  // namespace
}  // namespace panoh::accounts
