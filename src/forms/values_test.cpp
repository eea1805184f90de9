// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/values.hpp"

#include "base/id.hpp"
#include "forms/packs.hpp"
#include "forms/values_test_schema.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

using namespace panoh;
using namespace panoh::forms;
using Sent = std::vector<std::pair<std::string, std::string>>;

namespace {

ReadContext at_noon(const boost::json::object* previous = nullptr)
{
    ReadContext context;
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{12};
    context.zone = "Asia/Dushanbe";
    context.previous = previous;
    return context;
}

FormResult read(const Sent& sent, const ReadContext& context = at_noon())
{
    const Schema schema = example_schema();
    Submission submission;
    for (const auto& [name, value] : sent)
        submission.add(name, value);
    return read_form(*schema.type("call"), schema, submission, context);
}

/// The record as JSON, or "input: sentence" for each problem.
std::string outcome(const FormResult& result)
{
    std::string problems;
    for (const FormProblem& problem : result.problems) {
        problems += (problems.empty() ? "" : "; ") + problem.field + ": " + problem.message.id.text();
    }
    if (!problems.empty()) return problems;
    return boost::json::serialize(merged(result.coded, result.content.reveal()));
}

/// The same with the required field answered, which is left out of what is compared.
std::string outcome_of(Sent sent, const ReadContext& context = at_noon())
{
    sent.emplace_back("caller", "self");
    FormResult result = read(sent, context);
    result.coded.stable_erase("caller");
    return outcome(result);
}

}  // namespace

TEST(Form, reads_every_kind_from_its_inputs)
{
    const std::string id = RecordId(std::array<std::uint8_t, 16>{1}).text();
    EXPECT_EQ(outcome_of({{"note", "  Tea \r\n now "}}), R"({"note":"Tea \n now"})");
    EXPECT_EQ(outcome_of({{"age", " 77 "}}), R"({"age":77,"minor":false})");
    EXPECT_EQ(outcome_of({{"age", "77,50"}}), R"({"age":7.75E1,"minor":false})");
    EXPECT_EQ(
        outcome_of({{"cost.amount", "12 000.50"}, {"cost.currency", "TJS"}}),
        R"({"cost":{"amount":"12000.50","currency":"TJS"}})"
    );
    EXPECT_EQ(outcome_of({{"needs", "food"}, {"needs", "legal"}, {"needs", "food"}}), R"({"needs":["food","legal"]})");
    EXPECT_EQ(
        outcome_of({{"when.day", "3"}, {"when.month", "мая"}, {"when.year", "2014"}}), R"({"when":"2014-05-03"})"
    );
    EXPECT_EQ(outcome_of({{"when.year", "2014"}, {"when.precision", "approximate"}}), R"({"when":"2014~"})");
    EXPECT_EQ(
        outcome_of({{"when.year", "2014"}, {"when.precision", "between"}, {"when.until.year", "2015"}}),
        R"({"when":"2014/2015"})"
    );
    EXPECT_EQ(outcome_of({{"at", "9.05"}}), R"({"at":"09:05"})");
    EXPECT_EQ(
        outcome_of({{"called.date", "22.11.2026"}, {"called.time", "9:05"}}), R"({"called":"2026-11-22T04:05Z"})"
    );
    EXPECT_EQ(outcome_of({{"lasted.amount", "1.5"}, {"lasted.unit", "hours"}}), R"({"lasted":"PT90M"})");
    EXPECT_EQ(outcome_of({{"lasted.amount", "2"}, {"lasted.unit", "months"}}), R"({"lasted":"P2M"})");
    EXPECT_EQ(outcome_of({{"urgent", "no"}}), R"({"urgent":false})");
    EXPECT_EQ(
        outcome_of({{"name.0.kind", "official"}, {"name.0.given", "Ҷамшед"}, {"name.2.family", "Rakhmonov"}}),
        R"({"name":[{"given":"Ҷамшед","kind":"official","script":"Cyrl"},{"family":"Rakhmonov","script":"Latn"}]})"
    );
    EXPECT_EQ(outcome_of({{"phone", "+992 (37) 221-00-00"}}), R"({"phone":"+992 (37) 221-00-00"})");
    EXPECT_EQ(outcome_of({{"language", "tg"}, {"country", "TJ"}}), R"({"language":"tg","country":"TJ"})");
    EXPECT_EQ(outcome_of({{"worker", id}}), fmt::format(R"({{"worker":"{}"}})", id));
    EXPECT_EQ(
        outcome_of({{"marks.1.region", "back"}, {"marks.1.side", "left"}}),
        R"({"marks":[{"region":"back","side":"left"}]})"
    );
    EXPECT_EQ(
        outcome_of(
            {{"files.0.blob", id}, {"files.0.name", "a.png"}, {"files.0.size", "12"}, {"files.0.type", "image/png"}}
        ),
        fmt::format(R"({{"files":[{{"blob":"{}","name":"a.png","size":12,"type":"image/png"}}]}})", id)
    );
    EXPECT_EQ(
        outcome_of({{"people.0.role", "food"}, {"people.3.role", "legal"}, {"people.3.since.year", "2014"}}),
        R"({"people":[{"role":"food"},{"role":"legal","since":"2014"}]})"
    );
}

