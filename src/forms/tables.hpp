// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The shape of a record type in the workspace: its coded fields as SQL tables. Forms decide the shape,
/// the vault executes.
///
/// Main table `t_<type>`, one row for a record:
///   text, code, time, moment, duration, phone, language, country, region, ref   `x` text
///   number   `x` real        money   `x` real (the amount), `x_currency` text        yes_no   `x` integer 0 or 1
///   date     `x` text (EDTF), `x_low`, `x_high` text: first and last day, null when open
///   every field that can be missing, and every column that can: `x__why` text
/// Child tables `t_<type>__<field>`, one row for an entry:
///   codes          `code`
///   name           `position`, `kind`, `given`, `family`, `patronymic`, `other`, `script`
///   attachment     `position`, `blob`, `name`, `size`, `type`
///   body_location  `position`, `region`, `side`
///   rows           `position`, then the columns as above
/// `t_<type>__<field>__<column>`: codes in a column: `position` (of the row), `code`.
/// Names are quoted in the statements; a field such as `when` must be quoted in questions too: "when".
namespace panoh::forms {

struct Column {
    enum class Storage { text, integer, real };
    std::string name;
    Storage storage = Storage::text;
    std::string field;  ///< the field that it comes from
};

struct Table {
    std::string name;
    bool is_main = true;
    std::string field;            ///< child table: the field
    std::vector<Column> columns;  ///< without those that the vault fills
};

/// What the vault fills in a main table, in this order: record TEXT, file TEXT, compartment, revision
/// INTEGER, author TEXT, written_at (µs), seq (primary key), deleted INTEGER. In a child table: record and file.
/// Rows stand in the order of `seq`, so that the newest of many are found without sorting.
inline constexpr std::array<std::string_view, 8> base_columns{
    "record", "file", "compartment", "revision", "author", "written_at", "seq", "deleted"};

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// Cells stand in the order of `Table::columns`.
struct TableRow {
    std::string table;
    std::vector<Cell> cells;
};

/// The main table first.
std::vector<Table> tables_of(const RecordType& type);

std::vector<std::string> create_statements(const RecordType& type);
/// Every table has an index on `file` and one on `record`. Made after many rows were put, they cost a fraction.
std::vector<std::string> index_statements(const RecordType& type);

/// `INSERT INTO t (base columns …, columns …) VALUES (?, …)`: bind the base columns, then the cells.
std::string insert_statement(const Table& table);

/// `DELETE FROM t WHERE "record" = ?` for each table: before a new revision is put in.
std::vector<std::string> delete_statements(const RecordType& type);

/// Rows of one record: exactly one in the main table, any number in the others. Values that are not of
/// their kind (from an older pack) become null and are never an error.
std::vector<TableRow> rows_for(const RecordType& type, const boost::json::object& coded);

}  // namespace panoh::forms
