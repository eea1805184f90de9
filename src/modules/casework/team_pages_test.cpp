// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"
#include "modules/casework/team.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct TeamPages : Pages {
    Member& coordinator = node.sign_in("coordinator");
    Member& other = node.sign_in("other_worker");
    OpenedCase made = one_case();
    const std::string of_case = "/cases/" + made.record.text();
    const std::string item = "case:" + made.record.text();

    static std::string id(Member& who) { return who.actor().user.text(); }
    void late_task()
    {
        ASSERT_TRUE(saved(
                        worker,
                        made.file,
                        "task",
                        {{"heading", "Call the clinic"},
                         {"assigned_to", id(worker)},
                         {"due_on.day", "19"},
                         {"due_on.month", "11"},
                         {"due_on.year", "2026"}}
        ).saved());
    }
};

TEST_F(TeamPages, open_in_every_language_without_a_missing_text)
{
    late_task();
    for (const char* each : {"en", "ru"}) {
        language = each;
        for (const std::string& address : {std::string("/team"), "/team/" + id(worker), of_case + "/team"}) {
            const auto response = get(coordinator, address);
            EXPECT_EQ(response.status, 200) << address;
            EXPECT_THAT(response.body, Not(HasSubstr("«team."))) << address;
        }
        for (const std::string& address : {of_case + "/team", of_case + "/transfer", of_case + "/restriction"}) {
            const auto response = get(worker, address);
            EXPECT_EQ(response.status, 200) << address;
            EXPECT_THAT(response.body, Not(HasSubstr("«team."))) << address;
        }
    }
}

TEST_F(TeamPages, the_board_shows_numbers_and_what_is_late_and_no_word_of_a_case)
{
    late_task();
    const auto board = get(coordinator, "/team");
    EXPECT_THAT(board.body, HasSubstr("work-overdue"));
    EXPECT_THAT(board.body, HasSubstr(made.number));
    EXPECT_THAT(board.body, HasSubstr("Name of social_worker"));
    for (const char* word : {"Call the clinic", "Раҳмонов", "Detained", "High"})
        EXPECT_THAT(board.body, Not(HasSubstr(word))) << word;
}

TEST_F(TeamPages, a_coordinator_adds_somebody_and_reads_who_hands_over_the_key)
{
    const auto added = post(coordinator, of_case + "/team", {{"user", id(other)}});
    ASSERT_EQ(added.status, 303);
    const auto page = get(coordinator, of_case + "/team");
    EXPECT_THAT(page.body, HasSubstr("Name of other_worker gets access when Name of social_worker next opens"));
    EXPECT_THAT(page.body, HasSubstr("Waits for a key"));
}

TEST_F(TeamPages, whoever_waits_for_a_key_reads_so_on_the_case_and_gets_no_error)
{
    ASSERT_EQ(post(coordinator, of_case + "/team", {{"user", id(other)}}).status, 303);
    for (const std::string& address : {of_case, of_case + "/tasks", of_case + "/notes", of_case + "/timeline"}) {
        const auto page = get(other, address);
        EXPECT_EQ(page.status, 200) << address;
        EXPECT_THAT(page.body, HasSubstr("Waiting for a key")) << address;
    }
    const auto refused = post(other, "/files/" + made.file.text() + "/new/note", {{"text", "Met at the office"}});
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("has not reached you yet"));
    worker.new_request();
    ASSERT_TRUE(node.vault().hand_over_waiting(worker.keys()));
    const auto page = get(other, of_case);
    EXPECT_THAT(page.body, Not(HasSubstr("Waiting for a key")));
    EXPECT_THAT(page.body, HasSubstr("Раҳмонов"));
}

TEST_F(TeamPages, choosing_nobody_or_oneself_comes_back_with_a_sentence)
{
    EXPECT_EQ(post(coordinator, of_case + "/team", {}).status, 422);
    const auto self = post(coordinator, of_case + "/team", {{"user", id(coordinator)}});
    EXPECT_EQ(self.status, 403);
    const auto leads = post(coordinator, of_case + "/team/end", {{"user", id(worker)}});
    EXPECT_EQ(leads.status, 422);
    EXPECT_THAT(leads.body, HasSubstr("Choose who leads it first"));
}

TEST_F(TeamPages, who_ends_their_own_work_comes_to_a_page_that_opens)
{
    ASSERT_EQ(post(coordinator, of_case + "/team", {{"user", id(other)}}).status, 303);
    const auto ended = post(other, of_case + "/team/end", {{"user", id(other)}});
    ASSERT_EQ(ended.status, 303);
    EXPECT_EQ(get(other, std::string(ended.headers.first("location").value_or(""))).status, 200);
}

