// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/workspace.hpp"

#include "base/check.hpp"
#include "forms/tables.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace panoh::vault {

namespace {

namespace json = boost::json;

/// About a second of work: pages never need as much.
constexpr std::int64_t most_steps = 50'000'000;

constexpr const char* own_tables =
    "CREATE TABLE loading(mark INTEGER PRIMARY KEY);"
    "CREATE TABLE files(file TEXT PRIMARY KEY, kind INTEGER NOT NULL, organisation TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE name_keys(record TEXT NOT NULL, file TEXT NOT NULL, compartment INTEGER NOT NULL,"
    " type TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL);"
    "CREATE INDEX name_keys_key ON name_keys(key);"
    "CREATE INDEX name_keys_record ON name_keys(record);"
    "CREATE INDEX name_keys_file ON name_keys(file);";

void bind_value(storage::Statement& statement, int index, const SqlValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        statement.bind(index, *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        statement.bind(index, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind(index, std::string_view(*text));
    } else {
        statement.bind_null(index);
    }
}

SqlValue column_value(const storage::Statement& statement, int column)
{
    switch (statement.type(column)) {
    case SQLITE_INTEGER:
        return statement.integer(column);
    case SQLITE_FLOAT:
        return statement.real(column);
    case SQLITE_NULL:
        return std::monostate{};
    default:
        return statement.text(column);
    }
}

std::vector<SqlValue> base_values(const WorkspaceRow& row)
{
    return {
        sql(row.record),
        sql(row.file),
        std::int64_t{static_cast<std::uint8_t>(row.compartment)},
        std::int64_t{row.revision},
        sql(row.author),
        std::int64_t{row.written_at.time_since_epoch().count()},
        static_cast<std::int64_t>(row.seq),
        std::int64_t{row.removed ? 1 : 0},
    };
}

}  // namespace

bool Rows::is_null(std::size_t row, std::string_view column) const
{
    return std::holds_alternative<std::monostate>(at(row, column));
}

std::string Rows::text(std::size_t row, std::string_view column) const
{
    const auto* text = std::get_if<std::string>(&at(row, column));
    return text == nullptr ? std::string() : *text;
}

std::int64_t Rows::integer(std::size_t row, std::string_view column) const
{
    const auto* integer = std::get_if<std::int64_t>(&at(row, column));
    return integer == nullptr ? 0 : *integer;
}

const SqlValue& Rows::at(std::size_t row, std::string_view column) const
{
    const auto found = std::find(columns_.begin(), columns_.end(), column);
    PANOH_CHECK(found != columns_.end());
    return rows_.at(row).at(static_cast<std::size_t>(found - columns_.begin()));
}

Workspace::Workspace(const forms::Schema& schema, storage::Connection connection)
    : schema_(&schema)
    , connection_(std::move(connection))
{}

Result<std::unique_ptr<Workspace>> Workspace::create(const forms::Schema& schema, std::span<const std::string> views)
{
    auto connection = storage::Connection::open_memory();
    if (!connection) return connection.error();
    std::unique_ptr<Workspace> workspace(new Workspace(schema, std::move(*connection)));
    if (auto done = workspace->connection_.execute(own_tables); !done) return done.error();
    for (const auto& [name, type] : schema.types) {
        for (const std::string& statement : forms::create_statements(type)) {
            if (auto done = workspace->connection_.execute(statement); !done) return done.error();
        }
    }
    for (const std::string& script : views) {
        if (auto done = workspace->connection_.execute(script); !done) return done.error();
    }
    return workspace;
}

Result<storage::Statement*> Workspace::prepared(const std::string& sql) const
{
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return &found->second;
    auto statement = connection_.prepare(sql);
    if (!statement) return statement.error();
    return &statements_.emplace(sql, std::move(*statement)).first->second;
}

Result<void> Workspace::run(const std::string& sql, std::span<const SqlValue> values)
{
    const auto statement = prepared(sql);
    if (!statement) return statement.error();
    for (std::size_t at = 0; at < values.size(); ++at)
        bind_value(**statement, static_cast<int>(at) + 1, values[at]);
    return (*statement)->run();
}

Result<std::int64_t> Workspace::seq_of(const std::string& type, const RecordId& record) const
{
    const auto statement = prepared("SELECT seq FROM t_" + type + " WHERE record=?");
    if (!statement) return statement.error();
    (*statement)->bind(1, std::string_view(record.text()));
    const auto found = (*statement)->step();
    if (!found) return found.error();
    const std::int64_t seq = *found ? (*statement)->integer(0) : 0;
    (*statement)->rewind();
    return seq;
}

Result<void> Workspace::put(const std::string& type, const WorkspaceRow& row, const json::object& coded)
{
    const std::lock_guard lock(mutex_);
    const forms::RecordType* definition = schema_->type(type);
    if (definition == nullptr) return fail(ErrorCode::damaged, "a record of a type that no pack declares");
    const auto present = seq_of(type, row.record);
    if (!present) return present.error();
    if (*present >= static_cast<std::int64_t>(row.seq)) return {};
    const TypePlan& plan = plan_of(*definition);
    if (*present != 0) {
        if (auto done = remove(plan, row.record); !done) return done;
    }
    const std::vector<SqlValue> base = base_values(row);
    for (const forms::TableRow& each : forms::rows_for(*definition, coded)) {
        const Insert& insert = plan.inserts.at(each.table);
        std::vector<SqlValue> values(base.begin(), base.begin() + (insert.is_main ? 8 : 2));
        values.insert(values.end(), each.cells.begin(), each.cells.end());
        if (auto done = run(insert.statement, values); !done) return done;
    }
    if (auto done = put_names(type, row, coded); !done) return done;
    if (row.file == newest_file_) return {};
    newest_file_ = row.file;
    const std::array<SqlValue, 3> file{
        sql(row.file),
        std::int64_t{static_cast<std::uint8_t>(definition->file)},
        sql(row.organisation),
    };
    return run("INSERT OR IGNORE INTO files(file, kind, organisation) VALUES(?, ?, ?)", file);
}

Result<void> Workspace::remove(const TypePlan& plan, const RecordId& id)
{
    const SqlValue record = sql(id);
    for (const std::string& statement : plan.deletes) {
        if (auto done = run(statement, std::span(&record, 1)); !done) return done;
    }
    return run("DELETE FROM name_keys WHERE record=?", std::span(&record, 1));
}

Result<void> Workspace::put_names(const std::string& type, const WorkspaceRow& row, const json::object& coded)
{
    const json::value* names = coded.if_contains(name_keys_member);
    if (names == nullptr || !names->is_array() || row.removed) return {};
    for (const json::value& name : names->get_array()) {
        const json::object* entry = name.if_object();
        if (entry == nullptr || !entry->contains("name") || !entry->contains("keys")) continue;
        for (const json::value& key : entry->at("keys").as_array()) {
            const std::array<SqlValue, 6> values{
                sql(row.record),
                sql(row.file),
                std::int64_t{static_cast<std::uint8_t>(row.compartment)},
                type,
                std::string(entry->at("name").as_string()),
                std::string(key.as_string()),
            };
            constexpr const char* insert =
                "INSERT INTO name_keys(record, file, compartment, type, name, key) VALUES(?, ?, ?, ?, ?, ?)";
            if (auto done = run(insert, values); !done) return done;
        }
    }
    return {};
}

const Workspace::TypePlan& Workspace::plan_of(const forms::RecordType& type)
{
    const auto found = plans_.find(type.name);
    if (found != plans_.end()) return found->second;
    TypePlan plan;
    plan.deletes = forms::delete_statements(type);
    for (const forms::Table& table : forms::tables_of(type)) {
        plan.tables.push_back(table.name);
        plan.inserts[table.name] = {forms::insert_statement(table), table.is_main};
    }
    return plans_.emplace(type.name, std::move(plan)).first->second;
}

Result<void> Workspace::drop(const FileId& file, forms::Compartment compartment)
{
    const std::lock_guard lock(mutex_);
    const SqlValue id = sql(file);
    for (const auto& [name, type] : schema_->types) {
        if (type.compartment != compartment) continue;
        for (const std::string& table : plan_of(type).tables) {
            if (auto done = run("DELETE FROM " + table + " WHERE file=?", std::span(&id, 1)); !done) return done;
        }
    }
    const std::array<SqlValue, 2> place{id, std::int64_t{static_cast<std::uint8_t>(compartment)}};
    return run("DELETE FROM name_keys WHERE file=? AND compartment=?", place);
}

Result<void> Workspace::begin()
{
    mutex_.lock();
    auto done = connection_.execute("BEGIN; INSERT INTO loading VALUES(1);");
    if (!done) mutex_.unlock();
    return done;
}

Result<void> Workspace::commit()
{
    auto done = connection_.execute("DELETE FROM loading; COMMIT;");
    mutex_.unlock();
    return done;
}

Result<Rows> Workspace::query(std::string_view sql, std::span<const SqlValue> parameters) const
{
    const std::lock_guard lock(mutex_);
    const auto statement = prepared(std::string(sql));
    if (!statement) return statement.error();
    for (std::size_t at = 0; at < parameters.size(); ++at) {
        bind_value(**statement, static_cast<int>(at) + 1, parameters[at]);
    }
    const int width = (*statement)->column_count();
    std::vector<std::string> columns;
    for (int at = 0; at < width; ++at)
        columns.push_back((*statement)->column_name(at));
    Rows rows(std::move(columns));
    connection_.limit_steps(most_steps);
    for (;;) {
        const auto row = (*statement)->step();
        if (!row) {
            connection_.limit_steps(0);
            return row.error();
        }
        if (!*row) break;
        std::vector<SqlValue> values;
        values.reserve(static_cast<std::size_t>(width));
        for (int at = 0; at < width; ++at)
            values.push_back(column_value(**statement, at));
        rows.add(std::move(values));
    }
    connection_.limit_steps(0);
    (*statement)->rewind();
    return rows;
}

}  // namespace panoh::vault
