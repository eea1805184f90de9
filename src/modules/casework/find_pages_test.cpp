// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/find.hpp"
#include "modules/casework/pages_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::casework {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct FindPages : Pages {
    OpenedCase made = one_case();
};

TEST_F(FindPages, what_was_found_says_why_and_by_which_word_in_which_field)
{
    const auto page = post(worker, "/find", {{"words", "detained"}});
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr(made.number));
    EXPECT_THAT(page.body, HasSubstr("“detained” stands in: Case summary, "));
    const auto title = page.body.substr(0, page.body.find("</title>"));
    EXPECT_THAT(title, Not(HasSubstr("detained")));
}

TEST_F(FindPages, findings_are_narrowed_in_the_form_that_holds_the_words)
{
    const auto all = post(worker, "/find", {{"words", "2026-1"}});
    EXPECT_THAT(all.body, HasSubstr("Case (1)"));
    EXPECT_THAT(all.body, HasSubstr("Person (1)"));
    EXPECT_THAT(all.body, HasSubstr("2 findings"));
    const auto cases = post(worker, "/find", {{"words", "2026-1"}, {"kind", "case_file"}});
    EXPECT_THAT(cases.body, HasSubstr("1 finding"));
    EXPECT_THAT(cases.body, Not(HasSubstr("/people/" + person_of(made))));
    EXPECT_THAT(cases.body, HasSubstr("value=\"2026-1\"")) << "what was typed stays in the form";
    const auto again = post(worker, "/find", {{"words", "2026-1"}, {"kind", "case_file"}, {"without", "kind"}});
    EXPECT_THAT(again.body, HasSubstr("2 findings"));
    const auto none = post(worker, "/find", {{"words", "2026-1"}, {"year", "1999"}});
    EXPECT_THAT(none.body, HasSubstr("Nothing is left with this choice"));
}

TEST_F(FindPages, texts_that_were_not_looked_through_are_said_with_a_button_that_goes_on)
{
    const FileId file = made.file;
    for (std::size_t at = 0; at < text_steps[0]; at += 20) {
        vault::Batch notes;
        notes.id = batch();
        for (int each = 0; each < 20; ++each) {
            notes.records.push_back(
                records::new_record(node.vault().random(), "note", file, {{"kind", "call"}}, {{"text", "A quiet day"}})
            );
        }
        ASSERT_TRUE(node.vault().write(worker.keys(), std::move(notes)));
    }
    const auto few = post(worker, "/find", {{"words", "Раҳмонов"}});
    EXPECT_THAT(few.body, HasSubstr("More may exist: look further or narrow it down."));
    EXPECT_THAT(few.body, HasSubstr("name=\"more_texts\" value=\"5000\""));
    const auto all = post(worker, "/find", {{"words", "Раҳмонов"}, {"more_texts", "5000"}});
    EXPECT_THAT(all.body, Not(HasSubstr("More may exist")));
    EXPECT_THAT(all.body, HasSubstr("name=\"texts\" value=\"5000\"")) << "narrowing looks as far";
    const auto odd = post(worker, "/find", {{"words", "Раҳмонов"}, {"more_texts", "99999999"}});
    EXPECT_THAT(odd.body, HasSubstr("name=\"more_texts\" value=\"5000\"")) << "only what the page offers";
}

TEST_F(FindPages, a_place_is_found_by_its_name_in_another_language)
{
    const auto page = post(worker, "/find", {{"words", "Душанбе"}});
    EXPECT_THAT(page.body, HasSubstr(made.number));
    EXPECT_THAT(page.body, HasSubstr("the place matches"));
}

TEST_F(FindPages, an_empty_box_is_a_clear_sentence_and_narrowing_that_nobody_offered_changes_nothing)
{
    EXPECT_EQ(post(worker, "/find", {{"words", "  "}}).status, 422);
    const auto page = post(worker, "/find", {{"words", "2026-1"}, {"kind", "<b>"}});
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("2 findings"));
}

TEST_F(FindPages, the_box_shows_what_its_reader_opened_last_by_numbers_alone)
{
    EXPECT_THAT(get(worker, "/find").body, Not(HasSubstr(made.number)));
    EXPECT_EQ(get(worker, "/cases/" + made.record.text()).status, 200);
    EXPECT_EQ(get(worker, "/people/" + person_of(made)).status, 200);
    const auto page = get(worker, "/find");
    EXPECT_THAT(page.body, HasSubstr("Opened lately"));
    EXPECT_THAT(page.body, HasSubstr(made.number));
    EXPECT_THAT(page.body, HasSubstr("/people/" + person_of(made)));
    EXPECT_THAT(page.body, Not(HasSubstr("Раҳмонов")));
}

}  // namespace
}  // namespace panoh::casework
