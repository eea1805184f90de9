// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/public_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::intake {
namespace {

namespace files = std::filesystem;
using gt::ElementsAre;
using gt::IsEmpty;
using gt::SizeIs;

class Arriving : public PublicDesk {};

TEST_F(Arriving, ARequestIsANewContactOfTheTeamWithEverythingThatWasAnswered)
{
    send(answers());
    Member& member = node.sign_in("hotline_operator");
    EXPECT_EQ(bring_in(member).requests, 1U);
    const auto list = list_calls(records(), member.caller(), showing(CallView::fresh));
    ASSERT_TRUE(list);
    ASSERT_THAT(list->rows, SizeIs(1));
    const CallRow& row = list->rows[0];
    EXPECT_EQ(row.number, "A-C-2026-0001");
    EXPECT_EQ(row.status, "new");
    EXPECT_EQ(row.channel, "web_form");
    EXPECT_TRUE(row.keyworker.is_none());
    EXPECT_TRUE(row.taken_by.is_none());
    const Call call = open(member, row.contact);
    EXPECT_EQ(text_at(call.contact.coded, "language"), "ru");
    const json::object account = account_of(member, call);
    EXPECT_EQ(text_at(account, "words"), "They took him from the market.\n\nКогда: this morning");
    EXPECT_EQ(text_at(account, "phone"), "+000 12 34");
    const auto noted = std::any_of(member.reads().begin(), member.reads().end(), [](const vault::ReadFact& read) {
        return read.action == "request_brought_in";
    });
    EXPECT_TRUE(noted);
}

TEST_F(Arriving, NothingOfItStandsReadableInAnyFileBeforeOrAfter)
{
    const auto picture = put_file("canary-picture");
    json::object said = answers("canary-words у синей калитки");
    said["name"] = "Канарейкина";
    said["reach_words"] = "canary-way";
    const std::string words = send(said, {picture});
    send_more(words, "canary-more");
    const std::vector<std::string> secrets{
        "canary", "у синей калитки", "Канарейкина", "+000 12 34", "снимок.jpg", words, picture.key};
    EXPECT_THAT(on_disk(secrets), IsEmpty());
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    answer(member, only_contact(member), "canary-answer");
    EXPECT_THAT(on_disk(secrets), IsEmpty());
}

TEST_F(Arriving, OnlyMembersOfTheTeamBringItIn)
{
    send(answers());
    for (const char* login : {"operator_b", "coordinator", "technical_administrator", "lawyer"})
        EXPECT_EQ(bring_in(node.sign_in(login)).requests, 0U) << login;
    EXPECT_TRUE(desk.spool().has_messages());
    EXPECT_EQ(bring_in(node.sign_in("social_worker")).requests, 1U);
    EXPECT_FALSE(desk.spool().has_messages());
}

TEST_F(Arriving, AfterAKillBetweenWritingAndRemovalItCountsOnce)
{
    send(answers());
    const files::path in = node.folder() + "/request/in";
    const files::path kept = node.folder() + "/kept";
    files::copy(in, kept);
    Member& member = node.sign_in("hotline_operator");
    EXPECT_EQ(bring_in(member).requests, 1U);
    files::remove_all(in);
    files::rename(kept, in);
    node.restart();
    Member& again = node.sign_in("hotline_operator");
    EXPECT_EQ(bring_in(again).requests, 0U);
    EXPECT_THAT(numbers(again, showing(CallView::all)), ElementsAre("A-C-2026-0001"));
    EXPECT_FALSE(desk.spool().has_messages());
}

TEST_F(Arriving, WhatArrivesTooOftenWaitsForTheNextTime)
{
    send(answers());
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    send(answers());
    EXPECT_EQ(arrivals.bring_in(records(), member.caller())->requests, 0U);
    node.clock().advance(Arrivals::pause);
    EXPECT_EQ(arrivals.bring_in(records(), member.caller())->requests, 1U);
}

TEST_F(Arriving, AnAnswerIsReadWithTheWordsAndComesBackAsRead)
{
    const std::string words = send(answers());
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const RecordId contact = only_contact(member);
    EXPECT_THAT(read_answers(words), IsEmpty());
    answer(member, contact, "We have read it.");
    auto thread = thread_of(member, contact);
    ASSERT_THAT(thread.messages, SizeIs(2));
    EXPECT_EQ(thread.messages[1].state, "sent");
    const auto found = read_answers(words);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].text.reveal(), "We have read it.");
    EXPECT_EQ(bring_in(member).seen, 1U);
    thread = thread_of(member, contact);
    EXPECT_EQ(thread.messages[1].state, "seen");
    EXPECT_EQ(thread.messages[1].seen_on, "2026-11-22");
}

TEST_F(Arriving, AnotherMessageWaitsForAnAnswerAndTheAnswerEndsTheWaiting)
{
    const std::string words = send(answers());
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const RecordId contact = only_contact(member);
    send_more(words, "He called.");
    EXPECT_EQ(bring_in(member).messages, 1U);
    const auto waiting = waiting_messages(records(), member.caller());
    ASSERT_TRUE(waiting);
    ASSERT_THAT(*waiting, SizeIs(1));
    EXPECT_EQ(waiting->front().number, "A-C-2026-0001");
    EXPECT_TRUE(thread_of(member, contact).waits);
    answer(member, contact, "Good.");
    EXPECT_FALSE(thread_of(member, contact).waits);
    EXPECT_THAT(*waiting_messages(records(), member.caller()), IsEmpty());
    send_more(words, "Thank you.");
    bring_in(member);
    EXPECT_TRUE(mark_answered(records(), member.caller(), open(member, contact), batch()));
    EXPECT_THAT(*waiting_messages(records(), member.caller()), IsEmpty());
}

