// SPDX-License-Identifier: AGPL-3.0-or-later
// Thousands of forms, filled in by chance: nothing is lost, nothing breaks, nothing leaks.
#include "integration/random_forms_walk.hpp"
#include "main/demo/demo.hpp"
#include "support/test_node.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace panoh::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise)
{
    const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): before anything else runs
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// Lines that only one of them has: "gone" or "come".
std::vector<std::string> different(const std::vector<std::string>& before, const std::vector<std::string>& after)
{
    std::vector<std::string> gone;
    std::vector<std::string> come;
    std::ranges::set_difference(before, after, std::back_inserter(gone));
    std::ranges::set_difference(after, before, std::back_inserter(come));
    std::vector<std::string> lines;
    for (const std::string& line : gone)
        lines.push_back("\ngone " + line);
    for (const std::string& line : come)
        lines.push_back("\ncome " + line);
    return lines;
}

/// How many of the addresses a walk comes to at least, of a hundred; a long one comes to more.
constexpr std::size_t least_reached = 50;

TEST(RandomForms, LoseNothingAndNeverBreakAnything)
{
    const std::uint64_t seed = number_from("PANOH_SEED", 20'261'122);
    const std::uint64_t count = number_from("PANOH_SUBMISSIONS", 10'000);
    SCOPED_TRACE(fmt::format("PANOH_SEED={} PANOH_SUBMISSIONS={}", seed, count));
    fmt::print("PANOH_SEED={} PANOH_SUBMISSIONS={}\n", seed, count);
    const TemporaryFolder folder;
    const std::string place = folder.path() + "/demo";
    const Timestamp noon = TestNode::default_now();
    const auto built = demo::build_demo(place, noon);
    ASSERT_TRUE(built.has_value()) << built.error().detail;
    ::testing::internal::CaptureStderr();
    FormWalk walk(place, noon, seed);
    for (int half = 0; half < 2; ++half) {
        walk.send_forms(count / 2);
        EXPECT_TRUE(walk.chains_hold());
        const auto before = walk.rows();
        walk.open_again();
        EXPECT_THAT(different(before, walk.rows()), IsEmpty())
            << "the workspace is another one after closing and opening again";
    }
    const std::string log = ::testing::internal::GetCapturedStderr();
    EXPECT_THAT(log, Not(HasSubstr(std::string(mark_start)))) << "typed text in the log";
    std::vector<std::string> findings;
    for (const auto& [what, example] : walk.findings())
        findings.push_back("\n" + what + ": " + example);
    EXPECT_THAT(findings, IsEmpty());
    const auto addresses = walk.post_addresses();
    for (const std::string& address : addresses) {
        const auto answers = walk.answers().find(address);
        fmt::print("{}{}", address, answers == walk.answers().end() ? "  not reached" : "");
        if (answers != walk.answers().end()) {
            for (const auto& [status, times] : answers->second)
                fmt::print("  {}: {}", status, times);
        }
        fmt::print("\n");
    }
    EXPECT_EQ(walk.sent(), count / 2 * 2);
    EXPECT_GE(walk.answers().size() * 100, addresses.size() * least_reached);
}

}  // namespace
}  // namespace panoh::testing
