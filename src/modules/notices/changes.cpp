// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/notices/changes.hpp"

#include "base/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

namespace panoh::notices {

namespace {

using access::Verb;
using forms::Compartment;
using records::Caller;
using records::Records;

constexpr std::string_view scratch_name = "notices.seen";

Result<void> add_of_type(
    const Records& records,
    const Caller& caller,
    const forms::RecordType& type,
    std::int64_t place,
    std::size_t most,
    std::vector<Change>& changes
)
{
    const auto rows = records.vault().workspace().query(
        fmt::format(
            "SELECT t.record, t.file, t.author, t.written_at, t.seq, t.revision FROM t_{} t"
            " WHERE t.seq>? AND t.deleted=0 AND t.author<>?"
            " AND EXISTS (SELECT 1 FROM reach r WHERE r.\"user\"=? AND r.file=t.file) ORDER BY t.seq DESC LIMIT ?",
            type.name
        ),
        {vault::SqlValue{place},
         vault::sql(caller.actor.user),
         vault::sql(caller.actor.user),
         vault::SqlValue{static_cast<std::int64_t>(most)}}
    );
    if (!rows) return rows.error();
    for (std::size_t row = 0; row < rows->size(); ++row) {
        Change change;
        change.type = type.name;
        change.record = rows->id<RecordId>(row, "record");
        change.file = rows->id<FileId>(row, "file");
        change.author = rows->id<UserId>(row, "author");
        change.at = Timestamp(std::chrono::microseconds(rows->integer(row, "written_at")));
        change.seq = rows->integer(row, "seq");
        change.is_new = rows->integer(row, "revision") == 1;
        if (records.may(caller, Verb::read, change.file, type.compartment)) changes.push_back(std::move(change));
    }
    return {};
}

/// The record that a file is about; nothing when it is not there (any more).
Result<std::optional<ChangedFile>> head_of(const Records& records, const FileId& file)
{
    for (const auto& [type, number] :
         {std::pair{"case", "number"}, std::pair{"contact", "number"}, std::pair{"person", "''"}}) {
        const auto rows = records.vault().workspace().query(
            fmt::format("SELECT record, {} AS number FROM t_{} WHERE file=? AND deleted=0", number, type),
            {vault::sql(file)}
        );
        if (!rows) return rows.error();
        if (rows->size() == 0) continue;
        return std::optional(ChangedFile{rows->id<RecordId>(0, "record"), type, rows->text(0, "number"), {}});
    }
    return std::optional<ChangedFile>{};
}

}  // namespace

std::int64_t seen_until(const Records& records, const Caller& caller)
{
    const auto kept = records.vault().get_scratch(*caller.keys, scratch_name);
    if (kept && kept->has_value()) {
        const std::string& text = (*kept)->reveal();
        std::int64_t place = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), place).ec == std::errc()) return place;
    }
    const auto newest = static_cast<std::int64_t>(records.vault().head(storage::Chain::records).seq);
    if (auto done = note_seen(records, caller, newest); !done)
        log(LogLevel::warning, "a first look at what is new was not noted: {}", done.error().detail);
    return newest;
}

Result<void> note_seen(const Records& records, const Caller& caller, std::int64_t place)
{
    return records.vault().put_scratch(*caller.keys, scratch_name, Sensitive<std::string>(std::to_string(place)));
}

Result<std::vector<ChangedFile>>
changes_after(const Records& records, const Caller& caller, std::int64_t place, std::size_t most)
{
    std::vector<Change> changes;
    for (const auto& [name, type] : records.schema().types) {
        if (type.file == forms::FileKind::register_file || type.file == forms::FileKind::knowledge) continue;
        if (auto done = add_of_type(records, caller, type, place, most, changes); !done) return done.error();
    }
    std::sort(changes.begin(), changes.end(), [](const Change& left, const Change& right) {
        return left.seq > right.seq;
    });
    std::vector<ChangedFile> files;
    std::map<FileId, std::size_t> places;
    for (Change& change : changes) {
        const auto known = places.find(change.file);
        if (known != places.end()) {
            files[known->second].changes.push_back(std::move(change));
            continue;
        }
        auto head = head_of(records, change.file);
        if (!head) return head.error();
        if (!head->has_value()) continue;
        places.emplace(change.file, files.size());
        files.push_back(std::move(**head));
        files.back().changes.push_back(std::move(change));
    }
    return files;
}

}  // namespace panoh::notices
