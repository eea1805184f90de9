// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace panoh::vault {

/// The rows of an answer, with each text once for a column as long as a column has few of them, so that counting and
/// sorting costs next to nothing. Each row belongs to a file; rows stand in no order.
class KeptRows {
public:
    using Text = std::uint32_t;  ///< place among the texts of a column
    /// Stands for NULL in every column.
    static constexpr Text null = 0;

    explicit KeptRows(std::size_t columns);

    /// Adds a row; its cells come next, one for each column in their order.
    void add(std::int64_t seq, const FileId& file);
    void add_cell(std::size_t column, const std::optional<std::string_view>& text);
    /// Takes out the rows of these files.
    void remove(const std::unordered_set<FileId>& files);

    [[nodiscard]] std::size_t size() const noexcept { return seqs_.size(); }
    [[nodiscard]] std::int64_t seq(std::size_t row) const { return seqs_[row]; }
    [[nodiscard]] Text at(std::size_t row, std::size_t column) const { return columns_[column].cells[row]; }
    /// How many texts a column knows, NULL among them.
    [[nodiscard]] std::size_t texts(std::size_t column) const { return columns_[column].texts.size(); }
    /// Empty for NULL.
    [[nodiscard]] const std::string& text(std::size_t column, Text text) const { return columns_[column].texts[text]; }
    /// Whether texts that no row has any more are most of what is kept.
    [[nodiscard]] bool is_worn() const;
    /// About how much memory is taken.
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Column {
        std::vector<Text> cells;
        std::vector<std::string> texts;
        std::unordered_map<std::string, Text> places;  ///< none when there are many texts
    };
    std::vector<std::int64_t> seqs_;
    std::vector<FileId> files_;
    std::vector<Column> columns_;
};

/// Answers that are kept until they grow too large together; those asked for longest ago go first. Not for two threads
/// at once.
class KeptAnswers {
public:
    struct Answer {
        std::string question;
        std::shared_ptr<KeptRows> rows;
        std::int64_t as_of = 0;  ///< the last change that it knows of
    };
    /// The answer to a question, which is not kept any more.
    [[nodiscard]] std::optional<Answer> take(std::string_view question);
    /// Keeps an answer, unless it is too large by itself.
    void keep(Answer answer);
    void forget() noexcept { answers_.clear(); }

private:
    std::vector<Answer> answers_;  ///< asked for longest ago first
};

}  // namespace panoh::vault
