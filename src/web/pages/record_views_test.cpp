// SPDX-License-Identifier: AGPL-3.0-or-later
// Records as people read them: facts, histories, two versions side by side.
#include "web/pages/account_facts.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/pages_test_support.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace panoh;
using namespace panoh::web;
using namespace panoh::web::testing;
namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

const World& world()
{
    static const World made;
    return made;
}

forms::Submission sent(const std::vector<std::pair<std::string, std::string>>& inputs)
{
    forms::Submission submission;
    for (const auto& [name, value] : inputs)
        submission.add(name, value);
    return submission;
}

json::object parsed(std::string_view text)
{
    return json::parse(json::string_view(text.data(), text.size())).as_object();
}

}  // namespace

TEST(Values, are_shown_in_words)
{
    const json::object record = parsed(
        R"({"age":17.5,"when":"2014-05~","needs":["food","legal"],"note":"one\n<two>","cost":{"amount":"1250.50",)"
        R"("currency":"TJS"},"called":"2026-11-22T04:05Z","lasted":"P2W","urgent":true,"name":[{"given":"Ҷамшед",)"
        R"("patronymic":"Олимович","family":"Раҳмонов","kind":"alias"}],"marks":[{"region":"back","side":"left"}],)"
        R"("people":[{"role":"food","since__why":"refused"}]})"
    );
    const auto words = [&](const char* field) {
        return words_of("<p>" + value_view(world().context(), *world().type("call").find(field), record).markup());
    };
    EXPECT_EQ(words("age"), " 17.5");
    EXPECT_EQ(words("when"), " about May 2014");
    EXPECT_EQ(words("needs"), " Food & tea and Legal help");
    EXPECT_EQ(words("note"), " one <two>");
    EXPECT_EQ(words("cost"), " 1,250.50 TJS");
    EXPECT_EQ(words("called"), " 22.11.2026 09:05");
    EXPECT_EQ(words("lasted"), " 2 weeks");
    EXPECT_EQ(words("urgent"), " Yes");
    EXPECT_THAT(words("name"), HasSubstr("Ҷамшед Олимович Раҳмонов Alias or nickname"));
    EXPECT_EQ(words("marks"), " back, Left");
    EXPECT_THAT(
        words("people"), HasSubstr("The person’s role: Food & tea · The person’s since: Prefers not to answer")
    );
}

TEST(RecordFacts, say_why_an_answer_is_missing_and_leave_out_what_was_not_answered)
{
    const auto context = world().context();
    const json::object record = parsed(R"({"area":"N1","account":"A long account","kind":"a"})");
    const std::string all = words_of(record_facts(context, world().type("visit"), record).markup());
    EXPECT_THAT(all, HasSubstr("The visit area Upper valley"));
    EXPECT_THAT(all, HasSubstr("Show the account"));
    EXPECT_THAT(all, Not(HasSubstr("The visit reason")));
    const std::string desk = words_of(record_facts(context, world().type("visit"), record, true).markup());
    EXPECT_THAT(desk, HasSubstr("Upper valley"));
    EXPECT_THAT(desk, Not(HasSubstr("account")));
    const std::string missing =
        words_of(record_facts(context, world().type("call"), parsed(R"({"when__why":"refused"})")).markup());
    EXPECT_THAT(missing, HasSubstr("The call when Prefers not to answer"));
}

TEST(AccountFacts, are_open_since_they_stand_in_what_is_closed)
{
    const auto context = world().context();
    const json::object record = parsed(R"({"area":"N1","account":"A long account","kind":"a"})");
    const std::string all = words_of(account_facts(context, world().type("visit"), record).markup());
    EXPECT_THAT(all, HasSubstr("The visit area Upper valley"));
    EXPECT_THAT(all, HasSubstr("A long account"));
    EXPECT_THAT(all, Not(HasSubstr("Show the account")));
}

TEST(History, tells_who_changed_what)
{
    const std::vector<vault::Record> revisions{
        world().revision(1, parsed(R"({"caller":"self","age":16})")),
        world().revision(2, parsed(R"({"caller":"self","age":17})")),
        world().revision(3, parsed(R"({"caller":"self","age":17,"urgent":true,"when":"2014"})"))};
    const std::string words = words_of(history_view(world().context(), world().type("call"), revisions).markup());
    EXPECT_THAT(words, HasSubstr("Saule <N> changed The call age from 16 to 17, 22 November 2026, 14:05"));
    EXPECT_THAT(words, HasSubstr("Saule <N> changed: The call when and The call urgent"));
    EXPECT_THAT(words, HasSubstr("− before: no answer  + now: 2014"));
    EXPECT_THAT(words, Not(HasSubstr("before: 16"))) << "the sentence has said it";
    EXPECT_LT(words.find("revision 3"), words.find("revision 1"));
}

