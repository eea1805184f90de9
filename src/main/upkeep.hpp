// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "vault/vault.hpp"

#include <string>

namespace panoh {

/// True until a first backup was made and a restore was tried, and again when the last backup is older
/// than 35 days. Kept in scratch: when that is lost, it is due again.
bool backup_is_due(const vault::Vault& vault);

/// Ledger, keyring and blobs at one place in the ledger, apart: FOLDER/records and FOLDER/keys. The
/// folder must be empty or missing. On an open node it is noted.
Result<void> back_up(vault::Vault& vault, const std::string& folder);

/// Notes on an open node that a restore of its backup was tried.
Result<void> note_restore(vault::Vault& vault);

/// Puts the two halves of a backup together again in an empty or missing folder, walks the chains, and
/// says what it found. Both halves must come from one backup.
Result<std::string> restore(const std::string& backup, const std::string& folder);

}  // namespace panoh