TEST(Form, keeps_the_four_ways_of_missing_apart_from_each_other_and_from_blank)
{
    for (const char* why : {"unknown", "not_asked", "refused", "not_applicable"}) {
        EXPECT_EQ(outcome_of({{"when.why", why}}), fmt::format(R"({{"when__why":"{}"}})", why));
        EXPECT_EQ(
            outcome_of({{"people.0.role", "food"}, {"people.0.since.why", why}}),
            fmt::format(R"({{"people":[{{"role":"food","since__why":"{}"}}]}})", why)
        );
    }
    EXPECT_EQ(outcome_of({{"when.why", ""}, {"when.precision", "exact"}}), "{}");
    EXPECT_EQ(outcome_of({{"when.precision", "unknown"}}), R"({"when__why":"unknown"})");
}

TEST(Form, takes_a_reason_for_an_answer_where_one_is_required)
{
    EXPECT_EQ(outcome(read({})), "caller: forms.error.required");
    EXPECT_EQ(outcome(read({{"caller.why", "refused"}})), R"({"caller__why":"refused"})");
}

TEST(Form, asks_which_of_two_answers_counts)
{
    EXPECT_EQ(outcome_of({{"when.year", "2014"}, {"when.why", "refused"}}), "when: forms.error.answered_and_missing");
    EXPECT_EQ(
        outcome_of({{"when.year", "2014"}, {"when.precision", "unknown"}}), "when: forms.error.answered_and_missing"
    );
    EXPECT_EQ(outcome_of({{"when.why", "refused"}, {"when.precision", "unknown"}}), "when.why: forms.error.one_answer");
    EXPECT_EQ(outcome_of({{"urgent", "yes"}, {"urgent", "no"}}), "urgent: forms.error.one_answer");
    EXPECT_EQ(outcome_of({{"age.why", "refused"}}), "age.why: forms.error.choice");
    EXPECT_EQ(outcome_of({{"when.why", "lazy"}}), "when.why: forms.error.choice");
}

