// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/public/rules.hpp"

#include "modules/intake/public/publishing.hpp"
#include "support/test_node.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::intake {
namespace {

namespace json = boost::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> regions{"TJ-DU", "TJ-SU"};

using Typed = std::vector<std::pair<std::string, std::string>>;

forms::Submission form_of(const Typed& typed)
{
    forms::Submission form;
    for (const auto& [name, value] : typed)
        form.add(name, value);
    return form;
}

std::vector<std::string> problems_at(RequestStep step, const Typed& typed, json::object answers = {})
{
    std::vector<std::string> found;
    for (const auto& problem : read_request_step(step, form_of(typed), regions, answers))
        found.push_back(problem.field + ": " + problem.message.id.text());
    return found;
}

json::object complete()
{
    return {
        {"who", "self"},
        {"danger", "no"},
        {"words", "It happened."},
        {"reach", "receipt"},
        {"keep", "yes"},
        {"pass_on", "no"}};
}

TEST(RequestSteps, FollowEachOtherWithAndWithoutFiles)
{
    EXPECT_EQ(step_after(RequestStep::keep, true), RequestStep::files);
    EXPECT_EQ(step_after(RequestStep::keep, false), RequestStep::check);
    EXPECT_EQ(step_before(RequestStep::check, false), RequestStep::keep);
    EXPECT_EQ(step_before(RequestStep::check, true), RequestStep::files);
    EXPECT_FALSE(step_before(RequestStep::who, true));
    EXPECT_FALSE(step_after(RequestStep::check, true));
}

TEST(RequestSteps, NeedOneAnswerWhereSomethingDependsOnIt)
{
    EXPECT_THAT(problems_at(RequestStep::who, {}), ElementsAre("who: request.problem.choose"));
    EXPECT_THAT(problems_at(RequestStep::who, {{"who", "nobody"}}), ElementsAre("who: request.problem.choose"));
    EXPECT_THAT(problems_at(RequestStep::danger, {}), ElementsAre("danger: request.problem.choose"));
    EXPECT_THAT(problems_at(RequestStep::words, {{"words", "  "}}), ElementsAre("words: request.problem.no_words"));
    EXPECT_THAT(problems_at(RequestStep::where, {}), IsEmpty());
    EXPECT_THAT(problems_at(RequestStep::when, {}), IsEmpty());
    EXPECT_THAT(problems_at(RequestStep::needs, {}), IsEmpty());
    EXPECT_THAT(problems_at(RequestStep::keep, {{"keep", "not_asked"}}), IsEmpty());
    EXPECT_THAT(
        problems_at(RequestStep::keep, {{"keep", "yes"}}), ElementsAre("pass_on: request.problem.choose_pass_on")
    );
}

TEST(RequestSteps, ANumberFitsTheWayThatWasChosen)
{
    const auto at = [](const Typed& typed) {
        return problems_at(RequestStep::reach, typed);
    };
    EXPECT_THAT(at({{"reach", "receipt"}}), IsEmpty());
    EXPECT_THAT(at({{"reach", "phone"}, {"phone", "+000 12 34"}}), IsEmpty());
    EXPECT_THAT(at({{"reach", "phone"}}), ElementsAre("phone: request.problem.no_number"));
    EXPECT_THAT(at({{"reach", "phone"}, {"phone", "mine"}}), ElementsAre("phone: forms.error.phone"));
    EXPECT_THAT(at({{"reach", "other"}}), ElementsAre("reach_words: request.problem.no_way"));
    EXPECT_THAT(
        at({{"reach", "receipt"}, {"phone", "+000 12 34"}}), ElementsAre("phone: request.problem.reach_and_number")
    );
}

TEST(RequestSteps, KeepWhatWasTypedEvenWhereItCannotStay)
{
    json::object answers;
    const auto problems =
        read_request_step(RequestStep::reach, form_of({{"reach", "phone"}, {"phone", "mine"}}), regions, answers);
    EXPECT_FALSE(problems.empty());
    EXPECT_EQ(text_at(answers, "phone"), "mine");
    const std::string long_text(19'001, 'a');
    EXPECT_THAT(problems_at(RequestStep::words, {{"words", long_text}}), ElementsAre("words: forms.error.too_long"));
    EXPECT_THAT(problems_at(RequestStep::words, {{"words", "a\x01"}}), ElementsAre("words: forms.error.characters"));
}

TEST(RequestSteps, TheFirstOpenOneIsFoundAgain)
{
    EXPECT_EQ(first_open_step({}, regions), RequestStep::who);
    EXPECT_EQ(first_open_step(complete(), regions), RequestStep::check);
    for (const auto& [missing, step] : std::vector<std::pair<std::string, RequestStep>>{
             {"danger", RequestStep::danger},
             {"words", RequestStep::words},
             {"reach", RequestStep::reach},
             {"keep", RequestStep::keep},
             {"pass_on", RequestStep::keep}}) {
        json::object answers = complete();
        answers.erase(missing);
        EXPECT_EQ(first_open_step(answers, regions), step) << missing;
    }
}

TEST(RequestSteps, OfferOnlyCodesOfThePacks)
{
    const auto schema = testing::shipped_schema();
    for (const std::string_view code : request_callers)
        EXPECT_NE(schema.list("caller_kinds")->find(code), nullptr) << code;
    for (const std::string_view code : request_needs)
        EXPECT_NE(schema.list("needs")->find(code), nullptr) << code;
    EXPECT_EQ(schema.list("needs")->codes.size(), request_needs.size());
}

TEST(RequestForms, ComeBackFromTheirText)
{
    const RequestForm form{
        std::string(32, 'a'),
        std::string(64, 'b'),
        complete(),
        {{std::string(32, 'c'), std::string(64, 'd'), "снимок.jpg", "image/jpeg", 1234}}};
    const auto read = request_form_of(to_text(form));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_text(*read).reveal(), to_text(form).reveal());
    EXPECT_FALSE(request_form_of(Sensitive<std::string>("{}")));
    EXPECT_FALSE(request_form_of(Sensitive<std::string>("text")));
}

class ArrivedBoxes : public ::testing::Test {
protected:
    CallBoxes boxes(const json::object& answers)
    {
        forms::ReadContext context;
        context.zone = "Asia/Dushanbe";
        context.now = testing::TestNode::default_now();
        return boxes_of_request(schema, call_form_of(answers, "ru", "Когда:"), context);
    }
    forms::Schema schema = testing::shipped_schema();
};

TEST_F(ArrivedBoxes, HoldWhatWasAnswered)
{
    json::object answers = complete();
    answers["region"] = "TJ-DU";
    answers["needs"] = json::array{"legal"};
    answers["when"] = "вчера";
    answers["reach"] = "phone";
    answers["phone"] = "+000 12 34";
    answers["name"] = "Зарина";
    answers["pass_on"] = "yes_unnamed";
    const CallBoxes read = boxes(answers);
    EXPECT_EQ(text_at(read.contact, "channel"), "web_form");
    EXPECT_EQ(text_at(read.contact, "region"), "TJ-DU");
    EXPECT_EQ(text_at(read.contact, "language"), "ru");
    EXPECT_EQ(text_at(read.contact, "may_call_back"), "yes");
    EXPECT_EQ(text_at(read.contact, "pass_on"), "yes_unnamed");
    EXPECT_THAT(codes_at(read.contact, "pass_on_to"), ElementsAre("coalition"));
    EXPECT_THAT(codes_at(read.contact, "needs"), ElementsAre("legal"));
    EXPECT_EQ(text_at(read.account.reveal(), "words"), "It happened.\n\nКогда: вчера");
    EXPECT_EQ(text_at(read.account.reveal(), "phone"), "+000 12 34");
    EXPECT_TRUE(read.account.reveal().contains("caller_name"));
}

TEST_F(ArrivedBoxes, SayWhyAnAnswerIsMissing)
{
    json::object answers = complete();
    answers["danger"] = "unsure";
    answers["region"] = "refused";
    const CallBoxes read = boxes(answers);
    EXPECT_FALSE(read.contact.contains("danger_now"));
    EXPECT_EQ(text_at(read.contact, "danger_now__why"), "unknown");
    EXPECT_EQ(text_at(read.contact, "region__why"), "refused");
    EXPECT_EQ(text_at(read.contact, "needs__why"), "unknown");
    EXPECT_EQ(text_at(read.contact, "may_call_back"), "no");
}

TEST_F(ArrivedBoxes, TakeWhatFitsOfAMessageThatAnotherProgramMade)
{
    const CallBoxes read = boxes(
        {{"who", "<script>"},
         {"danger", 5},
         {"words", "Help."},
         {"region", "XX"},
         {"needs", json::array{"nothing", "legal"}},
         {"keep", "for ever"},
         {"reach", "phone"},
         {"phone", "call my neighbour"}}
    );
    EXPECT_EQ(text_at(read.contact, "caller_kind"), "anonymous");
    EXPECT_EQ(text_at(read.contact, "keep"), "not_asked");
    EXPECT_FALSE(read.contact.contains("region"));
    EXPECT_EQ(text_at(read.account.reveal(), "words"), "Help.");
    EXPECT_FALSE(read.account.reveal().contains("phone"));
    EXPECT_EQ(text_at(read.account.reveal(), "safe_contact"), "call my neighbour");
    EXPECT_THAT(boxes({}).account.reveal(), IsEmpty());
}

TEST(PublishedLines, AreReadReplacedAndTakenOut)
{
    request::Announcement page;
    request::Line line;
    const auto problems = [&](const Typed& typed) {
        return read_line(form_of(typed), {"en", "ru"}, regions, line).size();
    };
    EXPECT_EQ(problems({}), 2U);
    EXPECT_EQ(problems({{"number", "000 11"}, {"name.ru", "Линия"}, {"regions", "TJ-SU"}, {"regions", "XX"}}), 0U);
    EXPECT_THAT(line.regions, ElementsAre("TJ-SU"));
    line.id = "one";
    put_line(page, line);
    line.number = "000 22";
    put_line(page, line);
    ASSERT_EQ(page.lines.size(), 1U);
    EXPECT_EQ(page.lines[0].number, "000 22");
    remove_line(page, "one");
    EXPECT_THAT(page.lines, IsEmpty());
}

}  // namespace
}  // namespace panoh::intake