TEST_F(TeamPages, giving_work_to_others_is_checked_first_and_says_what_was_done)
{
    const auto nothing = post(coordinator, "/team/check", {{"from", id(worker)}});
    EXPECT_EQ(nothing.status, 422);
    const auto check = post(coordinator, "/team/check", {{"from", id(worker)}, {"item", item}, {"to", id(other)}});
    ASSERT_EQ(check.status, 200);
    EXPECT_THAT(check.body, HasSubstr(made.number));
    EXPECT_THAT(check.body, HasSubstr("selected"));
    Inputs form{{"from", id(worker)}, {"item", item}, {"to-0", id(other)}};
    const auto open_question = post(coordinator, "/team/assign", form);
    EXPECT_EQ(open_question.status, 422) << "it was not said whether the access ends";
    EXPECT_THAT(open_question.body, HasSubstr(made.number));
    form.emplace_back("ends", "yes");
    const auto done = post(coordinator, "/team/assign", form);
    ASSERT_EQ(done.status, 200);
    EXPECT_THAT(done.body, HasSubstr("1 of 1 done"));
    EXPECT_THAT(done.body, HasSubstr("must open the program once before leaving"));
    EXPECT_EQ(get(worker, of_case).status, 404);
    EXPECT_THAT(get(other, "/cases").body, HasSubstr(made.number));
}

TEST_F(TeamPages, a_row_that_cannot_be_given_says_why_and_the_others_are_done)
{
    const auto second = one_case();
    const auto done = post(
        coordinator,
        "/team/assign",
        {{"from", id(worker)},
         {"item", item},
         {"to-0", id(node.member("monitor"))},
         {"item", "case:" + second.record.text()},
         {"to-1", id(other)},
         {"ends", "no"}}
    );
    ASSERT_EQ(done.status, 200);
    EXPECT_THAT(done.body, HasSubstr("1 of 2 done"));
    EXPECT_THAT(done.body, HasSubstr("Not done"));
}

TEST_F(TeamPages, only_listed_cases_of_the_own_desk_are_touched)
{
    Member& stranger = node.sign_in("worker_b");
    auto wanted = request({person(one_name("Гулнора", "Каримова"))});
    wanted.keyworker = stranger.actor().user;
    const auto theirs = open_case(node.records(), stranger.caller(), std::move(wanted));
    ASSERT_TRUE(theirs);
    const auto check = post(coordinator, "/team/check", {{"item", "case:" + theirs->record.text()}, {"to", id(other)}});
    EXPECT_EQ(check.status, 422);
    EXPECT_THAT(check.body, Not(HasSubstr(theirs->number)));
}

TEST_F(TeamPages, handing_over_goes_from_the_form_over_my_work_to_the_answer)
{
    const auto mistaken = post(worker, of_case + "/transfer", {{"note", "He hears badly on the left"}});
    EXPECT_EQ(mistaken.status, 422);
    EXPECT_THAT(mistaken.body, HasSubstr("He hears badly on the left"));
    ASSERT_EQ(
        post(
            worker, of_case + "/transfer", {{"to", id(other)}, {"note", "He hears badly on the left"}, {"stays", "yes"}}
        ).status,
        303
    );
    EXPECT_THAT(get(worker, of_case + "/team").body, HasSubstr("asked Name of other_worker"));
    EXPECT_THAT(get(other, "/").body, HasSubstr("You are asked to take the case over"));
    const auto page = get(other, of_case + "/transfer");
    EXPECT_THAT(page.body, HasSubstr("He hears badly on the left"));
    EXPECT_THAT(page.body, Not(HasSubstr("Раҳмонов"))) << "names open when the case is taken over";
    const std::string mark = "name=\"transfer\" value=\"";
    const auto at = page.body.find(mark) + mark.size();
    const std::string transfer = page.body.substr(at, page.body.find('"', at) - at);
    EXPECT_EQ(post(other, of_case + "/transfer/answer", {{"transfer", transfer}, {"answer", "decline"}}).status, 422)
        << "without a reason";
    ASSERT_EQ(post(other, of_case + "/transfer/answer", {{"transfer", transfer}, {"answer", "accept"}}).status, 303);
    EXPECT_THAT(get(other, of_case).body, HasSubstr("Раҳмонов"));
    EXPECT_THAT(get(worker, of_case + "/team").body, HasSubstr("Taken over"));
}

TEST_F(TeamPages, a_restriction_is_asked_for_confirmed_and_shown)
{
    ASSERT_EQ(
        post(
            worker, of_case + "/restriction", {{"coordinator", id(coordinator)}, {"reason", "A relative works here"}}
        ).status,
        303
    );
    EXPECT_THAT(get(coordinator, "/").body, HasSubstr("Confirm that the case is restricted"));
    EXPECT_THAT(get(coordinator, of_case + "/restriction").body, HasSubstr("A relative works here"));
    EXPECT_EQ(post(coordinator, of_case + "/restriction/answer", {{"answer", "refuse"}}).status, 422);
    ASSERT_EQ(post(coordinator, of_case + "/restriction/answer", {{"answer", "confirm"}}).status, 303);
    EXPECT_THAT(get(worker, of_case).body, HasSubstr("Restricted"));
    EXPECT_THAT(get(coordinator, of_case).body, HasSubstr(made.number)) << "named on it";
}

TEST_F(TeamPages, others_find_neither_board_nor_team_of_a_case)
{
    EXPECT_EQ(get(other, of_case + "/team").status, 404);
    EXPECT_EQ(get(other, of_case + "/transfer").status, 404);
    EXPECT_EQ(get(node.sign_in("worker_b"), of_case + "/restriction").status, 404);
}

}  // namespace
}  // namespace panoh::casework
