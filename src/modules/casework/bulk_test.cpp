// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/bulk.hpp"

#include "modules/casework/pages_for_test.hpp"
#include "modules/casework/tags.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Bulk : Pages {
    Member& coordinator = node.sign_in("coordinator");
    Member& other = node.member("other_worker");
    OpenedCase first = one_case();
    OpenedCase second = one_case();

    static Inputs marked(std::initializer_list<const OpenedCase*> cases, const char* deed, Inputs more = {})
    {
        for (const OpenedCase* each : cases)
            more.emplace_back("case", each->record.text());
        more.emplace_back("deed", deed);
        return more;
    }
    static Inputs as_checked(std::initializer_list<const OpenedCase*> cases, const char* deed, Inputs more = {})
    {
        for (const OpenedCase* each : cases)
            more.emplace_back("case", each->record.text() + ".1");
        more.emplace_back("deed", deed);
        return more;
    }
    std::size_t tasks(const OpenedCase& made)
    {
        worker.new_request();
        return tasks_of(node.records(), worker.caller(), made.file)->size();
    }
    static Inputs task(const std::string& heading) { return {{"heading", heading}, {"kind", "other"}}; }
};

TEST_F(Bulk, the_check_names_how_many_and_which_before_anything_is_done)
{
    const auto page = post(worker, "/cases/bulk", marked({&first, &second}, "task"));
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(
        page.body, AllOf(HasSubstr("These 2 cases are meant"), HasSubstr(first.number), HasSubstr(second.number))
    );
    EXPECT_EQ(tasks(first), 0U);
}

TEST_F(Bulk, a_task_is_made_in_each_of_the_cases_and_in_no_other)
{
    const OpenedCase third = one_case();
    const auto page =
        post(worker, "/cases/bulk/done", as_checked({&first, &second}, "task", task("Ask about heating")));
    EXPECT_THAT(page.body, HasSubstr("2 of 2 done"));
    EXPECT_EQ(tasks(first), 1U);
    EXPECT_EQ(tasks(second), 1U);
    EXPECT_EQ(tasks(third), 0U);
}

TEST_F(Bulk, a_form_that_comes_twice_counts_once)
{
    Inputs inputs = as_checked({&first}, "task", task("Ask about heating"));
    inputs.emplace_back(web::batch_input, batch().text());
    EXPECT_THAT(send(worker, web::Method::post, "/cases/bulk/done", inputs).body, HasSubstr("1 of 1 done"));
    EXPECT_THAT(send(worker, web::Method::post, "/cases/bulk/done", inputs).body, HasSubstr("1 of 1 done"));
    EXPECT_EQ(tasks(first), 1U);
}

TEST_F(Bulk, a_task_without_a_heading_is_told_and_nothing_is_done)
{
    const auto page = post(worker, "/cases/bulk/done", as_checked({&first}, "task", task(" ")));
    EXPECT_EQ(page.status, 422);
    EXPECT_EQ(tasks(first), 0U);
}

TEST_F(Bulk, a_coordinator_assigns_a_worker_to_each_case)
{
    const auto page = post(
        coordinator,
        "/cases/bulk/done",
        as_checked({&first, &second}, "assign", {{"worker", other.actor().user.text()}, {"leads", "yes"}})
    );
    EXPECT_THAT(page.body, HasSubstr("2 of 2 done"));
    EXPECT_EQ(case_head(node.records(), coordinator.caller(), second.record)->keyworker, other.actor().user);
}

TEST_F(Bulk, what_is_refused_for_one_case_is_said_beside_it_and_done_for_the_others)
{
    ASSERT_EQ(
        post(
            coordinator, "/cases/bulk/done", as_checked({&first}, "assign", {{"worker", other.actor().user.text()}})
        ).status,
        200
    );
    const auto page = post(
        coordinator,
        "/cases/bulk/done",
        as_checked({&first, &second}, "assign", {{"worker", other.actor().user.text()}})
    );
    EXPECT_THAT(page.body, AllOf(HasSubstr("1 of 2 done"), HasSubstr("Not done")));
}

TEST_F(Bulk, access_decides_for_each_case)
{
    const auto page = post(coordinator, "/cases/bulk/done", as_checked({&first}, "task", task("Ask about heating")));
    EXPECT_THAT(page.body, AllOf(HasSubstr("0 of 1 done"), HasSubstr("Not allowed")));
    EXPECT_EQ(tasks(first), 0U);
}

