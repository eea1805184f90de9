// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/expression.hpp"

#include "base/text.hpp"
#include "forms/expression_parse.hpp"
#include "forms/numbers.hpp"
#include "forms/typed.hpp"

#include <algorithm>
#include <cmath>

namespace panoh::forms {

namespace {

using std::chrono::sys_days;

Value finite(double number)
{
    return std::isfinite(number) ? Value{number} : Value{};
}

bool truth(const Value& value)
{
    const bool* boolean = std::get_if<bool>(&value);
    return boolean != nullptr && *boolean;
}

bool no_answer(const Value& value)
{
    return std::holds_alternative<std::monostate>(value);
}

/// Certainly before: the last possible day lies before the first possible one.
bool before(const Value& earlier, const Value& later)
{
    if (const auto* number = std::get_if<double>(&earlier)) {
        const auto* other = std::get_if<double>(&later);
        return other != nullptr && *number < *other;
    }
    const auto* date = std::get_if<DateValue>(&earlier);
    const auto* other = std::get_if<DateValue>(&later);
    if (date == nullptr || other == nullptr) return false;
    return date->range.high.value_or(sys_days::max()) < other->range.low.value_or(sys_days::min());
}

bool same(const Value& left, const Value& right)
{
    const auto* date = std::get_if<DateValue>(&left);
    const auto* other = std::get_if<DateValue>(&right);
    if (date != nullptr && other != nullptr) return date->range == other->range;
    return left == right;
}

Value calculate(Operation operation, const Value& left, const Value& right)
{
    const auto* first = std::get_if<double>(&left);
    const auto* second = std::get_if<double>(&right);
    if (first == nullptr || second == nullptr) return {};
    if (operation == Operation::plus) return finite(*first + *second);
    if (operation == Operation::minus) return finite(*first - *second);
    if (operation == Operation::times) return finite(*first * *second);
    if (*second == 0) return {};
    return finite(operation == Operation::divide ? *first / *second : std::fmod(*first, *second));
}

Value count_of(const Value& value)
{
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return static_cast<double>(list->size());
    return no_answer(value) ? 0.0 : 1.0;
}

bool is_selected(const Value& value, const Value& code)
{
    const auto* wanted = std::get_if<std::string>(&code);
    if (wanted == nullptr) return false;
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        return std::ranges::find(*list, *wanted) != list->end();
    }
    return value == code;
}

Value number_of(const Value& value)
{
    if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? 1.0 : 0.0;
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto number = parse_decimal(trimmed(*text));
        return number ? Value{*number} : Value{};
    }
    return value;
}

/// Functions of one value.
Value result_of(Operation operation, const Value& value)
{
    if (operation == Operation::negation) return !truth(value);
    if (operation == Operation::count_selected) return count_of(value);
    if (operation == Operation::to_number) return number_of(value);
    if (operation == Operation::string_length) {
        const auto* text = std::get_if<std::string>(&value);
        return text == nullptr ? 0.0 : static_cast<double>(length_of(*text));
    }
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr) return {};
    return operation == Operation::negative ? -*number : std::trunc(*number);
}

Value list_of(const boost::json::array& array)
{
    std::vector<std::string> list;
    for (const auto& entry : array)
        list.emplace_back(entry.is_string() ? std::string(entry.get_string()) : "");
    return list.empty() ? Value{} : Value{std::move(list)};
}

Value date_of(std::string_view text)
{
    const auto range = edtf_range(text);
    return range ? Value{DateValue{std::string(text), *range}} : Value{};
}

}  // namespace

ValueType type_of(FieldKind kind) noexcept
{
    switch (kind) {
    case FieldKind::number:
    case FieldKind::money:
        return ValueType::number;
    case FieldKind::date:
    case FieldKind::moment:
        return ValueType::date;
    case FieldKind::yes_no:
        return ValueType::boolean;
    case FieldKind::codes:
    case FieldKind::name:
    case FieldKind::attachment:
    case FieldKind::body_location:
    case FieldKind::rows:
        return ValueType::list;
    case FieldKind::text:
    case FieldKind::code:
    case FieldKind::time:
    case FieldKind::duration:
    case FieldKind::phone:
    case FieldKind::language:
    case FieldKind::country:
    case FieldKind::region:
    case FieldKind::ref:
        break;
    }
    return ValueType::text;
}

