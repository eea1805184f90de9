// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/workspace.hpp"

#include "base/check.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace panoh::vault {

namespace {

namespace json = boost::json;

constexpr const char* own_tables =
    "CREATE TABLE loading(mark INTEGER PRIMARY KEY);"
    "CREATE TABLE changed(change INTEGER PRIMARY KEY, file TEXT NOT NULL);"
    "CREATE TABLE gone(compartment INTEGER NOT NULL, file TEXT NOT NULL, PRIMARY KEY(compartment, file)) WITHOUT ROWID;"
    "CREATE TABLE files(file TEXT PRIMARY KEY, kind INTEGER NOT NULL, organisation TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE name_keys(record TEXT NOT NULL, file TEXT NOT NULL, compartment INTEGER NOT NULL,"
    " type TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL);"
    "CREATE INDEX name_keys_key ON name_keys(key);"
    "CREATE INDEX name_keys_record ON name_keys(record);"
    "CREATE INDEX name_keys_file ON name_keys(file);";

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

/// What SQL text of ours looks up by an id.
std::string by(std::string_view what, std::string_view table, std::string_view column)
{
    return std::string(what) + " \"" + std::string(table) + "\" WHERE " + std::string(column) + "=?";
}

std::vector<PreparedRows::NameKey> name_keys_of(const json::object& coded)
{
    std::vector<PreparedRows::NameKey> found;
    const json::value* names = coded.if_contains(name_keys_member);
    if (names == nullptr || !names->is_array()) return found;
    for (const json::value& each : names->get_array()) {
        const json::object* entry = each.if_object();
        const json::value* name = entry == nullptr ? nullptr : entry->if_contains("name");
        const json::value* keys = entry == nullptr ? nullptr : entry->if_contains("keys");
        if (name == nullptr || !name->is_string() || keys == nullptr || !keys->is_array()) continue;
        for (const json::value& key : keys->get_array()) {
            if (key.is_string()) found.push_back({std::string(name->get_string()), std::string(key.get_string())});
        }
    }
    return found;
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

void Workspace::bind_value(storage::Statement& statement, int index, const SqlValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        statement.bind(index, *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        statement.bind(index, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind_in_place(index, *text);
    } else {
        statement.bind_null(index);
    }
}

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

Result<PreparedRows>
prepare_rows(const forms::Schema& schema, std::string_view type, const WorkspaceRow& row, const json::object& coded)
{
    const forms::RecordType* definition = schema.type(type);
    if (definition == nullptr) return fail(ErrorCode::damaged, "a record of a type that no pack declares");
    return PreparedRows{
        definition,
        row,
        row.record.text(),
        row.file.text(),
        row.author.text(),
        forms::rows_for(*definition, coded),
        row.removed ? std::vector<PreparedRows::NameKey>{} : name_keys_of(coded),
    };
}

Result<storage::Statement*> Workspace::prepared(std::string_view sql) const
{
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return &found->second;
    auto statement = connection_.prepare(sql);
    if (!statement) return statement.error();
    return &statements_.emplace(sql, std::move(*statement)).first->second;
}

Result<void> Workspace::run(std::string_view sql, std::initializer_list<SqlValue> values)
{
    const auto statement = prepared(sql);
    if (!statement) return statement.error();
    int place = 0;
    for (const SqlValue& value : values)
        bind_value(**statement, ++place, value);
    return (*statement)->run();
}

Result<Workspace::TypePlan*> Workspace::plan_of(const forms::RecordType& type)
{
    const auto found = plans_.find(type.name);
    if (found != plans_.end()) return &found->second;
    TypePlan plan;
    const auto tables = forms::tables_of(type);
    auto newest = connection_.prepare(by("SELECT seq FROM", tables.front().name, "record"));
    if (!newest) return newest.error();
    plan.newest = std::move(*newest);
    for (const forms::Table& table : tables) {
        auto insert = connection_.prepare(forms::insert_statement(table));
        auto remove = connection_.prepare(by("DELETE FROM", table.name, "record"));
        if (!insert) return insert.error();
        if (!remove) return remove.error();
        plan.tables.emplace(table.name, TablePlan{table.is_main, std::move(*insert), std::move(*remove)});
    }
    return &plans_.emplace(type.name, std::move(plan)).first->second;
}

Result<std::int64_t> Workspace::seq_of(TypePlan& plan, const PreparedRows& prepared)
{
    plan.newest.bind_in_place(1, prepared.record);
    const auto found = plan.newest.step();
    if (!found) return found.error();
    const std::int64_t seq = *found ? plan.newest.integer(0) : 0;
    plan.newest.rewind();
    return seq;
}

Result<void> Workspace::put(const PreparedRows& prepared)
{
    const std::lock_guard lock(mutex_);
    const bool is_first_load = amount_ == Amount::much && !has_indexes_;
    if (auto done = is_first_load ? Result<void>{} : make_indexes(); !done) return done;
    if (amount_ == Amount::little) {
        if (auto done = note_change(prepared.file); !done) return done;
    }
    const auto plan = plan_of(*prepared.type);
    if (!plan) return plan.error();
    if (!is_first_load) {
        const auto present = seq_of(**plan, prepared);
        if (!present) return present.error();
        if (*present >= static_cast<std::int64_t>(prepared.row.seq)) return {};
        if (*present != 0) {
            if (auto done = remove(**plan, prepared); !done) return done;
        }
    }
    for (const forms::TableRow& each : prepared.rows) {
        if (auto done = insert((*plan)->tables.at(each.table), prepared, each); !done) return done;
    }
    if (auto done = put_names(prepared); !done) return done;
    return put_file(prepared);
}

Result<void> Workspace::make_indexes()
{
    if (has_indexes_) return {};
    has_indexes_ = true;
    for (const auto& [name, type] : schema_->types) {
        for (const std::string& statement : forms::index_statements(type)) {
            if (auto done = connection_.execute(statement); !done) return done;
        }
    }
    return {};
}

Result<void> Workspace::insert(TablePlan& plan, const PreparedRows& prepared, const forms::TableRow& row)
{
    storage::Statement& statement = plan.insert;
    statement.bind_in_place(1, prepared.record);
    statement.bind_in_place(2, prepared.file);
    int place = 2;
    if (plan.is_main) {
        const WorkspaceRow& base = prepared.row;
        statement.bind(++place, std::int64_t{static_cast<std::uint8_t>(base.compartment)});
        statement.bind(++place, std::int64_t{base.revision});
        statement.bind_in_place(++place, prepared.author);
        statement.bind(++place, std::int64_t{base.written_at.time_since_epoch().count()});
        statement.bind(++place, static_cast<std::int64_t>(base.seq));
        statement.bind(++place, std::int64_t{base.removed ? 1 : 0});
    }
    for (const forms::Cell& cell : row.cells)
        bind_value(statement, ++place, cell);
    return statement.run();
}

Result<void> Workspace::remove(TypePlan& plan, const PreparedRows& prepared)
{
    for (auto& [name, table] : plan.tables) {
        table.remove.bind_in_place(1, prepared.record);
        if (auto done = table.remove.run(); !done) return done;
    }
    return run("DELETE FROM name_keys WHERE record=?", {prepared.record});
}

Result<void> Workspace::put_names(const PreparedRows& prepared)
{
    for (const PreparedRows::NameKey& each : prepared.name_keys) {
        auto done =
            run("INSERT INTO name_keys(record, file, compartment, type, name, key) VALUES(?, ?, ?, ?, ?, ?)",
                {prepared.record,
                 prepared.file,
                 std::int64_t{static_cast<std::uint8_t>(prepared.row.compartment)},
                 prepared.type->name,
                 each.name,
                 each.key});
        if (!done) return done;
    }
    return {};
}

Result<void> Workspace::put_file(const PreparedRows& prepared)
{
    if (prepared.row.file == newest_file_) return {};
    newest_file_ = prepared.row.file;
    return run(
        "INSERT OR IGNORE INTO files(file, kind, organisation) VALUES(?, ?, ?)",
        {prepared.file, std::int64_t{static_cast<std::uint8_t>(prepared.type->file)}, sql(prepared.row.organisation)}
    );
}

Result<void>
Workspace::drop(std::span<const std::pair<FileId, forms::Compartment>> places, std::span<const FileId> files)
{
    const std::lock_guard lock(mutex_);
    forget_answers();
    if (places.empty()) return {};
    if (auto begun = begin(Amount::much); !begun) return begun;
    auto done = drop_rows(places);
    newest_file_ = {};
    for (const FileId& file : files) {
        if (done) done = run("DELETE FROM files WHERE file=?", {sql(file)});
    }
    auto committed = commit();
    return done ? committed : done;
}

Result<void> Workspace::drop_rows(std::span<const std::pair<FileId, forms::Compartment>> places)
{
    for (const auto& [file, compartment] : places) {
        auto done =
            run("INSERT INTO gone(compartment, file) VALUES(?, ?)",
                {std::int64_t{static_cast<std::uint8_t>(compartment)}, sql(file)});
        if (!done) return done;
    }
    for (const auto& [name, type] : schema_->types) {
        const std::string of_compartment = " WHERE file IN (SELECT file FROM gone WHERE compartment="
                                           + std::to_string(static_cast<std::uint8_t>(type.compartment)) + ")";
        for (const forms::Table& table : forms::tables_of(type)) {
            if (auto done = connection_.execute("DELETE FROM \"" + table.name + "\"" + of_compartment); !done)
                return done;
        }
    }
    return connection_.execute(
        "DELETE FROM name_keys WHERE (compartment, file) IN (SELECT compartment, file FROM gone); DELETE FROM gone;"
    );
}

Result<void> Workspace::begin(Amount amount)
{
    mutex_.lock();
    amount_ = amount;
    if (amount == Amount::much) forget_answers();
    auto done = connection_.execute(amount == Amount::much ? "BEGIN; INSERT INTO loading VALUES(1);" : "BEGIN;");
    if (!done) mutex_.unlock();
    return done;
}

Result<void> Workspace::commit()
{
    auto done = make_indexes();
    auto committed = connection_.execute(amount_ == Amount::much ? "DELETE FROM loading; COMMIT;" : "COMMIT;");
    amount_ = Amount::little;
    if (!committed) forget_answers();
    mutex_.unlock();
    return committed ? done : committed;
}

Result<Rows> Workspace::query(std::string_view sql, std::span<const SqlValue> parameters) const
{
    const std::lock_guard lock(mutex_);
    const auto statement = prepared(sql);
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
