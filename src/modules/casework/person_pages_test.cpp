// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace panoh::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct PersonPages : Pages {
    std::string known(std::string_view given, std::string_view family)
    {
        return person_of(opened({person(one_name(given, family))}));
    }
    std::string compare(const std::string& left, const std::string& right)
    {
        return "/people/" + left + "/compare/" + right;
    }
};

TEST_F(PersonPages, every_page_about_a_person_opens_in_every_language)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    for (const char* each : {"en", "ru"}) {
        language = each;
        for (const std::string& address :
             {"/people/" + first,
              "/people/" + first + "/family",
              "/people/" + first + "/alike",
              std::string("/people/alike"),
              compare(first, second)}) {
            const auto response = get(worker, address);
            EXPECT_EQ(response.status, 200) << address;
            for (const char* raw : {"«person.", "«type.", "«list.", "«casework."})
                EXPECT_THAT(response.body, Not(HasSubstr(raw))) << address;
        }
    }
}

TEST_F(PersonPages, an_unsafe_number_is_shown_after_a_question_and_noted)
{
    CasePerson reachable = person(one_name("Ҷамшед", "Раҳмонов"));
    reachable.contact_channels = {
        {{"kind", "phone"}, {"value", "+000 93 500 11 22"}, {"safe", "ask_first"}, {"say", "Say it is the clinic"}},
        {{"kind", "phone"}, {"value", "+000 93 500 33 44"}, {"safe", "safe"}}};
    const auto made = opened({reachable});
    const auto page = get(worker, "/people/" + person_of(made));
    EXPECT_THAT(page.body, Not(HasSubstr("500 11 22")));
    EXPECT_THAT(page.body, HasSubstr("500 33 44"));
    EXPECT_THAT(page.body, HasSubstr("Say it is the clinic"));
    const auto channels = node.records().of_file(worker.caller(), made.persons.front(), "contact_channel");
    ASSERT_TRUE(channels.has_value());
    const auto unsafe = std::find_if(channels->begin(), channels->end(), [](const vault::Record& each) {
        return each.content.reveal().at("safe") == "ask_first";
    });
    const std::string address = "/people/" + person_of(made) + "/contacts/" + unsafe->id.text();
    EXPECT_THAT(get(worker, address).body, Not(HasSubstr("500 11 22")));
    EXPECT_THAT(post(worker, address, {}).body, HasSubstr("500 11 22"));
    const bool noted =
        std::any_of(reads.begin(), reads.end(), [&](const vault::ReadFact& each) { return each.record == unsafe->id; });
    EXPECT_TRUE(noted);
    EXPECT_EQ(target_of(get(worker, "/records/" + unsafe->id.text())), address);
    for (const char* part : {"edit", "history"}) {
        const std::string asked = target_of(get(worker, "/records/" + unsafe->id.text() + "/" + part));
        EXPECT_EQ(asked, address + "?then=" + part);
        EXPECT_THAT(get(worker, asked).body, Not(HasSubstr("500 11 22")));
        EXPECT_THAT(post(worker, asked, {}).body, HasSubstr("500 11 22"));
    }
    const auto removal = get(worker, "/records/" + unsafe->id.text() + "/remove");
    EXPECT_EQ(removal.status, 200);
    EXPECT_THAT(removal.body, Not(HasSubstr("500 11 22")));
}

TEST_F(PersonPages, statuses_stand_newest_first_and_say_which_one_lasts)
{
    const auto made = one_case();
    const auto& file = made.persons.front();
    ASSERT_TRUE(saved(
                    worker,
                    file,
                    "legal_status",
                    {{"status", "suspect"}, {"since.year", "2024"}, {"until.year", "2025"}, {"source", "lawyer"}}
    ).saved());
    ASSERT_TRUE(
        saved(
            worker, file, "legal_status", {{"status", "accused"}, {"since.year", "2025"}, {"source", "document"}}
        ).saved()
    );
    const auto page = get(worker, "/people/" + person_of(made)).body;
    EXPECT_LT(page.find("Accused"), page.find("Suspect"));
    EXPECT_THAT(page, HasSubstr("No end known"));
    const auto wrong = saved(
        worker,
        file,
        "legal_status",
        {{"status", "accused"}, {"since.year", "2025"}, {"until.year", "2024"}, {"source", "document"}}
    );
    EXPECT_FALSE(wrong.saved());
}

TEST_F(PersonPages, relatives_whose_file_is_closed_stand_there_without_a_name)
{
    CasePerson mother = person(one_name("Гулнора", "Каримова"), "family_member");
    mother.relation_type = "mother";
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов")), mother});
    const auto page = get(worker, "/people/" + person_of(made) + "/family");
    EXPECT_THAT(page.body, HasSubstr("Гулнора"));
    EXPECT_THAT(page.body, HasSubstr("Parents’ generation"));
    Member& other = node.sign_in("other_worker");
    EXPECT_EQ(get(other, "/people/" + person_of(made) + "/family").status, 404);
}

TEST_F(PersonPages, a_decision_without_a_reason_comes_back_with_what_was_typed)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    EXPECT_THAT(get(worker, "/people/" + first).body, HasSubstr("1 other file may be of this person"));
    const auto refused = post(worker, compare(first, second), {{"answer", "same"}, {"reason", "Same passport"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Same passport"));
    EXPECT_THAT(refused.body, HasSubstr("Choose the file that leads"));
}

TEST_F(PersonPages, two_files_of_one_person_are_one_on_all_pages_until_it_is_taken_back)
{
    const auto one = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    const auto two = opened({person(one_name("Jamshed", "Rahmonov"))});
    const auto first = person_of(one);
    const auto second = person_of(two);
    const auto saved =
        post(worker, compare(first, second), {{"answer", "same"}, {"lead", first}, {"reason", "Same passport"}});
    EXPECT_EQ(target_of(saved), "/people/" + first);
    for (const std::string& person : {first, second}) {
        const auto page = get(worker, "/people/" + person).body;
        EXPECT_THAT(page, HasSubstr("Files of one person"));
        for (const std::string& shown : {one.number, two.number, std::string("Rahmonov"), std::string("Раҳмонов")})
            EXPECT_THAT(page, HasSubstr(shown));
    }
    EXPECT_THAT(get(worker, "/cases/" + two.record.text() + "/people").body, HasSubstr("Раҳмонов"));
    const auto found = post(worker, "/find", {{"words", "Jamshed Rahmonov"}}).body;
    EXPECT_THAT(found, HasSubstr("/people/" + first));
    EXPECT_THAT(found, Not(HasSubstr("/people/" + second)));
    EXPECT_THAT(get(worker, compare(first, second)).body, HasSubstr("Same passport"));
    const auto undone = post(worker, compare(first, second) + "/undo", {{"reason", "Two cousins"}});
    EXPECT_EQ(target_of(undone), compare(first, second));
    EXPECT_THAT(get(worker, "/people/" + first).body, Not(HasSubstr("Files of one person")));
}

TEST_F(PersonPages, nobody_else_learns_of_a_pair)
{
    const auto first = known("Ҷамшед", "Раҳмонов");
    const auto second = known("Jamshed", "Rahmonov");
    Member& other = node.sign_in("other_worker");
    EXPECT_EQ(get(other, compare(first, second)).status, 404);
    EXPECT_EQ(post(other, compare(first, second), {{"answer", "different"}, {"reason", "x"}}).status, 404);
    EXPECT_THAT(get(other, "/people/alike").body, Not(HasSubstr("Rahmonov")));
}

}  // namespace
}  // namespace panoh::casework
