// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/id.hpp"
#include "forms/typed.hpp"
#include "forms/values.hpp"
#include "forms/values_test_schema.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace panoh;
using namespace panoh::forms;
namespace json = boost::json;

namespace {

const std::vector<std::string> zones{"UTC", "Asia/Dushanbe", "Asia/Tbilisi", "Europe/Berlin", "America/St_Johns"};

template <class... Options>
std::string one_of(Options... options)
{
    return *rc::gen::elementOf(std::vector<std::string>{options...});
}

int any_number(int low, int high)
{
    return *rc::gen::inRange(low, high);
}

std::string any_id()
{
    std::array<std::uint8_t, 16> bytes{};
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(any_number(0, 256));
    return RecordId(bytes).text();
}

std::string any_text(int most_words)
{
    std::string text = one_of("Ҷамшед", "дом", "სახლი", "O'qi", "a<b>&\"c");
    for (int at = any_number(0, most_words); at > 0; --at)
        text += one_of(" ", "-", "  ") + one_of("ӣ", "words", "შვილი");
    return text;
}

std::string any_date()
{
    const std::string day = fmt::format("{}-{:02}-{:02}", any_number(1900, 2020), any_number(1, 13), any_number(1, 29));
    return one_of(
        day,
        day + "~",
        day.substr(0, 7),
        day.substr(0, 4),
        day.substr(0, 4) + "~",
        day + "?",
        "../" + day,
        day.substr(0, 7) + "/..",
        "/" + day,
        day + "/2021",
        day.substr(0, 3) + "X",
        day.substr(0, 7) + "-XX",
        "2014-05~/2015%"
    );
}

std::string any_moment()
{
    return fmt::format(
        "{}-{:02}-{:02}T{:02}:{:02}Z",
        any_number(1970, 2026),
        any_number(1, 13),
        any_number(1, 29),
        any_number(0, 24),
        any_number(0, 60)
    );
}

json::array any_codes()
{
    json::array codes{"food"};
    if (*rc::gen::arbitrary<bool>()) codes.emplace_back("legal");
    return codes;
}

json::object any_name()
{
    const std::string given = any_text(1);
    json::object name{{"given", given}, {"script", script_of(given)}};
    if (*rc::gen::arbitrary<bool>()) name["kind"] = one_of("official", "alias");
    return name;
}

json::value any_value(const Field& field);

json::array any_rows(const Field& field)
{
    json::array rows;
    for (int at = any_number(1, 4); at > 0; --at) {
        json::object row{{"role", one_of("food", "legal")}};
        for (const Field& column : field.rows) {
            if (column.name == "role" || (column.name == "pay" && row["role"] != "legal")) continue;
            const int shape = any_number(0, 3);
            if (shape == 1) row[column.name] = any_value(column);
            if (shape == 2 && column.can_be_missing) row[column.name + "__why"] = one_of("unknown", "refused");
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

json::value any_value(const Field& field)
{
    switch (field.kind) {
    case FieldKind::text:
        return json::value(field.max_length > 0 ? one_of("дом", "x") : any_text(5));
    case FieldKind::number:
        return *rc::gen::arbitrary<bool>() ? json::value(any_number(0, 17)) : json::value(any_number(0, 17) + 0.25);
    case FieldKind::money:
        return json::object{{"amount", one_of("0", "12.50", "0.5", "123456789.1")}, {"currency", one_of("TJS", "KGS")}};
    case FieldKind::code:
        return json::value(field.list == "needs" ? "food" : one_of("self", "family"));
    case FieldKind::codes:
        return any_codes();
    case FieldKind::date:
        return json::value(any_date());
    case FieldKind::time:
        return json::value(fmt::format("{:02}:{:02}", any_number(0, 24), any_number(0, 60)));
    case FieldKind::moment:
        return json::value(any_moment());
    case FieldKind::duration:
        return json::value(one_of("PT30M", "PT2H", "P3D", "P2W", "P12M", "P1Y", "PT0M"));
    case FieldKind::yes_no:
        return *rc::gen::arbitrary<bool>();
    case FieldKind::name:
        return any_number(0, 2) == 0 ? json::array{any_name()} : json::array{any_name(), any_name()};
    case FieldKind::phone:
        return json::value(one_of("+992 37 221", "(0312) 12-34-56", "102"));
    case FieldKind::language:
        return json::value(one_of("tg", "ru"));
    case FieldKind::country:
        return json::value(one_of("TJ", "KG"));
    case FieldKind::region:
        return json::value(one_of("TJ-SU", "TJ-KT"));
    case FieldKind::ref:
        return json::value(any_id());
    case FieldKind::attachment:
        return json::array{json::object{
            {"blob", any_id()}, {"name", any_text(2)}, {"size", any_number(0, 99)}, {"type", "image/png"}}};
    case FieldKind::body_location:
        return json::array{
            json::object{{"region", one_of("head", "back")}, {"side", one_of("left", "right", "both", "")}},
            json::object{{"region", "back"}, {"side", ""}}};
    case FieldKind::rows:
        break;
    }
    return any_rows(field);
}

/// A record as read_form makes it.
json::object any_record(const RecordType& type)
{
    json::object record{{"age", any_number(0, 18)}, {"minor", true}, {"guardian", any_text(2)}};
    for (const Field& field : type.fields) {
        if (field.derived || record.contains(field.name)) continue;
        const int shape = field.required ? 1 : any_number(0, 3);
        if (shape == 1) record[field.name] = any_value(field);
        if (shape == 2 && field.can_be_missing) {
            record[field.name + "__why"] = one_of("unknown", "not_asked", "refused", "not_applicable");
        }
    }
    return record;
}

}  // namespace

RC_GTEST_PROP(Form, gives_back_what_an_edit_form_showed, ())
{
    static const Schema schema = example_schema();
    const RecordType& type = *schema.type("call");
    ReadContext context;
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
    context.zone = *rc::gen::elementOf(zones);
    const json::object record = any_record(type);
    const FormResult result = read_form(type, schema, to_submission(type, record, context.zone), context);
    std::string problems;
    for (const FormProblem& problem : result.problems)
        problems += problem.field + " " + problem.message.id.text() + "; ";
    RC_ASSERT(problems == "");
    const json::object again = merged(result.coded, result.content.reveal());
    if (!(again == record)) RC_LOG() << json::serialize(record) << "\n" << json::serialize(again);
    RC_ASSERT(again == record);
}

RC_GTEST_PROP(Form, reads_anything_without_falling_over, ())
{
    static const Schema schema = example_schema();
    const RecordType& type = *schema.type("call");
    Submission submission;
    for (int at = any_number(0, 30); at > 0; --at) {
        const Field& field = *rc::gen::elementOf(type.fields);
        const std::string part = one_of(
            "",
            ".why",
            ".day",
            ".month",
            ".year",
            ".precision",
            ".until.year",
            ".amount",
            ".unit",
            ".currency",
            ".date",
            ".time",
            ".0.given",
            ".1.kind",
            ".0.region",
            ".0.blob",
            ".0.role",
            ".0.since.year",
            ".99999.role",
            ".0.pay.amount",
            "..",
            ".-1."
        );
        const std::string value = one_of(
            "",
            "0",
            "12",
            "2014",
            "refused",
            "between",
            "mай",
            "food",
            "legal",
            "yes",
            "\xFF",
            "\n",
            "99:99",
            "-",
            "ӣ",
            "1e9",
            "hours"
        );
        submission.add(field.name + part, *rc::gen::arbitrary<bool>() ? value : *rc::gen::arbitrary<std::string>());
    }
    const FormResult result = read_form(type, schema, submission, {});
    for (const FormProblem& problem : result.problems)
        RC_ASSERT((!problem.message.id.empty() && !problem.field.empty()));
}

TEST(Moments, survive_the_hour_that_comes_twice)
{
    for (const char* moment : {"2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-03-29T00:59Z", "2026-03-29T01:00Z"}) {
        const auto parts = moment_parts(moment, "Europe/Berlin");
        ASSERT_TRUE(parts) << moment;
        const auto again = moment_of(parts->first, parts->second, "Europe/Berlin");
        ASSERT_TRUE(again) << moment << " " << parts->second;
        EXPECT_EQ(*again, moment);
    }
    EXPECT_TRUE(is_zone("Asia/Bishkek"));
    EXPECT_FALSE(is_zone("Middle/Earth"));
}
