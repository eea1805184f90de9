// SPDX-License-Identifier: AGPL-3.0-or-later
// What people see, as a browser would get it.
#include "modules/knowledge/drawings_view.hpp"
#include "modules/knowledge/knowledge_for_test.hpp"
#include "web/pages/pages_test_support.hpp"

#include <gmock/gmock.h>

namespace panoh::knowledge {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using web::testing::tags_of;
using web::testing::words_of;

class Pages : public Knowledge {
protected:
    std::string seen(Member& who, const std::string& address)
    {
        const web::Response response = get(who, address);
        EXPECT_EQ(response.status, 200) << address;
        return words_of(response.body);
    }
};

TEST_F(Pages, a_place_shows_its_names_and_what_it_is_part_of)
{
    const std::string colony = place("Colony 7", {{"names.0.name", "Колония № 7"}, {"names.0.language", "ru"}});
    const std::string cell = place("Punishment cell", {{"part_of", colony}});
    EXPECT_THAT(seen(worker, "/knowledge/" + colony), HasSubstr("Колония № 7"));
    EXPECT_THAT(seen(worker, "/knowledge/" + colony), HasSubstr("Parts of it"));
    EXPECT_THAT(get(worker, "/knowledge/" + cell).body, HasSubstr("/knowledge/" + colony));
}

TEST_F(Pages, a_unit_shows_its_chain_as_a_drawing_and_a_table)
{
    const std::string city = unit("City department");
    const std::string station = unit("Station", {{"under.0.unit", city}, {"under.0.since.year", "2015"}});
    const web::Response page = get(worker, "/knowledge/" + station);
    EXPECT_THAT(page.body, HasSubstr("<svg"));
    EXPECT_THAT(words_of(page.body), HasSubstr("City department since 2015"));
}

TEST_F(Pages, an_alleged_perpetrator_is_never_named_without_the_sentence)
{
    const std::string somebody = perpetrator("Invented", "Nobodyev");
    const std::string post_unit = unit("Station");
    record_in(
        file_of(somebody), "post", {{"perpetrator", somebody}, {"unit", post_unit}, {"position", "Investigator"}}
    );
    for (const std::string& address :
         {"/knowledge/" + somebody, "/knowledge/" + post_unit, std::string("/knowledge?list=perpetrator")}) {
        EXPECT_THAT(seen(worker, address), HasSubstr("nobody is guilty before a court has said so")) << address;
        EXPECT_THAT(seen(worker, address), HasSubstr("Nobodyev")) << address;
    }
}

TEST_F(Pages, who_may_not_read_alleged_perpetrators_gets_404_and_no_names)
{
    const std::string somebody = perpetrator("Invented", "Nobodyev");
    const std::string station = unit("Station");
    record_in(file_of(somebody), "post", {{"perpetrator", somebody}, {"unit", station}});
    for (const char* role : {"physician", "coordinator", "psychologist", "monitor"}) {
        Member& reader = node.sign_in(role);
        EXPECT_EQ(get(reader, "/knowledge/" + somebody).status, 404) << role;
        EXPECT_EQ(get(reader, "/knowledge?list=perpetrator").status, 404) << role;
        EXPECT_THAT(seen(reader, "/knowledge/" + station), Not(HasSubstr("Nobodyev"))) << role;
    }
    EXPECT_EQ(get(node.sign_in("coordinator"), "/knowledge/new/perpetrator").status, 404);
}

TEST_F(Pages, a_window_title_says_a_number_and_no_name)
{
    const std::string somebody = perpetrator("Invented", "Nobodyev");
    for (const auto& tag : tags_of(get(worker, "/knowledge/" + somebody).body)) {
        if (tag.name == "title") {
            EXPECT_THAT(tag.text, Not(HasSubstr("Nobodyev")));
        }
    }
}

TEST_F(Pages, an_entry_says_nothing_of_cases_of_others)
{
    const std::string station = place("Station A");
    const auto mine = one_case();
    event(mine, {{"place", station}});
    EXPECT_THAT(seen(worker, "/knowledge/" + station), HasSubstr(mine.number));
    const std::string others = seen(node.sign_in("other_worker"), "/knowledge/" + station);
    EXPECT_THAT(others, Not(HasSubstr(mine.number)));
    EXPECT_THAT(others, HasSubstr("None of the cases that you may read names it"));
    EXPECT_THAT(others, HasSubstr("not even as a number"));
}

TEST_F(Pages, a_form_makes_an_entry_and_leads_to_it)
{
    const web::Response saved =
        post(worker, "/knowledge/new/place", {{"name", "Station A"}, {"kind", "PL01"}, {"region", "TJ-SU"}});
    EXPECT_EQ(saved.status, 303);
    EXPECT_THAT(seen(worker, target_of(saved)), HasSubstr("Station A"));
}

TEST_F(Pages, a_form_with_a_mistake_keeps_what_was_typed)
{
    const web::Response again = post(worker, "/knowledge/new/place", {{"name", "Station A"}, {"note", "Two storeys"}});
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("Station A"));
    EXPECT_THAT(again.body, HasSubstr("Two storeys"));
}