TEST(History, marks_the_words_of_a_text_that_differ_with_a_sign_and_a_word)
{
    const std::vector<vault::Record> revisions{
        world().revision(1, parsed(R"({"caller":"self"})"), parsed(R"({"note":"the car was grey"})")),
        world().revision(2, parsed(R"({"caller":"self"})"), parsed(R"({"note":"the car was white"})"))};
    const std::string markup = history_view(world().context(), world().type("call"), revisions).markup();
    const std::string words = words_of(markup);
    EXPECT_THAT(words, HasSubstr("Saule <N> changed: The call note"));
    EXPECT_THAT(words, HasSubstr("the car was − before: grey + now: white"));
    EXPECT_THAT(markup, HasSubstr("<del>"));
    EXPECT_THAT(markup, HasSubstr("<ins>"));
}

TEST(History, says_that_a_change_was_taken_back_and_that_an_entry_was_put_back)
{
    const auto first = parsed(R"({"caller":"self","age":16})");
    const auto second = parsed(R"({"caller":"self","age":17})");
    std::vector<vault::Record> revisions{
        world().revision(1, first), world().revision(2, second), world().revision(3, first)};
    const auto words = [&] {
        return words_of(history_view(world().context(), world().type("call"), revisions).markup());
    };
    EXPECT_THAT(words(), HasSubstr("Saule <N> took the last change back"));
    EXPECT_THAT(words(), HasSubstr("− before: 17  + now: 16"));
    revisions[1].coded = first;
    revisions[1].removed = true;
    EXPECT_THAT(words(), HasSubstr("Saule <N> put the entry back"));
    EXPECT_THAT(words(), HasSubstr("Saule <N>: withdrawn"));
}

TEST(History, offers_something_for_the_last_change_alone)
{
    const std::vector<vault::Record> revisions{
        world().revision(1, parsed(R"({"age":16})")), world().revision(2, parsed(R"({"age":17})"))};
    const std::string markup =
        history_view(world().context(), world().type("call"), revisions, paragraph("Take back")).markup();
    EXPECT_LT(markup.find("Take back"), markup.find("revision 1"));
    EXPECT_EQ(markup.find("Take back"), markup.rfind("Take back"));
}

TEST(History, does_not_speak_of_what_the_program_keeps_for_itself)
{
    const std::vector<vault::Record> revisions{
        world().revision(1, parsed(R"({"caller":"self"})")),
        world().revision(2, parsed(R"({"caller":"self","__names":[{"folded":"secret"}]})"))};
    const std::string words = words_of(history_view(world().context(), world().type("call"), revisions).markup());
    EXPECT_THAT(words, HasSubstr("saved it without changes"));
    EXPECT_THAT(words, Not(HasSubstr("secret")));
}

TEST(MergePage, shows_both_versions_and_stands_for_the_choices_made)
{
    World other;
    const auto& type = other.type("call");
    const records::Clash clash{
        other.revision(1, parsed(R"({"caller":"self","age":16})"), parsed(R"({"note":"old"})")),
        other.revision(2, parsed(R"({"caller":"self","age":17})"), parsed(R"({"note":"theirs","title":"New"})"))};
    const auto mine =
        sent({{"caller", "self"}, {"age", "15"}, {"note", "mine"}, {"title", ""}, {"phone", "123456"}, {"do", "save"}});
    const std::string markup = merge_view(other.context(), type, clash, mine).markup();
    const std::string words = words_of(markup);
    EXPECT_THAT(words, HasSubstr("The call age Both changed it 15 17"));
    EXPECT_THAT(words, HasSubstr("The call note Both changed it mine Keep both texts, one after the other theirs"));
    EXPECT_THAT(words, Not(HasSubstr("The call caller")));
    EXPECT_THAT(words, Not(HasSubstr("The call guardian")));

    for (const auto& [name, value] : inputs_of(markup))
        other.request.form.add(name, value);
    other.request.form.add("_choice.age", "mine");
    other.request.form.add("_choice.note", "both");
    const auto context = other.context();
    EXPECT_TRUE(is_merge(context));
    EXPECT_EQ(context.base(), 2U);
    const auto merged = merged_submission(context, type, clash);
    EXPECT_EQ(merged.first("age"), "15");
    EXPECT_EQ(merged.first("note"), "theirs\n\nmine");
    EXPECT_EQ(merged.first("title"), "New");
    EXPECT_EQ(merged.first("phone"), "123456");
    EXPECT_EQ(merged.first("caller"), "self");
    EXPECT_EQ(merged.first("do"), "save");
}
