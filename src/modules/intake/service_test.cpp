// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/calls_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::intake {
namespace {

TEST_F(Calls, a_call_is_saved_with_its_number_words_and_three_times)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(
        operator_a,
        {{"words", "They took my son."},
         {"phone", "+992 000 11 22 33"},
         {"may_call_back", "yes"},
         {"time_of_call.date", "2026-11-22"},
         {"time_of_call.time", "13:40"},
         {"paper_note_at.date", "2026-11-22"},
         {"paper_note_at.time", "13:45"},
         {"paper_form_number", "17"}}
    );
    const Call call = open(operator_a, contact);
    EXPECT_EQ(call.number, "A-C-2026-0001");
    EXPECT_EQ(text_at(call.contact.coded, "status"), "new");
    EXPECT_EQ(text_at(call.contact.coded, "time_of_call"), "2026-11-22T08:40Z");
    EXPECT_EQ(text_at(call.contact.coded, "time_of_entry"), "2026-11-22T09:00Z");
    EXPECT_EQ(text_at(call.contact.coded, "paper_note_at"), "2026-11-22T08:45Z");
    EXPECT_EQ(text_at(account_of(operator_a, call), "phone"), "+992 000 11 22 33");
}

TEST_F(Calls, a_form_that_is_sent_twice_counts_once)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const BatchId once = batch();
    const auto first = take_call(records(), operator_a.caller(), call_form({}), once);
    const auto second = take_call(records(), operator_a.caller(), call_form({}), once);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->contact, second->contact);
    EXPECT_EQ(numbers(operator_a, showing(CallView::all)).size(), 1U);
}

TEST_F(Calls, four_answers_are_needed_and_no_more)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const auto outcome = take_call(records(), operator_a.caller(), {}, batch());
    ASSERT_TRUE(outcome.has_value());
    std::vector<std::string> fields;
    for (const auto& problem : outcome->problems)
        fields.push_back(problem.field);
    EXPECT_THAT(fields, gt::UnorderedElementsAre("caller_kind", "danger_now", "needs", "keep"));
    EXPECT_TRUE(numbers(operator_a, showing(CallView::all)).empty());
}

TEST_F(Calls, count_only_leaves_no_word_no_number_and_no_hour_in_the_vault)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(
        operator_a, {{"keep", "count_only"}, {"words", "Secret"}, {"phone", "not even a number"}, {"region", "TJ-DU"}}
    );
    const Call call = open(operator_a, contact);
    EXPECT_FALSE(call.account.has_value());
    EXPECT_EQ(text_at(call.contact.coded, "time_of_call"), "2026-11-01T12:00Z");
    EXPECT_EQ(text_at(call.contact.coded, "region"), "TJ-DU");
    EXPECT_FALSE(call.contact.coded.contains("taken_by"));
    EXPECT_TRUE(call.contact.content.reveal().empty());
}

TEST_F(Calls, the_next_form_starts_with_hotline_and_region_of_ones_own_last_call)
{
    Member& operator_a = node.sign_in("hotline_operator");
    take(operator_a, {{"hotline", "military"}, {"region", "TJ-SU"}});
    Member& other = node.sign_in("other_operator");
    take(other, {{"hotline", "general"}, {"region", "TJ-DU"}});
    const auto defaults = defaults_for(records(), operator_a.caller());
    ASSERT_TRUE(defaults.has_value());
    EXPECT_EQ(defaults->hotline, "military");
    EXPECT_EQ(defaults->region, "TJ-SU");
}

TEST_F(Calls, lists_narrow_by_state_region_and_danger)
{
    Member& operator_a = node.sign_in("hotline_operator");
    take(operator_a, {{"danger_now", "yes"}, {"region", "TJ-DU"}});
    take(operator_a, {{"danger_now.why", "unknown"}, {"region", "KG-O"}});
    Member& other = node.sign_in("other_operator");
    take(other, {{"promise_call_back", "yes"}});
    EXPECT_EQ(numbers(operator_a, showing(CallView::all)).size(), 3U);
    EXPECT_THAT(numbers(operator_a, showing(CallView::mine)), gt::ElementsAre("A-C-2026-0002", "A-C-2026-0001"));
    EXPECT_THAT(numbers(operator_a, showing(CallView::all, "", "", "yes")), gt::ElementsAre("A-C-2026-0001"));
    EXPECT_THAT(numbers(operator_a, showing(CallView::all, "", "", "open")), gt::ElementsAre("A-C-2026-0002"));
    EXPECT_THAT(numbers(operator_a, showing(CallView::all, "", "TJ")), gt::ElementsAre("A-C-2026-0001"));
    EXPECT_THAT(numbers(operator_a, showing(CallView::all, "closed")), gt::IsEmpty());
    EXPECT_THAT(numbers(operator_a, showing(CallView::waiting)), gt::ElementsAre("A-C-2026-0003"));
}

TEST_F(Calls, a_list_has_forty_on_a_page)
{
    Member& operator_a = node.sign_in("hotline_operator");
    for (int count = 0; count < 42; ++count)
        take(operator_a, {});
    CallFilter filter = showing(CallView::all);
    filter.page = 2;
    const auto second = list_calls(records(), operator_a.caller(), filter);
    ASSERT_TRUE(second.has_value());
    EXPECT_EQ(second->total, 42U);
    EXPECT_EQ(second->rows.size(), 2U);
}

