// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/storage/sqlite.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace panoh::storage {

/// One database with its statements, used by one thread at a time.
struct Database {
    Connection connection;
    std::mutex mutex;

    explicit Database(Connection opened)
        : connection(std::move(opened))
    {}
};

/// Opens the file, and makes `tables` in one that is new. Fails with `storage` on a file of a newer program.
Result<std::unique_ptr<Database>> open_database(const std::string& path, const char* tables);

/// Rolls back unless committed.
class Transaction {
public:
    static Result<Transaction> begin(Connection& connection, const char* statement = "BEGIN IMMEDIATE")
    {
        if (auto begun = connection.execute(statement); !begun) return begun.error();
        return Transaction(connection);
    }
    Transaction(Transaction&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr))
    {}
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction()
    {
        if (connection_ != nullptr) static_cast<void>(connection_->execute("ROLLBACK").has_value());
    }
    Result<void> commit()
    {
        auto done = connection_->execute("COMMIT");
        if (done) connection_ = nullptr;
        return done;
    }

private:
    explicit Transaction(Connection& connection) noexcept
        : connection_(&connection)
    {}
    Connection* connection_;
};

}  // namespace panoh::storage
