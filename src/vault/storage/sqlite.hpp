// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace panoh::storage {

/// A prepared statement: bind from 1, then `step` until it says false. Reset by `rewind`.
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* raw) noexcept;
    Statement(Statement&&) noexcept = default;
    Statement& operator=(Statement&&) noexcept = default;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() = default;

    void bind(int index, std::int64_t value);
    void bind(int index, double value);
    void bind(int index, std::string_view text);
    void bind(int index, BytesView bytes);
    /// Without a copy: the text stays where it is until `rewind` or `run` has ended.
    void bind_in_place(int index, std::string_view text);
    void bind_null(int index);

    /// True: a row is there. False: done.
    Result<bool> step();
    /// Runs to the end and rewinds.
    Result<void> run();
    void rewind();

    [[nodiscard]] int column_count() const;
    [[nodiscard]] std::string column_name(int column) const;
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] BytesView blob(int column) const;
    /// SQLITE_INTEGER, SQLITE_TEXT …
    [[nodiscard]] int type(int column) const;

private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

/// One connection. Never shared by two threads at once: owners hold a mutex.
class Connection {
public:
    /// A file in WAL mode with `synchronous=FULL`, made with mode 0600 and synced folder when new.
    static Result<Connection> open_file(const std::string& path);
    static Result<Connection> open_memory();

    Result<void> execute(const std::string& sql);
    Result<Statement> prepare(std::string_view sql);
    /// Copies the whole database into a new file.
    Result<void> copy_to(const std::string& path);
    /// Moves the write-ahead log into the database file.
    Result<void> checkpoint();
    /// Stops statements after this many virtual-machine steps; 0 means no limit.
    void limit_steps(std::int64_t steps);
    /// Makes the connection refuse everything but reading until lifted.
    void set_read_only(bool read_only);
    [[nodiscard]] std::int64_t changes() const;

private:
    struct Closer {
        void operator()(sqlite3* database) const noexcept;
    };
    explicit Connection(sqlite3* raw) noexcept;
    Result<void> configure(bool file);
    std::unique_ptr<sqlite3, Closer> database_;
    std::unique_ptr<std::int64_t> steps_left_ = std::make_unique<std::int64_t>(0);
};

}  // namespace panoh::storage