TEST_F(Calls, a_coordinator_sees_the_desk_and_cannot_filter_by_more)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"danger_now", "yes"}, {"words", "Secret"}});
    Member& coordinator = node.sign_in("coordinator");
    const auto list = list_calls(records(), coordinator.caller(), showing(CallView::all, "", "", "no"));
    ASSERT_TRUE(list.has_value());
    ASSERT_EQ(list->rows.size(), 1U);
    EXPECT_TRUE(list->desk_only);
    EXPECT_EQ(list->rows[0].number, "A-C-2026-0001");
    EXPECT_TRUE(list->rows[0].danger.empty());
    EXPECT_TRUE(list->rows[0].caller_kind.empty());
    EXPECT_FALSE(open_call(records(), coordinator.caller(), contact).has_value());
    EXPECT_TRUE(desk_view(records(), coordinator.caller(), contact).has_value());
}

TEST_F(Calls, another_organisation_sees_nothing)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {});
    Member& operator_b = node.sign_in("operator_b");
    EXPECT_TRUE(numbers(operator_b, showing(CallView::all)).empty());
    EXPECT_FALSE(open_call(records(), operator_b.caller(), contact).has_value());
    EXPECT_FALSE(desk_view(records(), operator_b.caller(), contact).has_value());
}

TEST_F(Calls, opening_what_was_said_is_noted_and_looking_at_the_call_is_not_that)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const Call call = open(operator_a, take(operator_a, {{"words", "Secret"}}));
    operator_a.reads().clear();
    (void)open(operator_a, call.contact.id);
    const auto noted = [&] {
        return std::any_of(operator_a.reads().begin(), operator_a.reads().end(), [&](const vault::ReadFact& read) {
            return read.record == *call.account;
        });
    };
    EXPECT_FALSE(noted());
    (void)account_of(operator_a, call);
    EXPECT_TRUE(noted());
}

TEST_F(Calls, are_handed_on_received_with_one_click_and_given_back)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const RecordId contact = take(operator_a, {});
    ASSERT_TRUE(hand_on(records(), operator_a.caller(), contact, other.actor().user, batch()).has_value());
    EXPECT_THAT(numbers(other, showing(CallView::handed_over)), gt::SizeIs(1));
    EXPECT_FALSE(receive(records(), operator_a.caller(), contact, batch()).has_value());
    ASSERT_TRUE(receive(records(), other.caller(), contact, batch()).has_value());
    EXPECT_EQ(text_at(open(other, contact).contact.coded, "status"), "handed_over");
    EXPECT_FALSE(text_at(open(other, contact).contact.coded, "received_at").empty());
    ASSERT_TRUE(release(records(), other.caller(), contact, batch()).has_value());
    EXPECT_THAT(numbers(operator_a, showing(CallView::fresh)), gt::SizeIs(1));
}

TEST_F(Calls, go_to_colleagues_who_take_calls_alone)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {});
    for (const char* login : {"physician", "coordinator", "operator_b", "hotline_operator"}) {
        const auto done = hand_on(records(), operator_a.caller(), contact, node.member(login).actor().user, batch());
        EXPECT_FALSE(done.has_value()) << login;
    }
    EXPECT_THAT(receivers(records(), operator_a.caller()), gt::Contains(node.member("social_worker").actor().user));
}

TEST_F(Calls, edits_clash_instead_of_overwriting)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {});
    const records::FormChange change{"contact", {}, contact, 1};
    const auto first = edit_contact(records(), operator_a.caller(), change, call_form({{"region", "TJ-DU"}}), batch());
    ASSERT_TRUE(first && first->saved());
    const auto second = edit_contact(records(), operator_a.caller(), change, call_form({{"region", "TJ-SU"}}), batch());
    ASSERT_TRUE(second.has_value());
    ASSERT_TRUE(second->clash.has_value());
    EXPECT_EQ(text_at(second->clash->theirs.coded, "region"), "TJ-DU");
    EXPECT_EQ(text_at(open(operator_a, contact).contact.coded, "number"), "A-C-2026-0001");
}

TEST_F(Calls, that_are_to_be_counted_only_later_lose_account_and_screening_at_once)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {{"words", "Secret"}});
    forms::Submission form;
    form.add("urgency", "now");
    ASSERT_TRUE(save_screening(
                    records(),
                    worker.caller(),
                    open(worker, contact),
                    {"screening", open(worker, contact).contact.file, {}, 0},
                    form,
                    batch()
    )
                    ->saved());
    const auto revision = open(worker, contact).contact.revision;
    const auto edited = edit_contact(
        records(), worker.caller(), {"contact", {}, contact, revision}, call_form({{"keep", "count_only"}}), batch()
    );
    ASSERT_TRUE(edited && edited->saved());
    const Call call = open(worker, contact);
    EXPECT_FALSE(call.account.has_value());
    EXPECT_FALSE(call.screening.has_value());
    EXPECT_EQ(text_at(call.contact.coded, "status"), "counted_only");
    EXPECT_FALSE(call.contact.coded.contains("taken_by"));
}

TEST_F(Calls, lose_the_number_when_the_caller_wants_no_call_any_more)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"phone", "+992 000 11 22 33"}, {"words", "Words"}});
    const auto edited = edit_contact(
        records(), operator_a.caller(), {"contact", {}, contact, 1}, call_form({{"may_call_back", "no"}}), batch()
    );
    ASSERT_TRUE(edited && edited->saved());
    const json::object said = account_of(operator_a, open(operator_a, contact));
    EXPECT_FALSE(said.contains("phone"));
    EXPECT_EQ(text_at(said, "words"), "Words");
}

TEST_F(Calls, stay_readable_after_a_restart)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"words", "Words"}});
    node.restart();
    Member& other = node.sign_in("other_operator");
    EXPECT_EQ(text_at(account_of(other, open(other, contact)), "words"), "Words");
}

}  // namespace
}  // namespace panoh::intake
