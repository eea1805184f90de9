// SPDX-License-Identifier: AGPL-3.0-or-later
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
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

const World& world()
{
    static const World made;
    return made;
}

forms::ReadContext reading()
{
    forms::ReadContext context;
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
    context.zone = "Asia/Dushanbe";
    return context;
}

/// The form of a type with these values, and the problems that reading them finds.
std::string form_of(std::string_view type, const forms::Submission& values, bool with_problems = false)
{
    FormView view;
    view.type = &world().type(type);
    view.values = &values;
    const auto read = forms::read_form(*view.type, world().schema(), values, reading());
    if (with_problems) view.problems = read.problems;
    return form_fields(world().context(), view).markup();
}

forms::Submission sent(const std::vector<std::pair<std::string, std::string>>& inputs)
{
    forms::Submission submission;
    for (const auto& [name, value] : inputs)
        submission.add(name, value);
    return submission;
}

/// The record that comes back when a browser sends an untouched form of it.
json::object through_the_form(const json::object& record)
{
    const auto& type = world().type("call");
    const auto values = forms::to_submission(type, record, "Asia/Dushanbe");
    const auto read = forms::read_form(type, world().schema(), submission_of(form_of("call", values)), reading());
    EXPECT_THAT(read.problems, IsEmpty());
    for (const auto& problem : read.problems)
        ADD_FAILURE() << problem.field << " " << problem.message.id.text();
    return forms::merged(read.coded, read.content.reveal());
}

json::object parsed(std::string_view text)
{
    return json::parse(json::string_view(text.data(), text.size())).as_object();
}

}  // namespace

TEST(FormFields, show_every_field_that_is_asked_with_its_label)
{
    const std::string markup = form_of("call", {});
    for (const forms::Field& field : world().type("call").fields) {
        const std::string label = "The call " + field.name;
        if (field.derived) {
            EXPECT_THAT(words_of(markup), Not(HasSubstr(label + " "))) << field.name;
        } else {
            EXPECT_THAT(words_of(markup), HasSubstr(label)) << field.name;
        }
    }
    EXPECT_THAT(words_of(markup), HasSubstr("The person’s role"));
}

TEST(FormFields, point_to_ids_that_exist_once)
{
    const auto values = sent({{"age", "old"}, {"people.4.since.year", "14"}, {"name.1.given", "A"}, {"note", "x"}});
    for (const std::string& markup : {form_of("call", {}), form_of("call", values, true), form_of("visit", {}, true)}) {
        EXPECT_THAT(dangling_ids(markup), IsEmpty());
        const auto ids = ids_of(markup);
        for (const std::string& id : ids)
            EXPECT_EQ(ids.count(id), 1U) << id;
    }
}

TEST(FormFields, give_every_input_a_label)
{
    const std::string markup = form_of("call", {});
    std::set<std::string> labelled;
    for (const Tag& tag : tags_of(markup)) {
        if (tag.name == "label") labelled.insert(tag.get("for"));
    }
    for (const Tag& tag : tags_of(markup)) {
        const bool is_input = tag.name == "input" || tag.name == "select" || tag.name == "textarea";
        if (!is_input || tag.get("type") == "hidden") continue;
        EXPECT_TRUE(labelled.contains(tag.get("id"))) << tag.get("name");
    }
}

TEST(FormFields, bring_back_a_record_of_every_kind_unchanged)
{
    const std::string id = RecordId(std::array<std::uint8_t, 16>{1}).text();
    const json::object record = parsed(
        R"({"caller":"self","age":16,"minor":true,"guardian":"Aunt <b>","when":"2014-05~","needs":["food","legal"],)"
        R"("note":"one\ntwo & three","title":"Tea","cost":{"amount":"12.50","currency":"TJS"},"at":"09:05",)"
        R"("called":"2026-11-22T04:05Z","lasted":"PT90M","urgent":false,"name":[{"given":"Ҷамшед","family":"Раҳмонов",)"
        R"("kind":"alias","script":"Cyrl"},{"given":"Jamshed","script":"Latn"}],"phone":"+992 (37) 221-00-00",)"
        R"("language":"tg","country":"TJ","region":"TJ-SU","worker":")"
        + id + R"(","files":[{"blob":")" + id + R"(","name":"a b.png","size":12,"type":"image/png"}],)"
        + R"("marks":[{"region":"back","side":"left"}],"people":[{"role":"food","since__why":"refused"},)"
        + R"({"role":"legal","since":"2014","tasks":["food"],"pay":{"amount":"3","currency":"KGS"}}]})"
    );
    EXPECT_EQ(through_the_form(record), record);
}

