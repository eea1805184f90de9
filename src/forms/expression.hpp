// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "forms/definition.hpp"
#include "forms/edtf.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The expression language of packs: a typed part of XLSForm's (ODK).
///
///   ${field}  .  'text'  "text"  12.5  ( )
///   and  or  not(a)  =  !=  <  <=  >  >=  +  -  *  div  mod
///   selected(${f}, 'code')  count-selected(${f})  string-length(a)  coalesce(a, b)  if(c, a, b)
///   number(a)  int(a)  today()  true()  false()
///
/// - Types are checked when the pack is read: numbers with numbers, dates with dates. A code, reference,
///   phone, time or duration is text, money is its amount, a moment is its day in UTC. '' compares with
///   everything and means "no answer"; a missing value (unknown, refused …) is no answer too. A text literal
///   compared with a date is read as EDTF.
/// - Dates may be imprecise: `<` and `>` hold when certain (last day before first day), `<=` and `>=` when
///   possible, so each is the negation of its opposite, and a constraint with `<=` never refuses a date that
///   may be right. `=` holds for equal ranges.
/// - No answer is false as a condition, makes `<` … `>=` false and arithmetic yield no answer, as do a
///   division by zero and anything not finite.
/// - Left out of XLSForm: regex, arithmetic with dates, positions and paths, random and once.
namespace panoh::forms {

enum class ValueType { boolean, number, text, date, list };

struct DateValue {
    std::string edtf;
    DateRange range;
    bool operator==(const DateValue&) const = default;
};

/// monostate = no answer.
using Value = std::variant<std::monostate, bool, double, std::string, DateValue, std::vector<std::string>>;

/// What an expression may name: the fields of a record type, and in a column also its neighbours.
struct ExpressionScope {
    const std::vector<Field>* fields = nullptr;
    const std::vector<Field>* columns = nullptr;
    const Field* self = nullptr;  ///< what "." is; nothing = "." is an error
};

/// The values that an expression is evaluated over.
struct EvaluationContext {
    const boost::json::object& values;         ///< the record: coded and content together
    const boost::json::object* row = nullptr;  ///< the row, for expressions of columns
    const boost::json::value* self = nullptr;  ///< "."
    std::chrono::sys_days today;
};

enum class Operation {
    literal,
    today,
    field,
    self,
    either,
    both,
    negation,
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    plus,
    minus,
    times,
    divide,
    modulo,
    negative,
    selected,
    count_selected,
    string_length,
    coalesce,
    choose,
    to_number,
    to_integer,
};

struct ExpressionNode {
    Operation operation = Operation::literal;
    ValueType type = ValueType::text;
    std::uint32_t depth = 1;
    std::vector<std::uint32_t> operands;  ///< places in Expression's nodes
    Value value;                          ///< literal
    std::string name;                     ///< field
    FieldKind kind = FieldKind::text;     ///< field, self
    bool in_row = false;                  ///< field: a column of the same row
};

/// A checked expression; immutable, evaluation has no side effect.
class Expression {
public:
    static constexpr std::size_t most_characters = 4096;
    static constexpr std::uint32_t most_depth = 32;
    static constexpr std::size_t most_nodes = 512;

    /// The error's detail is "character N: sentence" for whoever writes packs.
    static Result<Expression> parse(std::string_view text, const ExpressionScope& scope);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] ValueType type() const noexcept { return nodes_.back().type; }
    /// Fields of the record that are named, without columns and ".".
    [[nodiscard]] const std::vector<std::string>& fields() const noexcept { return fields_; }
    /// Columns of the same row that are named.
    [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }

    [[nodiscard]] Value evaluate(const EvaluationContext& context) const;
    /// False for "no answer" too. For expressions of type boolean.
    [[nodiscard]] bool holds(const EvaluationContext& context) const;

private:
    friend class ExpressionParser;
    Expression() = default;

    [[nodiscard]] Value evaluate_node(std::uint32_t index, const EvaluationContext& context) const;
    static bool compare(Operation operation, const Value& left, const Value& right);

    std::string text_;
    std::vector<ExpressionNode> nodes_;  ///< operands before what uses them; the last one is the whole
    std::vector<std::string> fields_, columns_;
};

/// How values of a kind take part in expressions.
ValueType type_of(FieldKind kind) noexcept;

/// JSON of a field as a value; nothing, null and what is not of the kind is "no answer".
Value value_of(const boost::json::value* json, FieldKind kind);

}  // namespace panoh::forms
