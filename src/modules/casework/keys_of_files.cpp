// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/keys_of_files.hpp"

#include "modules/casework/store.hpp"

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

Result<vault::Assignments> work_on(const records::Records& records, const std::vector<FileId>& files)
{
    if (files.empty()) return vault::Assignments{};
    return records.access().assignments(records.vault().workspace(), files);
}

vault::FileWork work_of(const vault::Assignments& assignments, const FileId& file)
{
    const auto found = assignments.find(file);
    return found == assignments.end() ? vault::FileWork{} : found->second;
}

/// Who holds any key of a file, by the rules.
std::set<Holder> holders_of(const records::Records& records, const vault::FileFact& file, const vault::FileWork& work)
{
    const auto directory = records.vault().directory();
    std::set<Holder> holders;
    for (const Compartment compartment : all_compartments) {
        for (const Holder& holder : records.access().holders(file, compartment, work, *directory))
            holders.insert(holder);
    }
    return holders;
}

}  // namespace

std::vector<FileId> reached_files(const records::Records& records, const FileId& case_file)
{
    std::vector<FileId> files = files_of_persons(records, case_file);
    files.push_back(case_file);
    return files;
}

KeysOfFiles::KeysOfFiles(const records::Records& records, const records::Caller& caller, std::vector<FileId> before)
    : records_(&records)
    , caller_(&caller)
    , before_(std::move(before))
    , work_before_(work_on(records, before_))
{}

Result<void> KeysOfFiles::settle(const std::vector<FileId>& after)
{
    vault::Vault& vault = records_->vault();
    if (auto done = vault.reconcile(*caller_->keys, after); !done) return done;
    if (!work_before_) return work_before_.error();
    const auto work_now = work_on(*records_, before_);
    if (!work_now) return work_now.error();
    for (const FileId& file : before_) {
        const auto fact = vault.file(file);
        if (!fact) continue;
        const auto now = holders_of(*records_, *fact, work_of(*work_now, file));
        for (const Holder& holder : holders_of(*records_, *fact, work_of(*work_before_, file))) {
            // The last key is never taken: what it opens would be lost.
            if (now.contains(holder) || !vault.is_held_besides(file, holder)) continue;
            if (auto done = vault.revoke(*caller_->keys, file, holder); !done) return done;
        }
    }
    return {};
}

}  // namespace panoh::casework