TEST(FormFields, bring_back_dates_of_every_precision)
{
    for (const char* date : {"2014-05-03", "2014", "2014-05~", "../2014-05", "2014-05/..", "2014/2015", "201X"}) {
        json::object record = parsed(R"({"caller":"self"})");
        record["when"] = date;
        EXPECT_EQ(through_the_form(record), record);
    }
}

TEST(FormFields, keep_the_four_ways_of_missing_apart)
{
    for (const char* why : {"unknown", "not_asked", "refused", "not_applicable"}) {
        json::object record;
        for (const char* field : {"caller", "when", "needs", "note", "urgent", "name"})
            record[std::string(field) + "__why"] = why;
        EXPECT_EQ(through_the_form(record), record) << why;
    }
    EXPECT_FALSE(through_the_form(parsed(R"({"caller":"self"})")).contains("when__why"));
}

TEST(FormFields, keep_what_was_typed_after_a_mistake)
{
    const auto values = sent(
        {{"age", "about <17> & \"more\""},
         {"at", "half past"},
         {"called.date", "22.11.2026 <i>"},
         {"called.time", "9.05"},
         {"when.year", "14"},
         {"cost.amount", "5,,"},
         {"people.4.role", "gold"},
         {"country", "XX"}}
    );
    const std::string markup = form_of("call", values, true);
    const auto again = submission_of(markup);
    for (const auto& [name, value] : values.entries())
        EXPECT_EQ(again.first(name), value) << name;
    EXPECT_THAT(markup, Not(HasSubstr("<17>")));
    EXPECT_THAT(markup, HasSubstr("about &lt;17&gt; &amp; &quot;more&quot;"));
}

TEST(FormFields, show_other_boxes_than_the_browsers_own_where_those_would_lose_the_text)
{
    const auto type_of = [](const std::string& markup, std::string_view input) {
        for (const Tag& tag : tags_of(markup)) {
            if (tag.get("name") == input) return tag.get("type");
        }
        return std::string();
    };
    const std::string blank = form_of("call", {});
    EXPECT_EQ(type_of(blank, "at"), "time");
    EXPECT_EQ(type_of(blank, "called.date"), "date");
    const std::string typed = form_of("call", sent({{"at", "9.05"}, {"called.date", "3 May"}}));
    EXPECT_EQ(type_of(typed, "at"), "text");
    EXPECT_EQ(type_of(typed, "called.date"), "text");
}

TEST(FormFields, list_mistakes_on_top_with_links_to_the_inputs)
{
    const std::string markup =
        form_of("call", sent({{"caller", "self"}, {"when.year", "14"}, {"people.4.since.year", "14"}}), true);
    EXPECT_THAT(words_of(markup), HasSubstr("3 answers need attention"));
    std::vector<std::string> targets;
    for (const Tag& tag : tags_of(markup)) {
        if (tag.get("href").starts_with('#')) targets.push_back(tag.get("href"));
    }
    EXPECT_EQ(targets, (std::vector<std::string>{"#when.day", "#people.4.role", "#people.4.since.day"}));
    EXPECT_THAT(words_of(markup), HasSubstr("Please correct: The call when: write the year with four digits"));
}

TEST(FormFields, say_mistakes_of_fields_that_are_not_shown_without_a_link)
{
    const forms::FormProblem problem{"when", {msg("forms.error.required"), {{"label", std::string("When")}}}};
    FormView view;
    view.type = &world().type("call");
    view.problems = std::span(&problem, 1);
    view.only = {"note"};
    const std::string markup = form_fields(world().context(), view).markup();
    EXPECT_THAT(words_of(markup), HasSubstr("When: please answer"));
    EXPECT_THAT(markup, Not(HasSubstr("href=\"#")));
    EXPECT_THAT(words_of(markup), Not(HasSubstr("The call age")));
}

TEST(FormFields, offer_spare_rows_and_drop_empty_ones_when_shown_again)
{
    const auto rows_in = [](const std::string& markup) {
        std::set<std::string> rows;
        for (const Tag& tag : tags_of(markup)) {
            const std::string input = tag.get("name");
            if (input.starts_with("people.") && input.ends_with(".role")) rows.insert(input);
        }
        return rows.size();
    };
    const std::string first = form_of("call", {});
    EXPECT_EQ(rows_in(first), 3U);
    const std::string second = form_of("call", submission_of(first));
    EXPECT_EQ(rows_in(second), 3U);
    auto values = submission_of(first);
    values.add("people.2.tasks", "food");
    EXPECT_EQ(rows_in(form_of("call", values)), 4U);
}

