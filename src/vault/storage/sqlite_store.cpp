// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/storage/sqlite_store.hpp"

#include "base/check.hpp"
#include "base/log.hpp"
#include "vault/storage/folder_lock.hpp"
#include "vault/storage/sqlite_database.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <mutex>
#include <numeric>
#include <utility>

namespace panoh::storage {

namespace {

/// The log goes into the database file when this many appends wait in it.
constexpr int appends_between_checkpoints = 2000;

constexpr const char* chain_tables =
    "CREATE TABLE IF NOT EXISTS records(seq INTEGER PRIMARY KEY, previous BLOB NOT NULL, hash BLOB NOT NULL,"
    " epoch INTEGER NOT NULL, sealed BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS reads(seq INTEGER PRIMARY KEY, previous BLOB NOT NULL, hash BLOB NOT NULL,"
    " epoch INTEGER NOT NULL, sealed BLOB NOT NULL);";
constexpr const char* row_table =
    "CREATE TABLE IF NOT EXISTS rows(key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;";

const char* table_of(Chain chain)
{
    return chain == Chain::records ? "records" : "reads";
}

Hash256 hash_column(const Statement& statement, int column)
{
    Hash256 hash{};
    const BytesView bytes = statement.blob(column);
    if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

StoredEntry entry_of(const Statement& statement)
{
    const BytesView sealed = statement.blob(4);
    return {
        static_cast<std::uint64_t>(statement.integer(0)),
        hash_column(statement, 1),
        hash_column(statement, 2),
        static_cast<std::uint32_t>(statement.integer(3)),
        Bytes(sealed.begin(), sealed.end()),
    };
}

constexpr const char* entry_columns = "SELECT seq, previous, hash, epoch, sealed FROM ";

class SqliteStore final : public Store {
public:
    SqliteStore(FolderLock lock, std::array<std::unique_ptr<Database>, 4> databases)
        : lock_(std::move(lock))
        , databases_(std::move(databases))
    {}

    Result<void> append(std::span<const NewEntry> entries) override
    {
        Database& ledger = *databases_[0];
        const std::lock_guard guard(ledger.mutex);
        auto transaction = Transaction::begin(ledger.connection);
        if (!transaction) return transaction.error();
        for (const Chain chain : {Chain::records, Chain::reads}) {
            if (auto done = append_to(ledger.connection, chain, entries); !done) return done;
        }
        if (auto done = transaction->commit(); !done) return done;
        if (++appends_ % appends_between_checkpoints == 0) fold(ledger);
        return {};
    }

    Result<std::optional<StoredEntry>> read(Chain chain, std::uint64_t seq) override
    {
        Database& ledger = *databases_[0];
        const std::lock_guard guard(ledger.mutex);
        auto& cached = read_statements_.at(chain == Chain::records ? 0 : 1);
        if (!cached) {
            auto statement = ledger.connection.prepare(entry_columns + std::string(table_of(chain)) + " WHERE seq=?");
            if (!statement) return statement.error();
            cached = std::move(*statement);
        }
        cached->rewind();
        cached->bind(1, static_cast<std::int64_t>(seq));
        const auto row = cached->step();
        if (!row) return row.error();
        std::optional<StoredEntry> entry;
        if (*row) entry = entry_of(*cached);
        cached->rewind();
        return entry;
    }

    Result<void> scan(Chain chain, std::uint64_t from, const std::function<bool(const StoredEntry&)>& visitor) override
    {
        Database& ledger = *databases_[0];
        const std::lock_guard guard(ledger.mutex);
        auto statement =
            ledger.connection.prepare(entry_columns + std::string(table_of(chain)) + " WHERE seq>=? ORDER BY seq");
        if (!statement) return statement.error();
        statement->bind(1, static_cast<std::int64_t>(from));
        for (;;) {
            const auto row = statement->step();
            if (!row) return row.error();
            if (!*row || !visitor(entry_of(*statement))) return {};
        }
    }

    Result<Head> head(Chain chain) override
    {
        Database& ledger = *databases_[0];
        const std::lock_guard guard(ledger.mutex);
        return head_of(ledger.connection, chain);
    }

    Result<void> put(Area area, std::span<const Row> rows) override
    {
        Database& database = of(area);
        const std::lock_guard guard(database.mutex);
        auto transaction = Transaction::begin(database.connection);
        if (!transaction) return transaction.error();
        auto statement = database.connection.prepare("INSERT OR REPLACE INTO rows(key, value) VALUES(?, ?)");
        if (!statement) return statement.error();
        for (const Row& row : rows) {
            statement->bind(1, BytesView(row.key));
            statement->bind(2, BytesView(row.value));
            if (auto done = statement->run(); !done) return done;
        }
        if (auto done = transaction->commit(); !done) return done;
        fold(database);
        return {};
    }

    Result<std::optional<Bytes>> get(Area area, BytesView key) override
    {
        const std::lock_guard guard(of(area).mutex);
        return value_of(area, key);
    }

    Result<std::vector<std::optional<Bytes>>> get_all(Area area, std::span<const Bytes> keys) override
    {
        // Neighbours lie on the same page.
        std::vector<std::size_t> order(keys.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
            return keys[left] < keys[right];
        });
        std::vector<std::optional<Bytes>> values(keys.size());
        const std::lock_guard guard(of(area).mutex);
        // One transaction, so that the file is not locked for each.
        const auto transaction = Transaction::begin(of(area).connection, "BEGIN");
        if (!transaction) return transaction.error();
        for (const std::size_t at : order) {
            auto value = value_of(area, keys[at]);
            if (!value) return value.error();
            values[at] = std::move(*value);
        }
        return values;
    }

    Result<void> remove(Area area, std::span<const Bytes> keys) override
    {
        Database& database = of(area);
        const std::lock_guard guard(database.mutex);
        auto transaction = Transaction::begin(database.connection);
        if (!transaction) return transaction.error();
        auto statement = database.connection.prepare("DELETE FROM rows WHERE key=?");
        if (!statement) return statement.error();
        for (const Bytes& key : keys) {
            statement->bind(1, BytesView(key));
            if (auto done = statement->run(); !done) return done;
        }
        if (auto done = transaction->commit(); !done) return done;
        // What was removed must not linger in the write-ahead log: that it is gone is the promise.
        return database.connection.checkpoint();
    }

    Result<std::vector<Row>> rows(Area area, BytesView prefix) override
    {
        Database& database = of(area);
        const std::lock_guard guard(database.mutex);
        auto statement = database.connection.prepare("SELECT key, value FROM rows WHERE key>=? ORDER BY key");
        if (!statement) return statement.error();
        std::vector<Row> found;
        auto done = each_row(*statement, prefix, [&](Bytes key) {
            const BytesView value = statement->blob(1);
            found.push_back({std::move(key), Bytes(value.begin(), value.end())});
        });
        if (!done) return done.error();
        return found;
    }

    Result<std::vector<Bytes>> keys(Area area, BytesView prefix) override
    {
        Database& database = of(area);
        const std::lock_guard guard(database.mutex);
        auto statement = database.connection.prepare("SELECT key FROM rows WHERE key>=? ORDER BY key");
        if (!statement) return statement.error();
        std::vector<Bytes> found;
        if (auto done = each_row(*statement, prefix, [&](Bytes key) { found.push_back(std::move(key)); }); !done) {
            return done.error();
        }
        return found;
    }

    Result<void> copy_to(const std::string& folder) override
    {
        for (const auto& [index, name] : copied_files) {
            Database& database = *databases_.at(index);
            const std::lock_guard guard(database.mutex);
            if (auto done = database.connection.copy_to(folder + "/" + name); !done) return done;
        }
        return {};
    }

private:
    /// Keyring before ledger: a wrap without its entry is harmless, an entry without its wrap is not.
    static constexpr std::array<std::pair<std::size_t, const char*>, 3> copied_files{{
        {1, "keyring.db"},
        {2, "blobs.db"},
        {0, "ledger.db"},
    }};

    Database& of(Area area) { return *databases_.at(static_cast<std::size_t>(area)); }

    /// Every row from `prefix` on that starts with it; the key is the statement's first column.
    static Result<void> each_row(Statement& statement, BytesView prefix, const std::function<void(Bytes key)>& visitor)
    {
        statement.bind(1, prefix);
        for (;;) {
            const auto row = statement.step();
            if (!row) return row.error();
            if (!*row) return {};
            const BytesView key = statement.blob(0);
            if (key.size() < prefix.size() || !std::equal(prefix.begin(), prefix.end(), key.begin())) return {};
            visitor(Bytes(key.begin(), key.end()));
        }
    }

    /// With the area's lock held.
    Result<std::optional<Bytes>> value_of(Area area, BytesView key)
    {
        auto& cached = get_statements_.at(static_cast<std::size_t>(area) - 1);
        if (!cached) {
            auto statement = of(area).connection.prepare("SELECT value FROM rows WHERE key=?");
            if (!statement) return statement.error();
            cached = std::move(*statement);
        }
        cached->bind(1, key);
        const auto row = cached->step();
        if (!row) return row.error();
        std::optional<Bytes> value;
        if (*row) {
            const BytesView bytes = cached->blob(0);
            value.emplace(bytes.begin(), bytes.end());
        }
        cached->rewind();
        return value;
    }

    /// What was committed is on disk; a log that cannot be folded in now (disk full) is folded in later.
    static void fold(Database& database)
    {
        if (auto done = database.connection.checkpoint(); !done) log(LogLevel::error, "{}", done.error().detail);
    }

    static Result<Head> head_of(Connection& connection, Chain chain)
    {
        auto statement =
            connection.prepare("SELECT seq, hash FROM " + std::string(table_of(chain)) + " ORDER BY seq DESC LIMIT 1");
        if (!statement) return statement.error();
        const auto row = statement->step();
        if (!row) return row.error();
        if (!*row) return Head{};
        return Head{static_cast<std::uint64_t>(statement->integer(0)), hash_column(*statement, 1)};
    }

    Result<void> append_to(Connection& connection, Chain chain, std::span<const NewEntry> entries)
    {
        if (std::none_of(entries.begin(), entries.end(), [&](const NewEntry& each) { return each.chain == chain; })) {
            return {};
        }
        const auto found = head_of(connection, chain);
        if (!found) return found.error();
        Head head = *found;
        auto statement = connection.prepare(
            "INSERT INTO " + std::string(table_of(chain)) + "(seq, previous, hash, epoch, sealed) VALUES(?, ?, ?, ?, ?)"
        );
        if (!statement) return statement.error();
        for (const NewEntry& each : entries) {
            if (each.chain != chain) continue;
            if (each.entry.seq != head.seq + 1 || each.entry.previous != head.hash) {
                return fail(ErrorCode::conflict, "an entry does not continue its chain");
            }
            statement->bind(1, static_cast<std::int64_t>(each.entry.seq));
            statement->bind(2, BytesView(each.entry.previous));
            statement->bind(3, BytesView(each.entry.hash));
            statement->bind(4, static_cast<std::int64_t>(each.entry.epoch));
            statement->bind(5, BytesView(each.entry.sealed));
            if (auto done = statement->run(); !done) return done;
            head = {each.entry.seq, each.entry.hash};
        }
        return {};
    }

    FolderLock lock_;
    std::array<std::unique_ptr<Database>, 4> databases_;
    std::array<std::optional<Statement>, 2> read_statements_;
    std::array<std::optional<Statement>, 3> get_statements_;
    int appends_ = 0;
};

Result<std::unique_ptr<Store>> open_with(const std::string& folder, FolderLock lock)
{
    constexpr std::array files{"ledger.db", "keyring.db", "blobs.db", "scratch.db"};
    std::array<std::unique_ptr<Database>, 4> databases;
    for (std::size_t at = 0; at < files.size(); ++at) {
        auto database = open_database(folder + "/" + files.at(at), at == 0 ? chain_tables : row_table);
        if (!database) return database.error();
        databases.at(at) = std::move(*database);
    }
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(lock), std::move(databases)));
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    if (error) return fail(ErrorCode::storage, "cannot make or protect the node's folder");
    auto lock = FolderLock::take(folder);
    if (!lock) return lock.error();
    return open_with(folder, std::move(*lock));
}

Result<std::unique_ptr<Store>> open_sqlite_store_for_reading(const std::string& folder)
{
    for (const char* name : {"ledger.db", "keyring.db"}) {
        if (!std::filesystem::exists(folder + "/" + name)) {
            return fail(ErrorCode::not_found, "there is no node in this folder");
        }
    }
    auto lock = FolderLock::take(folder);
    if (!lock) return lock.error();
    return open_with(folder, std::move(*lock));
}

}  // namespace panoh::storage
