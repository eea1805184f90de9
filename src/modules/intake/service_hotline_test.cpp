// SPDX-License-Identifier: AGPL-3.0-or-later
// Handing over, calling back, danger steps, calls that are set apart, figures: on a real node.
#include "modules/intake/duty_for_test.hpp"
#include "modules/intake/service_apart.hpp"
#include "modules/intake/service_call_back.hpp"
#include "modules/intake/service_danger.hpp"
#include "modules/intake/service_figures.hpp"
#include "modules/intake/service_hand_over.hpp"

#include <gmock/gmock.h>

namespace panoh::intake {
namespace {

class Hotline : public WithDuty<Calls> {
protected:
    HandOver to(Member& receiver, const std::vector<RecordId>& contacts, const char* note = "")
    {
        HandOver what;
        what.to = receiver.actor().user;
        for (const RecordId& contact : contacts)
            what.items.push_back({contact, Sensitive<std::string>(note)});
        return what;
    }
    std::vector<Offer> seen(Member& member, OffersOf whose)
    {
        auto found = offers(records(), member.caller(), whose);
        EXPECT_TRUE(found) << (found ? "" : found.error().detail);
        return found ? *found : std::vector<Offer>{};
    }
    UserId holder(Member& member, const RecordId& contact)
    {
        return UserId::parse(text_at(open(member, contact).contact.coded, "keyworker")).value_or(UserId{});
    }
    CallBack called(Member& member, const RecordId& contact)
    {
        auto found = open_call_back(records(), member.caller(), contact);
        EXPECT_TRUE(found) << (found ? "" : found.error().detail);
        return found ? std::move(*found) : CallBack{};
    }
    static forms::Submission try_form(const Typed& typed)
    {
        forms::Submission form;
        for (const auto& [field, value] : typed)
            form.add(field, value);
        return form;
    }
    std::vector<std::string> problems_of(Member& member, const RecordId& contact, const Typed& typed)
    {
        const auto noted = note_try(records(), member.caller(), called(member, contact), try_form(typed), batch());
        EXPECT_TRUE(noted) << (noted ? "" : noted.error().detail);
        std::vector<std::string> ids;
        if (!noted) return ids;
        for (const auto& problem : noted->problems)
            ids.push_back(problem.message.id.text());
        return ids;
    }
};

const Typed promised{
    {"promise_call_back", "yes"},
    {"call_back_by.date", "2026-11-22"},
    {"call_back_by.time", "18:00"},
    {"may_call_back", "yes"},
    {"phone", "+992 000 11 22 33"}};

Typed with(Typed typed, const Typed& more)
{
    typed.insert(typed.end(), more.begin(), more.end());
    return typed;
}

// — handing over —

TEST_F(Hotline, promises_are_listed_with_danger_first_and_then_by_the_time_of_the_call)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId fresh = take(operator_a, {});
    const RecordId due = take(operator_a, promised);
    const RecordId danger = take(operator_a, {{"danger_now", "yes"}});
    take(operator_a, {{"keep", "count_only"}});
    const auto promises = open_promises(records(), operator_a.caller());
    ASSERT_TRUE(promises) << promises.error().detail;
    ASSERT_EQ(promises->size(), 3U);
    EXPECT_EQ((*promises)[0].contact, danger);
    EXPECT_EQ((*promises)[1].contact, due);
    EXPECT_EQ((*promises)[1].call_back_by, "2026-11-22T13:00Z");
    EXPECT_EQ((*promises)[2].contact, fresh);
    EXPECT_THAT((*promises)[2].reasons, gt::ElementsAre("new", "unscreened"));
    EXPECT_THAT(*open_promises(records(), node.sign_in("other_operator").caller()), gt::IsEmpty());
}

TEST_F(Hotline, a_promise_stays_with_its_giver_until_it_is_taken)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    Member& coordinator = node.sign_in("coordinator");
    const RecordId contact = take(operator_a, promised);
    ASSERT_EQ(give(records(), operator_a.caller(), to(other, {contact}, "Speak slowly"), batch()).value(), 1U);
    EXPECT_EQ(holder(operator_a, contact), operator_a.actor().user);
    ASSERT_EQ(seen(other, OffersOf::to_me).size(), 1U);
    ASSERT_EQ(seen(operator_a, OffersOf::by_me).size(), 1U);
    ASSERT_EQ(seen(coordinator, OffersOf::anyone).size(), 1U);
    const Offer offer = seen(other, OffersOf::to_me).front();
    EXPECT_EQ(note_of(records(), other.caller(), offer)->reveal(), "Speak slowly");
    EXPECT_FALSE(note_of(records(), coordinator.caller(), offer).value().reveal().size());
    ASSERT_EQ(take_over(records(), other.caller(), {offer.id}, batch()).value(), 1U);
    EXPECT_EQ(holder(operator_a, contact), other.actor().user);
    EXPECT_EQ(open_promises(records(), other.caller())->size(), 1U);
    EXPECT_THAT(seen(other, OffersOf::to_me), gt::IsEmpty());
    EXPECT_THAT(seen(coordinator, OffersOf::anyone), gt::IsEmpty());
    ASSERT_EQ(seen(operator_a, OffersOf::by_me).size(), 1U);
    EXPECT_EQ(seen(operator_a, OffersOf::by_me).front().taken_at, "2026-11-22T09:00Z");
}