TEST(Form, says_at_which_input_a_value_cannot_be)
{
    EXPECT_EQ(outcome_of({{"note", "bell\x07"}}), "note: forms.error.characters");
    EXPECT_EQ(outcome_of({{"note", "\xC3("}}), "note: forms.error.characters");
    EXPECT_EQ(outcome_of({{"title", "two\nlines"}}), "title: forms.error.one_line");
    EXPECT_EQ(outcome_of({{"title", "ӣӣӣӣӣӣӣӣӣӣӣ"}}), "title: forms.error.too_long");
    EXPECT_EQ(outcome_of({{"age", "old"}}), "age: forms.error.number");
    EXPECT_EQ(outcome_of({{"age", "1,234"}}), "age: forms.error.number_ambiguous");
    EXPECT_EQ(outcome_of({{"age", "1.2345678"}}), "age: forms.error.number_digits");
    EXPECT_EQ(outcome_of({{"age", "-1"}}), "age: forms.error.number_least");
    EXPECT_EQ(outcome_of({{"age", "200"}}), "age: forms.error.number_most");
    EXPECT_EQ(outcome_of({{"cost.amount", "5"}}), "cost.currency: forms.error.currency");
    EXPECT_EQ(outcome_of({{"needs", "gold"}}), "needs: forms.error.choice");
    EXPECT_EQ(
        outcome_of({{"when.day", "31"}, {"when.month", "6"}, {"when.year", "2014"}}), "when: forms.error.date_day"
    );
    EXPECT_EQ(outcome_of({{"when.year", "2014"}, {"when.precision", "sure"}}), "when.precision: forms.error.choice");
    EXPECT_EQ(outcome_of({{"at", "25:00"}}), "at: forms.error.time");
    EXPECT_EQ(
        outcome_of({{"called.date", "2026-11"}, {"called.time", "9:05"}}), "called.date: forms.error.date_day_needed"
    );
    EXPECT_EQ(outcome_of({{"called.date", "22.11.2026"}}), "called.time: forms.error.moment");
    EXPECT_EQ(outcome_of({{"lasted.amount", "3"}}), "lasted.amount: forms.error.duration_unit");
    EXPECT_EQ(outcome_of({{"lasted.amount", "1.5"}, {"lasted.unit", "days"}}), "lasted.amount: forms.error.duration");
    EXPECT_EQ(outcome_of({{"phone", "12"}}), "phone: forms.error.phone");
    EXPECT_EQ(outcome_of({{"phone", "call me"}}), "phone: forms.error.phone");
    EXPECT_EQ(outcome_of({{"worker", "nobody"}}), "worker: forms.error.choice");
    EXPECT_EQ(outcome_of({{"country", "XX"}}), "country: forms.error.choice");
    EXPECT_EQ(outcome_of({{"name.0.given", "A"}, {"name.0.kind", "stage"}}), "name.0.kind: forms.error.choice");
    EXPECT_EQ(outcome_of({{"marks.0.side", "left"}}), "marks.0.region: forms.error.choice");
    EXPECT_EQ(outcome_of({{"files.0.blob", "x"}}), "files.0.blob: forms.error.attachment");
    EXPECT_EQ(
        outcome_of({{"people.4.since.year", "14"}}),
        "people.4.role: forms.error.required; people.4.since: forms.error.date_year"
    );
}

TEST(Form, names_the_field_in_its_messages)
{
    const FormResult result = read({{"title", "ӣӣӣӣӣӣӣӣӣӣӣ"}, {"people.0.role", "gold"}});
    ASSERT_EQ(result.problems.size(), 3U);
    const auto argument = [&](std::size_t problem, std::string_view name) {
        for (const auto& [key, value] : result.problems[problem].message.arguments) {
            if (key == name) return value;
        }
        return MessageArgument{};
    };
    EXPECT_EQ(std::get<MessageId>(argument(0, "label")).text(), "type.call.field.caller.label");
    EXPECT_EQ(std::get<MessageId>(argument(1, "label")).text(), "type.call.field.title.label");
    EXPECT_EQ(std::get<std::int64_t>(argument(1, "limit")), 10);
    EXPECT_EQ(std::get<std::int64_t>(argument(1, "length")), 11);
    EXPECT_EQ(std::get<MessageId>(argument(2, "label")).text(), "type.call.field.people.role.label");
}

TEST(Form, passes_over_spare_rows_and_lone_choices)
{
    EXPECT_EQ(
        outcome_of(
            {{"name.0.kind", "official"},
             {"name.1.given", "  "},
             {"cost.currency", "TJS"},
             {"lasted.unit", "days"},
             {"people.0.role", ""},
             {"people.0.since.precision", "exact"},
             {"marks.0.side", ""},
             {"unknown", "x"}}
        ),
        "{}"
    );
}

TEST(Form, drops_what_is_not_relevant_and_fills_what_is_calculated)
{
    EXPECT_EQ(outcome_of({{"age", "16"}, {"guardian", "Aunt"}}), R"({"age":16,"minor":true,"guardian":"Aunt"})");
    EXPECT_EQ(outcome_of({{"age", "30"}}), R"({"age":30,"minor":false})");
    EXPECT_EQ(outcome_of({{"age", "16"}, {"minor", "no"}}), "guardian: forms.error.required");
}

