// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/calls_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::intake {
namespace {

class Onward : public Calls {};

TEST_F(Onward, a_screening_is_saved_with_the_state_of_the_call)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {});
    const Call call = open(worker, contact);
    forms::Submission form;
    form.add("official_link", "inflicted");
    form.add("purposes.why", "unknown");
    const auto saved =
        save_screening(records(), worker.caller(), call, {"screening", call.contact.file, {}, 0}, form, batch());
    ASSERT_TRUE(saved && saved->saved());
    const Call after = open(worker, contact);
    EXPECT_EQ(text_at(after.contact.coded, "status"), "screened");
    const auto screening = open_screening(records(), worker.caller(), after);
    ASSERT_TRUE(screening && *screening);
    EXPECT_EQ(text_at((*screening)->coded, "purposes__why"), "unknown");
    Member& operator_a = node.sign_in("hotline_operator");
    EXPECT_EQ(open(operator_a, contact).screening, after.screening);
}

TEST_F(Onward, two_first_screenings_meet_on_the_merge_page)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {});
    const Call before = open(worker, contact);
    forms::Submission form;
    form.add("urgency", "now");
    const records::FormChange fresh{"screening", before.contact.file, {}, 0};
    ASSERT_TRUE(save_screening(records(), worker.caller(), before, fresh, form, batch())->saved());
    const Call after = open(worker, contact);
    const auto second = save_screening(
        records(), worker.caller(), after, {"screening", before.contact.file, *after.screening, 0}, form, batch()
    );
    ASSERT_TRUE(second.has_value());
    EXPECT_TRUE(second->clash.has_value());
}

TEST_F(Onward, of_the_person_themself_become_a_case_with_one_person)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {{"caller_kind", "self"}, {"phone", "+992 000 11 22 33"}});
    const auto start = case_start_form(records(), worker.caller(), open(worker, contact));
    ASSERT_TRUE(start.has_value());
    const auto started = start_case(records(), worker.caller(), contact, *start, batch());
    ASSERT_TRUE(started.has_value()) << started.error().detail;
    ASSERT_TRUE(started->opened()) << started->problems[0].field;
    EXPECT_EQ(text_at(open(worker, contact).contact.coded, "case"), started->record.text());
    EXPECT_EQ(open(worker, contact).case_record, started->record);
}

TEST_F(Onward, become_no_case_before_somebody_asked_whether_we_may_keep_them)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {{"caller_kind", "self"}, {"keep", "not_asked"}});
    const auto start = case_start_form(records(), worker.caller(), open(worker, contact));
    ASSERT_TRUE(start.has_value());
    EXPECT_FALSE(start_case(records(), worker.caller(), contact, *start, batch()).has_value());
    ASSERT_TRUE(agree_to_keep(records(), worker.caller(), contact, batch()).has_value());
    EXPECT_TRUE(start_case(records(), worker.caller(), contact, *start, batch()).has_value());
}

TEST_F(Onward, become_a_case_in_one_batch_that_carries_persons_and_consents)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(
        worker,
        {{"danger_now", "yes"},
         {"relation", "mother"},
         {"about_name.0.given", "Джамшед"},
         {"caller_name.0.given", "Зарина"},
         {"phone", "+992 000 11 22 33"},
         {"may_call_back", "as_agreed"},
         {"words", "They took him."},
         {"language", "tg"},
         {"region", "TJ-DU"}}
    );
    const Call call = open(worker, contact);
    const auto start = case_start_form(records(), worker.caller(), call);
    ASSERT_TRUE(start.has_value());
    EXPECT_EQ(start->first("names.0.given"), "Джамшед");
    EXPECT_EQ(start->first("risk"), "immediate");
    EXPECT_EQ(start->first("region"), "TJ-DU");
    EXPECT_EQ(start->first("summary"), "They took him.");
    EXPECT_EQ(start->first("with_caller"), "yes");
    const BatchId once = batch();
    const auto started = start_case(records(), worker.caller(), contact, *start, once);
    ASSERT_TRUE(started.has_value()) << started.error().detail;
    for (const auto& problem : started->problems)
        ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
    const Call after = open(worker, contact);
    EXPECT_EQ(text_at(after.contact.coded, "status"), "converted");
    EXPECT_EQ(text_at(after.contact.coded, "case"), started->record.text());
    EXPECT_EQ(after.case_record, started->record);
    const auto case_record = records().read(worker.caller(), started->record);
    ASSERT_TRUE(case_record.has_value());
    EXPECT_EQ(text_at(case_record->coded, "origin"), contact.text());
    const auto parts = records().of_file(worker.caller(), case_record->file, "participation");
    ASSERT_TRUE(parts.has_value());
    EXPECT_EQ(parts->size(), 2U);
    const auto again = start_case(records(), worker.caller(), contact, *start, once);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->record, started->record);
    EXPECT_FALSE(start_case(records(), worker.caller(), contact, *start, batch()).has_value());
}

