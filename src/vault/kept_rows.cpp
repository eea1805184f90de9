// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/kept_rows.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

constexpr std::size_t most_bytes = 16U << 20U;
constexpr std::size_t most_answers = 64;
/// Codes, dates, numbers and ids; as many letters lie beside the text itself as an id has.
constexpr std::size_t bytes_of_a_text = sizeof(std::string) + 32;
constexpr std::size_t few_texts = 1'000;

}  // namespace

KeptRows::KeptRows(std::size_t columns)
    : columns_(columns)
{
    for (Column& column : columns_)
        column.texts.emplace_back();
}

void KeptRows::add(std::int64_t seq, const FileId& file)
{
    seqs_.push_back(seq);
    files_.push_back(file);
}

void KeptRows::add_cell(std::size_t column, const std::optional<std::string_view>& text)
{
    Column& into = columns_[column];
    if (!text) {
        into.cells.push_back(null);
        return;
    }
    const auto next = static_cast<Text>(into.texts.size());
    if (next > few_texts) {
        into.places.clear();
    } else if (const auto [found, is_new] = into.places.try_emplace(std::string(*text), next); !is_new) {
        into.cells.push_back(found->second);
        return;
    }
    into.texts.emplace_back(*text);
    into.cells.push_back(next);
}

void KeptRows::remove(const std::unordered_set<FileId>& files)
{
    for (std::size_t row = 0; row < files_.size();) {
        if (!files.contains(files_[row])) {
            ++row;
            continue;
        }
        seqs_[row] = seqs_.back();
        seqs_.pop_back();
        files_[row] = files_.back();
        files_.pop_back();
        for (Column& column : columns_) {
            column.cells[row] = column.cells.back();
            column.cells.pop_back();
        }
    }
}

bool KeptRows::is_worn() const
{
    return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
        return column.texts.size() > 2 * size() + few_texts;
    });
}

std::size_t KeptRows::bytes() const
{
    std::size_t all = size() * (sizeof(std::int64_t) + sizeof(FileId) + columns_.size() * sizeof(Text));
    for (const Column& column : columns_)
        all += column.texts.size() * bytes_of_a_text;
    return all;
}

std::optional<KeptAnswers::Answer> KeptAnswers::take(std::string_view question)
{
    const auto found =
        std::find_if(answers_.begin(), answers_.end(), [&](const Answer& each) { return each.question == question; });
    if (found == answers_.end()) return std::nullopt;
    Answer answer = std::move(*found);
    answers_.erase(found);
    return answer;
}

void KeptAnswers::keep(Answer answer)
{
    std::size_t bytes = answer.rows->bytes();
    if (bytes > most_bytes) return;
    for (const Answer& each : answers_)
        bytes += each.rows->bytes();
    while (!answers_.empty() && (bytes > most_bytes || answers_.size() >= most_answers)) {
        bytes -= answers_.front().rows->bytes();
        answers_.erase(answers_.begin());
    }
    answers_.push_back(std::move(answer));
}

}  // namespace panoh::vault
