// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "forms/definition.hpp"
#include "forms/tables.hpp"
#include "vault/kept_rows.hpp"
#include "vault/storage/sqlite.hpp"

#include <boost/json.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace panoh::vault {

/// A value of the workspace. Ids are their text, as in the JSON of records.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// What a question returned.
class Rows {
public:
    explicit Rows(std::vector<std::string> columns) noexcept
        : columns_(std::move(columns))
    {}
    void add(std::vector<SqlValue> row) { rows_.push_back(std::move(row)); }

    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
    [[nodiscard]] bool is_null(std::size_t row, std::string_view column) const;
    /// Empty when null.
    [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;
    /// Zero when null.
    [[nodiscard]] std::int64_t integer(std::size_t row, std::string_view column) const;
    /// None when null.
    template <class AnyId>
    [[nodiscard]] AnyId id(std::size_t row, std::string_view column) const
    {
        return AnyId::parse(text(row, column)).value_or(AnyId{});
    }

private:
    [[nodiscard]] const SqlValue& at(std::size_t row, std::string_view column) const;
    std::vector<std::string> columns_;
    std::vector<std::vector<SqlValue>> rows_;
};

template <class Tag>
SqlValue sql(const Id<Tag>& id)
{
    return id.text();
}

/// The newest revision of a record, as far as it is coded.
struct WorkspaceRow {
    RecordId record;
    FileId file;
    forms::Compartment compartment = forms::Compartment::core;
    OrganisationId organisation;
    std::uint32_t revision = 0;
    UserId author;
    Timestamp written_at{};
    std::uint64_t seq = 0;
    bool removed = false;
};

/// Member of a coded box that holds the keys for finding names across scripts:
/// [{"name": "…", "keys": ["…", …]}, …]. Goes into the table `name_keys`.
inline constexpr std::string_view name_keys_member = "__names";

/// What a revision puts into the workspace: made by any thread beforehand, so that nobody waits for it.
struct PreparedRows {
    struct NameKey {
        std::string name, key;
    };
    const forms::RecordType* type = nullptr;
    WorkspaceRow row;
    std::string record, file, author;  ///< as text
    std::vector<forms::TableRow> rows;
    std::vector<NameKey> name_keys;
};

/// `damaged` for a record type that no pack declares.
Result<PreparedRows> prepare_rows(
    const forms::Schema& schema, std::string_view type, const WorkspaceRow& row, const boost::json::object& coded
);

/// A question about many rows that is asked again and again: "SELECT seq, file, … FROM … WHERE …", to which a further
/// condition can be added. A row depends on nothing but records of the file that it names and on its rows in `reach`.
struct KeptQuestion {
    std::string sql;
    std::string file_column;  ///< "c.file"
    std::vector<SqlValue> parameters;
};

/// The database in memory that pages ask: one table `t_<type>` per record type with the coded fields
/// (shape: `forms/tables.hpp`), plus views of the slices. Holds only what the signed-in users can
/// open between them. Every method may be called from any thread.
class Workspace {
public:
    /// `views` are SQL scripts of the slices, run after the tables are made.
    static Result<std::unique_ptr<Workspace>> create(const forms::Schema& schema, std::span<const std::string> views);

    /// Replaces what is there of this record, unless that is newer.
    Result<void> put(const PreparedRows& prepared);
    /// Forgets every row of these files' compartments, and the files of which nothing is left.
    Result<void> drop(std::span<const std::pair<FileId, forms::Compartment>> places, std::span<const FileId> files);
    /// How much is done between `begin` and `commit`. With `much`, the table `loading` has a row meanwhile:
    /// triggers of slices may wait for its end.
    enum class Amount { little, much };
    /// Groups many `put`s of the calling thread into one transaction; others wait. When much is put into a new
    /// workspace, each record comes once.
    Result<void> begin(Amount amount);
    Result<void> commit();

    /// Reads only; stops with `busy` when the question takes too many steps.
    Result<Rows> query(std::string_view sql, std::span<const SqlValue> parameters) const;
    Result<Rows> query(std::string_view sql, std::initializer_list<SqlValue> parameters = {}) const
    {
        return query(sql, std::span<const SqlValue>(parameters.begin(), parameters.size()));
    }

    /// The answer as of now, from what was answered before and the files that have changed since. Only questions that
    /// mean the same share an answer. Nothing is kept beyond the next `drop`, or when much is put.
    Result<std::shared_ptr<const KeptRows>> kept(const KeptQuestion& question) const;

private:
    /// About a second of work: pages never need as much.
    static constexpr std::int64_t most_steps = 50'000'000;

    struct TablePlan {
        bool is_main = true;
        storage::Statement insert;
        storage::Statement remove;  ///< by record
    };
    /// How rows of one type are written; made at first use.
    struct TypePlan {
        storage::Statement newest;  ///< `seq` of a record's row
        std::map<std::string, TablePlan, std::less<>> tables;
    };

    Workspace(const forms::Schema& schema, storage::Connection connection);
    static void bind_value(storage::Statement& statement, int index, const SqlValue& value);
    Result<storage::Statement*> prepared(std::string_view sql) const;
    Result<void> run(std::string_view sql, std::initializer_list<SqlValue> values);
    Result<TypePlan*> plan_of(const forms::RecordType& type);
    /// Where the row that is there was written; 0 when there is none.
    static Result<std::int64_t> seq_of(TypePlan& plan, const PreparedRows& prepared);
    static Result<void> insert(TablePlan& plan, const PreparedRows& prepared, const forms::TableRow& row);
    Result<void> remove(TypePlan& plan, const PreparedRows& prepared);
    Result<void> make_indexes();
    Result<void> put_names(const PreparedRows& prepared);
    Result<void> put_file(const PreparedRows& prepared);
    Result<void> drop_rows(std::span<const std::pair<FileId, forms::Compartment>> places);
    /// Marks a file whose rows change, for answers that are kept.
    Result<void> note_change(const std::string& file);
    void forget_answers() const;
    Result<std::int64_t> last_change() const;
    Result<std::unordered_set<FileId>> files_changed_since(std::int64_t change) const;
    Result<void> add_rows(KeptRows& rows, const std::string& sql, std::span<const SqlValue> parameters) const;

    const forms::Schema* schema_;
    mutable std::recursive_mutex mutex_;
    mutable storage::Connection connection_;
    mutable std::map<std::string, storage::Statement, std::less<>> statements_;
    std::map<std::string, TypePlan, std::less<>> plans_;
    mutable KeptAnswers answers_;
    std::size_t changes_ = 0;  ///< noted since answers were forgotten
    FileId newest_file_;       ///< of the last row that was put: it stands in `files` already
    Amount amount_ = Amount::little;
    bool has_indexes_ = false;
};

}  // namespace panoh::vault
