// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <optional>

/// The register: a file in which an organisation keeps what is about no person (hotline lines, duty lists, places,
/// trainings …), open to the team "staff". Nothing about a caller or client belongs there, not even a note.
namespace panoh::records {

/// The register of an organisation, its first one when there are more; none when nobody needed one yet.
std::optional<FileId> register_of(const vault::Vault& vault, const OrganisationId& organisation);

/// The register of the caller's organisation, made at first need. Writing into it still asks `access`.
Result<FileId> own_register(const Records& records, const Caller& caller);

}  // namespace panoh::records
