// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/upkeep.hpp"

#include "vault/ledger/entry.hpp"
#include "vault/storage/sqlite_store.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace panoh {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view last_backup = "backup.last";
constexpr std::string_view restore_tried = "restore.tried";
constexpr auto longest_without_backup = std::chrono::days(35);

/// What lies in which half of a backup.
constexpr std::array<std::pair<const char*, const char*>, 3> halves{{
    {"records", "ledger.db"},
    {"records", "blobs.db"},
    {"keys", "keyring.db"},
}};

Result<void> note(vault::Vault& vault, std::string_view name)
{
    ByteWriter writer;
    writer.u64(static_cast<std::uint64_t>(vault.clock().now().time_since_epoch().count()));
    return vault.put_node_scratch(name, writer.bytes());
}

std::optional<Timestamp> noted(const vault::Vault& vault, std::string_view name)
{
    const auto bytes = vault.get_node_scratch(name);
    if (!bytes || !bytes->has_value()) return std::nullopt;
    ByteReader reader(**bytes);
    return Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(reader.u64())));
}

Result<void> make_empty(const fs::path& folder)
{
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
        return fail(ErrorCode::conflict, "the folder " + folder.string() + " is not empty");
    }
    fs::create_directories(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return fail(ErrorCode::storage, "cannot make the folder " + folder.string());
    return {};
}

Result<void> move_file(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error) return fail(ErrorCode::storage, "cannot write into " + to.parent_path().string());
    return {};
}

Result<void> copy_into(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    fs::copy_file(from, to, error);
    if (error) return fail(ErrorCode::storage, "cannot copy " + from.filename().string() + " of the backup");
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, error);
    return {};
}

Result<std::string> checked(const std::string& folder)
{
    auto store = storage::open_sqlite_store_for_reading(folder);
    if (!store) return store.error();
    std::string summary;
    for (const auto chain : {storage::Chain::records, storage::Chain::reads}) {
        const auto report = ledger::walk(**store, chain);
        if (!report) return report.error();
        if (report->first_bad != 0) {
            return fail(
                ErrorCode::damaged,
                fmt::format("entry {} of the backup is damaged: {}", report->first_bad, report->problem)
            );
        }
        summary += fmt::format(
            "{} {}",
            report->entries,
            chain == storage::Chain::records ? "entries in the chain of records, " : "in the chain of reads"
        );
    }
    return summary;
}

}  // namespace

bool backup_is_due(const vault::Vault& vault)
{
    if (!vault.is_open()) return false;
    const auto backup = noted(vault, last_backup);
    return !backup || !noted(vault, restore_tried) || vault.clock().now() - *backup > longest_without_backup;
}

Result<void> back_up(vault::Vault& vault, const std::string& folder)
{
    const fs::path root(folder);
    if (auto made = make_empty(root); !made) return made;
    if (vault.is_open()) {
        if (auto done = vault.enter_node_event(UserId{}, "backup_made", true); !done) return done;
    }
    if (auto copied = vault.back_up(folder); !copied) return copied;
    for (const auto& [half, file] : halves) {
        std::error_code error;
        fs::create_directories(root / half, error);
        fs::permissions(root / half, fs::perms::owner_all, error);
        if (auto moved = move_file(root / file, root / half / file); !moved) return moved;
    }
    return vault.is_open() ? note(vault, last_backup) : Result<void>{};
}

Result<void> note_restore(vault::Vault& vault)
{
    if (auto done = vault.enter_node_event(UserId{}, "restore_tried", true); !done) return done;
    return note(vault, restore_tried);
}

Result<std::string> restore(const std::string& backup, const std::string& folder)
{
    for (const auto& [half, file] : halves) {
        if (!fs::exists(fs::path(backup) / half / file)) {
            return fail(ErrorCode::not_found, fmt::format("the backup lacks {}/{}", half, file));
        }
    }
    if (auto made = make_empty(folder); !made) return made.error();
    for (const auto& [half, file] : halves) {
        if (auto copied = copy_into(fs::path(backup) / half / file, fs::path(folder) / file); !copied) {
            return copied.error();
        }
    }
    return checked(folder);
}

}  // namespace panoh
