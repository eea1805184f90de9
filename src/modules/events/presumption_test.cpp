// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/events/presumption.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace panoh::events {
namespace {

const std::vector<std::string> all{
    "reported",
    "under_check",
    "investigated",
    "charged",
    "on_trial",
    "acquitted",
    "convicted_not_final",
    "convicted_final",
    "discontinued"};

TEST(standing, is_reported_where_nothing_is_known)
{
    EXPECT_EQ(standing_of({}), "reported");
}

TEST(standing, is_the_newest_step)
{
    const std::vector<AllegationStep> steps{
        {"convicted_final", "2016-02-01"}, {"under_check", "2014-06"}, {"charged", "2015"}};
    EXPECT_EQ(standing_of(steps), "convicted_final");
}

TEST(standing, follows_a_judgment_that_was_set_aside)
{
    const std::vector<AllegationStep> steps{{"convicted_not_final", "2015-03-01"}, {"acquitted", "2015-09-10"}};
    EXPECT_EQ(standing_of(steps), "acquitted");
}

TEST(standing, says_least_where_it_is_not_certain_which_step_is_the_newest)
{
    EXPECT_EQ(
        standing_of(std::vector<AllegationStep>{{"convicted_final", "2015-06-01"}, {"charged", "2015"}}), "charged"
    );
    EXPECT_EQ(
        standing_of(std::vector<AllegationStep>{{"convicted_final", "2015-06-01"}, {"acquitted", ""}}), "acquitted"
    );
    EXPECT_EQ(
        standing_of(std::vector<AllegationStep>{{"on_trial", "2015-06-01"}, {"charged", "2015-06-01"}}), "charged"
    );
}

TEST(standing, does_not_know_a_code_of_another_list)
{
    EXPECT_EQ(standing_of(std::vector<AllegationStep>{{"guilty", "2015"}}), "reported");
}

TEST(words, of_every_status_have_a_name_and_a_sentence)
{
    std::set<std::string> sentences;
    for (const std::string& status : all) {
        EXPECT_FALSE(presumption_words(status).called.empty()) << status;
        sentences.insert(presumption_words(status).notice.text());
    }
    EXPECT_EQ(sentences.size(), all.size());
}

TEST(words, call_somebody_alleged_for_a_status_that_is_not_known)
{
    EXPECT_EQ(presumption_words("").called, msg("events.called.alleged"));
    EXPECT_EQ(presumption_words("guilty").notice, msg("events.notice.reported"));
}

TEST(words, say_that_somebody_did_it_only_after_a_final_judgment)
{
    for (const std::string& status : all)
        EXPECT_EQ(may_say_did(status), status == "convicted_final") << status;
    EXPECT_FALSE(may_say_did(""));
}

}  // namespace
}  // namespace panoh::events