TEST_F(Bulk, a_case_that_somebody_changed_meanwhile_is_left_as_it_is)
{
    post(
        coordinator,
        "/cases/bulk/done",
        as_checked({&first}, "assign", {{"worker", other.actor().user.text()}, {"leads", "yes"}})
    );
    const auto page = post(worker, "/cases/bulk/done", as_checked({&first}, "task", task("Ask about heating")));
    EXPECT_THAT(page.body, HasSubstr("Changed meanwhile"));
    EXPECT_EQ(tasks(first), 0U);
}

TEST_F(Bulk, cases_of_which_one_may_not_know_are_passed_over)
{
    Member& stranger = node.sign_in("worker_b");
    const auto page = post(stranger, "/cases/bulk", marked({&first}, "task"));
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, AllOf(HasSubstr("Nothing was marked"), Not(HasSubstr(first.number))));
    EXPECT_THAT(get(stranger, "/cases").body, Not(HasSubstr(first.number)));
}

TEST_F(Bulk, tags_go_on_and_off_and_narrow_the_list)
{
    coordinator.new_request();
    ASSERT_TRUE(save_tag(node.records(), coordinator.caller(), {}, 0, "Winter aid", batch()));
    worker.new_request();
    const std::string tag = tags_of(node.records(), worker.caller())->front().record.text();
    EXPECT_THAT(
        post(worker, "/cases/bulk/done", as_checked({&first}, "tag", {{"tag", tag}})).body, HasSubstr("1 of 1 done")
    );
    EXPECT_THAT(get(worker, "/cases?tag=" + tag).body, AllOf(HasSubstr(first.number), Not(HasSubstr(second.number))));
    EXPECT_THAT(get(coordinator, "/cases?tag=" + tag).body, Not(HasSubstr(first.number)));
    post(worker, "/cases/bulk/done", as_checked({&first}, "untag", {{"tag", tag}}));
    EXPECT_THAT(get(worker, "/cases?tag=" + tag).body, Not(HasSubstr(first.number)));
}

TEST_F(Bulk, the_list_counts_the_cases_of_a_tag_and_shows_tags_in_a_column_that_is_chosen)
{
    coordinator.new_request();
    ASSERT_TRUE(save_tag(node.records(), coordinator.caller(), {}, 0, "Winter aid", batch()));
    EXPECT_THAT(get(worker, "/cases").body, Not(HasSubstr("Winter aid")));
    worker.new_request();
    const std::string tag = tags_of(node.records(), worker.caller())->front().record.text();
    post(worker, "/cases/bulk/done", as_checked({&first, &second}, "tag", {{"tag", tag}}));
    EXPECT_THAT(get(worker, "/cases").body, HasSubstr("Winter aid (2)"));
    EXPECT_THAT(get(coordinator, "/cases").body, Not(HasSubstr("Winter aid")))
        << "what is on a case is for its readers";
    EXPECT_THAT(get(worker, "/cases").body, Not(HasSubstr("data-label=\"Tags\"")));
    ASSERT_EQ(post(worker, "/views/columns", {{"list", "cases"}, {"column", "tags"}}).status, 303);
    EXPECT_THAT(get(worker, "/cases").body, HasSubstr("data-label=\"Tags\""));
}

TEST_F(Bulk, the_list_has_boxes_for_who_can_do_something_with_many_cases)
{
    EXPECT_THAT(get(worker, "/cases").body, HasSubstr("Mark " + first.number));
    EXPECT_THAT(get(coordinator, "/cases").body, HasSubstr("Mark " + first.number));
    const auto page = get(node.sign_in("hotline_operator"), "/cases");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, Not(HasSubstr("Many cases at once")));
}

TEST_F(Bulk, the_list_marks_all_of_a_page_without_scripts)
{
    EXPECT_THAT(get(worker, "/cases").body, Not(HasSubstr(" checked></td>")));
    EXPECT_THAT(get(worker, "/cases?all=yes").body, HasSubstr(" checked></td>"));
}

TEST_F(Bulk, nonsense_is_nothing_marked)
{
    for (const Inputs& inputs : {Inputs{}, Inputs{{"case", "x.1"}, {"deed", "task"}}, marked({&first}, "destroy")})
        EXPECT_EQ(post(worker, "/cases/bulk", inputs).status, 422);
}

}  // namespace
}  // namespace panoh::casework