TEST_F(Arriving, AnAnswerThatCannotBePutDownIsDeliveredLater)
{
    const std::string words = send(answers());
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const RecordId contact = only_contact(member);
    const std::string folder = node.folder() + "/request/answers";
    std::ofstream(folder) << "in the way";
    answer(member, contact, "We have read it.");
    EXPECT_EQ(thread_of(member, contact).messages[1].state, "to_go");
    files::remove(folder);
    bring_in(member);
    EXPECT_EQ(thread_of(member, contact).messages[1].state, "sent");
    EXPECT_THAT(read_answers(words), SizeIs(1));
}

TEST_F(Arriving, TheSameAnswerSentTwiceIsOne)
{
    const std::string words = send(answers());
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const Call call = open(member, only_contact(member));
    const BatchId id = batch();
    for (int count = 0; count < 2; ++count)
        EXPECT_TRUE(answer_request(records(), member.caller(), desk, call, "Once.", id));
    EXPECT_THAT(read_answers(words), SizeIs(1));
    EXPECT_EQ(answer_request(records(), member.caller(), desk, call, "  ", batch())->problems.size(), 1U);
}

TEST_F(Arriving, FilesFollowTheirMessageAndAreKeptAsTheyCame)
{
    const auto picture = put_file("bytes of a picture");
    const auto forgotten = put_file("never sent");
    send(answers(), {picture});
    Member& member = node.sign_in("hotline_operator");
    EXPECT_EQ(bring_in(member).files, 1U);
    const RecordId contact = only_contact(member);
    const auto thread = thread_of(member, contact);
    ASSERT_THAT(thread.messages, SizeIs(1));
    ASSERT_THAT(thread.messages[0].files, SizeIs(1));
    const WebFile& file = thread.messages[0].files[0];
    EXPECT_EQ(file.state, "kept");
    EXPECT_EQ(file.name.reveal(), "снимок.jpg");
    const auto opened = open_web_file(records(), member.caller(), open(member, contact), file.id);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(panoh::text_of(opened->content), "bytes of a picture");
    EXPECT_TRUE(desk.spool().has_files());
    node.clock().advance(std::chrono::hours(80));
    bring_in(member);
    EXPECT_FALSE(desk.spool().has_files());
}

TEST_F(Arriving, AFileUnderAnotherKeyIsMarkedAndDoesNotHoldUpTheOthers)
{
    auto picture = put_file("bytes of a picture");
    picture.key = desk.fresh_name(32);
    send(answers(), {picture});
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const auto thread = thread_of(member, only_contact(member));
    ASSERT_THAT(thread.messages.at(0).files, SizeIs(1));
    EXPECT_EQ(thread.messages[0].files[0].state, "damaged");
    EXPECT_FALSE(desk.spool().has_files());
}

TEST_F(Arriving, WhoeverChangedToBeingOnlyCountedLosesTheConversationAndIsANewContactNextTime)
{
    const std::string words = send(answers());
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const RecordId contact = only_contact(member);
    const Call call = open(member, contact);
    records::FormChange change;
    change.type = "contact";
    change.record = contact;
    change.base = call.contact.revision;
    const auto counted = edit_contact(
        records(), member.caller(), change, call_form({{"channel", "web_form"}, {"keep", "count_only"}}), batch()
    );
    ASSERT_TRUE(counted && counted->saved());
    EXPECT_THAT(thread_of(member, contact).messages, IsEmpty());
    send_more(words, "I write again.");
    EXPECT_EQ(bring_in(member).requests, 1U);
    EXPECT_THAT(numbers(member, showing(CallView::all)), SizeIs(2));
}

TEST_F(Arriving, WhatIsNoMessageOfOursDoesNotKeepOthersOut)
{
    const auto published = desk.published();
    ASSERT_TRUE(published);
    const auto put = [&](const json::object& message) {
        return desk.spool().put(
            *published, published->takers[0], Sensitive<json::object>(message), node.clock().now(), random
        );
    };
    const std::string place(32, 'a');
    EXPECT_TRUE(put({{"kind", "nothing"}}));
    EXPECT_TRUE(put({{"kind", "first"}, {"id", "short"}, {"place", place}}));
    EXPECT_TRUE(put({{"kind", "first"}, {"id", desk.fresh_name()}, {"place", "../../etc"}}));
    EXPECT_TRUE(put({{"kind", "seen"}, {"id", desk.fresh_name()}, {"place", place}, {"answers", json::array{"x", 5}}}));
    EXPECT_TRUE(put({{"kind", "first"}, {"id", desk.fresh_name()}, {"place", place}, {"answers", 7}, {"files", "x"}}));
    EXPECT_TRUE(put({{"kind", "first"}, {"id", desk.fresh_name()}, {"place", place}, {"answers", json::object()}}));
    send(answers());
    Member& member = node.sign_in("hotline_operator");
    const auto report = bring_in(member);
    EXPECT_EQ(report.requests, 2U);
    EXPECT_EQ(report.messages, 1U);
    EXPECT_FALSE(desk.spool().has_messages());
}

TEST_F(Arriving, ThePageFollowsTheKeysOfTheTeam)
{
    const auto before = desk.published();
    ASSERT_TRUE(before);
    files::remove(node.folder() + "/request/page.json");
    ASSERT_TRUE(refresh_published(node.vault(), desk));
    EXPECT_EQ(request::to_text(*desk.published()), request::to_text(*before));
    std::ofstream(node.folder() + "/request/page.json") << "{}";
    EXPECT_FALSE(desk.published());
    ASSERT_TRUE(refresh_published(node.vault(), desk));
    EXPECT_EQ(request::to_text(*desk.published()), request::to_text(*before));
}

}  // namespace
}  // namespace panoh::intake