TEST_F(Hotline, only_what_is_mine_goes_and_only_to_who_takes_calls)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const RecordId contact = take(operator_a, {});
    EXPECT_FALSE(give(records(), other.caller(), to(operator_a, {contact}), batch()));
    EXPECT_FALSE(give(records(), operator_a.caller(), to(node.member("lawyer"), {contact}), batch()));
    EXPECT_FALSE(give(records(), operator_a.caller(), to(other, {}), batch()));
    EXPECT_THAT(seen(other, OffersOf::to_me), gt::IsEmpty());
}

TEST_F(Hotline, an_offer_can_be_kept_after_all_and_a_new_one_ends_the_old_one)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(operator_a, {});
    ASSERT_TRUE(give(records(), operator_a.caller(), to(other, {contact}), batch()));
    const RecordId first = seen(other, OffersOf::to_me).front().id;
    ASSERT_TRUE(give(records(), operator_a.caller(), to(worker, {contact}), batch()));
    EXPECT_THAT(seen(other, OffersOf::to_me), gt::IsEmpty());
    EXPECT_EQ(take_over(records(), other.caller(), {first}, batch()).value(), 0U);
    const RecordId second = seen(worker, OffersOf::to_me).front().id;
    EXPECT_FALSE(withdraw(records(), worker.caller(), second, batch()));
    ASSERT_TRUE(withdraw(records(), operator_a.caller(), second, batch()));
    EXPECT_EQ(take_over(records(), worker.caller(), {second}, batch()).value(), 0U);
    EXPECT_EQ(holder(operator_a, contact), operator_a.actor().user);
}

TEST_F(Hotline, what_is_offered_to_me_cannot_be_taken_by_another)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const RecordId contact = take(operator_a, {});
    ASSERT_TRUE(give(records(), operator_a.caller(), to(other, {contact}), batch()));
    const RecordId offer = seen(other, OffersOf::to_me).front().id;
    EXPECT_FALSE(take_over(records(), node.sign_in("social_worker").caller(), {offer}, batch()));
    const BatchId once = batch();
    EXPECT_EQ(take_over(records(), other.caller(), {offer}, once).value(), 1U);
    EXPECT_EQ(take_over(records(), other.caller(), {offer}, once).value(), 1U);
    EXPECT_EQ(take_over(records(), other.caller(), {offer}, batch()).value(), 0U);
}

// — calling back —

TEST_F(Hotline, a_call_that_reaches_the_caller_keeps_the_promise)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised);
    const Typed reached{{"at.date", "2026-11-22"}, {"at.time", "13:50"}, {"outcome", "reached"}, {"note", "All well"}};
    EXPECT_THAT(problems_of(operator_a, contact, reached), gt::IsEmpty());
    const CallBack after = called(operator_a, contact);
    ASSERT_EQ(after.tries.size(), 1U);
    EXPECT_EQ(after.tries[0].number.reveal(), "+992 000 11 22 33");
    EXPECT_EQ(after.tries[0].note.reveal(), "All well");
    EXPECT_EQ(after.tries[0].called_by, operator_a.actor().user);
    EXPECT_FALSE(after.call.contact.coded.contains("call_back_by"));
    const auto results = results_of(records(), operator_a.caller(), after.call);
    ASSERT_EQ(results->size(), 1U);
    EXPECT_EQ(text_at(results->front().coded, "result"), "kept");
    EXPECT_EQ(text_at(results->front().coded, "promised_by"), "2026-11-22T13:00Z");
}

