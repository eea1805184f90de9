// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct ListPages : Pages {
    OpenedCase made = one_case();
};

TEST_F(ListPages, the_list_of_cases_counts_each_answer_and_shows_what_is_set_as_a_chip)
{
    ASSERT_EQ(opened({person(one_name("Гулнора", "Каримова"))}).persons.size(), 1U);
    auto wanted = request({person(one_name("Фаррух", "Назаров"))});
    wanted.fields = {{"risk", "immediate"}};
    ASSERT_TRUE(open_case(node.records(), worker.caller(), wanted).has_value());
    const auto all = get(worker, "/cases");
    EXPECT_THAT(all.body, HasSubstr("Dushanbe (2)"));
    EXPECT_THAT(all.body, HasSubstr("Not answered (1)"));
    const auto narrowed = get(worker, "/cases?region=-");
    EXPECT_THAT(narrowed.body, HasSubstr("1 case"));
    EXPECT_THAT(narrowed.body, HasSubstr("Remove the filter"));
    EXPECT_THAT(narrowed.body, Not(HasSubstr(made.number)));
}

TEST_F(ListPages, what_an_address_says_beyond_codes_changes_nothing)
{
    const auto page = get(worker, "/cases?status=<b>&region=Раҳмонов&year=20x6&keyworker=nobody&sort=name&due=soon");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr(made.number));
    EXPECT_THAT(page.body, Not(HasSubstr("<b>&")));
    EXPECT_THAT(page.body, Not(HasSubstr("Раҳмонов")));
}

TEST_F(ListPages, columns_that_were_chosen_are_shown_until_the_usual_ones_are_wanted)
{
    EXPECT_THAT(get(worker, "/cases").body, HasSubstr("data-label=\"Review\""));
    const auto saved = post(worker, "/views/columns", {{"list", "cases"}, {"column", "region"}, {"column", "opened"}});
    EXPECT_EQ(saved.status, 303);
    EXPECT_EQ(target_of(saved), "/cases");
    const auto chosen = get(worker, "/cases");
    EXPECT_THAT(chosen.body, HasSubstr("data-label=\"Region\""));
    EXPECT_THAT(chosen.body, Not(HasSubstr("data-label=\"Review\"")));
    EXPECT_EQ(post(worker, "/views/columns", {{"list", "cases"}, {"usual", "yes"}}).status, 303);
    EXPECT_THAT(get(worker, "/cases").body, HasSubstr("data-label=\"Review\""));
}

TEST_F(ListPages, a_view_is_saved_from_the_list_opened_by_its_tab_and_removed)
{
    const auto saved =
        post(worker, "/views", {{"list", "cases"}, {"query", "region=TJ-DU"}, {"name", "Capital"}, {"whose", "own"}});
    EXPECT_EQ(saved.status, 303);
    EXPECT_EQ(target_of(saved), "/cases?region=TJ-DU");
    const auto list = get(worker, "/cases?region=TJ-DU");
    EXPECT_THAT(list.body, HasSubstr(">Capital</a>"));
    EXPECT_THAT(list.body, HasSubstr("My cases by date")) << "shipped for the role";
    const auto views = get(worker, "/views");
    EXPECT_THAT(views.body, HasSubstr("Capital"));
    const auto at = views.body.find("name=\"id\" value=\"");
    ASSERT_NE(at, std::string::npos);
    const auto begin = at + std::string("name=\"id\" value=\"").size();
    const std::string id = views.body.substr(begin, views.body.find('"', begin) - begin);
    EXPECT_EQ(post(worker, "/views/remove", {{"id", id}, {"whose", "own"}}).status, 303);
    EXPECT_THAT(get(worker, "/views").body, Not(HasSubstr("Capital")));
}

TEST_F(ListPages, a_view_without_a_name_comes_back_with_a_sentence_and_one_that_leads_elsewhere_is_refused)
{
    const auto nameless = post(worker, "/views", {{"list", "cases"}, {"query", "region=TJ-DU"}, {"name", " "}});
    EXPECT_EQ(nameless.status, 422);
    EXPECT_THAT(nameless.body, HasSubstr("Give the view a name."));
    EXPECT_THAT(nameless.body, HasSubstr("region=TJ-DU"));
    for (const char* list : {"administration", "//elsewhere", ""}) {
        const auto refused = post(worker, "/views", {{"list", list}, {"query", ""}, {"name", "Capital"}});
        EXPECT_EQ(refused.status, 422) << list;
        EXPECT_TRUE(target_of(refused).empty()) << list;
        EXPECT_EQ(post(worker, "/views/columns", {{"list", list}, {"column", "region"}}).status, 422) << list;
    }
}

TEST_F(ListPages, people_are_listed_with_names_that_stand_in_no_address_and_are_noted_as_read)
{
    const auto page = get(worker, "/people");
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("Раҳмонов"));
    EXPECT_FALSE(reads.empty());
    const auto title = page.body.substr(0, page.body.find("</title>"));
    EXPECT_THAT(title, Not(HasSubstr("Раҳмонов")));
    EXPECT_EQ(post(worker, "/views/columns", {{"list", "people"}, {"column", "sex"}}).status, 303);
    EXPECT_THAT(get(worker, "/people").body, Not(HasSubstr("Раҳмонов")));
}

TEST_F(ListPages, a_coordinator_sees_that_there_are_tasks_and_not_what_they_say)
{
    ASSERT_TRUE(saved(worker, made.file, "task", {{"heading", "Call the clinic"}, {"priority", "urgent"}}).saved());
    EXPECT_THAT(get(worker, "/tasks").body, HasSubstr("Call the clinic"));
    EXPECT_THAT(get(worker, "/tasks").body, HasSubstr("1 task"));
    const auto desk = get(node.sign_in("coordinator"), "/tasks");
    EXPECT_THAT(desk.body, HasSubstr(made.number));
    EXPECT_THAT(desk.body, Not(HasSubstr("Call the clinic")));
    EXPECT_THAT(desk.body, Not(HasSubstr("Urgent")));
    EXPECT_THAT(get(node.sign_in("other_worker"), "/tasks").body, Not(HasSubstr(made.number)));
}

TEST_F(ListPages, every_list_speaks_each_language)
{
    for (const char* each : {"en", "ru"}) {
        language = each;
        for (const char* address : {"/cases", "/people", "/tasks", "/views", "/go", "/find", "/cases?due=overdue"}) {
            const auto page = get(worker, address);
            EXPECT_EQ(page.status, 200) << address;
            for (const char* id : {"«views.", "«find.", "«casework.", "«list.", "«type."})
                EXPECT_THAT(page.body, Not(HasSubstr(id))) << address;
        }
    }
}

TEST_F(ListPages, the_page_for_going_somewhere_lists_what_the_reader_may_open)
{
    services.may_visit = [](const access::Actor&, std::string_view path) {
        return path != "/administration";
    };
    EXPECT_EQ(get(worker, "/cases/" + made.record.text()).status, 200);
    const auto page = get(worker, "/go");
    EXPECT_THAT(page.body, HasSubstr(made.number));
    EXPECT_THAT(page.body, HasSubstr("href=\"/tasks\""));
    EXPECT_THAT(page.body, Not(HasSubstr("href=\"/administration\"")));
}

}  // namespace
}  // namespace panoh::casework
