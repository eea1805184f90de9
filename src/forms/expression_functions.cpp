// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/expression_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace panoh::forms {

namespace {

struct FunctionShape {
    std::string_view name;
    std::size_t arguments;
};

constexpr std::array<FunctionShape, 11> functions{{
    {"not", 1},
    {"selected", 2},
    {"count-selected", 1},
    {"string-length", 1},
    {"coalesce", 2},
    {"if", 3},
    {"number", 1},
    {"int", 1},
    {"today", 0},
    {"true", 0},
    {"false", 0},
}};

}  // namespace

ExpressionParser::Index ExpressionParser::parse_function()
{
    const std::string_view name = peek_word();
    const auto shape = std::ranges::find(functions, name, &FunctionShape::name);
    if (shape == functions.end()) {
        refuse(fmt::format("{} is not a function of this language", name));
        return std::nullopt;
    }
    at_ += name.size();
    if (!take("(")) {
        refuse("a function needs brackets");
        return std::nullopt;
    }
    std::vector<std::uint32_t> arguments;
    while (arguments.size() < shape->arguments) {
        if (!arguments.empty() && !take(",")) {
            refuse(fmt::format("{} needs {} arguments", name, shape->arguments));
            return std::nullopt;
        }
        const Index argument = parse_either();
        if (!argument) return std::nullopt;
        arguments.push_back(*argument);
    }
    if (!take(")")) {
        refuse("a closing bracket is missing");
        return std::nullopt;
    }
    return build_function(name, arguments);
}

ExpressionParser::Index
ExpressionParser::build_function(std::string_view name, const std::vector<std::uint32_t>& arguments)
{
    if (name == "today") return add(Operation::today, ValueType::date, {});
    if (name == "true") return add_literal(true, ValueType::boolean);
    if (name == "false") return add_literal(false, ValueType::boolean);
    if (name == "selected") return build_selected(arguments);
    if (name == "coalesce") return build_same_type(Operation::coalesce, arguments, 0);

    if (name == "if") {
        if (!require(arguments[0], ValueType::boolean, "if() needs a condition first")) return std::nullopt;
        return build_same_type(Operation::choose, arguments, 1);
    }
    return build_of_one(name, arguments.front());
}

/// Functions of one argument, which are particular about its type.
ExpressionParser::Index ExpressionParser::build_of_one(std::string_view name, std::uint32_t argument)
{
    const ValueType type = node_at(argument).type;
    if (name == "not") {
        if (!require(argument, ValueType::boolean, "not() needs a condition")) return std::nullopt;
        return add(Operation::negation, ValueType::boolean, {argument});
    }
    if (name == "string-length") {
        if (!require(argument, ValueType::text, "string-length() needs a text")) return std::nullopt;
        return add(Operation::string_length, ValueType::number, {argument});
    }
    if (name == "int") {
        if (!require(argument, ValueType::number, "int() needs a number")) return std::nullopt;
        return add(Operation::to_integer, ValueType::number, {argument});
    }
    if (name == "count-selected") {
        if (type != ValueType::list && type != ValueType::text) refuse("count-selected() needs a field with codes");
        return add(Operation::count_selected, ValueType::number, {argument});
    }
    if (type == ValueType::date || type == ValueType::list) refuse("number() needs a text, a number or a condition");
    return add(Operation::to_number, ValueType::number, {argument});
}

/// Arguments from `first` on have one type, which is that of the whole; '' fits every type.
ExpressionParser::Index
ExpressionParser::build_same_type(Operation operation, const std::vector<std::uint32_t>& arguments, std::size_t first)
{
    ValueType type = ValueType::text;
    bool settled = false;
    for (std::size_t at = first; at < arguments.size(); ++at) {
        if (is_no_answer(arguments[at])) continue;
        if (settled && node_at(arguments[at]).type != type) {
            refuse("the alternatives have different types");
            return std::nullopt;
        }
        type = node_at(arguments[at]).type;
        settled = true;
    }
    return add(operation, type, arguments);
}

ExpressionParser::Index ExpressionParser::build_selected(const std::vector<std::uint32_t>& arguments)
{
    const ValueType type = node_at(arguments[0]).type;
    if (type != ValueType::list && type != ValueType::text) {
        refuse("selected() needs a field with codes");
        return std::nullopt;
    }
    if (!require(arguments[1], ValueType::text, "selected() needs a code")) return std::nullopt;
    return add(Operation::selected, ValueType::boolean, arguments);
}

}  // namespace panoh::forms
