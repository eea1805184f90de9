// SPDX-License-Identifier: AGPL-3.0-or-later
// What the door does about a form that comes twice.
#include "web/pages/door_test_support.hpp"

#include <atomic>
#include <thread>

namespace panoh::web::testing {
namespace {

using SentTwice = Door;

TEST_F(SentTwice, the_same_form_answers_as_it_did_the_first_time)
{
    Member& who = operator_a();
    const BatchId id = batch();
    const auto first = post(who, "/calls/new", id, call("They took my son."));
    const auto second = post(who, "/calls/new", id, call("They took my son."));
    EXPECT_EQ(first.status, 303);
    EXPECT_EQ(second.status, 303);
    EXPECT_EQ(target_of(first), target_of(second));
    EXPECT_EQ(contacts(), 1U);
}

TEST_F(SentTwice, another_text_is_never_answered_as_saved)
{
    Member& who = operator_a();
    const BatchId id = batch();
    ASSERT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
    const auto again = post(who, "/calls/new", id, call("They took my son in a grey car."));
    EXPECT_EQ(again.status, 409);
    const std::string words = words_of(again.body);
    EXPECT_THAT(words, HasSubstr("This form was already saved as A-C-2026-0001"));
    EXPECT_THAT(words, HasSubstr("They took my son in a grey car."));
    EXPECT_THAT(words, HasSubstr("They took my son."));
    EXPECT_EQ(contacts(), 1U);
}

TEST_F(SentTwice, the_other_text_goes_into_a_revision_by_the_merge_form)
{
    Member& who = operator_a();
    const BatchId id = batch();
    ASSERT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
    const auto again = post(who, "/calls/new", id, call("They took my son in a grey car."));
    const std::string address = "/calls/" + RecordId::from_bytes(id.view())->text() + "/edit-account";
    Inputs merge = form_to(again, address);
    ASSERT_FALSE(merge.empty()) << words_of(again.body);
    merge.emplace_back("_choice.words", "mine");
    EXPECT_EQ(send(who, Method::post, address, merge).status, 303);
    const auto account = get(who, "/calls/" + RecordId::from_bytes(id.view())->text() + "/account");
    EXPECT_THAT(account.body, HasSubstr("in a grey car"));
    EXPECT_EQ(contacts(), 1U);
}

TEST_F(SentTwice, the_other_text_is_kept_as_a_draft_with_the_same_page)
{
    Member& who = operator_a();
    const BatchId id = batch();
    ASSERT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
    ASSERT_EQ(post(who, "/calls/new", id, call("In a grey car.")).status, 409);
    EXPECT_THAT(words_of(get(who, "/drafts").body), HasSubstr("A form that was sent twice"));
    const std::string of_draft = "/drafts/again-" + id.text();
    const auto kept = get(who, of_draft);
    EXPECT_EQ(kept.status, 200);
    EXPECT_THAT(words_of(kept.body), HasSubstr("In a grey car."));
    EXPECT_FALSE(form_to(kept, "/calls/" + RecordId::from_bytes(id.view())->text() + "/edit-account").empty());
    EXPECT_EQ(post(who, of_draft + "/throw-away", batch(), {}).status, 303);
    EXPECT_EQ(get(who, of_draft).status, 404);
}

TEST_F(SentTwice, nothing_of_this_is_forgotten_when_the_program_is_killed)
{
    const BatchId id = batch();
    const auto first = post(operator_a(), "/calls/new", id, call("They took my son."));
    restart();
    EXPECT_EQ(target_of(post(operator_a(), "/calls/new", id, call("They took my son."))), target_of(first));
    EXPECT_EQ(post(operator_a(), "/calls/new", id, call("In a grey car.")).status, 409);
}

TEST_F(SentTwice, a_form_that_was_remembered_but_not_written_is_saved)
{
    Member& who = operator_a();
    const BatchId id = batch();
    SentForms sent;
    sent.put({id, "/calls/new", "print of what the killed program was about to write", {}});
    must(node.vault().put_scratch(who.keys(), "sent", Sensitive<std::string>(sent.text())));
    EXPECT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
    EXPECT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
    EXPECT_EQ(contacts(), 1U);
}

TEST_F(SentTwice, what_was_forgotten_is_compared_with_what_is_stored)
{
    Member& who = operator_a();
    const BatchId id = batch();
    ASSERT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
    must(node.vault().remove_scratch(who.keys(), "sent"));
    const auto same = post(who, "/calls/new", id, call("They took my son."));
    EXPECT_EQ(same.status, 409);
    EXPECT_THAT(words_of(same.body), HasSubstr("already saved as A-C-2026-0001"));
    EXPECT_THAT(words_of(same.body), HasSubstr("They took my son."));
}

TEST_F(SentTwice, a_form_that_came_back_with_mistakes_is_mended_and_saved)
{
    Member& who = operator_a();
    const BatchId id = batch();
    EXPECT_EQ(post(who, "/calls/new", id, {{"words", "They took my son."}}).status, 422);
    EXPECT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
}

TEST_F(SentTwice, another_edit_of_the_same_page_leads_to_both_versions)
{
    Member& who = operator_a();
    const BatchId taken = batch();
    ASSERT_EQ(post(who, "/calls/new", taken, call("They took my son.")).status, 303);
    const std::string address = "/calls/" + RecordId::from_bytes(taken.view())->text() + "/edit-account";
    const BatchId id = batch();
    ASSERT_EQ(post(who, address, id, {{"_base", "1"}, {"words", "A grey car."}}).status, 303);
    EXPECT_EQ(post(who, address, id, {{"_base", "1"}, {"words", "A grey car."}}).status, 303) << "the same again";
    const auto other = post(who, address, id, {{"_base", "1"}, {"words", "A white car."}});
    EXPECT_EQ(other.status, 409);
    EXPECT_THAT(words_of(other.body), HasSubstr("You saved changes to the same entry"));
    EXPECT_THAT(words_of(other.body), HasSubstr("A white car."));
    EXPECT_THAT(words_of(other.body), HasSubstr("A grey car."));
}

TEST_F(SentTwice, saving_a_draft_of_a_form_that_was_sent_is_no_second_sending)
{
    Member& who = operator_a();
    const BatchId id = batch();
    ASSERT_EQ(post(who, "/calls/new", id, call("They took my son.")).status, 303);
    EXPECT_EQ(post(who, "/drafts/call", id, call("In a grey car.")).status, 204);
    EXPECT_THAT(get(who, "/calls/new").body, HasSubstr("In a grey car."));
}

TEST_F(SentTwice, another_button_of_the_page_is_another_deed_that_counts_once)
{
    Member& who = worker();
    const BatchId taken = batch();
    ASSERT_EQ(post(who, "/calls/new", taken, call("They took my son.")).status, 303);
    const std::string of_call = "/calls/" + RecordId::from_bytes(taken.view())->text();
    const BatchId id = batch();
    ASSERT_EQ(post(who, of_call + "/release", id, {}).status, 303);
    const auto revision = *node.vault().revision_of(*RecordId::from_bytes(taken.view()));
    for (int press = 0; press < 2; ++press)
        EXPECT_LT(post(who, of_call + "/receive", id, {}).status, 500);
    EXPECT_LE(*node.vault().revision_of(*RecordId::from_bytes(taken.view())), revision + 1);
}

TEST(FormDesk, lets_the_second_press_of_a_button_wait_for_the_first)
{
    FormDesk desk;
    const auto id = system_random().id<BatchId>();
    std::atomic<bool> second_has_it = false;
    std::optional<FormDesk::Turn> first(std::in_place, desk, id);
    std::thread second([&] {
        const FormDesk::Turn turn(desk, id);
        second_has_it = true;
    });
    const FormDesk::Turn other(desk, system_random().id<BatchId>());
    EXPECT_FALSE(second_has_it);
    first.reset();
    second.join();
    EXPECT_TRUE(second_has_it);
}

TEST(SentForms, remember_the_last_hundred)
{
    SentForms sent;
    std::vector<BatchId> ids;
    for (std::size_t at = 0; at <= SentForms::most; ++at) {
        ids.push_back(system_random().id<BatchId>());
        sent.put({ids.back(), "/x", "print", {{system_random().id<RecordId>(), 2}}});
    }
    const SentForms again = SentForms::parse(sent.text());
    EXPECT_EQ(again.find(ids.front()), nullptr);
    ASSERT_NE(again.find(ids.back()), nullptr);
    EXPECT_EQ(again.find(ids.back())->records.front().revision, 2U);
    for (const char* damaged : {"", "x", "{}", "[1]", R"([{"batch":"x"}])", R"([{"batch":7,"records":{}}])"})
        EXPECT_EQ(SentForms::parse(damaged).find(ids.back()), nullptr) << damaged;
}

}  // namespace
}  // namespace panoh::web::testing