TEST_F(Pages, a_likely_duplicate_is_asked_about_once)
{
    place("Колония № 7");
    Inputs typed{{"name", "Koloniya 7"}, {"kind", "PL01"}};
    const web::Response question = post(worker, "/knowledge/new/place", typed);
    EXPECT_EQ(question.status, 200);
    EXPECT_THAT(words_of(question.body), HasSubstr("Is it one of these?"));
    EXPECT_THAT(question.body, HasSubstr("Koloniya 7"));
    typed.emplace_back("another", "yes");
    EXPECT_EQ(post(worker, "/knowledge/new/place", typed).status, 303);
}

TEST_F(Pages, a_name_that_is_looked_for_stands_in_no_address)
{
    place("Отдел, Темногорск");
    const web::Response found =
        send(worker, web::Method::post, "/knowledge/find", {{"list", "place"}, {"words", "temnog"}});
    EXPECT_THAT(words_of(found.body), HasSubstr("Отдел, Темногорск"));
    for (const auto& tag : tags_of(found.body))
        EXPECT_THAT(tag.get("href"), Not(HasSubstr("temnog")));
}

TEST_F(Pages, the_same_twice_is_shown_both_ways)
{
    const std::string stays = place("Station A");
    const std::string again = place("Station A again", {{"same_as", stays}});
    EXPECT_THAT(get(worker, "/knowledge/" + stays).body, HasSubstr("/knowledge/" + again));
    EXPECT_THAT(seen(worker, "/knowledge/" + again), HasSubstr("the same as another entry"));
}

TEST_F(Pages, the_general_form_changes_an_entry_and_comes_back_to_it)
{
    const std::string station = place("Station A");
    EXPECT_THAT(get(worker, "/records/" + station + "/edit").body, HasSubstr("Station A"));
    const web::Response saved =
        post(worker, "/records/" + station + "/edit", {{"_base", "1"}, {"name", "Station B"}, {"kind", "PL01"}});
    ASSERT_EQ(saved.status, 303);
    EXPECT_EQ(target_of(saved), "/knowledge/files/" + file_of(station).text());
    EXPECT_EQ(target_of(get(worker, target_of(saved))), "/knowledge/" + station);
}

TEST_F(Pages, a_post_begins_with_whose_it_is)
{
    const std::string somebody = perpetrator("Invented", "Nobodyev");
    const std::string form = "/files/" + file_of(somebody).text() + "/new/post?from=" + somebody;
    const web::Response page = get(worker, form);
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(web::testing::submission_of(page.body).first("perpetrator"), somebody);
}

TEST_F(Pages, patterns_lead_to_the_cases_behind_each_number)
{
    const std::string station = place("Station A");
    const auto one = one_case();
    const auto other = another_case("Фирӯз");
    for (const auto& each : {one, other})
        act(each, event(each, {{"place", station}, {"began.year", "2024"}}));
    const web::Response page = get(worker, "/patterns?rows=place&columns=year");
    EXPECT_THAT(words_of(page.body), HasSubstr("Station A"));
    EXPECT_THAT(page.body, HasSubstr("<svg"));
    const std::string behind = "/patterns/cases?rows=place&row=" + station + "&columns=year&column=2024";
    const std::string cases = seen(worker, behind);
    EXPECT_THAT(cases, HasSubstr(one.number));
    EXPECT_THAT(cases, HasSubstr(other.number));
    EXPECT_THAT(seen(node.sign_in("other_worker"), behind), Not(HasSubstr(one.number)));
}

TEST_F(Pages, patterns_without_events_say_so)
{
    EXPECT_THAT(seen(worker, "/patterns"), HasSubstr("None of the cases that you may read tells of an event yet"));
}

TEST_F(Pages, in_russian_are_whole)
{
    const std::string somebody = perpetrator("Invented", "Nobodyev");
    language = "ru";
    EXPECT_THAT(seen(worker, "/knowledge/" + somebody), HasSubstr("предполагаемый исполнитель"));
    EXPECT_THAT(seen(worker, "/patterns"), HasSubstr("Закономерности"));
}

TEST(ATextInADrawing, is_cut_between_letters)
{
    EXPECT_EQ(cut_to("Темногорск", 4), "Темн…");
    EXPECT_EQ(cut_to("Темногорск", 10), "Темногорск");
}

}  // namespace
}  // namespace panoh::knowledge