Value value_of(const boost::json::value* json, FieldKind kind)
{
    if (json == nullptr) return {};
    if (kind == FieldKind::money) {
        const auto* money = json->if_object();
        const auto* amount = money == nullptr ? nullptr : money->if_contains("amount");
        if (amount == nullptr || !amount->is_string()) return {};
        return number_of(std::string(amount->get_string()));
    }
    switch (type_of(kind)) {
    case ValueType::boolean:
        return json->is_bool() ? Value{json->get_bool()} : Value{};
    case ValueType::number:
        return json->is_number() ? finite(json->to_number<double>()) : Value{};
    case ValueType::list:
        return json->is_array() ? list_of(json->get_array()) : Value{};
    case ValueType::date:
        if (!json->is_string()) return {};
        return date_of(std::string_view(json->get_string()).substr(0, kind == FieldKind::moment ? 10 : 100));
    case ValueType::text:
        break;
    }
    return json->is_string() && !json->get_string().empty() ? Value{std::string(json->get_string())} : Value{};
}

Result<Expression> Expression::parse(std::string_view text, const ExpressionScope& scope)
{
    return ExpressionParser(text, scope).run();
}

bool Expression::holds(const EvaluationContext& context) const
{
    return truth(evaluate(context));
}

Value Expression::evaluate(const EvaluationContext& context) const
{
    return evaluate_node(static_cast<std::uint32_t>(nodes_.size() - 1), context);
}

Value Expression::evaluate_node(std::uint32_t index, const EvaluationContext& context) const
{
    const ExpressionNode& node = nodes_[index];
    const auto operand = [&](std::size_t at) {
        return evaluate_node(node.operands[at], context);
    };
    switch (node.operation) {
    case Operation::literal:
        return node.value;
    case Operation::today:
        return DateValue{iso_day(context.today), {context.today, context.today}};
    case Operation::self:
        return value_of(context.self, node.kind);
    case Operation::field:
        if (!node.in_row) return value_of(context.values.if_contains(node.name), node.kind);
        return context.row == nullptr ? Value{} : value_of(context.row->if_contains(node.name), node.kind);
    case Operation::either:
        return truth(operand(0)) || truth(operand(1));
    case Operation::both:
        return truth(operand(0)) && truth(operand(1));
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_or_equal:
    case Operation::greater:
    case Operation::greater_or_equal:
        return compare(node.operation, operand(0), operand(1));
    case Operation::plus:
    case Operation::minus:
    case Operation::times:
    case Operation::divide:
    case Operation::modulo:
        return calculate(node.operation, operand(0), operand(1));
    case Operation::selected:
        return is_selected(operand(0), operand(1));
    case Operation::coalesce: {
        Value first = operand(0);
        return no_answer(first) ? operand(1) : first;
    }
    case Operation::choose:
        return operand(truth(operand(0)) ? 1 : 2);
    case Operation::negation:
    case Operation::negative:
    case Operation::count_selected:
    case Operation::string_length:
    case Operation::to_number:
    case Operation::to_integer:
        break;
    }
    return result_of(node.operation, operand(0));
}

bool Expression::compare(Operation operation, const Value& left, const Value& right)
{
    if (operation == Operation::equal) return same(left, right);
    if (operation == Operation::not_equal) return !same(left, right);
    if (no_answer(left) || no_answer(right)) return false;
    if (operation == Operation::less) return before(left, right);
    if (operation == Operation::greater) return before(right, left);
    if (operation == Operation::less_or_equal) return !before(right, left);
    return !before(left, right);
}

}  // namespace panoh::forms
