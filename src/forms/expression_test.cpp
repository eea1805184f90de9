// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/expression.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace panoh;
using namespace panoh::forms;

namespace {

Field field(std::string name, FieldKind kind)
{
    Field result;
    result.name = std::move(name);
    result.kind = kind;
    return result;
}

const std::vector<Field>& fields()
{
    static const std::vector<Field> all{
        field("age", FieldKind::number),
        field("sex", FieldKind::code),
        field("needs", FieldKind::codes),
        field("from", FieldKind::date),
        field("until", FieldKind::date),
        field("minor", FieldKind::yes_no),
        field("note", FieldKind::text),
        field("cost", FieldKind::money),
        field("called", FieldKind::moment),
        field("people", FieldKind::rows)};
    return all;
}

std::string text_of(const Value& value)
{
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* date = std::get_if<DateValue>(&value)) return date->edtf;
    return std::holds_alternative<std::monostate>(value) ? "no answer" : "list";
}

/// The value of an expression over JSON, or why it is none.
std::string evaluate(std::string_view expression, std::string_view values = "{}")
{
    const auto parsed = Expression::parse(expression, {&fields(), nullptr, nullptr});
    if (!parsed) return parsed.error().detail;
    const boost::json::value json = boost::json::parse(values);
    return text_of(parsed->evaluate({json.get_object(), nullptr, nullptr, *parse_iso_day("2026-11-22")}));
}

bool constraint_holds(const Field& self, std::string_view expression, std::string_view value)
{
    const auto parsed = Expression::parse(expression, {&fields(), nullptr, &self});
    const boost::json::object none;
    const boost::json::value json = boost::json::parse(value);
    return parsed.has_value() && parsed->holds({none, nullptr, &json, *parse_iso_day("2026-11-22")});
}

}  // namespace

TEST(Expression, calculates_as_numbers_are_read)
{
    EXPECT_EQ(evaluate("1 + 2 * 3"), "7");
    EXPECT_EQ(evaluate("(1 + 2) * 3"), "9");
    EXPECT_EQ(evaluate("7 div 2"), "3.5");
    EXPECT_EQ(evaluate("7 mod 4 - 5"), "-2");
    EXPECT_EQ(evaluate("-3 + .5"), "-2.5");
    EXPECT_EQ(evaluate("int(7.9)"), "7");
    EXPECT_EQ(evaluate("number('12.5') + number(true())"), "13.5");
    EXPECT_EQ(evaluate("${age} * 2 + ${cost}", R"({"age": 4, "cost": {"amount": "1.50", "currency": "TJS"}})"), "9.5");
}

TEST(Expression, yields_no_answer_rather_than_a_wrong_number)
{
    EXPECT_EQ(evaluate("1 div 0"), "no answer");
    EXPECT_EQ(evaluate("1 mod 0"), "no answer");
    EXPECT_EQ(evaluate("${age} + 1"), "no answer");
    EXPECT_EQ(evaluate("number('many')"), "no answer");
    EXPECT_EQ(evaluate("coalesce(${age}, 0) + 1"), "1");
}

TEST(Expression, decides_conditions)
{
    const std::string_view values = R"({"sex": "f", "needs": ["legal", "food"], "minor": true, "age": 17})";
    EXPECT_EQ(evaluate("${sex} = 'f' and ${age} < 18", values), "true");
    EXPECT_EQ(evaluate("${sex} != 'f' or not(${minor})", values), "false");
    EXPECT_EQ(evaluate("selected(${needs}, 'food')", values), "true");
    EXPECT_EQ(evaluate("selected(${sex}, \"m\")", values), "false");
    EXPECT_EQ(evaluate("count-selected(${needs}) >= 2", values), "true");
    EXPECT_EQ(evaluate("if(${minor} = true(), 'guardian', '')", values), "guardian");
    EXPECT_EQ(evaluate("string-length('Ҷамшед')"), "6");
}

TEST(Expression, knows_what_was_left_blank)
{
    EXPECT_EQ(evaluate("${sex} = ''"), "true");
    EXPECT_EQ(evaluate("${age} != ''", R"({"age": 0})"), "true");
    EXPECT_EQ(evaluate("${needs} = ''", R"({"needs": ["food"]})"), "false");
    EXPECT_EQ(evaluate("${age} < 5"), "false");
    EXPECT_EQ(evaluate("${age} >= 5"), "false");
    EXPECT_EQ(evaluate("${sex} != 'f'"), "true");
    EXPECT_EQ(evaluate("${minor}"), "no answer");
    EXPECT_EQ(evaluate("not(${minor})"), "true");
    EXPECT_EQ(evaluate("${sex} = ''", R"({"sex__why": "refused"})"), "true");
}

