// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/expression_parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace panoh::forms {

namespace {

bool is_space(char letter) noexcept
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

bool is_digit(char letter) noexcept
{
    return letter >= '0' && letter <= '9';
}

bool is_letter(char letter) noexcept
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}

const Field* find_in(const std::vector<Field>* fields, std::string_view name)
{
    if (fields == nullptr) return nullptr;
    const auto found = std::ranges::find(*fields, name, &Field::name);
    return found == fields->end() ? nullptr : &*found;
}

void add_once(std::vector<std::string>& names, std::string_view name)
{
    if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
}

}  // namespace

Result<Expression> ExpressionParser::run()
{
    if (text_.size() > Expression::most_characters) {
        refuse("the expression is too long");
    } else if (parse_either() && !error_) {
        skip_spaces();
        if (at_ < text_.size()) refuse("an operator is missing here");
    }
    if (error_) return *error_;
    expression_.text_ = std::string(text_);
    return std::move(expression_);
}

void ExpressionParser::refuse(std::string_view sentence)
{
    if (!error_) error_ = fail(ErrorCode::invalid_input, fmt::format("character {}: {}", at_ + 1, sentence));
}

void ExpressionParser::skip_spaces()
{
    while (at_ < text_.size() && is_space(text_[at_]))
        ++at_;
}

bool ExpressionParser::take(std::string_view sign)
{
    skip_spaces();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
}

std::string_view ExpressionParser::peek_word()
{
    skip_spaces();
    std::size_t end = at_;
    if (end < text_.size() && is_letter(text_[end])) {
        while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '-'))
            ++end;
    }
    return text_.substr(at_, end - at_);
}

bool ExpressionParser::take_word(std::string_view word)
{
    if (peek_word() != word) return false;
    at_ += word.size();
    return true;
}

ExpressionParser::Index ExpressionParser::add(ExpressionNode node)
{
    if (error_) return std::nullopt;
    for (const auto operand : node.operands)
        node.depth = std::max(node.depth, node_at(operand).depth + 1);
    if (node.depth > Expression::most_depth || expression_.nodes_.size() >= Expression::most_nodes) {
        refuse("the expression is nested too deeply or too large");
        return std::nullopt;
    }
    expression_.nodes_.push_back(std::move(node));
    return static_cast<std::uint32_t>(expression_.nodes_.size() - 1);
}

ExpressionParser::Index ExpressionParser::add(Operation operation, ValueType type, std::vector<std::uint32_t> operands)
{
    ExpressionNode node;
    node.operation = operation;
    node.type = type;
    node.operands = std::move(operands);
    return add(std::move(node));
}

ExpressionParser::Index ExpressionParser::add_literal(Value value, ValueType type)
{
    ExpressionNode node;
    node.type = type;
    node.value = std::move(value);
    return add(std::move(node));
}

bool ExpressionParser::require(std::uint32_t index, ValueType type, std::string_view sentence)
{
    if (node_at(index).type == type) return true;
    refuse(sentence);
    return false;
}

bool ExpressionParser::is_no_answer(std::uint32_t index)
{
    const ExpressionNode& node = node_at(index);
    return node.operation == Operation::literal && std::holds_alternative<std::monostate>(node.value);
}

ExpressionParser::Index ExpressionParser::parse_either()
{
    if (++nesting_ > Expression::most_depth) {
        refuse("the expression is nested too deeply or too large");
        return std::nullopt;
    }
    Index left = parse_both();
    while (left && take_word("or"))
        left = join(Operation::either, ValueType::boolean, left, parse_both());
    --nesting_;
    return left;
}

ExpressionParser::Index ExpressionParser::parse_both()
{
    Index left = parse_comparison();
    while (left && take_word("and"))
        left = join(Operation::both, ValueType::boolean, left, parse_comparison());
    return left;
}

/// An operation whose operands both have the type given and whose result has it too.
ExpressionParser::Index ExpressionParser::join(Operation operation, ValueType type, Index left, Index right)
{
    if (!left || !right) return std::nullopt;
    const std::string_view sentence =
        type == ValueType::boolean ? "both sides must be conditions" : "both sides must be numbers";
    if (!require(*left, type, sentence) || !require(*right, type, sentence)) return std::nullopt;
    return add(operation, type, {*left, *right});
}

ExpressionParser::Index ExpressionParser::parse_comparison()
{
    Index left = parse_sum();
    while (left && !error_) {
        Operation operation{};
        if (take("!=")) {
            operation = Operation::not_equal;
        } else if (take("<=")) {
            operation = Operation::less_or_equal;
        } else if (take(">=")) {
            operation = Operation::greater_or_equal;
        } else if (take("=")) {
            operation = Operation::equal;
        } else if (take("<")) {
            operation = Operation::less;
        } else if (take(">")) {
            operation = Operation::greater;
        } else {
            return left;
        }
        left = compare(operation, left, parse_sum());
    }
    return left;
}

