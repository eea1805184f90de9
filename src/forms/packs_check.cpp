// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/expression.hpp"
#include "forms/packs_read.hpp"
#include "forms/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <span>

namespace panoh::forms {

namespace {

bool one_of(FieldKind kind, std::initializer_list<FieldKind> kinds)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

bool file_has(FileKind file, Compartment compartment)
{
    switch (file) {
    case FileKind::person:
        return compartment <= Compartment::psychological;
    case FileKind::register_file:
        return compartment == Compartment::core || compartment == Compartment::account
               || compartment == Compartment::medical;
    case FileKind::knowledge:
        return compartment == Compartment::core || compartment == Compartment::account;
    case FileKind::evaluation:
        return compartment == Compartment::core || compartment == Compartment::medical
               || compartment == Compartment::legal;
    case FileKind::case_file:
    case FileKind::contact:
        break;
    }
    return compartment == Compartment::core || compartment == Compartment::account || compartment == Compartment::legal;
}

Field* find(std::vector<Field>& fields, std::string_view name)
{
    const auto found = std::ranges::find(fields, name, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

bool comes_before(const std::vector<Field>& fields, const std::string& name, const std::string& limit)
{
    for (const Field& candidate : fields) {
        if (candidate.name == limit) return false;
        if (candidate.name == name) return true;
    }
    return false;
}

/// One declared field or column with everything around it.
struct Checked {
    const FieldDeclaration& declaration;
    const RecordType& type;
    Field& field;        ///< the column, when there is one
    const Field& outer;  ///< the field of the record
    PackReading& reading;

    [[nodiscard]] bool is_column() const { return !declaration.column.empty(); }
    void problem(std::string_view sentence) const { reading.problem(declaration.place, sentence); }

    void check_kind() const;
    void check_limits() const;
    void check_flags() const;
    void check_lists() const;
    void parse_expressions() const;
    [[nodiscard]] std::shared_ptr<const Expression> parse(const PlacedText& source) const;
    void check_order(const Expression& expression, const Place& place) const;
    void check_outer_order(const Expression& expression, const Place& place) const;
    void check_calculate() const;
};

void Checked::check_kind() const
{
    const FieldKind kind = field.kind;
    const bool takes_list = one_of(kind, {FieldKind::code, FieldKind::codes});
    if (takes_list && field.list.empty()) problem("a field of kind code or codes needs a list");
    if (!takes_list && !field.list.empty()) problem("only fields of kind code or codes have a list");
    if (kind == FieldKind::ref && field.to.empty()) problem("a field of kind ref needs \"to\"");
    if (kind != FieldKind::ref && !field.to.empty()) problem("only fields of kind ref have \"to\"");
    if (kind == FieldKind::rows && field.rows.empty()) problem("a field of kind rows needs columns under \"rows\"");
    if (kind != FieldKind::rows && !field.rows.empty()) problem("only fields of kind rows have \"rows\"");
}

void Checked::check_limits() const
{
    const FieldKind kind = field.kind;
    if (kind != FieldKind::text && (field.lines != 1 || field.max_length != 0)) {
        problem("\"lines\" and \"max_length\" are for fields of kind text");
    }
    if (!one_of(kind, {FieldKind::number, FieldKind::money}) && (field.least || field.most)) {
        problem("\"min\" and \"max\" are for fields of kind number or money");
    }
    if (field.least && field.most && *field.least > *field.most) problem("\"min\" is larger than \"max\"");
    if (is_column()
        && one_of(kind, {FieldKind::rows, FieldKind::name, FieldKind::attachment, FieldKind::body_location})) {
        problem("this kind cannot be a column of rows");
    }
}

void Checked::check_flags() const
{
    if (field.desk && !field.coded) problem("a field with \"desk\" must be coded");
    if (field.desk && type.compartment != Compartment::core) {
        problem("\"desk\" is allowed in the core compartment only");
    }
    if (field.name_keys && !one_of(field.kind, {FieldKind::name, FieldKind::text})) {
        problem("\"name\" is for fields of kind name or text");
    }
}

void Checked::check_lists() const
{
    if (!field.list.empty() && reading.schema.list(field.list) == nullptr) {
        problem(fmt::format("the list {} is not declared", field.list));
    }
    const std::string_view implied = implied_list(field.kind);
    if (!implied.empty() && reading.schema.list(implied) == nullptr) {
        problem(fmt::format("the list {} is not declared", implied));
    }
    if (!field.to.empty() && reading.schema.type(field.to) == nullptr && !is_built_in_target(field.to)) {
        problem(fmt::format("the type {} is not declared", field.to));
    }
}

std::shared_ptr<const Expression> Checked::parse(const PlacedText& source) const
{
    if (source.text.empty()) return nullptr;
    const ExpressionScope scope{&type.fields, is_column() ? &outer.rows : nullptr, &field};
    auto expression = Expression::parse(source.text, scope);
    if (!expression) {
        reading.problem(source.place, expression.error().detail);
        return nullptr;
    }
    return std::make_shared<const Expression>(std::move(*expression));
}

/// `relevant` and `calculate` look back only, so that a form is settled in one pass from top to bottom.
void Checked::check_order(const Expression& expression, const Place& place) const
{
    check_outer_order(expression, place);
    for (const std::string& name : expression.columns()) {
        if (!comes_before(outer.rows, name, field.name)) {
            reading.problem(place, fmt::format("the column {} must stand before the column that uses it", name));
        }
    }
}

void Checked::check_outer_order(const Expression& expression, const Place& place) const
{
    for (const std::string& name : expression.fields()) {
        if (!comes_before(type.fields, name, outer.name)) {
            reading.problem(place, fmt::format("the field {} must stand before the field that uses it", name));
        }
    }
}

void Checked::check_calculate() const
{
    const Place& place = declaration.calculate.place;
    if (!one_of(
            field.kind, {FieldKind::text, FieldKind::number, FieldKind::code, FieldKind::date, FieldKind::yes_no}
        )) {
        reading.problem(place, "only text, number, code, date and yes_no can be calculated");
    } else if (field.calculate->type() != type_of(field.kind)) {
        reading.problem(place, "the calculation yields another kind of value than the field");
    }
    if (field.required || field.can_be_missing) {
        reading.problem(place, "a calculated field is never asked: it cannot be required or missing");
    }
}

void Checked::parse_expressions() const
{
    field.relevant = parse(declaration.relevant);
    field.constraint = parse(declaration.constraint);
    field.calculate = parse(declaration.calculate);
    if (field.relevant) {
        check_order(*field.relevant, declaration.relevant.place);
        if (field.relevant->type() != ValueType::boolean) {
            reading.problem(declaration.relevant.place, "\"relevant\" must be a condition");
        }
    }
    if (field.constraint) {
        if (is_column()) check_outer_order(*field.constraint, declaration.constraint.place);
        if (field.constraint->type() != ValueType::boolean) {
            reading.problem(declaration.constraint.place, "\"constraint\" must be a condition");
        }
    }
    if (field.calculate) {
        check_order(*field.calculate, declaration.calculate.place);
        check_calculate();
    }
}

void check_columns(const RecordType& type, const Place& place, PackReading& reading)
{
    for (const Table& table : tables_of(type)) {
        const auto filled = std::span(base_columns).first(table.is_main ? base_columns.size() : 2);
        std::set<std::string, std::less<>> seen(filled.begin(), filled.end());
        for (const Column& column : table.columns) {
            if (!seen.insert(column.name).second) {
                reading.problem(
                    place, fmt::format("the table column {} would stand twice in {}", column.name, table.name)
                );
            }
        }
    }
}

void check_type(const TypeDeclaration& declaration, PackReading& reading)
{
    const RecordType& type = reading.schema.types.at(declaration.type);
    if (!file_has(type.file, type.compartment)) {
        reading.problem(
            declaration.place,
            fmt::format("a file of kind {} has no compartment {}", name_of(type.file), name_of(type.compartment))
        );
    }
    for (const std::string& field : type.title) {
        if (type.find(field) == nullptr) {
            reading.problem(declaration.place, fmt::format("the title names {}, which is not a field", field));
        }
    }
    check_columns(type, declaration.place, reading);
}

}  // namespace

void check_packs(PackReading& reading)
{
    for (const FieldDeclaration& declaration : reading.fields) {
        RecordType& type = reading.schema.types.at(declaration.type);
        Field* outer = find(type.fields, declaration.field);
        Field* field = outer != nullptr && !declaration.column.empty() ? find(outer->rows, declaration.column) : outer;
        if (field == nullptr) continue;
        const Checked checked{declaration, type, *field, *outer, reading};
        checked.check_kind();
        checked.check_limits();
        checked.check_flags();
        checked.check_lists();
        checked.parse_expressions();
    }
    for (const TypeDeclaration& declaration : reading.types)
        check_type(declaration, reading);
}

}  // namespace panoh::forms