TEST_F(Hotline, a_call_that_does_not_is_tried_again)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised);
    const Typed busy{
        {"at.date", "2026-11-22"},
        {"at.time", "13:50"},
        {"outcome", "busy"},
        {"next_try.date", "2026-11-23"},
        {"next_try.time", "10:00"}};
    EXPECT_THAT(problems_of(operator_a, contact, busy), gt::IsEmpty());
    const json::object after = open(operator_a, contact).contact.coded;
    EXPECT_EQ(text_at(after, "call_back_by"), "2026-11-22T13:00Z");
    EXPECT_EQ(text_at(after, "call_back_next"), "2026-11-23T05:00Z");
}

TEST_F(Hotline, the_callers_hours_are_kept)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(
        operator_a,
        with(
            promised,
            {{"number_safety", "safe"}, {"call_from", "18:00"}, {"call_until", "22:00"}, {"pause_hours", "12"}}
        )
    );
    EXPECT_EQ(called(operator_a, contact).permission.verdict, CallVerdict::not_now);
    EXPECT_EQ(called(operator_a, contact).permission.next, "2026-11-22T13:00Z");
    const Typed now{{"at.date", "2026-11-22"}, {"at.time", "13:50"}, {"outcome", "no_answer"}};
    EXPECT_THAT(problems_of(operator_a, contact, now), gt::ElementsAre("call_back.problem.off_hours"));
    EXPECT_THAT(problems_of(operator_a, contact, with(now, {{"off_hours_known", "yes"}})), gt::IsEmpty());
    EXPECT_TRUE(called(operator_a, contact).tries.front().off_hours);
    node.clock().set(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(14));
    EXPECT_EQ(called(operator_a, contact).permission.verdict, CallVerdict::too_soon);
    EXPECT_EQ(called(operator_a, contact).permission.next, "2026-11-23T13:00Z");
}

TEST_F(Hotline, a_number_that_somebody_else_answered_is_asked_for_from_then_on)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, with(promised, {{"number_safety", "safe"}}));
    EXPECT_FALSE(called(operator_a, contact).asks_first);
    const Typed other{{"at.date", "2026-11-22"}, {"at.time", "13:50"}, {"outcome", "someone_else"}};
    EXPECT_THAT(problems_of(operator_a, contact, other), gt::IsEmpty());
    EXPECT_TRUE(called(operator_a, contact).asks_first);
}

TEST_F(Hotline, a_promise_is_closed_with_a_reason)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised);
    EXPECT_FALSE(close_promise(records(), operator_a.caller(), contact, "nonsense", batch()));
    ASSERT_TRUE(close_promise(records(), operator_a.caller(), contact, "not_wanted", batch()));
    EXPECT_FALSE(open(operator_a, contact).contact.coded.contains("promise_call_back"));
    EXPECT_FALSE(close_promise(records(), operator_a.caller(), contact, "not_wanted", batch()));
}

TEST_F(Hotline, counting_only_takes_tries_and_offers_away_too)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& other = node.sign_in("other_operator");
    const RecordId contact = take(operator_a, promised);
    const Typed busy{{"at.date", "2026-11-22"}, {"at.time", "13:50"}, {"outcome", "busy"}, {"note", "canary"}};
    EXPECT_THAT(problems_of(operator_a, contact, busy), gt::IsEmpty());
    ASSERT_TRUE(give(records(), operator_a.caller(), to(other, {contact}, "canary"), batch()));
    const FileId file = open(operator_a, contact).contact.file;
    const std::uint32_t revision = open(operator_a, contact).contact.revision;
    const auto edited = edit_contact(
        records(), operator_a.caller(), {"contact", {}, contact, revision}, call_form({{"keep", "count_only"}}), batch()
    );
    ASSERT_TRUE(edited && edited->saved());
    for (const char* type : {"call_back_try", "hand_over", "hand_over_note", "contact_account"})
        EXPECT_THAT(*records().of_file(operator_a.caller(), file, type), gt::IsEmpty()) << type;
}

