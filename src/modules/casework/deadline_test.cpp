// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/deadline.hpp"

#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Deadlines : Pages {
    OpenedCase made = one_case();
    const std::string of_case = "/cases/" + made.record.text();
    const std::string new_one = "/files/" + made.file.text() + "/new/deadline";

    Inputs inputs(const std::string& due_day, Inputs more = {})
    {
        Inputs all{
            {"heading", "Appeal the refusal"},
            {"basis", "Article named in the letter"},
            {"owner", worker.actor().user.text()},
            {"due_on.day", due_day},
            {"due_on.month", "12"},
            {"due_on.year", "2026"}};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    RecordId added(const std::string& due_day = "4")
    {
        const auto outcome = saved(worker, made.file, "deadline", inputs(due_day));
        PANOH_CHECK(outcome.saved());
        return outcome.record;
    }
    DeadlineLine line(const RecordId& record)
    {
        const auto lines = deadlines_of(node.records(), worker.caller(), made.file);
        for (const DeadlineLine& each : *lines) {
            if (each.record == record) return each;
        }
        return {};
    }
    std::string page(const RecordId& record) { return of_case + "/deadlines/" + record.text(); }
};

TEST_F(Deadlines, stand_on_the_case_by_date_with_a_flag_and_in_the_list_of_cases)
{
    added("20");
    added("4");
    const auto list = get(worker, of_case + "/deadlines");
    EXPECT_LT(list.body.find("04.12.2026"), list.body.find("20.12.2026"));
    EXPECT_THAT(get(worker, of_case).body, HasSubstr("flag-due"));
    EXPECT_EQ(case_list(node.records(), worker.caller(), {})->lines.front().next_due, "2026-12-04");
}

TEST_F(Deadlines, need_a_date_a_basis_and_an_owner_who_works_on_the_case)
{
    const auto bare = post(worker, new_one, {{"heading", "Appeal the refusal"}});
    EXPECT_EQ(bare.status, 422);
    EXPECT_THAT(bare.body, HasSubstr("Appeal the refusal"));
    Member& other = node.sign_in("other_worker");
    const auto stranger = post(worker, new_one, inputs("4", {{"second", other.actor().user.text()}}));
    EXPECT_EQ(stranger.status, 422);
    EXPECT_THAT(stranger.body, HasSubstr("Choose somebody who works on the case, or a coordinator."));
    const auto twice = post(worker, new_one, inputs("4", {{"second", worker.actor().user.text()}}));
    EXPECT_EQ(twice.status, 422);
    EXPECT_TRUE(deadlines_of(node.records(), worker.caller(), made.file)->empty());
}

TEST_F(Deadlines, a_coordinator_sees_the_date_and_not_the_words)
{
    added();
    Member& coordinator = node.sign_in("coordinator");
    const auto list = get(coordinator, of_case + "/deadlines");
    ASSERT_EQ(list.status, 200);
    EXPECT_THAT(list.body, HasSubstr("04.12.2026"));
    EXPECT_THAT(list.body, Not(HasSubstr("Appeal the refusal")));
}

TEST_F(Deadlines, are_done_or_missed_and_missed_says_why)
{
    const RecordId record = added();
    const auto nothing = post(worker, page(record), {{"step", "end"}, {"ended_on", "22.11.2026"}});
    EXPECT_EQ(nothing.status, 422);
    const auto silent = post(worker, page(record), {{"step", "end"}, {"state", "missed"}, {"ended_on", "22.11.2026"}});
    EXPECT_EQ(silent.status, 422);
    EXPECT_THAT(silent.body, HasSubstr("Say why it was missed."));
    const auto ahead = post(worker, page(record), {{"step", "end"}, {"state", "done"}, {"ended_on", "23.12.2026"}});
    EXPECT_EQ(ahead.status, 422);
    EXPECT_TRUE(line(record).is_open());
    ASSERT_EQ(post(worker, page(record), {{"step", "end"}, {"state", "done"}, {"ended_on", "22.11.2026"}}).status, 303);
    EXPECT_EQ(line(record).state, "done");
    ASSERT_EQ(post(worker, page(record), {{"step", "reopen"}}).status, 303);
    EXPECT_TRUE(line(record).is_open());
}

TEST_F(Deadlines, are_moved_with_a_reason_and_keep_the_former_date)
{
    const RecordId record = added();
    EXPECT_EQ(post(worker, page(record), {{"step", "postpone"}, {"due_on", "11.12.2026"}}).status, 422);
    ASSERT_EQ(
        post(
            worker, page(record), {{"step", "postpone"}, {"due_on", "11.12.2026"}, {"reason", "Letter of the court"}}
        ).status,
        303
    );
    EXPECT_EQ(line(record).due_on, "2026-12-11");
    const auto shown = get(worker, page(record));
    EXPECT_THAT(shown.body, HasSubstr("Letter of the court"));
    EXPECT_THAT(shown.body, HasSubstr("4 December 2026"));
}

TEST_F(Deadlines, of_another_case_are_not_found_here)
{
    const RecordId record = added();
    const auto other = one_case();
    EXPECT_EQ(get(worker, "/cases/" + other.record.text() + "/deadlines/" + record.text()).status, 404);
}

struct PartInWork : ::testing::Test {
    DeadlineLine line;
    UserId owner, second, leads;

    PartInWork()
    {
        const auto user = [](unsigned char first) {
            std::array<unsigned char, 16> bytes{first};
            return *UserId::from_bytes(BytesView(bytes.data(), bytes.size()));
        };
        owner = user(1);
        second = user(2);
        leads = user(3);
        line.state = "open";
        line.due_on = "2026-12-10";
        line.owner = owner;
        line.second = second;
        line.keyworker = leads;
    }
};

TEST_F(PartInWork, the_owner_is_reminded_as_many_days_before_as_they_chose)
{
    line.remind_before = 14;
    EXPECT_EQ(part_in_work(line, owner, "2026-11-25"), DeadlinePart::own);
    EXPECT_EQ(part_in_work(line, owner, "2026-11-26"), DeadlinePart::reminder);
    EXPECT_EQ(part_in_work(line, owner, "2026-12-10"), DeadlinePart::own) << "on its day it is simply due";
}

TEST_F(PartInWork, the_second_person_sees_it_on_the_last_day_or_earlier_when_said_so)
{
    EXPECT_EQ(part_in_work(line, second, "2026-12-09"), DeadlinePart::none);
    EXPECT_EQ(part_in_work(line, second, "2026-12-10"), DeadlinePart::second);
    line.second_before = 5;
    EXPECT_EQ(part_in_work(line, second, "2026-12-05"), DeadlinePart::second);
}

TEST_F(PartInWork, whoever_leads_the_case_waits_for_the_owner_and_nobody_for_what_is_over)
{
    EXPECT_EQ(part_in_work(line, leads, "2026-11-22"), DeadlinePart::others);
    line.state = "missed";
    EXPECT_EQ(part_in_work(line, owner, "2026-12-11"), DeadlinePart::none);
}

}  // namespace
}  // namespace panoh::casework
