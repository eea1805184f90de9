// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers about many rows, kept and brought up to date by asking again for the files that changed.
#include "base/log.hpp"
#include "vault/workspace.hpp"

#include <sqlite3.h>

namespace panoh::vault {

namespace {

/// As much as a coalition writes in days; then answers are made anew.
constexpr std::size_t most_changes = 20'000;
/// Before the cells of a row: where its record stands in the chain, and its file.
constexpr int columns_before_cells = 2;

/// Tells questions apart by their text and their values.
std::string key_of(const KeptQuestion& question)
{
    std::string key = question.sql;
    for (const SqlValue& value : question.parameters) {
        key += '\x1f';
        if (const auto* text = std::get_if<std::string>(&value)) {
            key += std::to_string(text->size()) + ':' + *text;
        } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            key += 'i' + std::to_string(*integer);
        } else if (const auto* real = std::get_if<double>(&value)) {
            key += 'r' + std::to_string(*real);
        }
    }
    return key;
}

}  // namespace

Result<void> Workspace::note_change(const std::string& file)
{
    if (++changes_ > most_changes) {
        forget_answers();
        changes_ = 0;
        if (auto done = run("DELETE FROM changed", {}); !done) return done;
    }
    return run("INSERT INTO changed(file) VALUES(?)", {file});
}

void Workspace::forget_answers() const
{
    answers_.forget();
}

Result<std::int64_t> Workspace::last_change() const
{
    const auto rows = query("SELECT MAX(change) AS newest FROM changed");
    if (!rows) return rows.error();
    return rows->integer(0, "newest");
}

Result<std::unordered_set<FileId>> Workspace::files_changed_since(std::int64_t change) const
{
    const auto rows = query("SELECT DISTINCT file FROM changed WHERE change>?", {change});
    if (!rows) return rows.error();
    std::unordered_set<FileId> files;
    for (std::size_t row = 0; row < rows->size(); ++row)
        files.insert(rows->id<FileId>(row, "file"));
    return files;
}

Result<void> Workspace::add_rows(KeptRows& rows, const std::string& sql, std::span<const SqlValue> parameters) const
{
    const auto found = prepared(sql);
    if (!found) return found.error();
    storage::Statement& statement = **found;
    for (std::size_t at = 0; at < parameters.size(); ++at)
        bind_value(statement, static_cast<int>(at) + 1, parameters[at]);
    const int width = statement.column_count();
    connection_.limit_steps(most_steps);
    Result<bool> row = statement.step();
    for (; row && *row; row = statement.step()) {
        rows.add(statement.integer(0), FileId::parse(text_of(statement.blob(1))).value_or(FileId{}));
        for (int at = columns_before_cells; at < width; ++at) {
            std::optional<std::string_view> text;
            if (!statement.is_null(at)) text = text_of(statement.blob(at));
            rows.add_cell(static_cast<std::size_t>(at - columns_before_cells), text);
        }
    }
    connection_.limit_steps(0);
    statement.rewind();
    return row ? Result<void>{} : row.error();
}

Result<std::shared_ptr<const KeptRows>> Workspace::kept(const KeptQuestion& question) const
{
    const std::lock_guard lock(mutex_);
    const auto newest = last_change();
    if (!newest) return newest.error();
    auto known = answers_.take(key_of(question));
    if (!known || known->rows->is_worn()) {
        const auto statement = prepared(question.sql);
        if (!statement) return statement.error();
        const auto cells = static_cast<std::size_t>((*statement)->column_count() - columns_before_cells);
        known = {key_of(question), std::make_shared<KeptRows>(cells), *newest};
        if (auto done = add_rows(*known->rows, question.sql, question.parameters); !done) return done.error();
    } else if (known->as_of != *newest) {
        const auto changed = files_changed_since(known->as_of);
        if (!changed) return changed.error();
        // Whoever still reads the former answer keeps it.
        known->rows = std::make_shared<KeptRows>(*known->rows);
        known->rows->remove(*changed);
        std::vector<SqlValue> parameters = question.parameters;
        parameters.emplace_back(known->as_of);
        const std::string more =
            question.sql + " AND " + question.file_column + " IN (SELECT file FROM changed WHERE change>?)";
        if (auto done = add_rows(*known->rows, more, parameters); !done) return done.error();
        known->as_of = *newest;
    }
    std::shared_ptr<const KeptRows> rows = known->rows;
    answers_.keep(std::move(*known));
    return rows;
}

}  // namespace panoh::vault
