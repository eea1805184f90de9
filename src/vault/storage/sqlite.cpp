// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/storage/sqlite.hpp"

#include "base/check.hpp"

#include <sqlite3.h>

#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace panoh::storage {

namespace {

/// SQLite's own words name files and SQL of ours, never bound values.
Error sqlite_error(sqlite3* database, const char* doing)
{
    const int code = sqlite3_extended_errcode(database);
    const char* words = sqlite3_errstr(code);
    return fail(ErrorCode::storage, std::string(doing) + ": " + words + " (" + std::to_string(code) + ")");
}

int count_down(void* left) noexcept
{
    auto* steps = static_cast<std::int64_t*>(left);
    *steps -= 1000;
    return *steps < 0 ? 1 : 0;
}

int refuse_writes(void*, int action, const char*, const char*, const char*, const char*) noexcept
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

Result<void> make_private_file(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return fail(ErrorCode::storage, "cannot make a file in the node's folder");
    ::close(file);
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const int directory = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) return fail(ErrorCode::storage, "cannot sync the node's folder");
    ::fsync(directory);
    ::close(directory);
    return {};
}

}  // namespace

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const noexcept
{
    sqlite3_finalize(statement);
}

Statement::Statement(sqlite3_stmt* raw) noexcept
    : statement_(raw)
{}

void Statement::bind(int index, std::int64_t value)
{
    PANOH_CHECK(sqlite3_bind_int64(statement_.get(), index, value) == SQLITE_OK);
}

void Statement::bind(int index, double value)
{
    PANOH_CHECK(sqlite3_bind_double(statement_.get(), index, value) == SQLITE_OK);
}

void Statement::bind(int index, std::string_view text)
{
    PANOH_CHECK(
        sqlite3_bind_text64(
            statement_.get(),
            index,
            text.data() == nullptr ? "" : text.data(),
            text.size(),
            SQLITE_TRANSIENT,
            SQLITE_UTF8
        )
        == SQLITE_OK
    );
}

void Statement::bind(int index, BytesView bytes)
{
    static constexpr std::uint8_t nothing = 0;
    const void* data = bytes.data() == nullptr ? &nothing : bytes.data();
    PANOH_CHECK(sqlite3_bind_blob64(statement_.get(), index, data, bytes.size(), SQLITE_TRANSIENT) == SQLITE_OK);
}

void Statement::bind_in_place(int index, std::string_view text)
{
    const char* data = text.data() == nullptr ? "" : text.data();
    PANOH_CHECK(
        sqlite3_bind_text64(statement_.get(), index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK
    );
}

void Statement::bind_null(int index)
{
    PANOH_CHECK(sqlite3_bind_null(statement_.get(), index) == SQLITE_OK);
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    Error error = sqlite_error(sqlite3_db_handle(statement_.get()), "running a statement");
    rewind();
    return error;
}

Result<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (!row) return row.error();
        if (!*row) break;
    }
    rewind();
    return {};
}

void Statement::rewind()
{
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
}

int Statement::column_count() const
{
    return sqlite3_column_count(statement_.get());
}
std::string Statement::column_name(int column) const
{
    return sqlite3_column_name(statement_.get(), column);
}
bool Statement::is_null(int column) const
{
    return type(column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(statement_.get(), column);
}
double Statement::real(int column) const
{
    return sqlite3_column_double(statement_.get(), column);
}
int Statement::type(int column) const
{
    return sqlite3_column_type(statement_.get(), column);
}

std::string Statement::text(int column) const
{
    const BytesView bytes = blob(column);
    return std::string(text_of(bytes));
}

BytesView Statement::blob(int column) const
{
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Connection::Closer::operator()(sqlite3* database) const noexcept
{
    sqlite3_close_v2(database);
}

Connection::Connection(sqlite3* raw) noexcept
    : database_(raw)
{}

Result<Connection> Connection::open_file(const std::string& path)
{
    if (!std::filesystem::exists(path)) {
        if (auto made = make_private_file(path); !made) return made.error();
    }
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(
        path.c_str(),
        &raw,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW,
        nullptr
    );
    Connection connection(raw);
    if (code != SQLITE_OK) return fail(ErrorCode::storage, "cannot open a database of the node");
    if (auto done = connection.configure(/*file=*/true); !done) return done.error();
    return connection;
}

Result<Connection> Connection::open_memory()
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(
        ":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_MEMORY, nullptr
    );
    Connection connection(raw);
    if (code != SQLITE_OK) return fail(ErrorCode::storage, "cannot open a database in memory");
    if (auto done = connection.configure(/*file=*/false); !done) return done.error();
    return connection;
}

Result<void> Connection::configure(bool file)
{
    sqlite3* raw = database_.get();
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, 5000);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
    const std::string common = "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;";
    const std::string on_disk =
        "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "PRAGMA wal_autocheckpoint=0;";
    return execute(file ? common + on_disk : common);
}

Result<void> Connection::execute(const std::string& sql)
{
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return sqlite_error(database_.get(), "running a statement");
    }
    return {};
}

Result<Statement> Connection::prepare(std::string_view sql)
{
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()), 0, &raw, nullptr);
    Statement statement(raw);
    if (code != SQLITE_OK) return sqlite_error(database_.get(), "preparing a statement");
    return statement;
}

Result<void> Connection::copy_to(const std::string& path)
{
    if (auto made = make_private_file(path); !made) return made.error();
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    const Connection target(raw);
    if (opened != SQLITE_OK) return fail(ErrorCode::storage, "cannot write the copy");
    sqlite3_backup* backup = sqlite3_backup_init(raw, "main", database_.get(), "main");
    if (backup == nullptr) return sqlite_error(raw, "starting a copy");
    const int copied = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE) return sqlite_error(raw, "copying a database");
    return {};
}

Result<void> Connection::checkpoint()
{
    const int code = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK) return sqlite_error(database_.get(), "writing the log into the database");
    return {};
}

void Connection::limit_steps(std::int64_t steps)
{
    *steps_left_ = steps;
    sqlite3_progress_handler(database_.get(), steps == 0 ? 0 : 1000, count_down, steps_left_.get());
}

void Connection::set_read_only(bool read_only)
{
    sqlite3_set_authorizer(database_.get(), read_only ? refuse_writes : nullptr, nullptr);
}

std::int64_t Connection::changes() const
{
    return sqlite3_changes64(database_.get());
}

}  // namespace panoh::storage
