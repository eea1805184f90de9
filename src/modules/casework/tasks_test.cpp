// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/tasks.hpp"

#include "modules/casework/pages_for_test.hpp"
#include "modules/casework/pages_shared.hpp"
#include "modules/casework/tasks_rules.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(task_rows, are_counted_from_the_day_of_the_first_one)
{
    const Repetition weekly{1, "weeks", "2026-11-02", ""};
    EXPECT_EQ(next_due(weekly, "2026-11-02", "2026-11-02"), "2026-11-09");
    EXPECT_EQ(next_due(weekly, "2026-11-02", "2026-11-05"), "2026-11-09") << "not from the day on which it was done";
    EXPECT_EQ(next_due(weekly, "2026-11-02", "2026-11-20"), "2026-11-23") << "what has passed is not made up for";
    EXPECT_EQ(next_due(weekly, "2026-11-12", "2026-11-10"), "2026-11-16") << "one that was postponed";
    EXPECT_EQ(next_due({10, "days", "2026-11-22", ""}, "2026-11-22", "2026-11-22"), "2026-12-02");
}

TEST(task_rows, keep_the_day_of_the_month)
{
    const Repetition monthly{1, "months", "2027-01-31", ""};
    EXPECT_EQ(next_due(monthly, "2027-01-31", "2027-01-31"), "2027-02-28");
    EXPECT_EQ(next_due(monthly, "2027-02-28", "2027-02-28"), "2027-03-31");
    EXPECT_EQ(next_due({12, "months", "2028-02-29", ""}, "2028-02-29", "2028-02-29"), "2029-02-28");
}

TEST(task_rows, end_at_their_last_day_and_need_a_whole_date)
{
    EXPECT_EQ(next_due({1, "weeks", "2026-11-02", "2026-11-09"}, "2026-11-02", "2026-11-02"), "2026-11-09");
    EXPECT_EQ(next_due({1, "weeks", "2026-11-02", "2026-11-08"}, "2026-11-02", "2026-11-02"), "");
    EXPECT_EQ(next_due({1, "weeks", "2026-11", ""}, "2026-11", "2026-11-02"), "");
    EXPECT_EQ(next_due({}, "2026-11-02", "2026-11-02"), "");
}

TEST(task_rows, go_on_when_one_was_not_possible_and_end_when_it_is_not_wanted)
{
    EXPECT_TRUE(goes_on_after("not_reached"));
    for (const char* reason : {"no_longer_needed", "declined", "case_closed"})
        EXPECT_FALSE(goes_on_after(reason)) << reason;
}

struct Tasks : Pages {
    OpenedCase made = one_case();
    const std::string of_case = "/cases/" + made.record.text();

    RecordId task(std::vector<std::pair<std::string, std::string>> more = {})
    {
        std::vector<std::pair<std::string, std::string>> inputs{
            {"heading", "Call the clinic"}, {"due_on.day", "20"}, {"due_on.month", "11"}, {"due_on.year", "2026"}};
        inputs.insert(inputs.end(), more.begin(), more.end());
        const auto outcome = saved(worker, made.file, "task", std::move(inputs));
        PANOH_CHECK(outcome.saved());
        return outcome.record;
    }
    RecordId weekly_task() { return task({{"repeat_every", "1"}, {"repeat_unit", "weeks"}}); }
    std::vector<TaskLine> all() { return *tasks_of(node.records(), worker.caller(), made.file); }
    std::vector<TaskLine> open()
    {
        auto lines = all();
        std::erase_if(lines, [](const TaskLine& line) { return !is_open_task(line.state); });
        return lines;
    }
    void close_case()
    {
        const auto current = node.records().read(worker.caller(), made.record);
        auto ended = tasks_ended_with_case(node.records(), worker.caller(), made.file);
        ASSERT_TRUE(ended.has_value());
        vault::Batch writing;
        writing.id = batch();
        writing.records = std::move(*ended);
        writing.records.push_back(
            {current->id, current->file, "case", current->revision, current->coded, current->content, false}
        );
        writing.records.back().coded["status"] = "closed";
        ASSERT_TRUE(node.records().write(worker.caller(), std::move(writing)).has_value());
    }
};

TEST_F(Tasks, that_come_again_bring_the_next_one_when_they_are_done)
{
    const RecordId first = weekly_task();
    const BatchId once = batch();
    ASSERT_TRUE(complete_task(node.records(), worker.caller(), first, once));
    ASSERT_THAT(open(), SizeIs(1));
    EXPECT_GT(open().front().due_on, "2026-11-20");
    const auto next = node.records().read(worker.caller(), open().front().record);
    EXPECT_EQ(text_at(next->content.reveal(), "heading"), "Call the clinic");
    EXPECT_FALSE(next->coded.contains("done_on"));
    ASSERT_TRUE(complete_task(node.records(), worker.caller(), first, once));
    ASSERT_TRUE(complete_task(node.records(), worker.caller(), first, batch()));
    EXPECT_THAT(open(), SizeIs(1)) << "a repeated click makes no second one";
}

TEST_F(Tasks, that_are_ended_in_their_form_bring_the_next_one_too)
{
    const RecordId first = weekly_task();
    const auto record = node.records().read(worker.caller(), first);
    const forms::RecordType& type = *node.records().schema().type("task");
    auto answers = record->merged().reveal();
    answers["state"] = "done";
    const auto values = forms::to_submission(type, answers, "UTC");
    const auto outcome =
        save_form(node.records(), worker.caller(), {"task", made.file, first, record->revision}, values, batch());
    ASSERT_TRUE(outcome.has_value() && outcome->saved());
    EXPECT_THAT(open(), SizeIs(1));
    EXPECT_THAT(all(), SizeIs(2));
}

