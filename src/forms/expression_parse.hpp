// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/expression.hpp"

#include <optional>

namespace panoh::forms {

/// Recursive descent over one text. Internal to Expression::parse.
class ExpressionParser {
public:
    ExpressionParser(std::string_view text, const ExpressionScope& scope)
        : text_(text)
        , scope_(scope)
    {}
    Result<Expression> run();

private:
    using Index = std::optional<std::uint32_t>;

    void refuse(std::string_view sentence);
    void skip_spaces();
    bool take(std::string_view sign);
    bool take_word(std::string_view word);
    std::string_view peek_word();

    const ExpressionNode& node_at(std::uint32_t index) { return expression_.nodes_[index]; }
    Index add(ExpressionNode node);
    Index add(Operation operation, ValueType type, std::vector<std::uint32_t> operands);
    Index add_literal(Value value, ValueType type);
    bool require(std::uint32_t index, ValueType type, std::string_view sentence);
    bool is_no_answer(std::uint32_t index);
    Index join(Operation operation, ValueType type, Index left, Index right);
    Index compare(Operation operation, Index left, Index right);
    void read_literal_as_date(std::uint32_t index);

    Index parse_either();
    Index parse_both();
    Index parse_comparison();
    Index parse_sum();
    Index parse_product();
    Index parse_signed();
    Index parse_primary();
    Index parse_field();
    Index parse_self();
    Index parse_text(char quote);
    Index parse_number();

    Index parse_function();
    Index build_function(std::string_view name, const std::vector<std::uint32_t>& arguments);
    Index build_of_one(std::string_view name, std::uint32_t argument);
    Index build_same_type(Operation operation, const std::vector<std::uint32_t>& arguments, std::size_t first);
    Index build_selected(const std::vector<std::uint32_t>& arguments);

    std::string_view text_;
    const ExpressionScope& scope_;
    std::size_t at_ = 0;
    std::uint32_t nesting_ = 0;
    Expression expression_;
    std::optional<Error> error_;
};

}  // namespace panoh::forms
