// SPDX-License-Identifier: AGPL-3.0-or-later
// Conferences and linked cases.
#include "modules/casework/conference.hpp"
#include "modules/casework/links.hpp"
#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Conferences : Pages {
    OpenedCase made = one_case();
    const std::string of_case = "/cases/" + made.record.text();

    Inputs inputs()
    {
        return {
            {"held_on.day", "20"},
            {"held_on.month", "11"},
            {"held_on.year", "2026"},
            {"kind", "planning"},
            {"participants.0.colleague", worker.actor().user.text()},
            {"participants.1.other", "A lawyer of the bar"},
            {"discussed", "How to reach the clinic safely"},
            {"decisions.0.what", "Ask the clinic for a date"},
            {"decisions.0.who", worker.actor().user.text()},
            {"decisions.0.due_on.day", "30"},
            {"decisions.0.due_on.month", "11"},
            {"decisions.0.due_on.year", "2026"},
            {"decisions.1.what", "Write to the family"}};
    }
    std::string page(const RecordId& record) { return of_case + "/conferences/" + record.text(); }
};

TEST_F(Conferences, make_a_task_of_every_decision)
{
    const auto outcome = saved(worker, made.file, "case_conference", inputs());
    ASSERT_TRUE(outcome.saved());
    const auto tasks = tasks_of(node.records(), worker.caller(), made.file);
    ASSERT_EQ(tasks->size(), 2U);
    EXPECT_EQ(tasks->front().due_on, "2026-11-30");
    EXPECT_EQ(tasks->front().who, worker.actor().user);
    const auto shown = get(worker, page(outcome.record));
    ASSERT_EQ(shown.status, 200);
    for (const char* words : {"A lawyer of the bar", "Ask the clinic for a date", "Name of social_worker"})
        EXPECT_THAT(shown.body, HasSubstr(words));
    EXPECT_THAT(shown.body, HasSubstr("/records/" + tasks->front().record.text()));
    EXPECT_THAT(get(worker, of_case + "/conferences").body, HasSubstr("2 decisions"));
}

TEST_F(Conferences, that_are_corrected_keep_their_decisions_and_make_no_task_again)
{
    const auto outcome = saved(worker, made.file, "case_conference", inputs());
    auto form = inputs();
    form[6].second = "How to reach the hospital safely";
    form.emplace_back(web::base_input, "1");
    ASSERT_EQ(post(worker, "/records/" + outcome.record.text() + "/edit", form).status, 303);
    EXPECT_EQ(tasks_of(node.records(), worker.caller(), made.file)->size(), 2U);
    const auto shown = get(worker, page(outcome.record));
    EXPECT_THAT(shown.body, HasSubstr("How to reach the hospital safely"));
    EXPECT_THAT(shown.body, HasSubstr("Write to the family"));
    EXPECT_THAT(
        get(worker, "/records/" + outcome.record.text() + "/edit").body, Not(HasSubstr("name=\"decisions.0.what\""))
    );
}

TEST_F(Conferences, without_what_was_discussed_come_back_and_make_nothing)
{
    auto form = inputs();
    form[6].second.clear();
    const auto refused = post(worker, "/files/" + made.file.text() + "/new/case_conference", form);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Ask the clinic for a date"));
    EXPECT_TRUE(tasks_of(node.records(), worker.caller(), made.file)->empty());
}

TEST_F(Conferences, are_closed_to_coordinators)
{
    const auto outcome = saved(worker, made.file, "case_conference", inputs());
    Member& coordinator = node.sign_in("coordinator");
    EXPECT_EQ(get(coordinator, of_case + "/conferences").status, 403);
    EXPECT_EQ(get(coordinator, page(outcome.record)).status, 403);
}

struct Links : Pages {
    OpenedCase first = one_case();
    OpenedCase second = one_case();

    std::string page(const OpenedCase& made) { return "/cases/" + made.record.text() + "/links"; }
};

TEST_F(Links, are_shown_on_both_cases)
{
    ASSERT_EQ(
        post(worker, page(first), {{"number", second.number}, {"kind", "same_event"}, {"note", "One cell"}}).status, 303
    );
    for (const auto& [one, other] : {std::pair(&first, &second), std::pair(&second, &first)}) {
        const auto shown = get(worker, page(*one));
        EXPECT_THAT(shown.body, HasSubstr("/cases/" + other->record.text()));
        EXPECT_THAT(shown.body, HasSubstr("Same event"));
        EXPECT_THAT(shown.body, HasSubstr("One cell"));
        EXPECT_THAT(get(worker, "/cases/" + one->record.text()).body, HasSubstr(other->number));
    }
}

TEST_F(Links, are_not_shown_to_whoever_may_not_read_the_case_that_holds_them)
{
    ASSERT_EQ(post(worker, page(first), {{"number", second.number}, {"kind", "same_event"}}).status, 303);
    Member& lawyer = node.sign_in("lawyer");
    ASSERT_TRUE(
        saved(worker, second.file, "assignment", {{"user", lawyer.actor().user.text()}, {"role", "lawyer"}}).saved()
    );
    const auto shown = get(lawyer, page(second));
    ASSERT_EQ(shown.status, 200);
    EXPECT_THAT(shown.body, Not(HasSubstr(first.number)));
    EXPECT_EQ(get(node.sign_in("other_worker"), page(first)).status, 404);
}

TEST_F(Links, to_nothing_to_itself_or_twice_come_back_with_a_sentence)
{
    const auto post_link = [&](const std::string& number) {
        return post(worker, page(first), {{"number", number}, {"kind", "same_family"}});
    };
    EXPECT_THAT(post_link("A-2026-0999").body, HasSubstr("There is no case of this number for you."));
    EXPECT_THAT(post_link(first.number).body, HasSubstr("This is the case itself."));
    EXPECT_THAT(
        post(worker, page(first), {{"number", second.number}}).body, HasSubstr("Say how the cases are linked.")
    );
    ASSERT_EQ(post_link("2").status, 303) << "the end of the number is enough";
    const auto again = post_link(second.number);
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("linked like that already"));
}

}  // namespace
}  // namespace panoh::casework
