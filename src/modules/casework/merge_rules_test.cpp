// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/merge_rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace panoh::casework {
namespace {

std::optional<Agreement> birth(std::string left, std::string right)
{
    ComparedPerson one;
    ComparedPerson other;
    one.birth = std::move(left);
    other.birth = std::move(right);
    const auto matches = compare_facts(one, other);
    return matches.empty() ? std::nullopt : std::optional(matches.front().agreement);
}

TEST(Merge, dates_agree_when_they_may_mean_the_same_day)
{
    EXPECT_EQ(birth("1988~", "1988-04-03"), Agreement::agrees);
    EXPECT_EQ(birth("1988", "1989"), Agreement::near);
    EXPECT_EQ(birth("1988", "1990"), Agreement::differs);
    EXPECT_EQ(birth("1988-04-03", "1989-04-03"), Agreement::near);
    EXPECT_FALSE(birth("1988", "").has_value());
}

TEST(Merge, a_document_is_the_same_in_any_spelling_of_its_number)
{
    EXPECT_EQ(document_digits("a 123-45/6"), "A123456");
    ComparedPerson one;
    ComparedPerson other;
    one.documents = {document_digits("A 123456")};
    other.documents = {document_digits("a-123456")};
    EXPECT_EQ(compare_facts(one, other), (std::vector<FactMatch>{{SharedFact::document, Agreement::agrees}}));
}

TEST(Merge, two_empty_numbers_are_no_match)
{
    ComparedPerson one;
    ComparedPerson other;
    one.phones = {""};
    other.phones = {""};
    EXPECT_TRUE(compare_facts(one, other).empty());
}

TEST(Merge, a_possible_name_needs_another_fact_and_a_probable_one_does_not)
{
    const std::vector<FactMatch> nothing;
    const std::vector<FactMatch> sex{{SharedFact::sex, Agreement::agrees}};
    const std::vector<FactMatch> near{{SharedFact::birth, Agreement::near}};
    const std::vector<FactMatch> differs{{SharedFact::birth, Agreement::differs}};
    EXPECT_TRUE(worth_proposing(0.91, nothing));
    EXPECT_FALSE(worth_proposing(0.85, nothing));
    EXPECT_FALSE(worth_proposing(0.85, sex));
    EXPECT_TRUE(worth_proposing(0.85, near));
    EXPECT_FALSE(worth_proposing(0.85, differs));
    EXPECT_FALSE(worth_proposing(0.7, near));
}

TEST(Merge, what_agrees_comes_first)
{
    const std::vector<FactMatch> agrees{{SharedFact::birth, Agreement::agrees}};
    const std::vector<FactMatch> differs{{SharedFact::birth, Agreement::differs}};
    EXPECT_GT(weight_of(0.9, agrees), weight_of(0.92, differs));
}

TEST(Merge, only_files_that_stand_alone_follow)
{
    EXPECT_FALSE(joining_problem({}, {}).has_value());
    EXPECT_FALSE(joining_problem({true, false}, {}).has_value());
    EXPECT_EQ(joining_problem({false, true}, {}), msg("person.problem.lead_follows"));
    EXPECT_EQ(joining_problem({}, {false, true}), msg("person.problem.other_follows"));
    EXPECT_EQ(joining_problem({}, {true, false}), msg("person.problem.other_leads"));
}

}  // namespace
}  // namespace panoh::casework
