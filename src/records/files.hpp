// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "vault/vault.hpp"

#include <functional>
#include <string>
#include <vector>

namespace panoh::records {

/// A file on its way into a batch, with the number that people will read.
struct NewFile {
    vault::FileChange change;
    std::string number;
};

/// "A-2026-0043" for a case, "A-C-2026-0043" for a contact, "A-P-2026-0043" for a person,
/// "A-E-…" for an evaluation, "A-K-…" for a place, unit or alleged perpetrator: the organisation's code, the kind, the
/// year, the ordinal.
std::string file_number(const std::string& organisation_code, const vault::FileFact& fact);
/// The same of a file that is there; empty for one that is not.
std::string file_number(const vault::Vault& vault, const FileId& file);

/// Numbers the next file of its kind. `already` counts files of the same kind in the same batch.
NewFile new_file(
    vault::Vault& vault,
    forms::FileKind kind,
    const OrganisationId& organisation,
    std::vector<UserId> assigned,
    std::uint32_t already = 0
);

/// Runs `attempt` again while somebody else takes the number first.
Result<vault::Receipt> with_numbers(const std::function<Result<vault::Receipt>()>& attempt);

}  // namespace panoh::records
