// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/tables.hpp"

#include "forms/edtf.hpp"
#include "forms/expression.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

namespace panoh::forms {

namespace {

using Storage = Column::Storage;
namespace json = boost::json;

/// Members of the entries of a kind that has a child table with fixed columns.
std::vector<Column> entry_columns(const Field& field)
{
    std::vector<Column> columns{{"position", Storage::integer, field.name}};
    const auto add = [&](std::initializer_list<std::string_view> names) {
        for (const auto name : names)
            columns.push_back({std::string(name), Storage::text, field.name});
    };
    if (field.kind == FieldKind::name) add({"kind", "given", "family", "patronymic", "other", "script"});
    if (field.kind == FieldKind::body_location) add({"region", "side"});
    if (field.kind == FieldKind::attachment) {
        add({"blob", "name"});
        columns.push_back({"size", Storage::integer, field.name});
        add({"type"});
    }
    return columns;
}

bool has_child_table(FieldKind kind)
{
    return kind == FieldKind::codes || kind == FieldKind::name || kind == FieldKind::attachment
           || kind == FieldKind::body_location || kind == FieldKind::rows;
}

void add_columns(std::vector<Column>& columns, const Field& field)
{
    const std::string& name = field.name;
    if (!has_child_table(field.kind)) {
        const bool real = field.kind == FieldKind::number || field.kind == FieldKind::money;
        const Storage whole = field.kind == FieldKind::yes_no ? Storage::integer : Storage::text;
        columns.push_back({name, real ? Storage::real : whole, name});
    }
    if (field.kind == FieldKind::money) columns.push_back({name + "_currency", Storage::text, name});
    if (field.kind == FieldKind::date) {
        columns.push_back({name + "_low", Storage::text, name});
        columns.push_back({name + "_high", Storage::text, name});
    }
    if (field.can_be_missing) columns.push_back({name + "__why", Storage::text, name});
}

void add_child_tables(std::vector<Table>& tables, const std::string& prefix, const Field& field)
{
    Table table{prefix + "__" + field.name, false, field.name, {}};
    if (field.kind == FieldKind::codes) {
        table.columns.push_back({"code", Storage::text, field.name});
    } else {
        table.columns = entry_columns(field);
    }
    for (const Field& column : field.rows)
        add_columns(table.columns, column);
    const std::string name = table.name;
    tables.push_back(std::move(table));
    for (const Field& column : field.rows) {
        if (column.kind != FieldKind::codes) continue;
        tables.push_back(
            {name + "__" + column.name,
             false,
             field.name,
             {{"position", Storage::integer, field.name}, {"code", Storage::text, field.name}}}
        );
    }
}

std::string quoted(std::string_view name)
{
    return fmt::format("\"{}\"", name);
}

std::string_view sql_type(Storage storage)
{
    switch (storage) {
    case Storage::text:
        return "TEXT";
    case Storage::integer:
        return "INTEGER";
    case Storage::real:
        break;
    }
    return "REAL";
}

std::span<const std::string_view> base_columns_of(const Table& table)
{
    return std::span(base_columns).first(table.is_main ? base_columns.size() : 2);
}

Cell text_cell(const json::value* value)
{
    if (value == nullptr || !value->is_string()) return {};
    return std::string(value->get_string());
}

Cell number_cell(const json::value* value, FieldKind kind)
{
    const Value number = value_of(value, kind);
    const auto* amount = std::get_if<double>(&number);
    return amount == nullptr ? Cell{} : Cell{*amount};
}

void add_date_cells(std::vector<Cell>& cells, const json::value* value)
{
    const Value read = value_of(value, FieldKind::date);
    const auto* date = std::get_if<DateValue>(&read);
    cells.push_back(date == nullptr ? Cell{} : Cell{date->edtf});
    cells.push_back(date != nullptr && date->range.low ? Cell{iso_day(*date->range.low)} : Cell{});
    cells.push_back(date != nullptr && date->range.high ? Cell{iso_day(*date->range.high)} : Cell{});
}

void add_cells(std::vector<Cell>& cells, const Field& field, const json::object& values)
{
    const json::value* value = values.if_contains(field.name);
    switch (field.kind) {
    case FieldKind::codes:
    case FieldKind::name:
    case FieldKind::attachment:
    case FieldKind::body_location:
    case FieldKind::rows:
        break;
    case FieldKind::number:
        cells.push_back(number_cell(value, field.kind));
        break;
    case FieldKind::money: {
        cells.push_back(number_cell(value, field.kind));
        const auto* money = value == nullptr ? nullptr : value->if_object();
        cells.push_back(text_cell(money == nullptr ? nullptr : money->if_contains("currency")));
        break;
    }
    case FieldKind::yes_no:
        cells.push_back(value != nullptr && value->is_bool() ? Cell{std::int64_t{value->get_bool()}} : Cell{});
        break;
    case FieldKind::date:
        add_date_cells(cells, value);
        break;
    case FieldKind::text:
    case FieldKind::code:
    case FieldKind::time:
    case FieldKind::moment:
    case FieldKind::duration:
    case FieldKind::phone:
    case FieldKind::language:
    case FieldKind::country:
    case FieldKind::region:
    case FieldKind::ref:
        cells.push_back(text_cell(value));
        break;
    }
    if (field.can_be_missing) cells.push_back(text_cell(values.if_contains(field.name + "__why")));
}

Cell entry_cell(const Column& column, const json::object& entry)
{
    const json::value* value = entry.if_contains(column.name);
    if (column.storage == Storage::text) return text_cell(value);
    return value != nullptr && value->is_int64() ? Cell{value->get_int64()} : Cell{};
}

void add_code_rows(
    std::vector<TableRow>& rows, const std::string& table, const json::value& value, const std::vector<Cell>& first
)
{
    if (!value.is_array()) return;
    for (const json::value& code : value.get_array()) {
        if (!code.is_string()) continue;
        TableRow row{table, first};
        row.cells.emplace_back(std::string(code.get_string()));
        rows.push_back(std::move(row));
    }
}

void add_child_rows(
    std::vector<TableRow>& rows, const std::string& prefix, const Field& field, const json::value& value
)
{
    const std::string table = prefix + "__" + field.name;
    if (field.kind == FieldKind::codes) return add_code_rows(rows, table, value, {});
    if (!value.is_array()) return;
    std::int64_t position = 0;
    for (const json::value& element : value.get_array()) {
        const json::object* entry = element.if_object();
        if (entry == nullptr) continue;
        TableRow row{table, {Cell{position}}};
        if (field.kind != FieldKind::rows) {
            const auto columns = entry_columns(field);
            for (const Column& column : std::span(columns).subspan(1))
                row.cells.push_back(entry_cell(column, *entry));
        }
        for (const Field& column : field.rows)
            add_cells(row.cells, column, *entry);
        rows.push_back(std::move(row));
        for (const Field& column : field.rows) {
            const json::value* codes = entry->if_contains(column.name);
            if (column.kind != FieldKind::codes || codes == nullptr) continue;
            add_code_rows(rows, table + "__" + column.name, *codes, {Cell{position}});
        }
        ++position;
    }
}

}  // namespace

std::vector<Table> tables_of(const RecordType& type)
{
    std::vector<Table> tables{{"t_" + type.name, true, {}, {}}};
    for (const Field& field : type.fields) {
        if (!field.coded) continue;
        add_columns(tables.front().columns, field);
        if (has_child_table(field.kind)) add_child_tables(tables, "t_" + type.name, field);
    }
    return tables;
}

std::vector<std::string> create_statements(const RecordType& type)
{
    std::vector<std::string> statements;
    for (const Table& table : tables_of(type)) {
        std::vector<std::string> columns;
        for (const std::string_view name : base_columns_of(table)) {
            const bool is_id = name == "record" || name == "file" || name == "author";
            const bool key = table.is_main && name == "seq";
            columns.push_back(fmt::format(
                "{} {} {}", quoted(name), is_id ? "TEXT" : "INTEGER", key ? "PRIMARY KEY NOT NULL" : "NOT NULL"
            ));
        }
        for (const Column& column : table.columns) {
            columns.push_back(fmt::format("{} {}", quoted(column.name), sql_type(column.storage)));
        }
        statements.push_back(fmt::format("CREATE TABLE {} ({}) STRICT", quoted(table.name), fmt::join(columns, ", ")));
    }
    return statements;
}

std::vector<std::string> index_statements(const RecordType& type)
{
    std::vector<std::string> statements;
    for (const Table& table : tables_of(type)) {
        for (const std::string_view column : {"file", "record"}) {
            const std::string index = fmt::format("i_{}__{}", table.name, column);
            statements.push_back(
                fmt::format("CREATE INDEX {} ON {} ({})", quoted(index), quoted(table.name), quoted(column))
            );
        }
        const Field* number = table.is_main ? type.find("number") : nullptr;
        if (number != nullptr && number->coded && number->kind == FieldKind::text) {
            const std::string index = fmt::format("i_{}__number", table.name);
            statements.push_back(
                fmt::format("CREATE INDEX {} ON {} (substr(\"number\",-4))", quoted(index), quoted(table.name))
            );
        }
    }
    return statements;
}

std::string insert_statement(const Table& table)
{
    std::vector<std::string> names;
    for (const std::string_view name : base_columns_of(table))
        names.push_back(quoted(name));
    for (const Column& column : table.columns)
        names.push_back(quoted(column.name));
    const std::vector<std::string_view> marks(names.size(), "?");
    return fmt::format(
        "INSERT INTO {} ({}) VALUES ({})", quoted(table.name), fmt::join(names, ", "), fmt::join(marks, ", ")
    );
}

std::vector<std::string> delete_statements(const RecordType& type)
{
    std::vector<std::string> statements;
    for (const Table& table : tables_of(type)) {
        statements.push_back(fmt::format("DELETE FROM {} WHERE \"record\" = ?", quoted(table.name)));
    }
    return statements;
}

std::vector<TableRow> rows_for(const RecordType& type, const json::object& coded)
{
    const std::string name = "t_" + type.name;
    std::vector<TableRow> rows{{name, {}}};
    for (const Field& field : type.fields) {
        if (!field.coded) continue;
        add_cells(rows.front().cells, field, coded);
        const json::value* value = coded.if_contains(field.name);
        if (has_child_table(field.kind) && value != nullptr) add_child_rows(rows, name, field, *value);
    }
    return rows;
}

}  // namespace panoh::forms
