// SPDX-License-Identifier: AGPL-3.0-or-later
// Putting the two halves of a backup together.
#include "main/backup.hpp"
#include "main/backup_half.hpp"
#include "main/new_folder.hpp"
#include "main/verifying.hpp"
#include "vault/keyring.hpp"
#include "vault/storage/sqlite_store.hpp"
#include "vault/storage/whole_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>

namespace panoh {

namespace {

namespace fs = std::filesystem;
using storage::Chain;

Result<std::vector<Bytes>> read_wrap_names(const fs::path& path)
{
    const auto read = storage::read_whole(path, std::numeric_limits<std::uint64_t>::max());
    if (!read) return fail(ErrorCode::storage, "the list of wraps cannot be read");
    constexpr std::size_t name_size = vault::Keyring::wrap_name_size;
    const BytesView bytes(*read);
    std::vector<Bytes> names;
    for (std::size_t at = 0; at + name_size <= bytes.size(); at += name_size) {
        const BytesView name = bytes.subspan(at, name_size);
        names.emplace_back(name.begin(), name.end());
    }
    return names;
}

std::uint64_t count_not_in(const std::vector<Bytes>& names, const std::vector<Bytes>& others)
{
    return static_cast<std::uint64_t>(std::count_if(names.begin(), names.end(), [&](const Bytes& name) {
        return !std::binary_search(others.begin(), others.end(), name);
    }));
}

Result<void> copy_into(const fs::path& from, const fs::path& to, const BackupMark& mark)
{
    for (const auto& [name, fingerprint] : mark.files) {
        std::error_code error;
        fs::create_directories((to / name).parent_path(), error);
        fs::copy_file(from / name, to / name, error);
        if (error)
            return fail(ErrorCode::storage, fmt::format("cannot copy {} of the backup: is the disk full?", name));
        fs::permissions(to / name, fs::perms::owner_read | fs::perms::owner_write, error);
    }
    return {};
}

/// Puts a copy together in a folder that nobody sees yet.
class Joining {
public:
    Joining(const RestoreRequest& request, BackupMark records, BackupMark keys, fs::path folder)
        : request_(&request)
        , records_(std::move(records))
        , keys_(std::move(keys))
        , folder_(std::move(folder))
    {}

    Result<Restored> run()
    {
        auto store = storage::open_sqlite_store_for_reading(folder_.string());
        if (!store) return store.error();
        store_ = std::move(*store);
        const auto description = vault::Keyring(*store_).describe();
        if (!description) return description.error();
        restored_.drop_key = description->drop_key;
        if (auto whole = walk(); !whole) return whole.error();
        if (auto done = keys_.is_older_than(records_) ? take_older_keyring() : check_records(); !done) {
            return done.error();
        }
        return restored_;
    }

private:
    Result<void> walk()
    {
        const auto chains = verify_chains(*store_);
        if (!chains) return chains.error();
        restored_.records = chains->records.entries;
        restored_.reads = chains->reads.entries;
        const bool ends_as_told =
            chains->records.head == records_.records.hash && chains->reads.head == records_.reads.hash;
        return ends_as_told ? Result<void>{}
                            : fail(ErrorCode::damaged, "the chains of the backup do not end where its mark says");
    }

    Result<void> take_older_keyring()
    {
        const auto at_that_time = store_->read(Chain::records, keys_.records.seq);
        if (!at_that_time) return at_that_time.error();
        if (!at_that_time->has_value() || (*at_that_time)->hash != keys_.records.hash) {
            return fail(ErrorCode::damaged, "the keyring is of another history than the records");
        }
        const auto wanted = read_wrap_names(folder_ / wraps_file);
        const auto there = vault::Keyring(*store_).wrap_names();
        if (!wanted || !there) return !wanted ? wanted.error() : there.error();
        std::vector<Bytes> gone;
        std::copy_if(there->begin(), there->end(), std::back_inserter(gone), [&](const Bytes& name) {
            return !std::binary_search(wanted->begin(), wanted->end(), name);
        });
        restored_.wraps_missing = count_not_in(*wanted, *there);
        restored_.wraps_dropped = gone.size();
        if (auto counted = count_closed(); !counted) return counted;
        if (!request_->older_keyring) return refuse_keyring();
        return vault::Keyring(*store_).remove_named_wraps(gone);
    }

    Result<void> count_closed()
    {
        for (const Chain chain : {Chain::records, Chain::reads}) {
            auto scanned = store_->scan(chain, 0, [&](const storage::StoredEntry& entry) {
                if (entry.epoch > keys_.epoch) ++restored_.entries_closed;
                return true;
            });
            if (!scanned) return scanned;
        }
        return {};
    }

    [[nodiscard]] Error refuse_keyring() const
    {
        const std::string closed =
            restored_.entries_closed == 0
                ? std::string()
                : fmt::format(", {} entries under a newer node key would not open", restored_.entries_closed);
        return fail(
            ErrorCode::damaged,
            fmt::format(
                "the keyring is older than the records ({} and {}): {} key wraps made since would be lost{}, and {} "
                "taken away since would be taken away again; take the keyring of the same backup, or say "
                "--older-keyring",
                keys_.made,
                records_.made,
                restored_.wraps_missing,
                closed,
                restored_.wraps_dropped
            )
        );
    }

    Result<void> check_records()
    {
        if (!records_.is_older_than(keys_)) {
            return records_.is_of_the_same_moment_as(keys_)
                       ? Result<void>{}
                       : fail(ErrorCode::damaged, "the keyring is of another history than the records");
        }
        restored_.entries_missing = (keys_.records.seq - records_.records.seq)
                                    + (keys_.reads.seq - std::min(keys_.reads.seq, records_.reads.seq));
        if (request_->older_records) return {};
        return fail(
            ErrorCode::damaged,
            fmt::format(
                "the records are older than the keyring ({} and {}): {} entries written since would be lost; take the "
                "records of the same backup, or say --older-records",
                records_.made,
                keys_.made,
                restored_.entries_missing
            )
        );
    }

    const RestoreRequest* request_;
    BackupMark records_;
    BackupMark keys_;
    fs::path folder_;
    std::unique_ptr<storage::Store> store_;
    Restored restored_;
};

}  // namespace

Result<Restored> restore(const RestoreRequest& request)
{
    const auto records = find_half(request.records, records_half);
    if (!records) return records.error();
    const auto keys = find_half(request.keys, keys_half);
    if (!keys) return keys.error();
    auto made = NewFolder::begin(request.target);
    if (!made) return made.error();
    auto records_mark = check_half(*records, records_half);
    if (!records_mark) return records_mark.error();
    auto keys_mark = check_half(*keys, keys_half);
    if (!keys_mark) return keys_mark.error();
    if (records_mark->node != keys_mark->node) {
        return fail(ErrorCode::damaged, "the keyring and the records are of two nodes");
    }
    if (auto copied = copy_into(*records, made->path(), *records_mark); !copied) return copied.error();
    if (auto copied = copy_into(*keys, made->path(), *keys_mark); !copied) return copied.error();
    auto restored = Joining(request, std::move(*records_mark), std::move(*keys_mark), made->path()).run();
    if (!restored) return restored;
    std::error_code ignored;
    fs::remove(made->path() / wraps_file, ignored);
    if (auto finished = made->finish(); !finished) return finished.error();
    return restored;
}

}  // namespace panoh