ExpressionParser::Index ExpressionParser::compare(Operation operation, Index left, Index right)
{
    if (!left || !right) return std::nullopt;
    const bool equality = operation == Operation::equal || operation == Operation::not_equal;
    if (!(equality && (is_no_answer(*left) || is_no_answer(*right)))) {
        if (node_at(*left).type == ValueType::date) read_literal_as_date(*right);
        if (node_at(*right).type == ValueType::date) read_literal_as_date(*left);
        const ValueType type = node_at(*left).type;
        if (type != node_at(*right).type) {
            refuse("values of different types are compared");
        } else if (type == ValueType::list) {
            refuse("several codes cannot be compared; use selected() or count-selected()");
        } else if (!equality && type != ValueType::number && type != ValueType::date) {
            refuse("only numbers and dates have an order");
        }
    }
    return add(operation, ValueType::boolean, {*left, *right});
}

void ExpressionParser::read_literal_as_date(std::uint32_t index)
{
    ExpressionNode& node = expression_.nodes_[index];
    const auto* text = std::get_if<std::string>(&node.value);
    if (node.operation != Operation::literal || text == nullptr) return;
    const auto range = edtf_range(*text);
    if (!range) {
        refuse("the text compared with a date is no date");
        return;
    }
    node.value = DateValue{*text, *range};
    node.type = ValueType::date;
}

ExpressionParser::Index ExpressionParser::parse_sum()
{
    Index left = parse_product();
    while (left && !error_) {
        if (take("+")) {
            left = join(Operation::plus, ValueType::number, left, parse_product());
        } else if (take("-")) {
            left = join(Operation::minus, ValueType::number, left, parse_product());
        } else {
            break;
        }
    }
    return left;
}

ExpressionParser::Index ExpressionParser::parse_product()
{
    Index left = parse_signed();
    while (left && !error_) {
        if (take("*")) {
            left = join(Operation::times, ValueType::number, left, parse_signed());
        } else if (take_word("div")) {
            left = join(Operation::divide, ValueType::number, left, parse_signed());
        } else if (take_word("mod")) {
            left = join(Operation::modulo, ValueType::number, left, parse_signed());
        } else {
            break;
        }
    }
    return left;
}

ExpressionParser::Index ExpressionParser::parse_signed()
{
    if (!take("-")) return parse_primary();
    const Index operand = parse_primary();
    if (!operand || !require(*operand, ValueType::number, "a minus needs a number")) return std::nullopt;
    return add(Operation::negative, ValueType::number, {*operand});
}

ExpressionParser::Index ExpressionParser::parse_primary()
{
    skip_spaces();
    if (error_) return std::nullopt;
    if (at_ >= text_.size()) {
        refuse("a value is missing at the end");
        return std::nullopt;
    }
    const char letter = text_[at_];
    const bool digit_follows = at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    if (take("(")) {
        const Index inner = parse_either();
        if (inner && !take(")")) refuse("a closing bracket is missing");
        return inner;
    }
    if (take("${")) return parse_field();
    if (letter == '\'' || letter == '"') return parse_text(letter);
    if (is_digit(letter) || (letter == '.' && digit_follows)) return parse_number();
    if (take(".")) return parse_self();
    if (is_letter(letter)) return parse_function();
    refuse("a value is expected here");
    return std::nullopt;
}

ExpressionParser::Index ExpressionParser::parse_field()
{
    const auto end = text_.find('}', at_);
    if (end == std::string_view::npos) {
        refuse("the closing brace of a field is missing");
        return std::nullopt;
    }
    const std::string_view name = text_.substr(at_, end - at_);
    const Field* column = find_in(scope_.columns, name);
    const Field* field = column != nullptr ? column : find_in(scope_.fields, name);
    if (field == nullptr) {
        refuse(fmt::format("the field {} is not declared", name));
        return std::nullopt;
    }
    at_ = end + 1;
    add_once(column != nullptr ? expression_.columns_ : expression_.fields_, name);
    ExpressionNode node;
    node.operation = Operation::field;
    node.type = type_of(field->kind);
    node.name = std::string(name);
    node.kind = field->kind;
    node.in_row = column != nullptr;
    return add(std::move(node));
}

ExpressionParser::Index ExpressionParser::parse_self()
{
    if (scope_.self == nullptr) {
        refuse("\".\" has no meaning here");
        return std::nullopt;
    }
    ExpressionNode node;
    node.operation = Operation::self;
    node.type = type_of(scope_.self->kind);
    node.kind = scope_.self->kind;
    return add(std::move(node));
}

ExpressionParser::Index ExpressionParser::parse_text(char quote)
{
    const auto end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
        refuse("the closing quotation mark is missing");
        return std::nullopt;
    }
    const std::string text(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return add_literal(text.empty() ? Value{} : Value{text}, ValueType::text);
}

ExpressionParser::Index ExpressionParser::parse_number()
{
    double number = 0;
    const char* first = text_.data() + at_;
    const char* last = text_.data() + text_.size();
    const auto [end, code] = std::from_chars(first, last, number, std::chars_format::fixed);
    if (code != std::errc{} || !std::isfinite(number)) {
        refuse("this is not a number");
        return std::nullopt;
    }
    at_ += static_cast<std::size_t>(end - first);
    return add_literal(number, ValueType::number);
}

}  // namespace panoh::forms
