// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/reports/wish.hpp"

#include <gmock/gmock.h>

namespace panoh::reports {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> wrong_inputs(const Wish& wish)
{
    std::vector<std::string> inputs;
    for (const WishProblem& problem : problems_of(wish, {"en", "ru"}))
        inputs.push_back(problem.input);
    return inputs;
}

Wish good()
{
    Wish wish;
    wish.language = "ru";
    return wish;
}

TEST(Wishes, that_are_complete_have_no_problem)
{
    EXPECT_THAT(wrong_inputs(good()), IsEmpty());
}

TEST(Wishes, need_a_language_and_format_that_there_are)
{
    Wish wish = good();
    wish.language = "xx";
    wish.format = "exe";
    EXPECT_THAT(wrong_inputs(wish), ElementsAre("language", "format"));
}

TEST(Wishes, for_somebody_outside_name_the_recipient)
{
    Wish wish = good();
    wish.paper.outside = true;
    EXPECT_THAT(wrong_inputs(wish), ElementsAre("recipient"));
}

TEST(Wishes, for_a_referral_say_why)
{
    Wish wish = good();
    wish.kind = referral_kind;
    wish.letter = "  ";
    EXPECT_THAT(wrong_inputs(wish), ElementsAre("letter"));
    wish.letter = "Pain in the shoulder since May.";
    EXPECT_THAT(wrong_inputs(wish), IsEmpty());
}

TEST(Wishes, take_a_password_that_is_long_enough_and_only_with_a_pdf)
{
    Wish wish = good();
    wish.password = Sensitive<std::string>("short");
    EXPECT_THAT(wrong_inputs(wish), ElementsAre("password"));
    wish.password = Sensitive<std::string>("twelve letters");
    EXPECT_THAT(wrong_inputs(wish), IsEmpty());
    wish.format = as_docx;
    EXPECT_THAT(wrong_inputs(wish), ElementsAre("password"));
}

}  // namespace
}  // namespace panoh::reports
