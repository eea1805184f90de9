// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"
#include "forms/expression.hpp"

#include <cstddef>
#include <cstdint>

using namespace panoh::forms;

namespace {

Field field(std::string name, FieldKind kind)
{
    Field result;
    result.name = std::move(name);
    result.kind = kind;
    return result;
}

}  // namespace

/// Whatever is parsed can be evaluated, and parses again to the same type.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::vector<Field> fields{
        field("a", FieldKind::number),
        field("b", FieldKind::code),
        field("c", FieldKind::codes),
        field("d", FieldKind::date),
        field("e", FieldKind::yes_no)};
    static const boost::json::object values{{"a", 3}, {"b", "x"}, {"c", {"x", "y"}}, {"d", "2014~/.."}, {"e", true}};
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const ExpressionScope scope{&fields, nullptr, &fields.front()};
    const auto expression = Expression::parse(text, scope);
    if (!expression) return 0;
    const boost::json::value self(7);
    const EvaluationContext context{values, nullptr, &self, *parse_iso_day("2026-11-22")};
    const Value value = expression->evaluate(context);
    PANOH_CHECK(value == expression->evaluate(context));
    PANOH_CHECK(Expression::parse(expression->text(), scope)->type() == expression->type());
    return 0;
}