TEST_F(Hotline, a_number_that_may_no_longer_be_kept_leaves_the_tries_too)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, promised);
    const Typed busy{{"at.date", "2026-11-22"}, {"at.time", "13:50"}, {"outcome", "busy"}, {"note", "Kept"}};
    EXPECT_THAT(problems_of(operator_a, contact, busy), gt::IsEmpty());
    const std::uint32_t revision = open(operator_a, contact).contact.revision;
    const auto edited = edit_contact(
        records(),
        operator_a.caller(),
        {"contact", {}, contact, revision},
        call_form({{"may_call_back", "no"}}),
        batch()
    );
    ASSERT_TRUE(edited && edited->saved());
    const CallBack after = called(operator_a, contact);
    EXPECT_EQ(after.phone.reveal(), "");
    ASSERT_EQ(after.tries.size(), 1U);
    EXPECT_EQ(after.tries[0].number.reveal(), "");
    EXPECT_EQ(after.tries[0].note.reveal(), "Kept");
}

// — danger —

TEST_F(Hotline, danger_steps_are_kept_with_the_time_and_who_took_them)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const RecordId contact = take(operator_a, {{"danger_now", "yes"}});
    const Call call = open(operator_a, contact);
    forms::Submission form;
    for (const auto& [field, value] : Typed{
             {"step", "detained_lawyer"},
             {"step", "detained_where"},
             {"step", "home_help"},
             {"done_at.date", "2026-11-22"},
             {"done_at.time", "13:55"},
             {"note", "Car without plates"}}) {
        form.add(field, value);
    }
    const BatchId once = batch();
    for (int time = 0; time < 2; ++time) {
        const auto saved = take_steps(records(), operator_a.caller(), call, "detained", form, once);
        ASSERT_TRUE(saved && saved->saved());
    }
    const auto taken = steps_taken(records(), operator_a.caller(), call);
    ASSERT_EQ(taken->size(), 2U);
    EXPECT_EQ((*taken)[0].done_at, "2026-11-22T08:55Z");
    EXPECT_EQ((*taken)[0].done_by, operator_a.actor().user);
    EXPECT_EQ((*taken)[0].note.reveal(), "Car without plates");
    ASSERT_TRUE(untake_step(records(), operator_a.caller(), (*taken)[0].id, batch()));
    EXPECT_EQ(steps_taken(records(), operator_a.caller(), call)->size(), 1U);
}

TEST_F(Hotline, no_step_and_a_time_ahead_are_asked_about)
{
    Member& operator_a = node.sign_in("hotline_operator");
    const Call call = open(operator_a, take(operator_a, {}));
    forms::Submission form;
    form.add("done_at.date", "2026-11-22");
    form.add("done_at.time", "15:00");
    const auto saved = take_steps(records(), operator_a.caller(), call, "detained", form, batch());
    ASSERT_TRUE(saved);
    ASSERT_EQ(saved->problems.size(), 2U);
    EXPECT_EQ(saved->problems[0].field, "step");
    EXPECT_EQ(saved->problems[1].field, "done_at");
    EXPECT_THAT(*steps_taken(records(), operator_a.caller(), call), gt::IsEmpty());
}

TEST_F(Hotline, every_step_ships_as_to_be_confirmed)
{
    for (const forms::Code& code : node.schema().list("danger_steps")->codes)
        EXPECT_TRUE(code.to_be_confirmed) << code.code;
    for (const std::string& situation : danger_situations(node.schema()))
        EXPECT_THAT(danger_steps_for(node.schema(), situation), gt::Not(gt::IsEmpty())) << situation;
}

// — set apart —

