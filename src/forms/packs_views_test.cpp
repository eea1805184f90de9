// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs_views.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ShippedViews, are_read_with_their_list_query_and_roles)
{
    const std::vector<PackFile> files{
        {"core/views.yaml", "views:\n  - { name: mine, list: cases, query: \"keyworker=me\", roles: [lawyer] }\n"}};
    const auto views = load_views(files);
    ASSERT_TRUE(views.has_value());
    ASSERT_EQ(views->size(), 1U);
    EXPECT_EQ(views->front().query, "keyworker=me");
    EXPECT_THAT(views->front().roles, ElementsAre("lawyer"));
}

TEST(ShippedViews, of_a_later_file_replace_those_before)
{
    const std::vector<PackFile> files{
        {"core/views.yaml", "views: [{ name: mine, list: cases, query: \"\", roles: [lawyer] }]\n"},
        {"local/views.yaml", "views: []\n"}};
    EXPECT_TRUE(load_views(files)->empty());
}

TEST(ShippedViews, with_mistakes_are_told_with_the_line)
{
    const std::vector<PackFile> files{{"core/views.yaml", "views:\n  - { name: mine, list: cases }\n"}};
    const auto views = load_views(files);
    ASSERT_FALSE(views.has_value());
    EXPECT_THAT(views.error().detail, HasSubstr("core/views.yaml:2: a view has a name"));
}

}  // namespace
}  // namespace panoh::forms
