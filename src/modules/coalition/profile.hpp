// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <optional>

/// What an organisation says about itself to its own people, in its register: services, languages, emergencies.
namespace panoh::coalition {

inline constexpr std::string_view profile_type = "organisation_profile";

/// The profile of the reader's organisation, the newest when there are more; nothing while nobody has written one.
Result<std::optional<vault::Record>> own_profile(const records::Records& records, const records::Caller& caller);

/// Writes it, or changes what `base` was. `denied` for who may not write in the register.
Result<records::FormOutcome> save_profile(
    const records::Records& records,
    const records::Caller& caller,
    std::uint32_t base,
    const forms::Submission& submission,
    const BatchId& batch
);

}  // namespace panoh::coalition
