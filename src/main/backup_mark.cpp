// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/backup_mark.hpp"

#include "vault/crypto/crypto.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <tuple>
#include <vector>

namespace panoh {

namespace {

constexpr std::string_view first_line = "panoh-backup 1";
/// Begins the last line: the hash of all before it.
const std::string sum_word = "sum ";
constexpr std::size_t piece_size = std::size_t{1} << 20U;

std::vector<std::string_view> split(std::string_view text, char at)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(at), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

bool read_number(std::string_view text, std::uint64_t& number)
{
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

bool read_hash(std::string_view text, Hash256& hash)
{
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != hash.size()) return false;
    std::copy(bytes->begin(), bytes->end(), hash.begin());
    return true;
}

bool read_line(const std::vector<std::string_view>& words, BackupMark& mark)
{
    if (words.size() == 2 && words[0] == "node") {
        mark.node = words[1];
        return true;
    }
    if (words.size() == 2 && words[0] == "made") {
        mark.made = words[1];
        return true;
    }
    if (words.size() == 2 && words[0] == "epoch") {
        std::uint64_t epoch = 0;
        const bool read = read_number(words[1], epoch);
        mark.epoch = static_cast<std::uint32_t>(epoch);
        return read;
    }
    if (words.size() != 3) return false;
    if (words[0] == "file") return read_hash(words[2], mark.files[std::string(words[1])]);
    storage::Head* head = words[0] == "records" ? &mark.records : words[0] == "reads" ? &mark.reads : nullptr;
    return head != nullptr && read_number(words[1], head->seq) && read_hash(words[2], head->hash);
}

}  // namespace

bool BackupMark::is_older_than(const BackupMark& other) const
{
    return std::tie(records.seq, reads.seq) < std::tie(other.records.seq, other.reads.seq);
}

bool BackupMark::is_of_the_same_moment_as(const BackupMark& other) const
{
    return std::tie(records.seq, records.hash, reads.seq, reads.hash)
           == std::tie(other.records.seq, other.records.hash, other.reads.seq, other.reads.hash);
}

std::string text_of(const BackupMark& mark)
{
    std::string text = fmt::format(
        "{}\nnode {}\nmade {}\nrecords {} {}\nreads {} {}\nepoch {}\n",
        first_line,
        mark.node,
        mark.made,
        mark.records.seq,
        to_hex(mark.records.hash),
        mark.reads.seq,
        to_hex(mark.reads.hash),
        mark.epoch
    );
    for (const auto& [name, hash] : mark.files)
        text += fmt::format("file {} {}\n", name, to_hex(hash));
    return text + sum_word + to_hex(crypto::hash({bytes_of(text)})) + "\n";
}

Result<BackupMark> parse_mark(std::string_view text)
{
    const Error unreadable = fail(ErrorCode::damaged, "the mark of a backup does not read");
    const auto end = text.rfind(sum_word);
    if (end == std::string_view::npos) return unreadable;
    Hash256 sum{};
    const std::string_view told = text.substr(end + sum_word.size());
    const bool is_whole = told.ends_with('\n') && read_hash(told.substr(0, told.size() - 1), sum)
                          && sum == crypto::hash({bytes_of(text.substr(0, end))});
    if (!is_whole) return unreadable;
    const auto lines = split(text.substr(0, end), '\n');
    if (lines.empty() || lines[0] != first_line) return unreadable;
    BackupMark mark;
    for (std::size_t at = 1; at < lines.size(); ++at) {
        if (!read_line(split(lines[at], ' '), mark)) return unreadable;
    }
    if (mark.node.empty() || mark.made.empty() || mark.files.empty() || mark.epoch == 0) return unreadable;
    return mark;
}

Result<Hash256> fingerprint_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    Bytes piece(piece_size);
    Hash256 hash{};
    while (in) {
        in.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got > 0) hash = crypto::hash({hash, BytesView(piece).first(got)});
    }
    if (!in.eof()) return fail(ErrorCode::storage, "cannot read " + file.filename().string() + " of the backup");
    return hash;
}

}  // namespace panoh
