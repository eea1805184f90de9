// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/service_duty.hpp"

#include "modules/intake/duty_for_test.hpp"
#include "modules/intake/rules_duty.hpp"

#include <gmock/gmock.h>

namespace panoh::intake {
namespace {

TEST_F(OnDuty, a_line_is_read_back_as_it_was_entered)
{
    Member& coordinator = node.sign_in("coordinator");
    add_line(
        coordinator,
        "Night line",
        {{"kind", "women"},
         {"round_the_clock", "no"},
         {"opens", "20:00"},
         {"closes", "08:00"},
         {"days", "fri"},
         {"days", "sat"},
         {"regions", "TJ-DU"},
         {"languages", "tg"},
         {"numbers.0.number", "+000 55 000 00 01"}}
    );
    const auto lines = lines_of(records(), node.sign_in("lawyer").caller());
    ASSERT_TRUE(lines && lines->size() == 1);
    const Line& line = lines->front();
    EXPECT_EQ(line.name, "Night line");
    EXPECT_EQ(line.kind, "women");
    EXPECT_EQ(line.hours.opens, "20:00");
    EXPECT_THAT(line.hours.days, gt::UnorderedElementsAre("fri", "sat"));
    EXPECT_THAT(line.regions, gt::ElementsAre("TJ-DU"));
    EXPECT_FALSE(line.closed);
    EXPECT_THAT(*lines_of(records(), node.sign_in("operator_b").caller()), gt::IsEmpty());
}

TEST_F(OnDuty, only_the_coordinator_writes_the_list)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    Member& operator_a = node.sign_in("hotline_operator");
    const auto refused = save_shift(
        records(),
        operator_a.caller(),
        {"duty_shift", {}, {}, 0},
        shift_form(line, operator_a, "08:00", "20:00"),
        batch()
    );
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::denied);
}

TEST_F(OnDuty, a_shift_is_of_a_line_and_of_people_of_the_organisation)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    Member& stranger = node.member("operator_b");
    const auto saved = save_shift(
        records(),
        coordinator.caller(),
        {"duty_shift", {}, {}, 0},
        shift_form(line, stranger, "08:00", "20:00"),
        batch()
    );
    ASSERT_TRUE(saved);
    ASSERT_EQ(saved->problems.size(), 1U);
    EXPECT_EQ(saved->problems[0].field, "person");
}

TEST_F(OnDuty, gaps_are_told_until_somebody_is_entered)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    auto gaps = gaps_ahead(records(), coordinator.caller(), 1);
    ASSERT_TRUE(gaps);
    ASSERT_EQ(gaps->size(), 1U);
    EXPECT_EQ(gaps->front().name, "General");
    // The clock stands at 14:00 on 22 November in Dushanbe.
    add_shift(coordinator, line, node.member("hotline_operator"), "2026-11-22", "08:00", "2026-11-22", "20:00");
    gaps = gaps_ahead(records(), coordinator.caller(), 1);
    ASSERT_EQ(gaps->size(), 1U);
    EXPECT_EQ(gaps->front().time, (Span{"2026-11-22T15:00Z", "2026-11-23T09:00Z"}));
    add_shift(coordinator, line, node.member("other_operator"), "2026-11-22", "20:00", "2026-11-23", "20:00");
    EXPECT_THAT(*gaps_ahead(records(), coordinator.caller(), 1), gt::IsEmpty());
}

TEST_F(OnDuty, a_week_is_copied_once_and_only_into_free_places)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    add_shift(coordinator, line, node.member("hotline_operator"), "2026-11-16", "08:00", "2026-11-16", "20:00");
    add_shift(coordinator, line, node.member("other_operator"), "2026-11-17", "08:00", "2026-11-17", "20:00");
    add_shift(coordinator, line, node.member("other_worker"), "2026-11-24", "09:00", "2026-11-24", "12:00");
    const auto monday = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
    const BatchId once = batch();
    EXPECT_EQ(copy_last_week(records(), coordinator.caller(), monday, once).value(), 1U);
    EXPECT_EQ(copy_last_week(records(), coordinator.caller(), monday, once).value(), 0U);
    EXPECT_EQ(copy_last_week(records(), coordinator.caller(), monday, batch()).value(), 0U);
    const auto shifts = shifts_in(records(), coordinator.caller(), days_from(monday, 7, "Asia/Dushanbe"));
    ASSERT_EQ(shifts->size(), 2U);
    EXPECT_EQ(shifts->front().time.from, "2026-11-23T03:00Z");
    EXPECT_EQ(shifts->front().person, node.member("hotline_operator").actor().user);
}

TEST_F(OnDuty, a_shift_is_taken_off_and_stays_in_the_history)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    const RecordId shift =
        add_shift(coordinator, line, node.member("hotline_operator"), "2026-11-22", "08:00", "2026-11-22", "20:00");
    ASSERT_TRUE(remove_shift(records(), coordinator.caller(), shift, batch()));
    EXPECT_THAT(*shifts_in(records(), coordinator.caller(), {"2026-11-22T00:00Z", "2026-11-23T00:00Z"}), gt::IsEmpty());
    EXPECT_EQ(records().history(coordinator.caller(), shift)->size(), 2U);
    EXPECT_FALSE(open_duty(records(), coordinator.caller(), "duty_shift", shift));
}

TEST_F(OnDuty, the_next_receiver_is_who_comes_after_me)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    Member& operator_a = node.sign_in("hotline_operator");
    EXPECT_TRUE(next_receiver(records(), operator_a.caller())->is_none());
    add_shift(coordinator, line, operator_a, "2026-11-22", "08:00", "2026-11-22", "20:00");
    add_shift(coordinator, line, node.member("other_operator"), "2026-11-22", "20:00", "2026-11-23", "08:00");
    EXPECT_EQ(*next_receiver(records(), operator_a.caller()), node.member("other_operator").actor().user);
}

TEST_F(OnDuty, the_line_of_the_last_call_is_the_next_default_while_it_is_in_service)
{
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    Member& operator_a = node.sign_in("hotline_operator");
    take(operator_a, {{"line", line.text()}, {"region", "TJ-DU"}});
    EXPECT_EQ(defaults_for(records(), operator_a.caller())->line, line.text());
    const forms::Submission closed = line_form("General", {{"closed", "yes"}});
    ASSERT_TRUE(save_line(records(), coordinator.caller(), {"hotline_line", {}, line, 1}, closed, batch())->saved());
    EXPECT_EQ(defaults_for(records(), operator_a.caller())->line, "");
}

}  // namespace
}  // namespace panoh::intake
