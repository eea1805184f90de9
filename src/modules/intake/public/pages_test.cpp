// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/public_pages_for_test.hpp"

namespace panoh::intake {
namespace {

using gt::HasSubstr;
using gt::IsEmpty;
using gt::Not;
using web::testing::inputs_of;
using web::testing::words_of;

TEST_F(PublicPages, TheFirstPageSaysWhatThisIsAndWhomToCall)
{
    for (const char* spoken : {"en", "ru"}) {
        language = spoken;
        const std::string words = words_of(get("/request").body);
        const bool english = language == "en";
        EXPECT_THAT(words, HasSubstr(english ? "Is it safe to use this computer?" : "Безопасен ли этот компьютер?"));
        EXPECT_THAT(words, HasSubstr(english ? "What happens next" : "Что будет дальше"));
        EXPECT_THAT(words, HasSubstr(english ? "Hotline" : "Горячая линия"));
        EXPECT_THAT(words, HasSubstr("000 22"));
        EXPECT_THAT(words, HasSubstr(english ? "Leave this page quickly" : "Быстро покинуть страницу"));
    }
}

TEST_F(PublicPages, NothingIsThereBeforeItIsPublished)
{
    std::filesystem::remove(node.folder() + "/request/page.json");
    EXPECT_EQ(get("/request").status, 404);
    EXPECT_EQ(post("/request", {{"do", "start"}}).status, 404);
    EXPECT_EQ(get("/request/answer").status, 404);
}

TEST_F(PublicPages, OneQuestionFollowsTheOtherUntilTheEightWords)
{
    const web::Response check = answered_all();
    const std::string words = words_of(check.body);
    EXPECT_THAT(words, HasSubstr("Check your answers"));
    EXPECT_THAT(words, HasSubstr("canary-words"));
    EXPECT_THAT(words, HasSubstr("Only here, with my eight words"));
    const web::Response sent = next(check, {}, "send");
    EXPECT_EQ(sent.status, 200);
    const std::string receipt = receipt_on(sent);
    EXPECT_EQ(std::count(receipt.begin(), receipt.end(), ' '), 7);
    EXPECT_EQ(receipt_on(next(check, {}, "send")), receipt);
    Member& member = node.sign_in("hotline_operator");
    EXPECT_EQ(bring_in(member).requests, 1U);
    EXPECT_THAT(on_disk({"canary", receipt}), IsEmpty());
}

TEST_F(PublicPages, WhatIsCarriedCannotBeReadInThePage)
{
    const web::Response check = answered_all();
    const web::Response who = next(check, {}, "change:who");
    EXPECT_THAT(who.body, Not(HasSubstr("canary")));
}

TEST_F(PublicPages, DangerBringsTheNumbersFirstAndTheFormGoesOn)
{
    web::Response page = post("/request", {{"language", "en"}, {"do", "start"}});
    page = next(page, {{"who", "self"}});
    page = next(page, {{"danger", "yes"}});
    const std::string words = words_of(page.body);
    EXPECT_THAT(words, HasSubstr("If you can, call now"));
    EXPECT_LT(words.find("000 11"), words.find("go on with the form"));
    EXPECT_THAT(page.body, HasSubstr("href=\"tel:00011\""));
    page = next(page, {}, "go_on");
    EXPECT_THAT(words_of(page.body), HasSubstr("What happened?"));
}

TEST_F(PublicPages, AMistakeKeepsWhatWasTypedAndSaysWhere)
{
    web::Response page = post("/request", {{"language", "en"}, {"do", "start"}});
    page = next(page, {});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(words_of(page.body), HasSubstr("Choose one of the answers"));
    const web::Response check = answered_all();
    page = next(next(check, {}, "change:reach"), {{"reach", "phone"}, {"phone", "typed-canary"}});
    EXPECT_EQ(page.status, 422);
    EXPECT_THAT(page.body, HasSubstr("typed-canary"));
    page = next(page, {{"reach", "phone"}, {"phone", "+000 12 34"}});
    EXPECT_THAT(words_of(page.body), HasSubstr("Check your answers"));
    EXPECT_THAT(words_of(page.body), HasSubstr("+000 12 34"));
}

TEST_F(PublicPages, BackAndAnotherLanguageKeepWhatWasTyped)
{
    web::Response page = post("/request", {{"language", "en"}, {"do", "start"}});
    page = next(next(page, {{"who", "self"}}), {{"danger", "no"}});
    Typed fields = filled(page, {{"words", "half a sentence"}}, "");
    fields.emplace_back("switch", "ru");
    page = post("/request", fields);
    EXPECT_THAT(words_of(page.body), HasSubstr("Что произошло?"));
    EXPECT_THAT(page.body, HasSubstr("half a sentence"));
    page = next(page, {{"words", "half a sentence"}}, "back");
    EXPECT_THAT(words_of(page.body), HasSubstr("Есть ли сейчас опасность?"));
    page = next(page, {{"danger", "no"}});
    EXPECT_THAT(page.body, HasSubstr("half a sentence"));
}

TEST_F(PublicPages, AfterFiveHoursTheEarlierAnswersAreGoneAndThePageSaysSo)
{
    web::Response page = post("/request", {{"language", "en"}, {"do", "start"}});
    page = next(next(page, {{"who", "self"}}), {{"danger", "no"}});
    node.clock().advance(request::Carrying::key_lives + std::chrono::minutes(1));
    page = next(page, {{"words", "what I typed"}});
    EXPECT_THAT(words_of(page.body), HasSubstr("Your earlier answers are gone from here"));
    EXPECT_THAT(words_of(page.body), HasSubstr("Who needs help?"));
    page = next(next(page, {{"who", "self"}}), {{"danger", "no"}});
    EXPECT_THAT(page.body, HasSubstr("what I typed"));
}

TEST_F(PublicPages, FilesAreAddedAndTakenOutOneByOne)
{
    web::Response page = next(answered_all(), {}, "change:files");
    EXPECT_THAT(words_of(page.body), HasSubstr("pictures or documents"));
    EXPECT_EQ(next(page, {}, "add").status, 422);
    const std::string bytes = "canary of a picture";
    page = post("/request", filled(page, {}, "add"), bytes);
    EXPECT_THAT(words_of(page.body), HasSubstr("снимок.jpg"));
    EXPECT_THAT(on_disk({"canary of"}), IsEmpty());
    const std::string large(request::largest_file + 1, 'a');
    EXPECT_EQ(post("/request", filled(page, {}, "add"), large).status, 422);
    const auto at = page.body.find("remove:");
    const std::string remove = page.body.substr(at, page.body.find('"', at) - at);
    EXPECT_THAT(words_of(next(page, {}, remove).body), Not(HasSubstr("снимок.jpg")));
    const web::Response sent = next(next(page, {}), {}, "send");
    EXPECT_FALSE(receipt_on(sent).empty());
    Member& member = node.sign_in("hotline_operator");
    EXPECT_EQ(bring_in(member).files, 1U);
    const RecordId contact = only_contact(member);
    const auto thread = thread_of(member, contact);
    const std::string address =
        "/calls/" + contact.text() + "/messages/files/" + thread.messages.at(0).files.at(0).id.text();
    const web::Response file = ask(&member, web::Method::get, address);
    EXPECT_EQ(file.body, bytes);
    EXPECT_THAT(std::string(file.headers.first("content-disposition").value_or("")), HasSubstr("attachment"));
}

TEST_F(PublicPages, WhereThereIsTooMuchThePageKeepsTheAnswersAndShowsTheNumbers)
{
    const web::Response check = answered_all();
    for (int count = 0; count < 130; ++count)
        static_cast<void>(next(check, {}, "send"));
    const web::Response full = next(check, {}, "send");
    EXPECT_EQ(full.status, 503);
    EXPECT_THAT(words_of(full.body), HasSubstr("000 22"));
    node.clock().advance(std::chrono::minutes(20));
    EXPECT_EQ(next(full, {}, "send").status, 503);
    node.clock().advance(std::chrono::minutes(45));
    const web::Response sent = next(full, {}, "send");
    EXPECT_EQ(sent.status, 409) << words_of(sent.body);
}

TEST_F(PublicPages, TheEightWordsOpenTheAnswersAndNothingElse)
{
    const std::string words = receipt_on(next(answered_all(), {}, "send"));
    Member& member = node.sign_in("hotline_operator");
    bring_in(member);
    const std::string messages = "/calls/" + only_contact(member).text() + "/messages";
    web::Response team = ask(&member, web::Method::get, messages);
    EXPECT_THAT(words_of(team.body), HasSubstr("canary-words"));
    EXPECT_EQ(ask(&member, web::Method::post, messages, {{"words", ""}}).status, 422);
    EXPECT_EQ(
        ask(&member, web::Method::post, messages, {{"words", "We help you."}, {"batch", batch().text()}}).status, 303
    );

    const web::Response entry = get("/request/answer");
    const web::Response wrong = post("/request/answer", filled(entry, {{"receipt", words + " wrong"}}, "open"));
    EXPECT_EQ(wrong.status, 422);
    EXPECT_THAT(words_of(wrong.body), HasSubstr("There is no request under these words"));
    EXPECT_THAT(wrong.body, Not(HasSubstr(words)));
    web::Response page = post("/request/answer", filled(entry, {{"receipt", words}}, "open"));
    EXPECT_THAT(words_of(page.body), HasSubstr("We help you."));
    EXPECT_THAT(page.body, Not(HasSubstr("canary-words")));

    const std::string write = page.body.substr(page.body.rfind("<form"));
    Typed fields;
    for (const auto& [name, value] : inputs_of(write)) {
        if (name != "words" && name != "file" && !name.empty()) fields.emplace_back(name, value);
    }
    fields.insert(fields.end(), {{"words", "Thank you."}, {"do", "send"}});
    page = post("/request/answer", fields);
    EXPECT_THAT(words_of(page.body), HasSubstr("It is sent and locked"));
    static_cast<void>(post("/request/answer", fields));
    EXPECT_EQ(bring_in(member).messages, 1U);
    team = ask(&member, web::Method::get, messages);
    EXPECT_THAT(words_of(team.body), HasSubstr("Thank you."));
    EXPECT_THAT(words_of(team.body), HasSubstr("Waits for an answer"));
    EXPECT_THAT(words_of(team.body), HasSubstr("Read 22.11.2026"));
    const web::Response done = ask(&member, web::Method::post, messages + "/no-answer", {{"batch", batch().text()}});
    EXPECT_EQ(done.status, 303);
    EXPECT_THAT(words_of(ask(&member, web::Method::get, messages).body), Not(HasSubstr("Waits for an answer")));
}

TEST_F(PublicPages, BodiesWithFilesMayBeLongerThanAnswers)
{
    web::Request plain;
    web::Request with_file;
    with_file.headers.add("content-type", "multipart/form-data; boundary=x");
    EXPECT_LT(request_body_limit(plain), std::size_t{1} << 20U);
    EXPECT_GT(request_body_limit(with_file), request::largest_file);
}

}  // namespace
}  // namespace panoh::intake
