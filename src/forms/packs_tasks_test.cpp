// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs.hpp"

namespace panoh::forms {
namespace {

using ::testing::HasSubstr;

std::vector<PackFile> pack(std::string templates)
{
    return {
        {"core/lists/task_sets.yaml", "list: task_sets\ncodes: [after_opening]\n"},
        {"core/lists/task_templates.yaml", "list: task_templates\ncodes: [safety_plan]\n"},
        {"core/lists/task_kinds.yaml", "list: task_kinds\ncodes: [review]\n"},
        {"core/task_templates.yaml", std::move(templates)}};
}

TEST(TaskTemplates, are_read_with_the_days_until_they_are_due)
{
    const auto schema =
        load_packs(pack("task_templates:\n  - { set: after_opening, task: safety_plan, kind: review, after_days: 3 }\n")
        );
    ASSERT_TRUE(schema.has_value()) << schema.error().detail;
    ASSERT_EQ(schema->task_templates.size(), 1U);
    EXPECT_EQ(schema->task_templates.front().task, "safety_plan");
    EXPECT_EQ(schema->task_templates.front().after_days, 3);
}

TEST(TaskTemplates, of_a_local_pack_replace_those_before)
{
    auto files = pack("task_templates:\n  - { set: after_opening, task: safety_plan }\n");
    files.push_back({"local/task_templates.yaml", "task_templates: []\n"});
    EXPECT_TRUE(load_packs(files)->task_templates.empty());
}

TEST(TaskTemplates, that_name_what_no_list_has_stop_the_start)
{
    const auto refused = load_packs(pack("task_templates:\n  - { set: after_opening, task: unknown }\n"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().detail, HasSubstr("the list task_templates has no code unknown"));
    EXPECT_FALSE(load_packs(pack("task_templates: 3\n")).has_value());
}

}  // namespace
}  // namespace panoh::forms
