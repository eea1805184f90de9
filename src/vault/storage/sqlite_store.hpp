// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "vault/storage/store.hpp"

#include <memory>
#include <string>

namespace panoh::storage {

/// A node's folder: `ledger.db`, `keyring.db`, `blobs.db`, `scratch.db`, `lock`. Makes what is missing.
/// Refuses (`busy`) when another process holds the folder, and (`storage`) a newer format.
Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& folder);

/// The same for a folder that must already hold a ledger: for `verify`, nothing is made or locked.
Result<std::unique_ptr<Store>> open_sqlite_store_for_reading(const std::string& folder);

}  // namespace panoh::storage