TEST_F(Onward, a_case_form_says_what_is_missing_and_opens_nothing)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {});
    forms::Submission form;
    form.add("with_caller", "yes");
    const auto started = start_case(records(), worker.caller(), contact, form, batch());
    ASSERT_TRUE(started.has_value());
    std::vector<std::string> fields;
    for (const auto& problem : started->problems)
        fields.push_back(problem.field);
    EXPECT_THAT(fields, gt::UnorderedElementsAre("caller_relation", "keyworker"));
    EXPECT_EQ(text_at(open(worker, contact).contact.coded, "status"), "new");
}

TEST_F(Onward, are_passed_on_without_a_name_as_the_caller_said)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(
        operator_a,
        {{"words", "Rahmonov was taken."},
         {"about_name.0.family", "Rahmonov"},
         {"phone", "+992 000 11 22 33"},
         {"pass_on", "yes_unnamed"},
         {"pass_on_to", "coalition"}}
    );
    PassOn what{node.organisation("B"), Naming::named, "Somebody was taken.", false, "conflict_of_interest"};
    EXPECT_FALSE(pass_on(records(), operator_a.caller(), contact, what, batch()).has_value());
    what.naming = Naming::unnamed;
    const auto done = pass_on(records(), operator_a.caller(), contact, what, batch());
    ASSERT_TRUE(done.has_value()) << done.error().detail;
    EXPECT_EQ(done->number, "B-C-2026-0001");
    const json::object own = open(operator_a, contact).contact.coded;
    EXPECT_EQ(text_at(own, "status"), "closed");
    EXPECT_EQ(text_at(own, "passed_on_number"), "B-C-2026-0001");
    EXPECT_FALSE(has_code(own, "passed_on_parts", "identity"));
    EXPECT_EQ(text_at(own, "passed_on_why"), "conflict_of_interest");
    Member& operator_b = node.sign_in("operator_b");
    const auto list = list_calls(records(), operator_b.caller(), showing(CallView::fresh));
    ASSERT_TRUE(list.has_value());
    ASSERT_EQ(list->rows.size(), 1U);
    const Call theirs = open(operator_b, list->rows[0].contact);
    EXPECT_EQ(text_at(theirs.contact.coded, "passed_on_from"), node.organisation("A").text());
    EXPECT_EQ(text_at(theirs.contact.coded, "passed_on_why"), "") << "why stays with whoever passed it on";
    const json::object said = account_of(operator_b, theirs);
    EXPECT_EQ(text_at(said, "words"), "Somebody was taken.");
    EXPECT_FALSE(said.contains("phone"));
    EXPECT_FALSE(said.contains("about_name"));
    operator_a.new_request();
    EXPECT_FALSE(open_call(records(), operator_a.caller(), theirs.contact.id).has_value());
}

TEST_F(Onward, are_not_passed_on_without_the_callers_word)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"words", "Words"}, {"pass_on", "not_asked"}});
    const auto refused = pass_on(
        records(),
        operator_a.caller(),
        contact,
        {node.organisation("B"), Naming::unnamed, "Words", false, "region"},
        batch()
    );
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::denied);
}

}  // namespace
}  // namespace panoh::intake
