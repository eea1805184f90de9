// SPDX-License-Identifier: AGPL-3.0-or-later
// Making a backup.
#include "main/backup.hpp"

#include "main/backup_half.hpp"
#include "main/new_folder.hpp"
#include "vault/keyring.hpp"
#include "vault/storage/sqlite_store.hpp"
#include "vault/storage/whole_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace panoh {

namespace {

namespace fs = std::filesystem;
using storage::Chain;

/// What opening a copy makes beside it.
constexpr std::array by_the_way{"scratch.db", "lock"};

Result<void> write_file(const fs::path& path, BytesView bytes)
{
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    out.close();
    return out ? Result<void>{} : fail(ErrorCode::storage, "cannot write into " + path.parent_path().string());
}

/// Newest node-key epoch of the entries up to these places; epochs only grow along a chain.
Result<std::uint32_t> epoch_at(storage::Store& store, std::uint64_t records, std::uint64_t reads)
{
    std::uint32_t epoch = 0;
    for (const auto& [chain, seq] : {std::pair(Chain::records, records), std::pair(Chain::reads, reads)}) {
        const auto entry = store.read(chain, seq);
        if (!entry) return entry.error();
        if (entry->has_value()) epoch = std::max(epoch, (*entry)->epoch);
    }
    return epoch;
}

/// What both halves say of a copy.
Result<BackupMark> mark_of(storage::Store& store, Timestamp now)
{
    const auto description = vault::Keyring(store).describe();
    const auto records = store.head(Chain::records);
    const auto reads = store.head(Chain::reads);
    if (!description) return description.error();
    if (!records || !reads) return !records ? records.error() : reads.error();
    const auto epoch = epoch_at(store, records->seq, reads->seq);
    if (!epoch) return epoch.error();
    BackupMark mark;
    mark.node = to_hex(BytesView(crypto::hash({description->drop_key})).first(16));
    mark.made = to_iso(now);
    mark.records = *records;
    mark.reads = *reads;
    mark.epoch = *epoch;
    return mark;
}

/// Reads what the marks say, and writes the list of wraps.
Result<BackupMark> look_at_copy(const fs::path& folder, Timestamp now)
{
    const auto store = storage::open_sqlite_store_for_reading(folder.string());
    if (!store) return store.error();
    const auto names = vault::Keyring(**store).wrap_names();
    if (!names) return names.error();
    Bytes list;
    for (const Bytes& name : *names)
        list.insert(list.end(), name.begin(), name.end());
    if (auto written = write_file(folder / wraps_file, list); !written) return written.error();
    return mark_of(**store, now);
}

/// What came in sealed, before the ledger is copied: a box that is taken in meanwhile is in both and counts once.
Result<void> copy_incoming(const fs::path& node, const fs::path& target)
{
    for (const char* name : incoming) {
        std::error_code error;
        if (!fs::is_directory(node / name, error)) continue;
        for (fs::recursive_directory_iterator at(node / name, error), end; !error && at != end; at.increment(error)) {
            const fs::path place = target / fs::relative(at->path(), node, error);
            const bool is_unfinished = at->path().extension() == storage::part_suffix;
            if (!at->is_regular_file() || is_unfinished) continue;
            fs::create_directories(place.parent_path(), error);
            fs::copy_file(at->path(), place, error);
            if (error && !fs::exists(at->path())) error.clear();  // taken in
        }
        if (error) return fail(ErrorCode::storage, "what came in sealed cannot be copied: is the disk full?");
    }
    return {};
}

Result<void> move_into(const fs::path& from, const fs::path& to, const char* name)
{
    std::error_code error;
    fs::rename(from / name, to / name, error);
    return error ? fail(ErrorCode::storage, "cannot write into " + to.string()) : Result<void>{};
}

Result<void> set_apart(const fs::path& folder, const Half& half, BackupMark mark)
{
    std::error_code error;
    const fs::path target = folder / half.folder;
    fs::create_directory(target, error);
    for (const char* name : half.files) {
        if (name == nullptr) continue;
        if (auto moved = move_into(folder, target, name); !moved) return moved;
    }
    for (const char* name : incoming) {
        if (half.folder != records_half.folder || !fs::exists(folder / name, error)) continue;
        if (auto moved = move_into(folder, target, name); !moved) return moved;
    }
    for (const auto& entry : fs::recursive_directory_iterator(target)) {
        if (!entry.is_regular_file()) continue;
        const auto fingerprint = fingerprint_of(entry.path());
        if (!fingerprint) return fingerprint.error();
        mark.files[entry.path().lexically_relative(target).generic_string()] = *fingerprint;
    }
    const std::string text = text_of(mark);
    return write_file(target / mark_name, bytes_of(text));
}

}  // namespace

Result<void> back_up(const BackupSource& node, const std::string& folder, Timestamp now)
{
    auto made = NewFolder::begin(folder);
    if (!made) return made.error();
    if (auto copied = copy_incoming(node.folder, made->path()); !copied) return copied;
    if (auto copied = node.copy(made->path().string()); !copied) return copied;
    const auto mark = look_at_copy(made->path(), now);
    if (!mark) return mark.error();
    for (const char* name : by_the_way) {
        std::error_code ignored;
        fs::remove(made->path() / name, ignored);
    }
    for (const Half& half : {records_half, keys_half}) {
        if (auto done = set_apart(made->path(), half, *mark); !done) return done;
    }
    return made->finish();
}

}  // namespace panoh