TEST(Form, never_drops_a_text_that_was_written_where_nothing_is_asked)
{
    EXPECT_EQ(outcome_of({{"age", "30"}, {"guardian", "Aunt"}}), "guardian: forms.error.not_asked");
    EXPECT_EQ(outcome_of({{"age", "30"}, {"guardian", "bad\x07"}}), "guardian: forms.error.not_asked");
    const boost::json::object before{{"age", 16}, {"guardian", "Aunt"}};
    ReadContext context = at_noon();
    context.previous = &before;
    EXPECT_EQ(outcome_of({{"age", "30"}, {"guardian", "Aunt"}}, context), R"({"age":30,"minor":false})")
        << "what stood there before is kept by the earlier revision";
}

TEST(Form, checks_constraints_of_what_was_answered)
{
    EXPECT_EQ(outcome_of({{"when.year", "2027"}}), "when: type.call.field.when.constraint");
    EXPECT_EQ(outcome_of({{"when.year", "2026"}}), R"({"when":"2026"})");
    EXPECT_EQ(
        outcome_of({{"people.0.role", "food"}, {"people.0.since.year", "2027"}}),
        "people.0.since: type.call.field.people.since.constraint"
    );
}

TEST(Form, knows_the_day_where_the_user_is)
{
    ReadContext context = at_noon();
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 12 / 31} + std::chrono::hours{20};
    EXPECT_EQ(outcome_of({{"when.year", "2027"}}, context), R"({"when":"2027"})");
    context.zone = "UTC";
    EXPECT_EQ(outcome_of({{"when.year", "2027"}}, context), "when: type.call.field.when.constraint");
}

TEST(Form, puts_coded_answers_and_their_reasons_into_the_coded_box)
{
    const FormResult result =
        read({{"caller", "self"}, {"when.why", "refused"}, {"note", "words"}, {"phone", "12345"}});
    EXPECT_EQ(boost::json::serialize(result.coded), R"({"caller":"self","when__why":"refused"})");
    EXPECT_EQ(boost::json::serialize(result.content.reveal()), R"({"note":"words","phone":"12345"})");
}

TEST(Form, composes_letters_so_that_equal_words_are_equal)
{
    EXPECT_EQ(outcome_of({{"note", "и\xCC\x86"}}), "{\"note\":\"й\"}");
}

TEST(Form, keeps_retired_codes_of_old_records_only)
{
    const boost::json::object previous{{"needs", {"tents"}}};
    EXPECT_EQ(outcome_of({{"needs", "tents"}}), "needs: forms.error.choice");
    EXPECT_EQ(outcome_of({{"needs", "tents"}}, at_noon(&previous)), R"({"needs":["tents"]})");
}

TEST(Form, keeps_what_it_does_not_ask)
{
    const boost::json::object previous{
        {"number", "7"}, {"title", "Old"}, {"when__why", "refused"}, {"from_an_older_pack", 1}};
    ReadContext context = at_noon(&previous);
    EXPECT_EQ(
        outcome_of({{"title", "New"}, {"number", "8"}}, context),
        R"({"number":"7","title":"New","from_an_older_pack":1})"
    );
    context.asks = [](const Field& field) {
        return field.name == "note";
    };
    EXPECT_EQ(
        outcome(read({{"note", "n"}, {"title", "New"}}, context)),
        R"({"number":"7","when__why":"refused","note":"n","title":"Old","from_an_older_pack":1})"
    );
}

TEST(Form, asks_the_service_whether_references_exist)
{
    const std::string id = RecordId(std::array<std::uint8_t, 16>{1}).text();
    ReadContext context = at_noon();
    context.exists = [&](const Field& field, std::string_view asked) {
        return field.name == "worker" && asked == id;
    };
    EXPECT_EQ(outcome_of({{"worker", id}}, context), fmt::format(R"({{"worker":"{}"}})", id));
    EXPECT_EQ(
        outcome_of({{"files.0.blob", id}, {"files.0.size", "1"}}, context), "files.0.blob: forms.error.not_there"
    );
}

TEST(Form, takes_no_more_entries_than_it_can_show)
{
    Sent names;
    for (int at = 0; at < 21; ++at)
        names.emplace_back(fmt::format("name.{}.given", at), "A");
    EXPECT_EQ(outcome_of(names), "name: forms.error.too_many");
}