TEST(Expression, is_certain_with_less_and_open_with_less_or_equal)
{
    const auto with = [](std::string_view expression, std::string_view from) {
        return evaluate(expression, fmt::format(R"({{"from": "{}"}})", from));
    };
    EXPECT_EQ(with("${from} <= today()", "2026"), "true");
    EXPECT_EQ(with("${from} < today()", "2026"), "false");
    EXPECT_EQ(with("${from} < today()", "2026-10"), "true");
    EXPECT_EQ(with("${from} <= today()", "2026-12"), "false");
    EXPECT_EQ(with("${from} > '2026-11-01'", "2026-12"), "true");
    EXPECT_EQ(with("${from} >= '2026-11-25'", "2026-11"), "true");
    EXPECT_EQ(with("${from} < today()", "../2026-11-21"), "true");
    EXPECT_EQ(with("${from} > today()", "../2026-11-21"), "false");
    EXPECT_EQ(with("${from} = '2026'", "2026~"), "true");
    EXPECT_EQ(evaluate("${called} <= today()", R"({"called": "2026-11-22T23:59Z"})"), "true");
}

TEST(Expression, speaks_of_the_value_itself_with_a_dot)
{
    EXPECT_TRUE(constraint_holds(field("n", FieldKind::number), ". >= 0 and . <= 10", "3"));
    EXPECT_FALSE(constraint_holds(field("n", FieldKind::number), ".>=0 and .<=10", "11"));
    EXPECT_TRUE(constraint_holds(field("d", FieldKind::date), ". <= today()", R"("2026")"));
    EXPECT_TRUE(constraint_holds(field("l", FieldKind::codes), "count-selected(.) <= 2", R"(["a", "b"])"));
}

TEST(Expression, says_where_a_mistake_is)
{
    EXPECT_EQ(evaluate("${agee} > 1"), "character 3: the field agee is not declared");
    EXPECT_EQ(evaluate("1 +"), "character 4: a value is missing at the end");
    EXPECT_EQ(evaluate("(1 + 2"), "character 7: a closing bracket is missing");
    EXPECT_EQ(evaluate("1 2"), "character 3: an operator is missing here");
    EXPECT_EQ(evaluate("'open"), "character 1: the closing quotation mark is missing");
    EXPECT_EQ(evaluate("regex(${note}, 'a')"), "character 1: regex is not a function of this language");
    EXPECT_EQ(evaluate(". > 1"), "character 2: \".\" has no meaning here");
    EXPECT_EQ(evaluate(""), "character 1: a value is missing at the end");
    EXPECT_EQ(evaluate("if(true(), 1)"), "character 13: if needs 3 arguments");
}

TEST(Expression, refuses_to_mix_types)
{
    for (const char* text :
         {"${age} = 'old'",
          "${sex} < 'm'",
          "${age} and true()",
          "${needs} = 'food'",
          "${from} > 3",
          "not(${age})",
          "${note} + 1",
          "${from} = 'soon'",
          "if(${age}, 1, 2)",
          "if(true(), 1, 'a')",
          "coalesce(${age}, ${note})",
          "string-length(${age})",
          "selected(${age}, '1')",
          "number(${from})",
          "-${note}",
          "int('1')"}) {
        EXPECT_TRUE(evaluate(text).starts_with("character ")) << text;
    }
}

TEST(Expression, is_limited_in_depth_and_size)
{
    EXPECT_EQ(evaluate(std::string(20, '(') + "1" + std::string(20, ')')), "1");
    EXPECT_TRUE(evaluate(std::string(1000, '(') + "1" + std::string(1000, ')')).starts_with("character 3"));
    std::string sum = "1";
    for (int at = 0; at < 200; ++at)
        sum += "+1";
    EXPECT_TRUE(evaluate(sum).ends_with("nested too deeply or too large"));
    EXPECT_TRUE(evaluate(std::string(5000, ' ') + "1").ends_with("the expression is too long"));
}

TEST(Expression, names_the_fields_that_it_uses)
{
    const std::vector<Field> columns{field("role", FieldKind::code)};
    const auto parsed =
        Expression::parse("${role} = 'a' and ${age} > 1 and ${age} < 9", {&fields(), &columns, nullptr});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->fields(), std::vector<std::string>{"age"});
    EXPECT_EQ(parsed->columns(), std::vector<std::string>{"role"});
}

RC_GTEST_PROP(Expression, any_text_is_parsed_or_refused, ())
{
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "${age}",
        "${from}",
        "${needs}",
        "'x'",
        "1",
        ".",
        " and ",
        " or ",
        "not(",
        ")",
        "(",
        "=",
        "<",
        ">=",
        "+",
        "-",
        " div ",
        "selected(",
        ",",
        "if(",
        "today()",
        "''",
        "coalesce(",
        "${",
        "\xFF"
    ));
    std::string text;
    for (const auto& part : parts)
        text += part;
    RC_ASSERT(!evaluate(text, R"({"age": 3, "from": "2014~", "needs": ["x"]})").empty());
}

RC_GTEST_PROP(Expression, comparisons_of_dates_are_each_others_opposites, ())
{
    const auto any = [] {
        return fmt::format(
            "{}{}", *rc::gen::inRange(2010, 2014), *rc::gen::element<std::string>("", "-02", "-02-03", "/..")
        );
    };
    const std::string values = fmt::format(R"({{"from": "{}", "until": "{}"}})", any(), any());
    RC_ASSERT(evaluate("(${from} < ${until}) = not(${from} >= ${until})", values) == "true");
    RC_ASSERT(evaluate("(${from} > ${until}) = not(${from} <= ${until})", values) == "true");
    RC_ASSERT(evaluate("not(${from} < ${until} and ${from} > ${until})", values) == "true");
}