TEST_F(Hotline, a_silent_call_stands_apart_whatever_was_typed)
{
    Member& operator_a = node.sign_in("hotline_operator");
    forms::Submission form;
    for (const auto& [field, value] : Typed{
             {"channel", "hotline"}, {"phone", "+992 000 11 22 33"}, {"words", "Breathing"}, {"region", "nonsense"}}) {
        form.add(field, value);
    }
    const BatchId once = batch();
    const auto contact = take_apart_call(records(), operator_a.caller(), "silent", form, once);
    ASSERT_TRUE(contact) << contact.error().detail;
    EXPECT_EQ(take_apart_call(records(), operator_a.caller(), "silent", form, once).value(), *contact);
    EXPECT_THAT(numbers(operator_a, showing(CallView::apart)), gt::ElementsAre("A-C-2026-0001"));
    for (const CallView view : {CallView::mine, CallView::fresh, CallView::waiting, CallView::all})
        EXPECT_THAT(numbers(operator_a, showing(view)), gt::IsEmpty());
    const CallBack back = called(operator_a, *contact);
    EXPECT_EQ(back.permission.verdict, CallVerdict::never);
    EXPECT_TRUE(back.asks_first);
    EXPECT_THAT(*open_promises(records(), operator_a.caller()), gt::IsEmpty());
}

TEST_F(Hotline, a_call_set_apart_is_taken_back_by_who_noted_it)
{
    Member& operator_a = node.sign_in("hotline_operator");
    forms::Submission form;
    form.add("words", "canary");
    const auto contact = take_apart_call(records(), operator_a.caller(), "abusive", form, batch());
    ASSERT_TRUE(contact);
    EXPECT_FALSE(undo_apart_call(records(), node.sign_in("other_operator").caller(), *contact, batch()));
    ASSERT_TRUE(undo_apart_call(records(), operator_a.caller(), *contact, batch()));
    EXPECT_THAT(numbers(operator_a, showing(CallView::apart)), gt::IsEmpty());
    EXPECT_FALSE(undo_apart_call(records(), operator_a.caller(), take(operator_a, {}), batch()));
}

// — figures —

TEST_F(Hotline, figures_are_counted_for_the_desk_and_kept_for_report_writers)
{
    Member& operator_a = node.sign_in("hotline_operator");
    Member& coordinator = node.sign_in("coordinator");
    const RecordId line = add_line(coordinator, "General");
    for (int count = 0; count < 6; ++count)
        take(operator_a, {{"line", line.text()}, {"region", "TJ-DU"}});
    take(operator_a, {{"region", "TJ-SU"}, {"danger_now", "yes"}});
    ASSERT_TRUE(take_apart_call(records(), operator_a.caller(), "silent", {}, batch()));
    const auto figures = count_month(records(), coordinator.caller(), "2026-11");
    ASSERT_TRUE(figures) << figures.error().detail;
    EXPECT_THAT(*figures, gt::Contains(Figure{"total", "all", "8"}));
    EXPECT_THAT(*figures, gt::Contains(Figure{"line", line.text(), "6"}));
    EXPECT_THAT(*figures, gt::Contains(Figure{"region", "TJ-SU", "<5"}));
    EXPECT_THAT(*figures, gt::Contains(Figure{"region", "TJ-DU", "*"}));
    EXPECT_FALSE(count_month(records(), operator_a.caller(), "2026-11"));
    Member& writer = node.sign_in("report_writer");
    EXPECT_FALSE(count_month(records(), writer.caller(), "2026-11"));
    EXPECT_FALSE(keep_month(records(), coordinator.caller(), "2026-11", batch()));
    node.clock().set(std::chrono::sys_days(std::chrono::year(2026) / 12 / 3));
    EXPECT_FALSE(kept_month(records(), writer.caller(), "2026-11").value());
    ASSERT_TRUE(keep_month(records(), coordinator.caller(), "2026-11", batch()));
    const auto kept = kept_month(records(), writer.caller(), "2026-11");
    ASSERT_TRUE(kept && kept->has_value());
    EXPECT_EQ((*kept)->figures, *figures);
    EXPECT_THAT(*kept_months(records(), writer.caller()), gt::ElementsAre("2026-11"));
    EXPECT_THAT(*kept_months(records(), node.sign_in("worker_b").caller()), gt::IsEmpty());
}

}  // namespace
}  // namespace panoh::intake