TEST(FormFields, add_and_remove_entries_by_buttons_where_the_form_keeps_a_draft)
{
    const auto form = [](const forms::Submission& values) {
        FormView view;
        view.type = &world().type("call");
        view.values = &values;
        view.has_draft = true;
        return form_fields(world().context(), view).markup();
    };
    const auto rows_in = [](const std::string& markup) {
        std::vector<std::string> rows;
        for (const Tag& tag : tags_of(markup)) {
            const std::string input = tag.get("name");
            if (input.starts_with("people.") && input.ends_with(".role")) rows.push_back(input);
        }
        return rows;
    };
    const auto buttons = [](const std::string& markup, std::string_view name) {
        std::vector<std::string> values;
        for (const Tag& tag : tags_of(markup)) {
            if (tag.name == "button" && tag.get("name") == name) values.push_back(tag.get("value"));
        }
        return values;
    };
    const std::string blank = form({});
    EXPECT_EQ(rows_in(blank).size(), 1U);
    EXPECT_THAT(buttons(blank, "_add_entry"), ::testing::Contains("people"));
    EXPECT_THAT(buttons(blank, "_remove_entry"), IsEmpty());
    auto two = sent({{"people.0.role", "food"}, {"people.4.role", "legal"}, {"_shown.people", "4"}});
    const std::string filled = form(two);
    EXPECT_EQ(
        rows_in(filled), (std::vector<std::string>{"people.0.role", "people.4.role", "people.5.role", "people.6.role"})
    );
    EXPECT_EQ(buttons(filled, "_remove_entry"), (std::vector<std::string>{"people.0", "people.4"}));
    EXPECT_EQ(submission_of(filled).first("_shown.people"), "4");
    EXPECT_THAT(words_of(filled), HasSubstr("Remove The call people: 2"));
    EXPECT_THAT(dangling_ids(filled), IsEmpty());
}

TEST(FormFields, group_choices_and_mark_what_is_to_be_confirmed)
{
    const std::string markup = form_of("visit", {});
    const std::string words = words_of(markup);
    EXPECT_THAT(words, HasSubstr("Not announced (to be confirmed)"));
    EXPECT_THAT(words, HasSubstr("North: not specified further"));
    EXPECT_THAT(markup, HasSubstr("<optgroup label=\"North\">"));
    EXPECT_THAT(markup, HasSubstr("choices-group"));
    EXPECT_THAT(markup, Not(HasSubstr("value=\"old\"")));
    EXPECT_THAT(form_of("visit", sent({{"kind", "old"}})), HasSubstr("value=\"old\""));
}

TEST(FormFields, head_sections_and_give_hints_help_and_optional_marks)
{
    const std::string words = words_of(form_of("visit", {}));
    EXPECT_THAT(words, HasSubstr("The place"));
    EXPECT_THAT(words, HasSubstr("The people"));
    EXPECT_THAT(words, HasSubstr("One is enough"));
    EXPECT_THAT(words, HasSubstr("Choose what fits best"));
    EXPECT_THAT(words, HasSubstr("Source: Rule 7"));
    EXPECT_THAT(words, HasSubstr("The visit area (optional)"));
    EXPECT_THAT(words, Not(HasSubstr("The visit kind (optional)")));
    EXPECT_THAT(words, HasSubstr("Only if it fits the answers above."));
    EXPECT_THAT(words, Not(HasSubstr("*")));
}

TEST(FormFields, say_how_a_date_is_understood)
{
    EXPECT_THAT(
        words_of(form_of("call", sent({{"when.year", "2014"}, {"when.precision", "approximate"}}))),
        HasSubstr("Recorded as: about 2014")
    );
}

TEST(FormFields, offer_staff_for_references_to_users_and_what_the_page_offers_for_others)
{
    EXPECT_THAT(words_of(form_of("call", {})), HasSubstr("Saule <N>"));
    FormView view;
    view.type = &world().type("call");
    view.choices = [](const forms::Field&) {
        return std::vector<Choice>{{"one", "First choice", ""}};
    };
    EXPECT_THAT(words_of(form_field(world().context(), view, "worker").markup()), HasSubstr("First choice"));
}
