// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/storage/sqlite_database.hpp"

namespace panoh::storage {

namespace {

/// Written into every file's header; a higher number means a newer program.
constexpr std::int64_t format_version = 1;

}  // namespace

Result<std::unique_ptr<Database>> open_database(const std::string& path, const char* tables)
{
    auto connection = Connection::open_file(path);
    if (!connection) return connection.error();
    std::int64_t version = 0;
    {
        auto statement = connection->prepare("PRAGMA user_version");
        if (!statement) return statement.error();
        const auto row = statement->step();
        if (!row) return row.error();
        version = statement->integer(0);
    }
    if (version > format_version) {
        return fail(
            ErrorCode::storage, "this node was written by a newer program (format " + std::to_string(version) + ")"
        );
    }
    if (version < format_version) {
        const std::string set = "PRAGMA user_version=" + std::to_string(format_version) + ";";
        if (auto done = connection->execute("BEGIN IMMEDIATE;" + std::string(tables) + set + "COMMIT;"); !done) {
            return done.error();
        }
        if (auto done = connection->checkpoint(); !done) return done.error();
    }
    return std::make_unique<Database>(std::move(*connection));
}

}  // namespace panoh::storage
