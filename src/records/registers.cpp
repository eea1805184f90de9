// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/registers.hpp"

#include "records/files.hpp"

namespace panoh::records {

std::optional<FileId> register_of(const vault::Vault& vault, const OrganisationId& organisation)
{
    const auto files = vault.files_of(forms::FileKind::register_file, organisation);
    return files.empty() ? std::nullopt : std::optional(files.front().file);
}

Result<FileId> own_register(const Records& records, const Caller& caller)
{
    vault::Vault& vault = records.vault();
    std::optional<FileId> found = register_of(vault, caller.actor.organisation);
    if (found) return *found;
    const auto receipt = with_numbers([&]() -> Result<vault::Receipt> {
        // Somebody else may have made it while the number was taken.
        found = register_of(vault, caller.actor.organisation);
        if (found) return vault::Receipt{};
        const NewFile made = new_file(vault, forms::FileKind::register_file, caller.actor.organisation, {});
        vault::Batch batch;
        batch.id = vault.random().id<BatchId>();
        batch.files.push_back(made.change);
        auto written = records.write(caller, std::move(batch));
        if (written) found = made.change.fact.file;
        return written;
    });
    if (!receipt) return receipt.error();
    return *found;
}

}  // namespace panoh::records
