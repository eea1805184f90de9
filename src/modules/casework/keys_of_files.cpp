// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/keys_of_files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace panoh::casework {

namespace {

using forms::Compartment;
using vault::Holder;

constexpr std::array all_compartments{
    Compartment::core,
    Compartment::identity,
    Compartment::social,
    Compartment::medical,
    Compartment::psychological,
    Compartment::account,
    Compartment::legal,
};

std::span<const UserId> workers_of(const vault::Assignments& assignments, const FileId& file)
{
    const auto found = assignments.find(file);
    return found == assignments.end() ? std::span<const UserId>{} : std::span<const UserId>(found->second);
}

/// Compartments of a file in which something was ever written, from the headers of the ledger.
Result<std::set<Compartment>> written_compartments(const records::Records& records, const vault::FileFact& file)
{
    constexpr std::size_t lines_at_a_time = 2'000;
    const auto year = std::chrono::sys_days(std::chrono::year(file.year) / 1 / 1);
    // A day early, since the year of a file is that of its organisation's zone.
    const Timestamp earliest = Timestamp(year) - std::chrono::days(1);
    std::set<Compartment> written;
    for (std::uint64_t before = 0;;) {
        const auto lines = records.vault().log_lines(storage::Chain::records, before, lines_at_a_time);
        if (!lines) return lines.error();
        for (const vault::LogLine& line : *lines) {
            const forms::RecordType* type = line.file == file.file ? records.schema().type(line.action) : nullptr;
            if (type != nullptr) written.insert(type->compartment);
        }
        if (lines->size() < lines_at_a_time || lines->back().at < earliest || lines->back().seq <= 1) return written;
        before = lines->back().seq;
    }
}

}  // namespace

KeysOfFiles::KeysOfFiles(const records::Records& records, const records::Caller& caller, std::vector<FileId> before)
    : records_(&records)
    , caller_(&caller)
    , before_(std::move(before))
{
    if (!before_.empty()) workers_before_ = records.access().assignments(records.vault().workspace(), before_);
}

/// The last key to a compartment is never taken: what it opens would be lost. Only what the caller can
/// open, and goes on opening, is certain to have another holder.
bool KeysOfFiles::is_safe_to_take(const FileId& file, const UserId& from) const
{
    const auto fact = records_->vault().file(file);
    if (!fact || from == caller_->actor.user) return false;
    const auto directory = records_->vault().directory();
    const auto workers = workers_of(workers_before_, file);
    std::optional<Result<std::set<Compartment>>> written;
    for (const Compartment compartment : all_compartments) {
        const auto holders = records_->access().holders(*fact, compartment, workers, *directory);
        if (std::find(holders.begin(), holders.end(), Holder::user(from)) == holders.end()) continue;
        if (records_->vault().can_open(*caller_->keys, file, compartment)) continue;
        if (!written) written = written_compartments(*records_, *fact);
        if (!*written || (*written)->contains(compartment)) return false;
    }
    return true;
}

Result<void> KeysOfFiles::settle(const std::vector<FileId>& after)
{
    vault::Vault& vault = records_->vault();
    if (auto done = vault.reconcile(*caller_->keys, after); !done) return done;
    if (before_.empty()) return {};
    const auto workers_now = records_->access().assignments(vault.workspace(), before_);
    for (const FileId& file : before_) {
        const auto now = workers_of(workers_now, file);
        for (const UserId& user : workers_of(workers_before_, file)) {
            if (std::find(now.begin(), now.end(), user) != now.end() || !is_safe_to_take(file, user)) continue;
            if (auto done = vault.revoke(*caller_->keys, file, Holder::user(user)); !done) return done;
        }
    }
    return {};
}

}  // namespace panoh::casework
