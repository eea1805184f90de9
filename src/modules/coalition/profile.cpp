// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/coalition/profile.hpp"

#include "records/registers.hpp"

namespace panoh::coalition {

Result<std::optional<vault::Record>> own_profile(const records::Records& records, const records::Caller& caller)
{
    const auto file = records::register_of(records.vault(), caller.actor.organisation);
    if (!file) return std::optional<vault::Record>();
    auto found = records.of_file(caller, *file, profile_type);
    if (!found) return found.error();
    for (vault::Record& record : *found) {
        if (!record.removed) return std::optional(std::move(record));
    }
    return std::optional<vault::Record>();
}

Result<records::FormOutcome> save_profile(
    const records::Records& records,
    const records::Caller& caller,
    std::uint32_t base,
    const forms::Submission& submission,
    const BatchId& batch
)
{
    const auto known = own_profile(records, caller);
    if (!known) return known.error();
    const auto file = records::own_register(records, caller);
    if (!file) return file.error();
    // Of two who begin at once, both are kept, and the newer one shows.
    const RecordId record = base != 0 && known->has_value() ? (*known)->id : RecordId{};
    return records.save(caller, {std::string(profile_type), *file, record, base}, submission, batch);
}

}  // namespace panoh::coalition