TEST_F(Tasks, end_with_their_case_and_stay_ended_when_it_is_reopened)
{
    weekly_task();
    task();
    close_case();
    EXPECT_THAT(open(), IsEmpty());
    for (const TaskLine& line : all()) {
        EXPECT_EQ(line.state, "not_done");
        EXPECT_EQ(line.ended_because, "case_closed");
    }
    ASSERT_TRUE(saved(
                    worker,
                    made.file,
                    "status_change",
                    {{"status", "reopened"},
                     {"reason", "New facts"},
                     {"changed_on.day", "22"},
                     {"changed_on.month", "11"},
                     {"changed_on.year", "2026"}}
    ).saved());
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_THAT(get(worker, of_case + "/tasks").body, HasSubstr("The case was closed"));
}

TEST_F(Tasks, are_done_by_one_person_or_one_role)
{
    const RecordId made_task = task();
    const UserId me = worker.actor().user;
    EXPECT_FALSE(pass_task_on(node.records(), worker.caller(), made_task, me, "lawyer", batch()));
    ASSERT_TRUE(pass_task_on(node.records(), worker.caller(), made_task, {}, "lawyer", batch()));
    EXPECT_EQ(open().front().role, "lawyer");
    EXPECT_TRUE(open().front().who.is_none());
    ASSERT_TRUE(pass_task_on(node.records(), worker.caller(), made_task, me, "", batch()));
    EXPECT_EQ(open().front().who, me);
    EXPECT_TRUE(open().front().role.empty());
    const auto page =
        post(worker, "/records/" + made_task.text() + "/reassign", {{"person", me.text()}, {"role", "physician"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("Choose one person or one role, not both."));
}

TEST_F(Tasks, are_not_done_only_with_a_reason)
{
    const std::string address = "/records/" + task().text();
    EXPECT_THAT(get(worker, address).body, HasSubstr(address + "/not-done"));
    EXPECT_EQ(get(worker, address + "/not-done").status, 200);
    const auto without = post(worker, address + "/not-done", {{"words", "We tried three times"}});
    EXPECT_EQ(without.status, 422);
    EXPECT_THAT(without.body, AllOf(HasSubstr("Say why it was not done."), HasSubstr("We tried three times")));
    EXPECT_EQ(post(worker, address + "/not-done", {{"reason", "other"}}).status, 422);
    EXPECT_THAT(open(), SizeIs(1));
    EXPECT_EQ(post(worker, address + "/not-done", {{"reason", "declined"}}).status, 303);
    EXPECT_THAT(open(), IsEmpty());
    EXPECT_THAT(get(worker, of_case + "/tasks").body, HasSubstr("The person does not want it"));
    EXPECT_THAT(get(worker, address).body, Not(HasSubstr(address + "/done")));
    for (const char* form : {"/not-done", "/postpone", "/reassign"})
        EXPECT_EQ(target_of(get(worker, address + form)), address) << form;
}

TEST_F(Tasks, that_ended_meanwhile_lose_no_words_of_who_was_writing)
{
    const std::string address = "/records/" + task().text();
    ASSERT_EQ(post(worker, address + "/done", {}).status, 303);
    const auto too_late = AllOf(HasSubstr("has ended meanwhile"), HasSubstr("They asked us to wait"));
    for (const Inputs& typed :
         {Inputs{{"reason", "declined"}, {"words", "They asked us to wait"}},
          Inputs{{"due_on", "2027-01-10"}, {"reason", "They asked us to wait"}}}) {
        const char* step = typed.front().first == "due_on" ? "/postpone" : "/not-done";
        const auto answer = post(worker, address + step, typed);
        EXPECT_EQ(answer.status, 409);
        EXPECT_THAT(answer.body, too_late);
        EXPECT_THAT(answer.body, Not(HasSubstr("<pre>declined</pre>"))) << "what was chosen is no text";
    }
}

TEST_F(Tasks, come_from_a_list_only_as_far_as_they_were_ticked)
{
    const std::string address = of_case + "/tasks/from-list";
    EXPECT_THAT(get(worker, address).body, HasSubstr("After a case was opened"));
    EXPECT_EQ(post(worker, address, {}).status, 422);
    EXPECT_THAT(open(), IsEmpty());
    const Inputs ticked{{"after_opening", "safety_plan"}, {"after_opening", "collect_documents"}};
    EXPECT_EQ(post(worker, address, ticked).status, 303);
    ASSERT_THAT(open(), SizeIs(2));
    EXPECT_TRUE(open().back().role.empty()) << "nobody in the case is a lawyer: it is the keyworker’s";
    EXPECT_THAT(get(worker, of_case + "/tasks").body, HasSubstr("Talk through what makes the next days safer"));
}

TEST_F(Tasks, that_are_long_overdue_reach_the_coordinator_without_their_words)
{
    ASSERT_TRUE(saved(
                    worker,
                    made.file,
                    "task",
                    {{"heading", "Call the clinic"},
                     {"assigned_to", worker.actor().user.text()},
                     {"due_on.day", "1"},
                     {"due_on.month", "11"},
                     {"due_on.year", "2020"}}
    ).saved());
    EXPECT_THAT(get(worker, of_case + "/tasks").body, HasSubstr("On the coordinator’s list since"));
    const auto work = get(node.sign_in("coordinator"), "/?whose=mine").body;
    EXPECT_THAT(work, AllOf(HasSubstr(made.number), HasSubstr("On the coordinator’s list since")));
    EXPECT_THAT(work, Not(HasSubstr("Call the clinic")));
}

}  // namespace
}  // namespace panoh::casework
